"""How far each rule is to be trusted."""

from __future__ import annotations

import re

from pipelines.extract import lexicon

from .naming import Measure

_YARDSTICKS = lexicon.words("yardsticks", "words")

READ: dict[str, float] = {
    "percent": 0.95,
    "percentage_point": 0.95,
    "basis_point": 0.95,
    "measure": 0.95,
    "temperature": 0.95,
    "count": 0.95,
    "age": 0.95,
    "money": 0.9,
    "duration": 0.9,
    "people": 0.85,
    "elided": 0.8,
    "members": 0.85,
    "part_of_total": 0.85,
    "opposed": 0.85,
    "multiplier": 0.85,
    "one_in_n": 0.85,
    "share": 0.85,
    "occasions": 0.8,
    "multiple": 0.8,
    "ratio": 0.7,
    "bare": 0.5,
    "vague": 0.4,
}
"""By the rule that read the number: the share of its values that are right on the development texts (all sources of
benchmarks/statistics, 250 rows: money 68 of 79, measure 43 of 44, count 31 of 32, duration 26 of 29, age 17 of 18,
percent 10 of 10, share 5 of 6), rounded down to a twentieth; rules seen fewer than five times are set beneath their
like by hand. "bare" (28 of 39) lacks a unit and "vague" (4 of 5) is an interval of our making: both are set lower."""
UNNAMED = 0.8
"""Factor for a figure whose clause names no measure."""
NAMED_BEFORE = {"antecedent": 0.9, "figure_before": 0.95}
"""Factors for a measure that stands in another clause or sentence: by hand, between named and unnamed."""
IMPOSSIBLE_SHARE = 0.5
"""Factor for a share outside 0 to 100 percent of a whole that is no yardstick ("150% of voters", not "of GDP")."""


def of(rule: str, named: Measure, whole: str | None, low: float, high: float) -> float:
    """The confidence of a statistic, 0..1: by its rule, less where nothing is measured or the share cannot be."""
    factor = (NAMED_BEFORE.get(named.rule, 1.0) if named.label else UNNAMED) * (
        1.0 if _is_possible(whole, low, high) else IMPOSSIBLE_SHARE
    )
    return round(READ.get(rule, 0.5) * factor, 3)


def _is_possible(whole: str | None, low: float, high: float) -> bool:
    if whole is None or 0 <= low <= high <= 100:
        return True
    return not _YARDSTICKS.isdisjoint(re.findall(r"\w+", whole.lower()))
