"""Rules for days, months, seasons and quarters."""

from __future__ import annotations

from typing import cast

from .formats import written_date
from .periods import Part
from .readings import Calendar, Nth, Reading, Recurring, Shift, Unit
from .syntax import Joins, Match, Piece, rule
from .words import CODE

WEEKDAY = "(?:THE? (?P<weekday>WEEKDAY|WKD) (?P<dawn>DAYPART)? COMMA? OF?)?"
PART = (
    "(?:LATER IN)? (?:THE? OTHER?"
    " (?:(?P<part>PART) (?:HALF)? | (?P<edge>EDGE) (?=OF)"
    " | (?P<half>ORD|LATTER|LAST) (?P<share>HALF) | (?P<latter>LATER|EARLIER) HALF)"
    " (?:OF|IN|DASH)? THE?)?"
)
"""What may stand before a period: "early", "the end of", "mid-", "the first half of", "later in"."""

HOURS = "(?:(?:(?:PART|HALF) (?:IN|OF)?)? THE? PART? (?P<daypart>DAYPART) (?:OTHER|HOURS)? (?:OF|COMMA|IN)?)?"
"""A part of the day before its date: "the night of", "early in the morning of"."""

YEAR = (
    "(?: (?:COMMA|OF|IN)? THE? (?P<year>YEAR|SHORT)"
    " | (?P<ofyear>(?:COMMA|OF|IN)? (?:(?:THAT|THE|THIS) SAME?|THE? LAST|THE? NEXT) UNIT))?"
)
"""The year of a date: "2014", "of that year", "last year"."""
TOLD = frozenset({"previous", "preceding", "prior", "following", "subsequent", "ensuing"})
"""Neighbours that count from the time told of, where "last" and "next" count from the moment of speaking."""

DAY = "(?P<day>DAY|ORD)"


def year_of(match: Match) -> tuple[int | None, bool]:
    """The year that a match names, and whether it has only two digits."""
    if "year" not in match:
        return None, False
    word = match.word("year")
    return cast(int, word.value), len(word.lower.strip("'’‘")) == 2


def of_year(match: Match) -> Shift | None:
    """The year that a date names by its distance: "of that year", "last year"."""
    for word in match.all("ofyear"):
        if word.code in (CODE["LAST"], CODE["NEXT"]):
            count = -1 if word.code == CODE["LAST"] else 1
            return Shift(count, "year", "text" if word.lower in TOLD else "speech", direction=count)
        if word.code == CODE["THIS"]:
            return Shift(0, "year", "speech")
    return Shift(0, "year", "text") if "ofyear" in match else None


def part_of(match: Match) -> tuple[Part | None, int | None]:
    """Third ("early") and half ("the second half of") that a match names."""
    if "half" in match:
        value = match.number("half")
        if match.lower("share") != "half":
            return ("start" if value == 1 else "end" if value is None else None), None
        return None, value if value in (1, 2) else 2 if value is None else 9
    if "latter" in match:
        return ("start" if match.lower("latter") == "earlier" else "end"), None
    return cast("Part | None", match.value("part") or match.value("edge")), None


def _sane(match: Match) -> bool:
    """ "of that year" must name a year, and there is no third half."""
    return ("ofyear" not in match or match.last_word("ofyear").value == "year") and part_of(match)[1] != 9


def _clock(match: Match) -> str | None:
    part = match.value("daypart") or match.value("dawn")
    return f"T{part}" if part else None


def _day(match: Match) -> Reading | None:
    year, short = year_of(match)
    number = match.number("day")
    if number is None or not 1 <= number <= 31 or ("ofyear" in match and match.last_word("ofyear").value != "year"):
        return None
    weekday = match.value("weekday")
    return Calendar(
        "day",
        year,
        match.number("month"),
        number,
        index=weekday,
        clock=_clock(match),
        two_digits=short,
        of_year=of_year(match),
    )


def _old(match: Match) -> Reading | None:
    """A day or month of a year of three digits: "11 May 330", "January 532"."""
    year, number = match.number("old"), match.number("day")
    if year is None or not 100 <= year <= 999 or (number is not None and not 1 <= number <= 31):
        return None
    return Calendar("day" if number else "month", year, match.number("month"), number)


def _two_days(match: Match) -> tuple[Piece, ...] | None:
    """Two days of one month: "6-7 January 1916", "May 4 and 5"."""
    later = _day(match)
    number = match.number("other")
    if not isinstance(later, Calendar) or number is None or not 1 <= number <= 31:
        return None
    leads = match.groups.start("other") < match.groups.start("day")
    if not leads and match.lower("other").isalpha():  # "March 18 – Second call": a line of a list
        return None
    other = Calendar("day", later.year, later.month, number, two_digits=later.two_digits)
    joins = joins_of(match)
    if leads:
        return (match.piece(other, None, "other", joins), match.piece(later, "second", None))
    return (match.piece(later, None, "day", joins), match.piece(other, "second", None))


def joins_of(match: Match) -> Joins:
    return "list" if match.lower("tie") in ("and", "or", "&", ",") else "range"


def _month(match: Match) -> Reading | None:
    if not _sane(match):
        return None
    year, short = year_of(match)
    part, half = part_of(match)
    return Calendar(
        "month", year, match.number("month"), part=part, half=half, two_digits=short, of_year=of_year(match)
    )


def _season(match: Match) -> Reading | None:
    if not _sane(match):
        return None
    year, short = year_of(match)
    part, half = part_of(match)
    if match.lower("season").endswith("s"):
        return Recurring(f"XXXX-{match.value('season')}") if year is None else None
    index = match.value("season")
    return Calendar("season", year, index=index, part=part, half=half, two_digits=short, of_year=of_year(match))


def _quarter(match: Match) -> Reading | None:
    year, short = year_of(match)
    if "code" in match:
        code = cast(str, match.value("code"))
        unit: Unit = "quarter" if code[0] == "Q" else "half"
        number: int | None = int(code[1])
        if number is None or (unit == "half" and number > 2):
            return None
    else:
        unit, number = "quarter", match.number("number")
        if match.lower("number") in ("last", "final"):
            number = 4
        if match.lower("unit") != "quarter" or number not in (1, 2, 3, 4):
            return None
    return Calendar(unit, year, index=number, two_digits=short) if _sane(match) else None


def _weekday(match: Match) -> Reading:
    if "every" in match:
        return Recurring(f"XXXX-WXX-{match.value('weekday')}")
    return Calendar("weekday", index=match.value("weekday"), clock=_clock(match))


def _numbered_day(match: Match) -> Reading | None:
    number = match.number("day")
    is_digit = match.lower("day")[0].isdigit()
    return Calendar("day", day=number, clock=_clock(match)) if is_digit and number and number <= 31 else None


def _nth_day(match: Match) -> Reading | None:
    """ "the first Monday of June 2015", "the last day of 2010"."""
    year, short = year_of(match)
    month = match.number("month")
    if ("unit" in match and match.value("unit") != "day") or short or (month is None and year is None):
        return None
    inside = Calendar("month" if month else "year", year, month, of_year=of_year(match))
    number = match.number("nth") if match.lower("nth") != "last" else -1
    weekday = match.number("weekday")
    if number is None or number > (5 if weekday else 366) or match.lower("nth") in ("past", "previous"):
        return None
    return Nth(number, weekday, inside)


def _holiday(match: Match) -> Reading | None:
    year, short = year_of(match)
    month_day = cast(int, match.value("holiday"))
    return Calendar("day", year, month_day // 100, month_day % 100, two_digits=short, clock=_clock(match))


def _named_day(match: Match) -> Reading:
    year, month, day = (int(part) for part in str(match.value("date")).split("-"))
    return Calendar("day", year, month, day)


def _iso(match: Match) -> Reading | None:
    year, month, day = (int(part) for part in match.lower("date").split("-"))
    return Calendar("day", year, month, day) if year and 1 <= month <= 12 and 1 <= day <= 31 else None


def _format(match: Match) -> Reading | None:
    found = written_date(match.lower("date"))
    return Calendar("day", found.year, found.month, found.day) if found else None


def _numeric(match: Match) -> Reading | None:
    """Year first is year, month, day. Else a number over 12 is the day; where both could be the month, slashes are read
    the American way (3/4/2025 is 4 March), dots the European (3.4.2025 is 3 April)."""
    raw = match.lower("date")
    mark = next(c for c in raw if not c.isdigit())
    parts = [int(part) for part in raw.split(mark)]
    if len(raw.split(mark)[0]) == 4:
        year, month, day = parts
        short = False
    else:
        day_first = parts[0] > 12 or (mark == "." and parts[1] <= 12)
        day, month = (parts[0], parts[1]) if day_first else (parts[1], parts[0])
        year, short = parts[2], len(raw.split(mark)[2]) == 2
    if not (1 <= month <= 12 and 1 <= day <= 31 and (short or 1000 <= year <= 2199)) or (short and mark != "/"):
        return None
    return Calendar("day", year, month, day, two_digits=short)


NTH = "(?P<nth>ORD|LAST)"
TIE = "(?P<tie>DASH|TO|AND|COMMA|SLASH)"
RULES = (
    rule("iso", "(?P<date>ISO)", _iso),
    rule("format", "(?P<date>FORMAT)", _format),
    rule("numeric", "(?P<date>NUMERIC)", _numeric),
    rule("day_month", f"{HOURS} {WEEKDAY} THE? {DAY} OF? (?P<month>MONTH) {YEAR}", _day),
    rule("old_year", f"(?:{DAY} OF?)? (?P<month>MONTH) (?P<old>NUM)", _old),
    rule("month_day", f"{HOURS} {WEEKDAY} (?P<month>MONTH) THE? {DAY} {YEAR}", _day),
    rule("year_month_day", f"(?P<year>YEAR) COMMA? (?P<month>MONTH) THE? {DAY}", _day),
    rule("days_month", f"THE? (?P<other>DAY|ORD) {TIE} (?P<second>THE? {DAY}) OF? (?P<month>MONTH) {YEAR}", _two_days),
    rule(
        "month_days",
        f"(?P<month>MONTH) THE? {DAY} (?P<tie>DASH|TO|AND) (?P<second>THE? (?P<other>DAY|ORD)) {YEAR}",
        _two_days,
    ),
    rule("month", f"{PART} (?P<month>MONTH) {YEAR}", _month),
    rule("season", f"{PART} (?P<season>SEASON) {YEAR}", _season),
    rule("season", f"{PART} (?P<season>SEASON) OF? (?P<year>YEAR) (?:DASH|SLASH) (?:DAY|NUM|YEAR)", _season),
    rule("season", "(?P<part>PART)?   (?P<year>YEAR) (?P<season>SEASON)", _season),
    rule(
        "quarter",
        "THE? (?P<number>ORD|LAST) DASH? (?P<unit>UNIT) (?:(?:OF|COMMA|IN)? (?P<year>YEAR|SHORT))",
        _quarter,
    ),
    rule(
        "quarter",
        "(?P<code>QUARTER) (?:OF|COMMA|IN)? (?P<year>YEAR|SHORT)",
        _quarter,
    ),
    rule("quarter", "(?P<year>YEAR) (?P<code>QUARTER)", _quarter),
    rule("bare_quarter", "THE (?P<number>ORD) (?P<unit>UNIT)", _quarter),
    rule("nth_day", f"THE {NTH} (?P<unit>UNIT) (?:OF|IN) (?P<month>MONTH)? {YEAR}", _nth_day),
    rule("nth_day", f"THE {NTH} (?P<weekday>WEEKDAY) (?:OF|IN) (?P<month>MONTH) {YEAR}", _nth_day),
    rule("weekday", f"{HOURS} (?P<weekday>WEEKDAY)", _weekday),
    rule("weekday", "(?P<weekday>WEEKDAY) (?:PART)? (?P<daypart>DAYPART)", _weekday),
    rule("numbered_day", "(?P<weekday>WEEKDAY) COMMA? THE? (?P<day>ORD)", _numbered_day),
    rule("weekday", "(?P<every>ART) (?P<weekday>WEEKDAY)", _weekday),
    rule("weekday", "(?P<every>(?P<weekday>WEEKDAYS))", _weekday),
    rule("named_day", "(?P<date>NAMED)", _named_day),
    rule("numbered_day", f"{HOURS} THE {DAY} (?:OF (?:THE|THAT|THIS) SAME? UNIT)?", _numbered_day),
    rule("holiday", f"{HOURS} (?P<holiday>HOLIDAY) {YEAR}", _holiday),
    rule("holiday", "(?P<holiday>HOLIDAY) (?P<daypart>DAYPART) (?:OF|COMMA)? (?P<year>YEAR)?", _holiday),
)
