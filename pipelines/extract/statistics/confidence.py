"""How far each rule is to be trusted."""

from __future__ import annotations

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
"""Factor for a share of a whole outside 0 to 100 percent ("150% of GDP" may be right, "half of" never is)."""


def of(rule: str, *, named: bool, possible: bool) -> float:
    """The confidence of a statistic: 0..1."""
    factor = (1.0 if named else UNNAMED) * (1.0 if possible else IMPOSSIBLE_SHARE)
    return round(READ.get(rule, 0.5) * factor, 3)
