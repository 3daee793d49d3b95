"""From what the words say to a place in the calendar, with the help of the anchors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from ..model import Basis
from . import notation, periods
from .anchors import Anchor, Anchors, Span, as_date
from .periods import Period
from .readings import Calendar, Length, Nth, Shift, Unit


@dataclass(frozen=True, slots=True)
class Resolved:
    """A point with all its parts, and where the missing ones came from."""

    point: Calendar
    basis: Basis = "explicit"
    anchor: Span | None = None


def calendar(reading: Calendar, anchors: Anchors, at: Span, paragraph: int, *, ahead: bool) -> Resolved | None:
    """A calendar reading resolved, None where no anchor is known or the day does not exist.

    `ahead` tells that the clause speaks of the future ("will open in May").
    """
    if reading.unit == "weekday":
        return _weekday(reading, anchors, ahead=ahead)
    if reading.of_year is not None:
        year_found = shift(reading.of_year, anchors)
        return existing(replace(year_found, point=replace(reading, year=year_found.point.year))) if year_found else None
    if reading.two_digits:
        return _short_year(reading, anchors)
    if reading.year is not None or reading.unit == "century":
        return existing(Resolved(reading))
    if reading.unit == "day" and reading.month is None:
        return _bare_day(reading, anchors)
    found = anchors.year_of(reading, at, paragraph, ahead=ahead)
    if found is None:
        return None
    year, anchor, _ = found
    return existing(Resolved(replace(reading, year=year), _basis(anchor, "context"), anchor.span))


def _basis(anchor: Anchor, otherwise: Basis) -> Basis:
    """What leans on a date that leans on the day of writing does so itself."""
    return "document_date" if anchor.basis == "document_date" else otherwise


def existing(found: Resolved) -> Resolved | None:
    """Drops a day that its month does not have."""
    point = found.point
    if point.unit != "day" or point.year is None or point.year < 1:
        return found
    if periods.day(point.year, point.month or 1, point.day or 1):
        return found
    if (point.month, point.day) == (2, 29) and found.basis != "explicit":
        near = sorted((point.year + step for step in range(-4, 5)), key=lambda year: abs(year - (point.year or 0)))
        leap = next((year for year in near if periods.day(year, 2, 29)), None)
        return replace(found, point=replace(point, year=leap)) if leap else None
    return None


def _short_year(reading: Calendar, anchors: Anchors) -> Resolved:
    """A year without its century: that of the date told of last if it is of an earlier one, else the nearest."""
    told = anchors.told("year") or anchors.written
    near = told.point.year if told and told.point.year else 1990
    year = (reading.year or 0) % 100
    full = 1900 + year
    if near < 1900 and near > 0:
        full = near - near % 100 + year
    elif near >= 2000 and year <= 30 and reading.unit != "decade":
        full = 2000 + year
    return Resolved(replace(reading, year=full, two_digits=False))


def _bare_day(reading: Calendar, anchors: Anchors) -> Resolved | None:
    """ "the 20th": of the month told of last."""
    told = anchors.told("year", "month") or anchors.written
    if told is None:
        return None
    point = replace(reading, year=told.point.year, month=told.point.month)
    return existing(Resolved(point, _basis(told, "context"), told.span))


def _weekday(reading: Calendar, anchors: Anchors, *, ahead: bool) -> Resolved | None:
    """The nearest such day: on or before the day of writing, after it if the clause looks ahead."""
    base = (
        anchors.written if anchors.written and (anchors.reports or anchors.told("day") is None) else anchors.told("day")
    )
    near = as_date(base.point) if base else None
    if base is None or near is None:
        return None
    told = base is not anchors.written
    days = (int(reading.index or 1) - near.isoweekday()) % 7
    if not (ahead or told):
        days -= 7 if days else 0
    return _on_day(near, days, reading.clock, base, _basis(base, "relative"))


def _on_day(near: date, days: int, clock: str | None, base: Anchor, basis: Basis) -> Resolved | None:
    found = periods.moved(near, days, "day")
    return Resolved(_day_point(found, clock), basis, base.span) if found else None


def _day_point(of: date, clock: str | None = None) -> Calendar:
    return Calendar("day", of.year, of.month, of.day, clock=clock)


def shift(reading: Shift, anchors: Anchors, *, ahead: bool = False) -> Resolved | None:
    """An offset resolved, None where it is vague or its anchor is unknown.

    "This weekend" is the coming one where the clause looks `ahead`, else the last one begun.
    """
    if reading.count is None or reading.origin == "event":
        return None
    speech = reading.origin == "speech"
    base = _base(reading, anchors)
    if base is None:
        return None
    basis: Basis = (
        "document_date" if base is anchors.written else "context" if reading.count == 0 or speech else "relative"
    )
    if reading.unit == "weekend" and reading.count == 0 and not ahead:
        near = as_date(base.point)
        reading = replace(reading, count=-1 if near and near.isoweekday() < 6 else 0)
    point = _moved(reading, base.point)
    return Resolved(point, basis, base.span) if point else None


def nth(reading: Nth, inside: Resolved) -> Resolved | None:
    """The day that a reading counts off in the period `inside`, None where the period has no such day."""
    whole = notation.period(inside.point)
    if whole is None:
        return None
    found: date | None
    if reading.weekday is None:
        found = whole.last if reading.number < 0 else periods.moved(whole.first, reading.number - 1, "day")
    elif reading.number < 0:
        found = periods.moved(whole.last, -((whole.last.isoweekday() - reading.weekday) % 7), "day")
    else:
        ahead = (reading.weekday - whole.first.isoweekday()) % 7
        found = periods.moved(whole.first, ahead + 7 * (reading.number - 1), "day")
    if found is None or not whole.first <= found <= whole.last:
        return None
    return replace(inside, point=_day_point(found))


def stretch(reading: Length, inside: Resolved | None, anchors: Anchors) -> tuple[Period, Basis, Span | None] | None:
    """First and last day of a duration: at an end of the period `inside`, or up to or from the anchor's day.

    None where the number or the anchor is unknown. A part of a unit counts as none ("two and a half years").
    """
    count = int(reading.count) if reading.count else 0
    unit = reading.unit
    if not count or not reading.side or unit not in periods.UNITS:
        return None
    if inside is not None:
        whole = notation.period(inside.point)
        if whole is None:
            return None
        start = periods.moved(whole.first, (reading.side - 1) * count, unit) if reading.side > 0 else None
        days = periods.from_day(start, count, unit) if start else periods.up_to(whole.last, count, unit)
        return (days, inside.basis, inside.anchor) if days else None
    base = anchors.written if reading.origin == "speech" else anchors.told("year", "month", "day")
    near = as_date(base.point) if base else None
    if base is None or near is None:
        return None
    days = periods.from_day(near, count, unit) if reading.side > 0 else periods.up_to(near, count, unit)
    return (days, _basis(base, "relative"), base.span) if days else None


_NEEDS = {"day": ("year", "month", "day"), "weekday": ("year", "month", "day"), "month": ("year", "month")}
for _unit in ("week", "fortnight", "weekend"):
    _NEEDS[_unit] = _NEEDS["day"]


def _base(reading: Shift, anchors: Anchors) -> Anchor | None:
    needs = (
        ("year",) if reading.index is not None and reading.unit != "weekday" else _NEEDS.get(reading.unit, ("year",))
    )
    if reading.origin == "speech" and anchors.written is not None:
        return anchors.written
    return anchors.told(*needs) or (anchors.written if anchors.reports else None)


def _moved(reading: Shift, base: Calendar) -> Calendar | None:
    count, unit = reading.count or 0, reading.unit
    year = base.year or 0
    if reading.index == "last":
        return _last_day(unit, base)
    if unit in ("month", "season") and reading.index is not None:
        return _named_period(reading, base)
    if unit == "weekday":
        return _named_weekday(reading, base)
    if unit in ("day", "week", "fortnight", "weekend"):
        near = as_date(base)
        moved = periods.moved(near, count, unit) if near else None
        if moved is None:
            return None
        if unit == "day":
            return _day_point(moved, reading.clock)
        whole = periods.week(moved) if unit != "weekend" else periods.weekend(moved)
        return Calendar("weekend" if unit == "weekend" else "week", *_ymd(whole.first)) if whole else None
    if unit == "month":
        index = 12 * year + (base.month or 1) - 1 + count
        return _within(Calendar("month", index // 12, index % 12 + 1, part=reading.part, half=reading.half))
    if unit == "year":
        moved_year = year + count
        if year < 0 <= moved_year:
            moved_year += 1
        return _within(Calendar("year", moved_year, part=reading.part, half=reading.half))
    if unit == "decade":
        first = year - year % 10 if year > 0 else -(-year // 10 * 10)
        return _within(Calendar("decade", first + 10 * count, part=reading.part, half=reading.half))
    if unit == "century" and year > 0:
        return Calendar("century", index=(year - 1) // 100 + 1 + count, part=reading.part, half=reading.half)
    if unit == "quarter" and base.month:
        index = 4 * year + (base.month - 1) // 3 + count
        return _within(Calendar("quarter", index // 4, index=index % 4 + 1))
    return None


def _within(point: Calendar) -> Calendar | None:
    return point if point.year and -9999 <= point.year <= 9999 else None


def _ymd(of: date) -> tuple[int, int, int]:
    return of.year, of.month, of.day


def _last_day(unit: str, base: Calendar) -> Calendar | None:
    if unit == "year" and base.year:
        return Calendar("day", base.year, 12, 31)
    if unit == "month" and base.year and base.month and base.year > 0:
        whole = periods.months(base.year, base.month)
        return _day_point(whole.last) if whole else None
    return None


def _named_period(reading: Shift, base: Calendar) -> Calendar | None:
    """ "last March", "the following spring", "this summer"."""
    year, count = base.year or 0, reading.count or 0
    unit = cast(Unit, reading.unit)
    month = int(reading.index) if isinstance(reading.index, int) else periods.SEASON_MONTHS[str(reading.index)]
    length = 1 if unit == "month" else 3
    here = base.month or (1 if count > 0 else 12)
    if count < 0:
        year -= 0 if month + length - 1 < here else 1
        if unit == "season" and reading.index == "WI" and here <= 2:
            year = (base.year or 0) - 2
        elif unit == "season" and reading.index == "WI":
            year = (base.year or 0) - 1
    elif count > 0:
        year += 0 if month > here else 1
    elif unit == "season" and reading.index == "WI" and here <= 2:
        year -= 1
    if unit == "month":
        return _within(Calendar("month", year, month, part=reading.part))
    return _within(Calendar("season", year, index=reading.index, part=reading.part))


def _named_weekday(reading: Shift, base: Calendar) -> Calendar | None:
    near = as_date(base)
    if near is None:
        return None
    days = (int(reading.index or 1) - near.isoweekday()) % 7
    if (reading.count or 0) < 0:
        days -= 7
    elif (reading.count or 0) > 0:
        days = days or 7
    else:
        days = int(reading.index or 1) - near.isoweekday()
    moved = periods.moved(near, days, "day")
    return _day_point(moved, reading.clock) if moved else None
