"""Time expressions: found, normalised, anchored."""

from __future__ import annotations

from ..model import DateValue
from ..nlp import Parsed
from .reading_order import in_order

__all__ = ["find"]


def find(parsed: Parsed) -> tuple[DateValue, ...]:
    """The time expressions of a document, in text order, none overlapping."""
    return tuple(in_order(parsed))
