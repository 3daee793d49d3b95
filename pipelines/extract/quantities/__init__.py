"""Numbers with units: what a text counts, weighs, pays and measures, before anything is known of what it means.

A paragraph is cut into lexemes; at each of them the special amounts are tried first (shares, vague plurals,
multipliers), then a figure with its range, unit and comparator. Dates, identifiers and names are refused.
"""

from __future__ import annotations

from dataclasses import replace

from pipelines.extract.model import DateValue, Quantity
from pipelines.extract.nlp import Parsed

from .passage import passages
from .reading import may_begin, read_at
from .refusals import Claims

__all__ = ["find"]


def find(parsed: Parsed, dates: tuple[DateValue, ...]) -> tuple[Quantity, ...]:
    """The quantities of a document, in text order, none overlapping another.

    `dates` claim their characters first: a number inside a DATE or TIME is a quantity only as a length of time
    ("24 hours ago").
    """
    claims = Claims(parsed, dates)
    found: list[Quantity] = []
    for passage in passages(parsed):
        index = 0
        for at, lexeme in enumerate(passage.line):
            if at < index or not may_begin(lexeme.kind, lexeme.text):
                continue
            quantity, index = read_at(passage, at, claims, found[-1] if found else None)
            if quantity is not None:
                found.append(_like_before(parsed.text, found[-1], quantity) if found else quantity)
    return tuple(found)


def _like_before(text: str, before: Quantity, quantity: Quantity) -> Quantity:
    """For "about 500 miles (800 km)": a conversion in brackets is as exact as what it converts."""
    converts = before.unit_kind == quantity.unit_kind and before.unit != quantity.unit and quantity.unit_kind != "count"
    if converts and quantity.comparator == "=" and text[before.end : quantity.start].strip() == "(":
        return replace(quantity, comparator=before.comparator)
    return quantity
