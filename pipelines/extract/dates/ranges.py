"""Two dates tied together: "from March to May 1945", "26 June – 4 August 1952", "between 1998 and 2003".

Each half stays a time expression of its own, as TimeML has it: its `value` is what its own words say. Its interval is
the whole range's. A missing year or month flows both ways and rolls over the year's end.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from .readings import Calendar, Phrase
from .words import CODE, Word

_TIES = {CODE[name] for name in ("DASH", "TO", "AND", "COMMA")}
_UNITS = {
    "weekday": 0,
    "day": 0,
    "week": 1,
    "month": 2,
    "season": 3,
    "quarter": 3,
    "half": 4,
    "year": 5,
    "decade": 6,
    "century": 7,
}


def tied(phrases: Sequence[Phrase], words: Sequence[Word]) -> list[Phrase]:
    """The phrases of a paragraph, with `joins` set where the next one is its other end or its fellow."""
    found = list(phrases)
    for index, (one, other) in enumerate(itertools.pairwise(found)):
        if one.joins == "list" and one.first and words[one.first - 1].lower == "between":
            found[index] = replace(one, joins="range")
        if one.joins or not _can_tie(one, other):
            continue
        joins = _tie(words, one, other)
        if joins:
            found[index] = replace(one, joins=joins)
    return found


def _can_tie(one: Phrase, other: Phrase) -> bool:
    if not isinstance(other.reading, Calendar) or not isinstance(one.reading, Calendar):
        return False
    return abs(_UNITS[one.reading.unit] - _UNITS[other.reading.unit]) <= 3


def _tie(words: Sequence[Word], one: Phrase, other: Phrase) -> Literal["", "range", "list"]:
    between = [w for w in words[one.last + 1 : other.first] if w.code != CODE["THE"]]
    if not between or len(between) > 2 or not all(w.code in _TIES for w in between):
        return ""
    before = words[one.first - 1].lower if one.first else ""
    tie = between[-1].lower
    if between[-1].code == CODE["DASH"]:
        return "range"
    if between[-1].code == CODE["TO"]:
        return "range" if len(between) == 1 or tie != "to" else ""
    if tie in ("and", "&") and before == "between":
        return "range"
    return "list" if between[-1].code == CODE["AND"] else ""


def completed(one: Calendar, other: Calendar) -> tuple[Calendar, Calendar]:
    """Both ends with what each lacks taken from the other: year both ways, month from the first to a bare day."""
    if other.two_digits and one.year and not one.two_digits:
        other = replace(other, year=_full(one.year, other.year or 0), two_digits=False)
    if one.year is None and other.year is not None and not other.two_digits and one.unit != "weekday":
        year = other.year
        if _key(one) > _key(other) and other.month is not None and one.month is not None:
            year -= 1
        one = replace(one, year=year)
    elif (
        other.year is None and one.year is not None and not one.two_digits and other.unit in ("day", "month", "season")
    ):
        year = one.year
        month = other.month if other.month is not None or other.unit != "day" else one.month
        other = replace(other, month=month)
        if one.month is not None and other.month is not None and _key(other) < _key(one):
            year += 1
        other = replace(other, year=year)
    if one.unit == "day" and one.month is None and other.month is not None:
        one = replace(one, month=other.month)
    return one, other


def _full(year: int, short: int) -> int:
    last = year - year % 100 + short
    return last if last >= year else last + 100


def _key(point: Calendar) -> tuple[int, int]:
    return (point.month or 0, point.day or 0)
