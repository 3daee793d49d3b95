"""Dates that are part of a name: "the 2030 Agenda", "the October Revolution". They are kept, and date nothing.

The year of an edition does date it ("the 2004 Olympics", "Expo 2016"): such names are events and not listed.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon import words as word_list
from .readings import Calendar, Reading
from .words import Word

_AFTER = {unit: word_list("date_names", f"after_{unit}") for unit in ("year", "month", "season")}
_BEFORE_YEAR = word_list("date_names", "before_year")


def is_part_of_name(reading: Reading, words: Sequence[Word], first: int, last: int, text: str) -> bool:
    """Whether the date whose words are first..last stands in a name with the capitalised word beside it."""
    if not isinstance(reading, Calendar) or reading.part or reading.unit not in _AFTER:
        return False
    after = words[last + 1] if last + 1 < len(words) else None
    if after is not None and after.lower in _AFTER[reading.unit] and text[after.start].isupper():
        return True
    before = words[first - 1] if first else None
    in_name = before is not None and before.lower in _BEFORE_YEAR and text[before.start].isupper()
    return reading.unit == "year" and in_name
