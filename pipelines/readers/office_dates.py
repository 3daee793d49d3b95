"""The days that office programs write into files, and which of them says when a text was published."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T|$)")
_TEMPLATE = "2013-12-23T23:15:00"
"""The stamp of python-docx's own template, which its users leave as it is."""

MOST_DAYS = 31
"""Between making and last saving. A text that was saved a month later was revised, copied or converted."""


def office_date(created: str | None, changed: str | None) -> str | None:
    """The day (ISO 8601) of the last saving of a text written within a month; None where the stamps do not fit that.

    A stamp is the nearest that such files have to a day of publication, and a wrong one would shift every "on Monday":
    so none is taken from a file whose stamps lie far apart, one of which is a template's or a conversion's.
    """
    if created is None or created.startswith(_TEMPLATE):
        return None
    first, last = _day(created), _day(changed or created)
    if first is None or last is None or not 0 <= (last - first).days <= MOST_DAYS or first.year < 1980:
        return None
    return last.isoformat()


def _day(stamp: str) -> date | None:
    match = _DAY.match(stamp.strip())
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
