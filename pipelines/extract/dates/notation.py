"""Writing a resolved date down: TIMEX3 value, EDTF string (ISO 8601-2), interval.

A century's TIMEX3 value is its years' common digits: the 19th is 18XX; a decade's 199X. TIMEX2's BC prefix marks years
before Christ (BC0480), where EDTF counts astronomically (-0479). A week is 2017-W28 in TIMEX3, in EDTF (which has no
weeks) its first and last day. What EDTF has no word for (thirds, centuries, weeks) is written as an interval.
"""

from __future__ import annotations

from datetime import date

from . import periods
from .periods import Period
from .readings import Calendar

_EDTF_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


def timex(point: Calendar) -> str:
    """The TIMEX3 value of a point whose parts are all known."""
    year = point.year or 0
    if point.unit == "century":
        number = point.index if isinstance(point.index, int) else 0
        return f"BC{-number - 1:02d}XX" if number < 0 else f"{number - 1:02d}XX"
    sign, digits = ("BC" if year < 0 else ""), f"{abs(year):04d}"
    if point.unit == "decade":
        return f"{sign}{digits[:3]}X"
    if point.unit in ("week", "weekend"):
        monday = date(year, point.month or 1, point.day or 1)
        iso = monday.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if point.unit == "weekend" else "")
    value = sign + digits
    if point.unit == "season":
        value += f"-{point.index}"
    elif point.unit == "quarter":
        value += f"-Q{point.index}"
    elif point.unit == "half":
        value += f"-H{point.index}"
    elif point.unit == "year" and point.half:
        value += f"-H{point.half}"
    if point.unit in ("month", "day"):
        value += f"-{point.month:02d}"
    if point.unit == "day":
        value += f"-{point.day:02d}"
    return value + (point.clock or "")


def period(point: Calendar) -> Period | None:
    """First and last day of a resolved point; None before Christ and where there is no such day."""
    whole = _whole(point)
    if whole is None:
        return None
    if point.part:
        return periods.part_of(whole, point.part)
    return periods.half_of(whole, point.half) if point.half else whole


def _whole(point: Calendar) -> Period | None:
    year, index = point.year or 0, point.index
    if point.unit == "century":
        return periods.century(index) if isinstance(index, int) and index > 0 else None
    if year <= 0:
        return None
    if point.unit == "season" and isinstance(index, str):
        return periods.season(year, index)
    if point.unit == "quarter" and isinstance(index, int):
        return periods.quarter(year, index)
    if point.unit == "half" and isinstance(index, int):
        return periods.half(year, index)
    if point.unit == "decade":
        return periods.decade(year)
    if point.unit == "month":
        return periods.months(year, point.month or 1)
    if point.unit == "year":
        return periods.years(year, year)
    one = periods.day(year, point.month or 1, point.day or 1)
    if one is None or point.unit == "day":
        return one
    return periods.week(one.first) if point.unit == "week" else periods.weekend(one.first)


def edtf(point: Calendar) -> str | None:
    """The EDTF string of a point on its own."""
    year = point.year or 0
    if point.part or point.half or point.unit in ("century", "week", "weekend"):
        return _edtf_interval(point)
    if point.unit == "decade":
        return f"{year // 10:03d}X" if year > 0 else f"{edtf_year(year - 9)}/{edtf_year(year)}"
    text = edtf_year(year)
    if point.unit == "season":
        return f"{text}-{_EDTF_SEASONS[str(point.index)]}"
    if point.unit == "quarter":
        return f"{text}-{32 + int(point.index or 0)}"
    if point.unit == "half":
        return f"{text}-{39 + int(point.index or 0)}"
    if point.unit in ("month", "day"):
        text += f"-{point.month:02d}"
    return text + f"-{point.day:02d}" if point.unit == "day" else text


def edtf_year(year: int) -> str:
    """480 BC is the astronomical year -479."""
    return f"{year:04d}" if year > 0 else f"-{-(year + 1):04d}" if year < -1 else "0000"


def _edtf_interval(point: Calendar) -> str | None:
    days = period(point)
    if days is not None:
        return edtf_interval(days.first, days.last)
    if (
        point.unit == "century"
        and isinstance(point.index, int)
        and point.index < 0
        and not point.part
        and not point.half
    ):
        first = 100 * point.index
        return f"{edtf_year(first)}/{edtf_year(first + 99)}"
    return None


def edtf_interval(first: date | None, last: date | None) -> str:
    """Two days as an EDTF interval in the coarsest unit that both fit; None is open."""
    whole_years = (first is None or (first.month, first.day) == (1, 1)) and (
        last is None or (last.month, last.day) == (12, 31)
    )
    whole_months = (first is None or first.day == 1) and (last is None or last == _month_end(last))
    length = 4 if whole_years else 7 if whole_months else 10
    start = first.isoformat()[:length] if first else ".."
    end = last.isoformat()[:length] if last else ".."
    return start if start == end else f"{start}/{end}"


def _month_end(of: date) -> date:
    whole = periods.months(of.year, of.month)
    return whole.last if whole else of
