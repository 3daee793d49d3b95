"""Rules for times told by their distance from another: "two years ago", "the next day", "that year", "today"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from .points import PART, TOLD, part_of
from .readings import Origin, Reading, Shift, Vague
from .syntax import Match, rule
from .words import CODE, Word

COUNT = (
    "(?: ART? (?P<quant>QUANT) OF? (?P<more>NWORD|BIG)?"
    " | (?P<count>NWORD (?:DASH? AND? NWORD){0,6} | DAY | NUM | YEAR | BIG) (?:QUANT|FILLER)?"
    " | (?P<one>ART) | FILLER (?P<afterfiller>NWORD|DAY|NUM)? )"
)
"""How many: "three", "a", "a few", "several hundred", "another seven"."""

_TODAY = {"today": (0, None), "tonight": (0, "TNI"), "yesterday": (-1, None), "tomorrow": (1, None)}


def count_of(match: Match) -> int | None:
    """The number a match of COUNT says, None where it is vague."""
    if "quant" in match:
        return match.number("more") if match.lower("quant") == "some" else None
    if "count" in match:
        return number_of(match.all("count"))
    if "afterfiller" in match:
        return match.number("afterfiller")
    return 1 if _is_singular(match) else None


def _is_singular(match: Match) -> bool:
    return match.word("unit").code in (CODE["UNIT"], CODE["HOUR"])


def number_of(words: Sequence[Word]) -> int:
    """The value of number words or digits: twenty five → 25, two hundred and six → 206, "ten or twelve" → 12."""
    total = 0
    for word in words:
        if word.code == CODE["AND"] and (word.lower != "and" or total % 100):
            total = 0
        elif isinstance(word.value, int):
            total = (total or 1) * word.value if word.value in (100, 1000) else total + word.value
    return total


def _unit(match: Match) -> str:
    return cast(str, match.value("unit"))


def _ago(match: Match) -> Reading:
    count = count_of(match)
    return Shift(None if count is None else -count, _unit(match), "speech", direction=-1)


def _later(match: Match) -> Reading | None:
    count = count_of(match)
    back = "earlier" in match
    sign = -1 if back else 1
    return Shift(None if count is None else sign * count, _unit(match), _origin(match), direction=sign)


def _neighbour(match: Match) -> Reading | None:
    """ "last week", "the previous spring", "next Tuesday", "the following day"."""
    back = "last" in match
    word = match.lower("last" if back else "next")
    told = word in TOLD or ("the" in match and word == "next")
    origin: Origin = "text" if told else "speech"
    if word in ("latest",) or (word in ("past", "last") and "the" in match):
        return None
    return _named(match, -1 if back else 1, origin)


def _same(match: Match) -> Reading | None:
    """ "that year", "this spring", "the same day"; "the year" only for a part of it ("the end of the year")."""
    part, half = part_of(match)
    bare = "the" in match and "same" not in match
    if bare and part is None and half is None and match.lower("later") not in ("later", "earlier"):
        return None
    origin: Origin = "speech" if "this" in match else "text"
    if half == 9:
        return None
    return _named(match, 0, origin)


def _named(match: Match, count: int, origin: Origin) -> Reading | None:
    part, half = part_of(match)
    of_day = match.value("daypart") or match.value("part_of_it")
    clock = f"T{of_day}" if of_day else None
    if "unit" in match:
        unit, index = _unit(match), None
    elif "month" in match:
        unit, index = "month", match.value("month")
    elif "weekday" in match:
        unit, index = "weekday", match.value("weekday")
    elif "season" in match:
        unit, index = "season", match.value("season")
    else:
        unit, index = "day", None
        if match.value("daypart") == "NI" and count and origin == "speech":
            count = min(count, 0)
    return Shift(count, unit, origin, index=index, part=part, half=half, clock=clock, direction=count)


def _today(match: Match) -> Reading:
    count, clock = _TODAY[match.lower("word")]
    if "daypart" in match:
        clock = f"T{match.value('daypart')}"
    return Shift(count, "day", "speech", clock=clock)


def _beside(match: Match) -> Reading:
    """ "the day before", "the year after"."""
    count = -1 if "earlier" in match else 1
    if "daypart" in match:
        return Shift(count, "day", _origin(match), clock=f"T{match.value('daypart')}", direction=count)
    return Shift(count, _unit(match), _origin(match), direction=count)


def _origin(match: Match) -> Origin:
    """ "a week later" counts from the time told of, "a week after the vote" from the vote."""
    word, follows = match.words[match.groups.end() - 1].lower, match.after
    if word not in ("after", "before", "following", "preceding", "prior") or follows is None:
        return "text"
    if word in ("after", "before"):
        return "event" if follows.lower[0].isalnum() or follows.lower[0] in "\"'“‘’" else "text"
    return "event" if follows.code in (CODE["THE"], CODE["ART"], CODE["THIS"], CODE["THAT"]) else "text"


def _end_of_unit(match: Match) -> Reading | None:
    """ "year end", "month's end": the last day of the one we are in."""
    if match.value("part") != "end" or _unit(match) not in ("year", "month", "week", "quarter", "decade", "century"):
        return None
    index = "last" if _unit(match) == "year" else None
    return Shift(0, _unit(match), "text" if index is None else "speech", part="end", index=index)


def _present(match: Match) -> Reading:
    return Vague("PRESENT_REF")


def _past(match: Match) -> Reading | None:
    """ "the past" as a noun."""
    return Vague("PAST_REF") if match.lower("last") == "past" else None


def _event_day(match: Match) -> Reading | None:
    """ "the fifth day of the revolt", "the sixth anniversary of": known only where a date stands before it."""
    if "day" in match and (match.value("unit") != "day" or match.groups.start() == 0):
        return None
    if "day" in match and match.words[match.groups.start() - 1].code != CODE["COMMA"]:
        return None
    return Shift(None, "day", "event")


def _weekend(match: Match) -> Reading | None:
    """ "the weekend" is the nearest one, "this weekend"."""
    return Shift(0, "weekend", "speech") if match.value("unit") == "weekend" else None


def _vague(match: Match) -> Reading:
    return Vague(cast("str | None", match.value("word")))


WHAT = (
    "(?: (?P<unit>UNIT) | (?P<month>MONTH) | (?P<weekday>WEEKDAY) (?P<part_of_it>DAYPART)? | (?P<season>SEASON)"
    " | (?P<daypart>DAYPART) )"
)
"""What "last", "next", "this" and "that" may go before."""
RULES = (
    rule("today", "(?P<word>TODAY) (?P<daypart>DAYPART)?", _today),
    rule("ago", "(?P<unit>UNITS) AGO", _ago),
    rule("later", "(?P<quant>FILLER)? (?P<unit>UNITS) (?:LATER|(?P<earlier>EARLIER))", _later),
    rule("present", "(?:THE)? (?P<word>PRESENT) (?:UNIT)?", _present),
    rule("past", "(?:THE (?P<last>LAST) | THE (?P<next>NEXT))", _past),
    rule("event_day", "THE? ORD (?:UNIT DASH?)? ANNIVERSARY OF?", _event_day),
    rule("event_day", "(?P<day>THE ORD (?P<unit>UNIT) OF)", _event_day),
    rule("weekend", "THE? (?P<unit>UNIT)", _weekend),
    rule("ago", f"MOD? {COUNT} (?P<unit>UNIT|UNITS) AGO", _ago),
    rule("later", f"MOD? FILLER? {COUNT} (?P<unit>UNIT|UNITS) (?:LATER|(?P<earlier>EARLIER))", _later),
    rule("beside", "THE (?:(?P<unit>UNIT)|(?P<daypart>DAYPART)) (?:LATER|NEXT|(?P<earlier>EARLIER))", _beside),
    rule("neighbour", f"{PART} THIS? (?P<the>THE)? (?:(?P<last>LAST) | (?P<next>NEXT)) {WHAT}", _neighbour),
    rule(
        "same",
        "(?P<later>(?:LATER|EARLIER) IN?)?"
        + PART
        + f" (?:(?P<the>THE)|(?P<this>THIS)|THAT) (?P<same>SAME)? (?P<same2>SAME)? {WHAT}",
        _same,
    ),
    rule("end_of_unit", "THE? (?P<unit>UNIT) POSS? DASH? (?P<part>EDGE)", _end_of_unit),
    rule("vague", "(?P<word>VAGUE|UNKNOWN)", _vague),
)
