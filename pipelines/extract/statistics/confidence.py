"""How far each rule is to be trusted."""

from __future__ import annotations

import re

from pipelines.extract import lexicon

_YARDSTICKS = lexicon.words("yardsticks", "words")

READ: dict[str, float] = {
    "percent": 0.95,
    "percentage_point": 0.95,
    "basis_point": 0.95,
    "money": 0.95,
    "measure": 0.9,
    "temperature": 0.9,
    "age": 0.95,
    "duration": 0.9,
    "count": 0.9,
    "share": 0.9,
    "one_in_n": 0.85,
    "people": 0.85,
    "members": 0.85,
    "part_of_total": 0.9,
    "opposed": 0.85,
    "occasions": 0.8,
    "ratio": 0.7,
    "multiplier": 0.85,
    "multiple": 0.8,
    "vague": 0.4,
    "bare": 0.4,
}
"""By the rule that read the number."""
UNNAMED = 0.8
"""Factor for a figure whose clause names no measure."""
IMPOSSIBLE_SHARE = 0.5
"""Factor for a share outside 0 to 100 percent of a whole that is no yardstick ("150% of voters", not "of GDP")."""


def of(rule: str, label: str | None, whole: str | None, low: float, high: float) -> float:
    """The confidence of a statistic, 0..1: by its rule, less where nothing is measured or the share cannot be."""
    factor = (1.0 if label else UNNAMED) * (1.0 if _is_possible(whole, low, high) else IMPOSSIBLE_SHARE)
    return round(READ.get(rule, 0.5) * factor, 3)


def _is_possible(whole: str | None, low: float, high: float) -> bool:
    if whole is None or 0 <= low <= high <= 100:
        return True
    return not _YARDSTICKS.isdisjoint(re.findall(r"\w+", whole.lower()))
