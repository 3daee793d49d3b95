"""What happened when."""

from __future__ import annotations

from .model import DateValue, Entity, Event, Quote
from .nlp import Parsed


def find(
    parsed: Parsed, dates: tuple[DateValue, ...], entities: tuple[Entity, ...], quotes: tuple[Quote, ...]
) -> tuple[Event, ...]:
    """The dated events of a document, in text order."""
    return ()
