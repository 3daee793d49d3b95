"""Figures with what they measure."""

from __future__ import annotations

from .model import DateValue, Quantity, Quote, Statistic
from .nlp import Parsed


def find(
    parsed: Parsed, quantities: tuple[Quantity, ...], dates: tuple[DateValue, ...], quotes: tuple[Quote, ...]
) -> tuple[Statistic, ...]:
    """The statistics of a document, in text order."""
    return ()
