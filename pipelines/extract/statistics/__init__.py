"""Figures with what they measure."""

from __future__ import annotations

from pipelines.extract.model import DateValue, Quantity, Quote, Statistic
from pipelines.extract.nlp import Parsed


def find(
    parsed: Parsed, quantities: tuple[Quantity, ...], dates: tuple[DateValue, ...], quotes: tuple[Quote, ...]
) -> tuple[Statistic, ...]:
    """The statistics of a document, in text order."""
    return tuple(
        Statistic(
            q.start,
            q.end,
            q.text,
            q.value,
            q.value_high,
            None,
            q.unit,
            q.unit_text,
            q.unit_kind,
            q.comparator,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            0.8,
            q.rule,
        )
        for q in quantities
    )
