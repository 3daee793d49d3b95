"""Where in time a text stands: the day it was written, and the date it told of last.

A reporting text (news: it has a dateline, or a day of publication and words like "today") leans on the day it was
written; a narrative one (history, biography) on the date told of before. The clock of the machine plays no part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model import Basis
from . import periods
from .readings import Calendar

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A resolved date to count from; `span` is where the text says it, None for the document's own date."""

    point: Calendar
    span: Span | None
    paragraph: int = -1
    basis: Basis = "explicit"


class Anchors:
    """What is known so far while a document is read from its first phrase to its last."""

    def __init__(self, written: Anchor | None, *, reports: bool, bare_years: bool = False) -> None:
        self.written = written
        self.reports = reports and written is not None
        self._bare_years = bare_years or self.reports
        self._told: list[Anchor] = []
        self._coming: list[Anchor] = []

    def tell(self, anchor: Anchor) -> None:
        """Notes a date that the text has told of."""
        self._told.append(anchor)

    def begin(self, anchor: Anchor) -> None:
        """Notes the year of a heading, under which the dates before it count no more."""
        self._told = [anchor]

    def expect(self, anchors: list[Anchor]) -> None:
        """Notes the full dates of the paragraph that is read next: a year may stand after its month."""
        self._coming = anchors

    def told(self, *parts: str) -> Anchor | None:
        """The date told of last that has these parts ("year", "month", "day")."""
        for anchor in reversed(self._told[-40:]):
            if all(getattr(anchor.point, part) is not None for part in parts):
                return anchor
        return None

    def told_in(self, paragraph: int) -> Anchor | None:
        """The date told of last, if it stands in this paragraph."""
        return self._told[-1] if self._told and self._told[-1].paragraph == paragraph else None

    def year_of(self, point: Calendar, at: Span, paragraph: int, *, ahead: bool) -> tuple[int, Anchor, float] | None:
        """The likeliest year of a month, day or season without one, the anchor it came from, and its cost.

        Every date told of lately, those that follow in the paragraph and the day of writing vote: a story goes on from
        where it was, with small steps back, and a bare year says less than a date with a month.
        """
        best: tuple[float, int, Anchor] | None = None
        for cost, anchor in self._voters(at, paragraph):
            if anchor.point.year is None:
                continue
            for year in (anchor.point.year - 1, anchor.point.year, anchor.point.year + 1):
                if year == 0:
                    continue
                total = cost + self._step(point, year, anchor, ahead=ahead)
                if best is None or total < best[0]:
                    best = (total, year, anchor)
        return (best[1], best[2], best[0]) if best else None

    def _voters(self, at: Span, paragraph: int) -> Iterator[tuple[float, Anchor]]:
        lately = self._told[-LOOKS_BACK:]
        running = next((a.point.year for a in reversed(lately) if a.point.month and a.point.year), None)
        passed = 0.0
        for back, anchor in enumerate(reversed(lately)):
            if self._bare_years and anchor.basis == "document_date":
                continue
            cost = back * STEP_BACK
            if anchor.point.month is None:
                cost += COARSE + passed
                if running and abs(running - (anchor.point.year or 0)) > 1:
                    cost += JUMP
            else:
                passed = PASSED
            if self._bare_years and self.written and abs(_year(self.written) - _year(anchor)) > 1:
                cost += ASIDE
            yield cost, anchor
        ahead = bisect_right(self._coming, at[0], key=_start)
        if ahead < len(self._coming):
            anchor = self._coming[ahead]
            yield COMING + (0 if anchor.point.month else COARSE), anchor
        if self.written is not None:
            yield (WRITTEN_REPORT if self._bare_years else WRITTEN_STORY), self.written

    def _step(self, point: Calendar, year: int, anchor: Anchor, *, ahead: bool) -> float:
        """What it costs to come to `point` in that year from an anchor: days forward, and more for days back."""
        days = _days(point, year) - _days(anchor.point, anchor.point.year or 0)
        if anchor.point.month is None:
            return 0 if year == anchor.point.year else abs(days) + FAR
        if anchor is self.written:
            return WRITTEN_DAY * abs(days) if (days >= 0) == ahead or abs(days) <= 31 else FAR + abs(days)
        return FORWARD * days if days >= 0 else BACK - BACKWARD * days


def _year(anchor: Anchor) -> int:
    return anchor.point.year or 0


def _start(anchor: Anchor) -> int:
    return anchor.span[0] if anchor.span else -1


def _days(point: Calendar, year: int) -> float:
    """Days since the year 0, near enough to compare."""
    month = point.month or 6
    if point.unit == "season":
        month = periods.SEASON_MONTHS[str(point.index)] + 1
    elif point.unit == "quarter":
        month = 3 * int(point.index or 1) - 1
    return 365.25 * year + 30.4 * (month - 1) + (point.day or 15)


LOOKS_BACK = 6
STEP_BACK = 30.0
JUMP = 60.0
PASSED = 60.0
ASIDE = 60.0
COARSE = 40.0
COMING = 60.0
BACK = 20.0
BACKWARD = 1.3
FORWARD = 0.5
FAR = 400.0
WRITTEN_DAY = 0.15
WRITTEN_REPORT = 10.0
WRITTEN_STORY = 150.0
"""Costs in days, set by search on the development texts (16 histories; news, interviews and lives from GUM), where nine
of ten years so found are right. In turn: how many dates back are asked; each one further back; a bare year, one that
leaps more than a year from the story, one that a date with a month has passed, one of other years in a text that lives
in its own; a date still to come; a step back, each
of its days, and each day forward; against the expected direction; each day from the day of writing, and leaning on it
at all, in a report and in a story."""


def as_date(point: Calendar) -> date | None:
    """The (first) day of a resolved point after Christ; None where it is coarser than a day or before Christ."""
    if point.year is None or point.month is None or point.day is None or point.year < 1:
        return None
    found = periods.day(point.year, point.month, point.day)
    return found.first if found else None
