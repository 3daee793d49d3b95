"""Who said what."""

from __future__ import annotations

from ..model import DateValue, Entity, Quote
from ..nlp import Parsed


def find(parsed: Parsed, entities: tuple[Entity, ...], dates: tuple[DateValue, ...]) -> tuple[Quote, ...]:
    """The quotes of a document, in text order."""
    return ()
