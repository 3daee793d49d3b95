"""The date a text prints over itself: a full date on a line of its own near the top, or after the place of a report."""

from __future__ import annotations

import re
from datetime import date

from pipelines.extract import lexicon
from pipelines.readers.full_date import FULL_DATE, date_of, full_date

TOP = 12
"""Lines with words from the top in which bylines and datelines stand: headline, standfirst, byline, dateline."""

MAX_LINE = 150
"""Characters; a longer line is a paragraph."""

_LABELS = "|".join(sorted(map(re.escape, lexicon.words("bylines", "date_labels")), key=len, reverse=True))
_LABEL = re.compile(rf"(?:{_LABELS})\s?:?\s", re.IGNORECASE)
_PARTS = re.compile(r"[|•·]")
_PLACE = r"[^\W\d_][^\d\n:;!?()]{1,60}?"
_REPORT = re.compile(rf"{_PLACE}[,.] ?{FULL_DATE}(?: ?\([^()\n]{{2,40}}\))? ?[-–—]", re.IGNORECASE)


def find(text: str) -> date | None:
    """The date of publication that `text` prints near its top; None where there is none or it is not certain.

    Two different dates on lines of their own are entries of a chronicle, and date no document.
    """
    days: set[date] = set()
    near_top: date | None = None
    report: date | None = None
    number = 0
    for line in text.split("\n"):
        if not line.strip():
            continue
        number += 1
        day = of_line(line)
        if day:
            days.add(day)
            near_top = near_top or (day if number <= TOP else None)
        elif number <= TOP and report is None and (match := _REPORT.match(line)) and line[0].isupper():
            report = date_of(match)
    return near_top if near_top and len(days) == 1 else report


def of_line(line: str) -> date | None:
    """The date that a whole line is: "Friday, July 21, 2017", "Published: 3 March 2025", "Geneva | 3 May 2024"."""
    line = line.strip()
    if len(line) > MAX_LINE or not any(character.isdigit() for character in line):
        return None
    for part in _PARTS.split(line):
        part = part.strip(" ()[]")
        label = _LABEL.match(part)
        day = full_date(part[label.end() :] if label else part)
        if day:
            return day
    return None


def is_dateline(line: str) -> bool:
    """Whether the line is there to give a date."""
    return of_line(line) is not None or _REPORT.match(line) is not None
