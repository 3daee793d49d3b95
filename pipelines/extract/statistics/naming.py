"""What a rule says a figure measures, and the trying of one rule after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .clauses import Place

Rule = Callable[[Place], str | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """The label, the share's whole where there is one, and the rule that found them."""

    label: str | None
    whole: str | None
    rule: str


def first(here: Place, *rules: Rule) -> Measure:
    """The label of the first rule that finds one, under that rule's name."""
    for rule in rules:
        found = rule(here)
        if found:
            return Measure(found, None, rule.__name__)
    return Measure(None, None, "unnamed")
