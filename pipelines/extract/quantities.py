"""Numbers with units."""

from __future__ import annotations

from .model import DateValue, Quantity
from .nlp import Parsed


def find(parsed: Parsed, dates: tuple[DateValue, ...]) -> tuple[Quantity, ...]:
    """The quantities of a document, in text order."""
    return ()
