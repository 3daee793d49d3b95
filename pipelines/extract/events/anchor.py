"""The bond of a date and what it dates."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from ..model import DateValue


@dataclass(frozen=True, slots=True)
class Anchor:
    """One event to be: its trigger, the date it has, and by which rule."""

    trigger: Token
    date: DateValue
    rule: str
