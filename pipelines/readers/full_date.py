"""Full dates as publishers print them. No guess: a numeric date that could be read two ways is no date."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = r"(?P<{}>[A-Za-z]{{3,9}})\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day)?\.?,? )?"

FULL_DATE = (
    rf"{_WEEKDAY}(?:"
    rf"(?P<y1>\d{{4}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}})"
    rf"|{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: ?,)? (?P<y2>\d{{4}})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH.format('m3')}(?: ?,)? (?P<y3>\d{{4}})"
    r")(?!\d)"
)
"""A regular expression for `re.IGNORECASE`: "2025-03-03", "Monday, March 3, 2025", "3 Mar. 2025"; for `date_of`."""

_TIME = r"(?:,? ?(?:at |- |\| )?|T)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d{1,6})?"
_ZONE = r"(?: ?[ap]\.?m\.?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}|\(?[A-Z]{2,4}\)?))?"
_ALONE = re.compile(rf"{FULL_DATE}(?:{_TIME}{_ZONE})?\.?", re.IGNORECASE)


def date_of(match: re.Match[str]) -> date | None:
    """The date that a match of `FULL_DATE` names; None where the calendar has no such day or there is no such month."""
    for form in "123":
        year, month, day = (match.group(part + form) for part in "ymd")
        if year:
            number = int(month) if month.isdecimal() else _MONTHS.get(month.lower(), 0)
            try:
                return date(int(year), number, int(day))
            except ValueError:
                return None
    return None


def full_date(text: str) -> date | None:
    """The date that `text` is, with or without weekday and time of day; None where it is anything else.

    >>> full_date("Friday, July 21, 2017"), full_date("2025-03-03T10:00:00Z"), full_date("03/04/2025")
    (datetime.date(2017, 7, 21), datetime.date(2025, 3, 3), None)
    """
    match = _ALONE.fullmatch(text.strip())
    return date_of(match) if match else None
