"""Rules for durations, recurring times and times of day."""

from __future__ import annotations

import re
from typing import cast

from .offsets import COUNT, count_of
from .readings import Calendar, Clock, Length, Reading, Recurring
from .syntax import Match, rule

_EVERY = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
    "hour": "XXXX-XX-XXTXX",
    "minute": "XXXX-XX-XXTXX:XX",
}
_LETTERS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "millennium": "ML",
    "hour": "TH",
    "minute": "TM",
    "second": "TS",
}


def period_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration: P3D, PT2H, PXM for an unknown number."""
    if unit in ("fortnight", "weekend"):
        count, unit = (count and 2 * count, "week") if unit == "fortnight" else (count, "weekend")
    letters = _LETTERS.get(unit, "WE")
    number = "X" if count is None else f"{count:g}" if count < 1e6 else f"{int(count)}"
    return f"PT{number}{letters[1:]}" if letters.startswith("T") else f"P{number}{letters}"


def _length(match: Match) -> Reading | None:
    unit = cast(str, match.value("unit"))
    count: float | None = count_of(match)
    if "half" in match and count is not None:
        count += 0.5
    inside = _inside(match)
    side = 0
    if "last" in match:
        side = -1
    elif "next" in match:
        side = 1
    elif "ord" in match:
        side = match.number("ord") or 0
        if side > 1 and (unit != "week" or inside is None or side > 5):
            return None
    origin = "text" if match.lower("next") in ("next", "following", "subsequent", "ensuing") else "speech"
    if match.lower("last") in ("previous", "preceding", "prior"):
        origin = "text"
    return Length(count, unit, side, "text" if origin == "text" else "speech", inside)


def _inside(match: Match) -> Calendar | None:
    if "month" in match:
        return Calendar("month", match.number("year"), match.number("month"))
    return Calendar("year", match.number("year")) if "year" in match else None


def _bare(match: Match) -> Reading:
    return Length(None, cast(str, match.value("unit")))


def _adjective(match: Match) -> Reading | None:
    """ "a 90-day truce", "the month-long siege"."""
    unit = cast(str, match.value("unit"))
    return Length(count_of(match), unit)


def _half(match: Match) -> Reading:
    return Length(0.5, cast(str, match.value("unit")))


def _every(match: Match) -> Reading | None:
    if "unit" in match:
        value = _EVERY.get(cast(str, match.value("unit")))
        count = match.number("count")
        if count and count > 1:
            return Recurring(period_value(count, cast(str, match.value("unit"))))
        return Recurring(value) if value else None
    if "month" in match:
        return Recurring(f"XXXX-{match.number('month'):02d}")
    if "weekday" in match:
        return Recurring(f"XXXX-WXX-{match.value('weekday')}")
    if "season" in match:
        return Recurring(f"XXXX-{match.value('season')}")
    return Recurring(f"XXXX-XX-XXT{match.value('daypart')}")


def _often(match: Match) -> Reading:
    return Recurring(cast(str, match.value("word")))


def _per(match: Match) -> Reading:
    return Recurring(period_value(1, cast(str, match.value("unit"))))


def _clock(match: Match) -> Reading | None:
    raw = match.lower("time")
    hour, _, rest = raw.replace(".", ":").partition(":")
    minute = rest[:2] or "00"
    half = re.sub(r"\W", "", match.lower("ampm"))
    number = int(hour)
    if number > 24 or int(minute) > 59 or (half in ("am", "pm") and not 1 <= number <= 12):
        return None
    if half == "pm" and number < 12:
        number += 12
    if half == "am" and number == 12:
        number = 0
    return Clock(f"T{number:02d}:{minute}")


def _daypart(match: Match) -> Reading:
    return Clock(f"T{match.value('daypart')}")


UNIT = "(?P<unit>UNIT|UNITS|HOUR|HOURS)"
SIDE = "(?: (?P<last>LAST) | (?P<next>NEXT) | (?P<ord>ORD) )"
"""The end of a period that a duration lies at."""
WITHIN = "(?: OF (?P<month>MONTH)? (?P<year>YEAR)?)?"
RULES = (
    rule(
        "length",
        f"MOD? (?:THE|THIS)? {SIDE}? FILLER? {COUNT} (?:OTHER|LAST)? FILLER? (?P<unit>UNITS|HOURS) {WITHIN}",
        _length,
    ),
    rule(
        "length",
        f"THE {SIDE} {UNIT} OF (?P<month>MONTH) (?P<year>YEAR)?",
        _length,
    ),
    rule("length", "THE? (?:(?P<last>LAST)|(?P<next>NEXT)) (?P<unit>UNIT)", _length),
    rule("length", "MOD? (?P<one>ART) FILLER? (?P<unit>UNIT|HOUR)", _length),
    rule("length", "MOD? (?P<count>NWORD) FILLER? (?P<unit>UNIT|HOUR)", _length),
    rule("length", f"MOD? {COUNT} (?P<unit>UNIT|UNITS|HOUR|HOURS) AND ART (?P<half>HALF)", _length),
    rule("length", f"MOD? {COUNT} AND ART? (?P<half>HALF) (?P<unit>UNITS|HOURS)", _length),
    rule("bare_length", "(?P<unit>UNITS|HOURS)", _bare),
    rule(
        "adjective", "(?P<count>NWORD (?:DASH NWORD){0,2}|DAY|NUM) DASH (?P<unit>UNIT|HOUR) (?:DASH? LONG)?", _adjective
    ),
    rule("adjective", "ART? (?P<unit>UNIT|HOUR|UNITS|HOURS) DASH? LONG", _adjective),
    rule("adjective", "(?P<count>NWORD|DAY|NUM) DASH? (?P<unit>UNIT|HOUR) DASH? LONG", _adjective),
    rule("half", "HALF DASH? (?:ART|OF ART)? DASH? (?P<unit>UNIT|HOUR)", _half),
    rule(
        "every",
        f"EVERY (?P<count>NWORD|ORD|DAY)? (?:{UNIT} | (?P<month>MONTH) | (?P<weekday>WEEKDAY)"
        " | (?P<season>SEASON) | (?P<daypart>DAYPART))",
        _every,
    ),
    rule("often", "(?P<word>OFTEN)", _often),
    rule("per", "PER (?P<unit>UNIT|HOUR)", _per),
    rule("per", "TIMES (?:PER|ART) (?P<unit>UNIT|HOUR)", _per),
    rule("clock", "(?P<time>CLOCK) (?P<ampm>AMPM)?", _clock),
    rule("clock", "(?P<time>DAY) (?P<ampm>AMPM)", _clock),
    rule("part_of_day", "(?:THE|ART|NWORD)? (?P<daypart>DAYPART)", _daypart),
)
