"""Numbers in words: "twenty-three hundred", "one and a half million", "a dozen", "two-thirds", "half a million"."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extract import lexicon

from .lexemes import Lexeme

_TABLE = lexicon.table("numbers")
_ONES: dict[str, float] = _TABLE["ones"]
_TENS: dict[str, float] = _TABLE["tens"]
_FRACTIONS: dict[str, int] = _TABLE["fractions"]
SCALES: dict[str, float] = _TABLE["scales"]
HYPHENS = frozenset("-‐‑–")

BEGINNINGS = frozenset(["a", "an", "half", "quarter", *_ONES, *_TENS])
"""The words that a number in words begins with."""

Words = tuple[int, float, float, bool]
"""Index behind the words, their value, the value without its magnitude, whether there is a magnitude."""


def cardinal(line: Sequence[Lexeme], index: int) -> Words | None:
    """A whole number in words at `index`; None for "nineteen ninety" (a year) and for a bare "hundred"."""
    i, part = index, None
    if line[i].low in ("a", "an"):
        i, part = i + 1, 1.0
        if _low(line, i) not in SCALES:
            return None
    elif line[i].low in SCALES:
        return None
    total, raw, scaled, smallest = 0.0, 1.0, part is not None, float("inf")
    end = i
    while True:
        step = _past_link(line, i, scaled) if i > index else i
        word = _low(line, step)
        factor = SCALES.get(word)
        if factor is not None and factor < 1000 and part is not None and part >= 100:
            break
        if factor is not None and (part is not None or factor > smallest):
            if factor < 1000:
                part = (part or 1.0) * factor
            elif factor < smallest:
                total, part, smallest = total + (part or 0.0) * factor, None, factor
            else:
                total, part, smallest = (total + (part or 0.0)) * factor, None, factor
            scaled = True
        elif word in _TENS and _takes_tens(part):
            part = (part or 0.0) + _TENS[word]
        elif word in _ONES and _takes_ones(part, _ONES[word]):
            part = (part or 0.0) + _ONES[word]
        else:
            if part is not None and 10 <= part < 100 and (word in _TENS or _ONES.get(word, 0) >= 10):
                return None
            break
        if not scaled:
            raw = part or 0.0
        i = end = step + 1
    return (end, total + (part or 0.0), raw, scaled) if end > index and (total or part is not None) else None


def _low(line: Sequence[Lexeme], index: int) -> str:
    return line[index].low if index < len(line) else ""


def _past_link(line: Sequence[Lexeme], index: int, scaled: bool) -> int:
    """The index behind a hyphen ("twenty-three"), or behind "and" after a magnitude ("a hundred and five")."""
    if _low(line, index) in HYPHENS:
        return index + 1
    follows = _low(line, index + 1)
    return index + 1 if scaled and _low(line, index) == "and" and (follows in _ONES or follows in _TENS) else index


def _takes_tens(part: float | None) -> bool:
    return part is None or (part >= 100 and part % 100 == 0)


def _takes_ones(part: float | None, ones: float) -> bool:
    if part is None or (part >= 100 and part % 100 == 0):
        return True
    return part % 100 >= 20 and part % 10 == 0 and 0 < ones < 10


def fraction(line: Sequence[Lexeme], index: int) -> tuple[int, float, bool] | None:
    """A fraction in words at `index`: the index behind it, its value, whether a magnitude made a number of it.

    "half", "a quarter", "one-fifth" and "two thirds" are shares; "half a million" and "three quarters of a billion"
    are numbers. A bare "quarter" is a fraction only before a magnitude or a unit, which the caller must see to.
    """
    i, top = index, 1.0
    word = line[i].low
    if _ONES.get(word):
        top, i = _ONES[word], i + 1
        if _low(line, i) in HYPHENS:
            i += 1
    elif word in ("a", "an"):
        i += 1
    elif word not in ("half", "quarter"):
        return None
    name = _low(line, i)
    if name not in _FRACTIONS:
        return None
    plural = name.endswith("s")
    if plural != (top > 1) and not (top > 1 and _low(line, i - 1) in HYPHENS):
        return None
    return _magnified(line, i + 1, top / _FRACTIONS[name])


def _magnified(line: Sequence[Lexeme], index: int, value: float) -> tuple[int, float, bool]:
    i = index + 1 if _low(line, index) == "of" else index
    if _low(line, i) == "a" or _low(line, i) in HYPHENS:
        i += 1
    factor = SCALES.get(_low(line, i))
    return (index, value, False) if factor is None else (i + 1, value * factor, True)
