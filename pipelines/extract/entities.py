"""Who and what a document names."""

from __future__ import annotations

from .model import Entity
from .nlp import Parsed


def find(parsed: Parsed) -> tuple[Entity, ...]:
    """The entities of a document."""
    return ()
