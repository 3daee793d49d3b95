"""Periods in the headings of tables: years, fiscal years, quarters, halves, months and days, and ranges of years.

A heading holds a bare period where a sentence would say "in 2024", so that no syntax helps or is needed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from pipelines.extract import lexicon

_MONTHS: dict[str, int] = lexicon.table("calendar")["months"]
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FLAGGED = "est|estimate|estimated|forecast|proj|projected|prov|provisional|prelim|preliminary|revised"
_FLAG = rf"(?: ?[*†‡¹²³⁴⁵ᵃᵇᶜ]{{1,3}}| ?[a-f]\b| ?\((?:{_FLAGGED}|[a-f])\.?\)| (?:{_FLAGGED})\.?)?"
_LEAD = (
    r"(?:(?:as of|as at|at|end of|end-|in|on|by|to|for|fy|cy|fiscal|fiscal year|calendar year|year|financial year) ?)?"
)

_FORMS = tuple(
    re.compile(rf"{_LEAD}{form}{_FLAG}", re.IGNORECASE)
    for form in (
        rf"(?P<y>{_YEAR})",
        rf"(?P<y>{_YEAR}) ?[-–—/] ?(?P<y2>{_YEAR}|\d\d)",
        rf"(?P<y>{_YEAR}) (?:vs\.?|to|versus) (?P<y2>{_YEAR})",
        r"(?:fy|cy) ?['’]?(?P<yy>\d\d)",
        rf"q(?P<q>[1-4])[ ,'’/-]{{0,2}}(?P<y>{_YEAR}|\d\d)",
        rf"(?P<q>[1-4])q[ ,'’/-]{{0,2}}(?P<y>{_YEAR}|\d\d)",
        rf"(?P<y>{_YEAR})[ ,:/-]{{0,2}}(?:q(?P<q>[1-4])|h(?P<h>[12])|m(?P<m>\d\d))",
        rf"(?:h(?P<h>[12])|(?P<h2>[12])h)[ ,'’/-]{{0,2}}(?P<y>{_YEAR}|\d\d)",
        rf"(?P<mon>{_MONTH})\.?[ ,'’/-]{{0,3}}(?P<y>{_YEAR}|\d\d(?=[^\d]|$))",
        rf"(?P<y>{_YEAR})[ -](?:(?P<mon>{_MONTH})\.?|(?P<m>0[1-9]|1[0-2]))",
        rf"(?P<d>\d{{1,2}})[ -](?P<mon>{_MONTH})\.?,?[ -](?P<y>{_YEAR})",
        rf"(?P<mon>{_MONTH})\.? (?P<d>\d{{1,2}}),? (?P<y>{_YEAR})",
        rf"(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)",
        rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>{_YEAR})",
        r"q(?P<q>[1-4])",
        r"h(?P<h>[12])",
        rf"(?P<mon>{_MONTH})\.?",
    )
)
_INSIDE = re.compile(
    rf"\b(?:(?:q(?P<q>[1-4])|h(?P<h>[12])|(?P<mon>{_MONTH})\.?) )?"
    rf"(?P<y>{_YEAR})(?:[-–/](?P<y2>{_YEAR}|\d\d))?(?![\d.,]\d|\d)",
    re.IGNORECASE,
)


_BOUND = re.compile(r"\b(?:since|until|till|before|after|from|by|to) $", re.IGNORECASE)
_INTRODUCED = re.compile(r"(?:,|\b(?:in|of|for|during|as of|at))? ?$")


class Period(NamedTuple):
    """Inclusive days; `year` is None where the heading leaves it to another one ("Q1")."""

    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    last_year: int | None

    def days(self, year: int | None = None) -> tuple[date, date] | None:
        """The first and the last day; None where there is no year, or no such day."""
        first, last = self.year or year, self.last_year or self.year or year
        if first is None or last is None:
            return None
        try:
            month, day = self.last
            end = date(last, month, day) if day else date(last + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            start = date(first, *self.first)
        except ValueError:
            return None
        return (start, end) if start <= end else None


def period(text: str) -> Period | None:
    """The period that `text` is and no more; None for anything else."""
    if len(text) > 60:
        return None
    matches = (form.fullmatch(text) for form in _FORMS)
    return next((found for match in matches if match and (found := _period(match)) is not None), None)


def period_inside(text: str) -> tuple[Period | None, str]:
    """The one period that a caption or a label names among other words, and the text without it where it ends with it.

    None where it names none or several, or only a bound ("since 2014").
    """
    found = list(_INSIDE.finditer(text[:400]))
    if len(found) != 1 or _BOUND.search(text, 0, found[0].start()):
        return None, text
    rest = _INTRODUCED.sub("", text[: found[0].start()]) if found[0].end() == len(text) else text
    return _period(found[0]), rest.strip() or text


def _period(match: re.Match[str]) -> Period | None:
    said = {key: value for key, value in match.groupdict().items() if value}
    year = _year(said.get("y") or said.get("yy"))
    if "y2" in said:
        last = said["y2"]
        last_year = int(last) if len(last) == 4 else (year or 0) // 100 * 100 + int(last)
        if year is None or not year < last_year <= year + 100:
            return None
        return Period(year, (1, 1), (12, 31), last_year)
    month = _MONTHS[said["mon"].lower()] if "mon" in said else int(said.get("m", 0))
    if "d" in said:
        day = int(said["d"])
        return Period(year, (month, day), (month, day), None) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if month:
        return Period(year, (month, 1), (month, 0), None) if month <= 12 else None
    if "q" in said:
        quarter = int(said["q"])
        return Period(year, (3 * quarter - 2, 1), (3 * quarter, 0), None)
    if half := said.get("h") or said.get("h2"):
        return Period(year, (6 * int(half) - 5, 1), (6 * int(half), 0), None)
    return Period(year, (1, 1), (12, 31), None) if year is not None else None


def _year(written: str | None) -> int | None:
    """Two digits are of the century that makes them 1970 to 2069."""
    if written is None:
        return None
    number = int(written)
    return number if number >= 100 else number + (1900 if number >= 70 else 2000)
