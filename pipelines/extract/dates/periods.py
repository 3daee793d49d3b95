"""Stretches of the calendar as first and last day, both inclusive.

The conventions, one each:

- a week runs from Monday to Sunday, a weekend is Saturday and Sunday;
- spring is March to May, summer June to August, autumn September to November, and the winter of a year begins in its
  December ("winter 2019" = 2019-12-01..2020-02-29);
- the 1990s are 1990..1999, the 19th century 1801..1900;
- "early", "mid" and "late" take a third: of a year January-April, May-August, September-December; of a month the days
  1-10, 11-20 and 21 to the last; of a season or a quarter one of its three months; of a decade the years 0-3, 4-6 and
  7-9; of a century the years 1-33, 34-66 and 67-100. "Beginning", "middle" and "end" are read the same way;
- years before Christ have no interval (Python's calendar begins with the year 1) but do have values.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

Part = Literal["start", "mid", "end"]
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The first month of each season, by TIMEX3 code."""

_THIRDS: dict[Part, int] = {"start": 0, "mid": 1, "end": 2}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `first` to `last`."""

    first: date
    last: date


def exists(year: int) -> bool:
    """Whether the calendar of `datetime.date` reaches this year."""
    return MINYEAR <= year <= MAXYEAR


def day(year: int, month: int, number: int) -> Period | None:
    """One day, None where the month has no such day."""
    if not exists(year) or not 1 <= number <= monthrange(year, month)[1]:
        return None
    return Period(date(year, month, number), date(year, month, number))


def months(year: int, month: int, count: int = 1) -> Period | None:
    """`count` whole months from `month` on, across the year's end where need be."""
    last_year, last_month = _month_after(year, month, count - 1)
    if not exists(year) or not exists(last_year):
        return None
    return Period(date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1]))


def years(first: int, last: int) -> Period | None:
    """Whole years, both included."""
    return Period(date(first, 1, 1), date(last, 12, 31)) if exists(first) and exists(last) else None


def season(year: int, code: str) -> Period | None:
    return months(year, SEASON_MONTHS[code], 3)


def quarter(year: int, number: int) -> Period | None:
    return months(year, 3 * number - 2, 3) if 1 <= number <= 4 else None


def half(year: int, number: int) -> Period | None:
    return months(year, 6 * number - 5, 6) if 1 <= number <= 2 else None


def decade(first: int) -> Period | None:
    return years(first, first + 9)


def century(number: int) -> Period | None:
    """The `number`th century: the 19th is 1801..1900."""
    return years(100 * number - 99, 100 * number)


def week(of: date) -> Period | None:
    """The Monday to Sunday that holds a day."""
    return _days(of.toordinal() - of.weekday(), 7)


def weekend(of: date) -> Period | None:
    """The Saturday and Sunday of the week that holds a day."""
    return _days(of.toordinal() - of.weekday() + 5, 2)


def moved(of: date, count: int, unit: str) -> date | None:
    """The day `count` units away (negative: before); a month's last day where the target month is shorter.

    `unit` is day, week, fortnight, weekend, month, quarter, year, decade, century or millennium. None where the
    calendar does not reach.
    """
    if unit in _DAYS:
        ordinal = of.toordinal() + count * _DAYS[unit]
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
    year, month = _month_after(of.year, of.month, count * _MONTHS[unit])
    return date(year, month, min(of.day, monthrange(year, month)[1])) if exists(year) else None


def from_day(first: date, count: int, unit: str) -> Period | None:
    """`count` units that begin with a day."""
    after = moved(first, count, unit)
    return Period(first, after - timedelta(days=1)) if after and after > first else None


def up_to(last: date, count: int, unit: str) -> Period | None:
    """`count` units that end with a day; whole months where that day ends a month."""
    if unit in _MONTHS and last.day == monthrange(last.year, last.month)[1]:
        year, month = _month_after(last.year, last.month, 1 - count * _MONTHS[unit])
        return Period(date(year, month, 1), last) if exists(year) else None
    before = moved(last, -count, unit)
    return Period(before + timedelta(days=1), last) if before and before < last else None


_DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS = {"month": 1, "quarter": 3, "season": 12, "half": 6, "year": 12, "decade": 120, "century": 1200}
_MONTHS["millennium"] = 12000
UNITS = frozenset(_DAYS) | frozenset(_MONTHS)
"""The units that days and months are counted in."""


def part_of(whole: Period, part: Part) -> Period:
    """The early, middle or late third of a period, by the conventions above; a day or a week stays whole."""
    first, last = whole.first, whole.last
    span = last.year - first.year + 1
    third = _THIRDS[part]
    if (first.year, first.month) == (last.year, last.month):
        starts = (1, 11, 21)
        if first.day != 1 or last.day < 28:
            return whole
        end = (10, 20, last.day)[third]
        return Period(first.replace(day=starts[third]), last.replace(day=end))
    if span <= 2 and (whole_months := 12 * (span - 1) + last.month - first.month + 1) % 3 == 0:
        year, month = _month_after(first.year, first.month, third * whole_months // 3)
        return months(year, month, whole_months // 3) or whole
    if span == 10:
        low, high = ((0, 3), (4, 6), (7, 9))[third]
    elif span == 100:
        low, high = ((0, 32), (33, 65), (66, 99))[third]
    else:
        return whole
    return years(first.year + low, first.year + high) or whole


def half_of(whole: Period, number: int) -> Period:
    """The first or second half of a month, year, decade or century; anything else stays whole."""
    first, last = whole.first, whole.last
    span = last.year - first.year + 1
    if span in (10, 100):
        start = first.year + (number - 1) * span // 2
        return years(start, start + span // 2 - 1) or whole
    if span == 1 and last.month - first.month == 11:
        return half(first.year, number) or whole
    if (first.year, first.month) == (last.year, last.month) and last.day >= 28:
        return Period(first, first.replace(day=15)) if number == 1 else Period(first.replace(day=16), last)
    return whole


def _month_after(year: int, month: int, count: int) -> tuple[int, int]:
    index = 12 * year + month - 1 + count
    return index // 12, index % 12 + 1


def _days(ordinal: int, count: int) -> Period | None:
    if not 1 <= ordinal <= date.max.toordinal() - count:
        return None
    first = date.fromordinal(ordinal)
    return Period(first, first + timedelta(days=count - 1))
