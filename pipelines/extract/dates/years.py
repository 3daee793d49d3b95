"""Rules for years, decades and centuries, before and after Christ."""

from __future__ import annotations

from typing import cast

from .points import PART, TIE, joins_of, part_of, year_of
from .readings import Calendar, Reading
from .syntax import Match, Piece, rule


def _year(match: Match) -> Reading | None:
    year, short = year_of(match)
    part, half = part_of(match)
    if short and part is None and half is None and "named" not in match:
        return None if match.lower("year")[0] not in "'’‘" else Calendar("year", year, two_digits=True)
    return Calendar("year", year, part=part, half=half, two_digits=short) if half != 9 else None


def _numbered_year(match: Match) -> Reading | None:
    return Calendar("year", match.number("number"), era=True) if match.lower("unit") in ("year", "years") else None


def _bare_year(match: Match) -> Reading | None:
    """A year of three digits, which the refusals let pass where it stands like one; `grammar` knows its era."""
    return Calendar("year", match.number("number")) if match.number("number") else None


def _years(match: Match) -> tuple[Piece, ...] | None:
    """Two years of which the second is cut short: "1915-17", "2003/04"."""
    first, word = cast(int, match.value("year")), match.word("second")
    digits = len(word.lower)
    if digits > 2 or not word.lower.isdigit():
        return None
    last = first - first % 10**digits + int(word.lower)
    if last <= first:
        if digits == 1:
            return None
        last += 100
    if last - first > 60:
        return None
    return (
        match.piece(Calendar("year", first), None, "year", "range"),
        match.piece(Calendar("year", last), "second", None),
    )


def _before_christ(match: Match) -> bool:
    return match.lower("era").startswith("b")


def _era_year(match: Match) -> Reading | None:
    number = match.number("number")
    if not number or number > 9999:
        return None
    part, half = part_of(match)
    month = match.number("month") if "month" in match else None
    year = -number if _before_christ(match) else number
    if "season" in match:
        return Calendar("season", year, index=match.value("season"), part=part, half=half, era=True)
    return Calendar("month" if month else "year", year, month, part=part, half=half, era=True)


def _era_years(match: Match) -> tuple[Piece, ...] | None:
    first, last = match.number("first"), match.number("number")
    if not first or not last or max(first, last) > 9999:
        return None
    sign = -1 if _before_christ(match) else 1
    if sign * first > sign * last:
        return None
    joins = joins_of(match)
    return (
        match.piece(Calendar("year", sign * first, era=True), None, "first", joins),
        match.piece(Calendar("year", sign * last, era=True), "number", None),
    )


def _decade(match: Match) -> Reading | None:
    part, half = part_of(match)
    digits = match.number("decade") or 0
    if half == 9 or (digits >= 100 and not 100 <= digits <= 2200):
        return None
    word = match.lower("decade")
    years = digits if "era" not in match or not _before_christ(match) else -digits
    century = digits % 100 == 0 and 1000 <= digits < 2000
    if century:
        return Calendar("century", years, index=years // 100 + 1, part=part, half=half)
    named = word.isalpha() and "the" not in match
    short = digits < 100 and "era" not in match
    return None if named else Calendar("decade", years, part=part, half=half, two_digits=short, era="era" in match)


def _century(match: Match) -> Reading | tuple[Piece, ...] | None:
    part, half = part_of(match)
    number = (match.number("tens") or 0) + (match.number("number") or 0)
    if match.value("unit") != "century" or not 1 <= number <= 40 or half == 9:
        return None
    sign = -1 if "era" in match and _before_christ(match) else 1
    last = Calendar("century", index=sign * number, part=part, half=half)
    if "first" in match:
        first = Calendar("century", index=sign * (match.number("first") or 0))
        return match.piece(first, None, "first", joins_of(match)), match.piece(last, "second", None)
    return last


RULES = (
    rule("year", f"{PART} (?P<named>THE? (?:UNIT|UNITS))? (?P<year>YEAR|SHORT)", _year),
    rule("numbered_year", "THE? (?P<unit>UNIT) (?P<number>DAY|NUM)", _numbered_year),
    rule("bare_year", "(?P<number>NUM)", _bare_year),
    rule("years", "(?:THE? (?:UNIT|UNITS))? (?P<year>YEAR) (?P<tie>DASH|SLASH|TO) (?P<second>DAY|NUM)", _years),
    rule(
        "era_year",
        f"{PART} (?:(?P<month>MONTH)|(?P<season>SEASON))? OF? (?P<number>YEAR|NUM|DAY|BIG) (?P<era>ERA)",
        _era_year,
    ),
    rule("era_year", f"{PART}  (?P<era>ERA) (?P<number>YEAR|NUM|DAY)", _era_year),
    rule("era_years", f"(?P<first>YEAR|NUM|DAY|BIG) {TIE} (?P<number>YEAR|NUM|DAY|BIG) (?P<era>ERA)", _era_years),
    rule("decade", f"{PART} (?P<the>THE? UNITS?)? (?P<decade>DECADE) (?P<era>ERA)?", _decade),
    rule(
        "century",
        f"{PART} THE? (?:(?P<tens>NWORD) DASH?)? (?P<number>ORD) DASH? (?P<unit>UNIT|UNITS) (?P<era>ERA)?",
        _century,
    ),
    rule(
        "centuries",
        "THE? (?P<first>ORD) DASH? (?P<tie>TO|AND|DASH) (?P<second>THE? (?P<number>ORD) DASH?"
        " (?P<unit>UNIT|UNITS) (?P<era>ERA)?)",
        _century,
    ),
)
