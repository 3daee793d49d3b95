"""The records: a resolved phrase as a `DateValue`, with its bounds, precision and both notations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ..model import Basis, DateType, DateValue, Precision, Qualifier
from . import notation
from .anchors import Span
from .periods import Period
from .readings import Calendar, Phrase, Reading, Shift
from .resolving import Resolved


def dated(text: str, phrase: Phrase, found: Resolved, qualifier: Qualifier, *, names: bool) -> DateValue:
    """A phrase with a place in the calendar (type TIME where a time of day belongs to it)."""
    point = found.point
    days = notation.period(point)
    string = notation.edtf(point)
    starts, ends = (days.first, days.last) if days else (None, None)
    if point.clock and qualifier in ("before", "after"):
        qualifier = "in"  # "shortly before midnight on Saturday" is on Saturday
    if days:
        starts, ends, string = _bounded(days, string, qualifier)
    return DateValue(
        start=phrase.start,
        end=phrase.end,
        text=text[phrase.start : phrase.end],
        type="TIME" if point.clock else "DATE",
        value=notation.timex(point),
        edtf=string,
        starts_on=starts,
        ends_on=ends,
        precision=_precision(point),
        qualifier=qualifier,
        basis=found.basis,
        rule=phrase.rule,
        anchor=found.anchor,
        names=names,
    )


def lasting(text: str, phrase: Phrase, value: str, days: Period, basis: Basis, anchor: Span | None) -> DateValue:
    """A duration whose place in the calendar is known ("the first two months of 1939", "the past six months")."""
    return replace(
        without_interval(text, phrase, "DURATION", value),
        edtf=notation.edtf_interval(days.first, days.last),
        starts_on=days.first,
        ends_on=days.last,
        precision="range",
        basis=basis,
        anchor=anchor,
    )


def without_interval(text: str, phrase: Phrase, kind: DateType, value: str | None) -> DateValue:
    """A vague reference (type DATE), a duration, a recurring time or a time of day without its day."""
    return DateValue(
        start=phrase.start,
        end=phrase.end,
        text=text[phrase.start : phrase.end],
        type=kind,
        value=value,
        edtf=None,
        starts_on=None,
        ends_on=None,
        precision="vague" if kind == "DATE" else None,
        qualifier="in",
        basis="explicit",
        rule=phrase.rule,
    )


def as_range(first: DateValue, last: DateValue) -> tuple[DateValue, DateValue]:
    """Both ends of a range with the whole range's interval; as they are where that would run backwards."""
    if not (first.starts_on and first.ends_on and last.ends_on and last.starts_on and first.starts_on <= last.ends_on):
        return first, last
    starts, ends, whole = first.starts_on, last.ends_on, (first.start, last.end)
    string = notation.edtf_interval(starts, ends)
    return (
        replace(first, starts_on=starts, ends_on=ends, precision="range", edtf=string, whole=whole),
        replace(last, starts_on=starts, ends_on=ends, precision="range", edtf=string, whole=whole),
    )


def unresolved_value(reading: Reading) -> str | None:
    """The TIMEX3 value of a phrase that no anchor could be found for: X for what is not known."""
    if isinstance(reading, Shift):
        if reading.unit == "day" and reading.count == 0 and reading.origin == "speech":
            return "PRESENT_REF"
        if reading.count is None and reading.origin != "event":
            return "PAST_REF" if reading.direction < 0 else "FUTURE_REF" if reading.direction else None
        return None
    if isinstance(reading, Calendar):
        if reading.unit == "weekday":
            return f"XXXX-WXX-{reading.index}"
        if reading.unit == "month":
            return f"XXXX-{reading.month:02d}"
        if reading.unit in ("season", "quarter", "half"):
            return f"XXXX-{'QH'[reading.unit == 'half'] if reading.unit != 'season' else ''}{reading.index}"
        if reading.unit == "day":
            return f"XXXX-{reading.month:02d}-{reading.day:02d}" if reading.month else f"XXXX-XX-{reading.day:02d}"
    return None


def _bounded(days: Period, string: str | None, qualifier: Qualifier) -> tuple[date | None, date | None, str | None]:
    """First and last day (None is open) and EDTF string of a period under its qualifier."""
    if qualifier in ("since", "after"):
        return days.first, None, _open(days.first, days, "{}/..")
    if qualifier == "until":
        return None, days.last, _open(days.last, days, "../{}")
    if qualifier == "before" and days.first > date.min:
        last = days.first - timedelta(days=1)
        return None, last, _open(last, days, "../{}")
    if qualifier == "around" and string and string.replace("-", "").isdigit() and not _is_season(string):
        string += "~"
    return days.first, days.last, string


def _is_season(string: str) -> bool:
    return len(string) == 7 and int(string[5:]) > 12


def _open(edge: date, days: Period, pattern: str) -> str:
    """An interval with one open end, its edge written as coarsely as the period that bounds it."""
    length = len(notation.edtf_interval(days.first, days.last).split("/")[0])
    return pattern.format(edge.isoformat()[:length])


def _precision(point: Calendar) -> Precision:
    """The unit of a point; "range" for a third of one ("early 1990s") and a weekend."""
    if point.part or (point.half and point.unit != "year") or point.unit == "weekend":
        return "range"
    if point.half:
        return "half"
    return "day" if point.unit == "weekday" else point.unit
