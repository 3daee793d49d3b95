"""Who and what a document names: `find` gives its people, organisations, places and groups, each once."""

from __future__ import annotations

from ..model import Entity
from ..nlp import Parsed
from .mentions import name_mentions
from .merging import merge

__all__ = ["find"]


def find(parsed: Parsed) -> tuple[Entity, ...]:
    """The entities of a document in the order of their first mention, under the fullest name it uses for them."""
    return merge(parsed.text, name_mentions(parsed))
