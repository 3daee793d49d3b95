"""Time expressions: found, normalised, anchored."""

from __future__ import annotations

from ..model import DateValue
from ..nlp import Parsed


def find(parsed: Parsed) -> tuple[DateValue, ...]:
    """The time expressions of a document, in text order, none overlapping."""
    return ()
