"""Where in time a text stands: the day it was written, and the date it told of last.

A reporting text (news: it has a dateline, or a day of publication and words like "today") leans on the day it was
written; a narrative one (history, biography) on the date told of before. The clock of the machine plays no part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from . import periods
from .readings import Calendar

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A resolved date to count from; `span` is where the text says it, None for the document's own date."""

    point: Calendar
    span: Span | None
    paragraph: int = -1


class Anchors:
    """What is known so far while a document is read from its first phrase to its last."""

    def __init__(self, written: Anchor | None, *, reports: bool) -> None:
        self.written = written
        self.reports = reports and written is not None
        self._told: list[Anchor] = []

    def tell(self, anchor: Anchor) -> None:
        """Notes a date that the text has told of."""
        self._told.append(anchor)

    def told(self, *parts: str) -> Anchor | None:
        """The date told of last that has these parts ("year", "month", "day")."""
        for anchor in reversed(self._told[-40:]):
            if all(getattr(anchor.point, part) is not None for part in parts):
                return anchor
        return None

    def told_in(self, paragraph: int) -> Anchor | None:
        """The date told of last, if it stands in this paragraph."""
        return self._told[-1] if self._told and self._told[-1].paragraph == paragraph else None


def nearest_year(month: int, day: int | None, written: date, *, ahead: bool) -> int:
    """The year of a month (and day) without one, seen from the day of writing: the last one, or the next one if `ahead`.

    The month of writing itself is this year's either way.
    """
    key, now = (month, day or 0), (written.month, written.day if day else 0)
    if ahead:
        return written.year if key >= now or (day is None and month == written.month) else written.year + 1
    return written.year if key <= now or month == written.month else written.year - 1


def following_year(month: int, day: int | None, point: Calendar) -> int:
    """The year of a month without one in a story that has come to `point`: the same, or over the year's end."""
    year = point.year or 0
    if point.month is not None and point.month - month >= ROLLS_OVER:
        return year + 1 if year != -1 else 1
    return year


ROLLS_OVER = 9
"""A month so far before the month of the date told of last belongs to the next year ("In December … in January")."""


def as_date(point: Calendar) -> date | None:
    """The (first) day of a resolved point after Christ; None where it is coarser than a day or before Christ."""
    if point.year is None or point.month is None or point.day is None or point.year < 1:
        return None
    found = periods.day(point.year, point.month, point.day)
    return found.first if found else None
