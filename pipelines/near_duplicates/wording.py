"""The wording of a text, and when one text is a copy of another. Pure.

The figures behind the constants are those of `python -m tests.benchmarks.near_duplicates`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SHINGLE_WORDS = 4
"""Words in a shingle. With three, bulletins of one template share half of theirs; with five, every changed word costs
a copy too many of its own."""

COPY = 0.5
"""The least similarity of a copy: of all that two texts say together, half is word for word in both. Among the 924 news
articles of PolNeAR's train and dev parts the pairs are either above 0.52, second versions all of them, or below 0.14.
Of made copies 987 in 1,000 are found and no other text; a text of which more than half is the writer's own is below."""

SHORT_WORDS = 30
"""A text with fewer words is a copy only of the very same words: two notes of one line differ in what they tell."""

SAME_WORDS = 0.8
SAME_FIGURES = 0.5
FEW_FIGURES = 3
"""A bulletin filled from a template repeats the words of the last one and not its figures. So a text below `SAME_WORDS`
is no copy where fewer than `SAME_FIGURES` of the figures are in both, if each has `FEW_FIGURES` or more."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of a text: its words, all runs of words, and the words that are not of letters alone."""

    words: tuple[str, ...]
    shingles: frozenset[str]
    figures: frozenset[str]


def words(text: str) -> list[str]:
    """The words of a text in order, in lower case, without punctuation and layout."""
    return _WORD.findall(text.casefold())


def shingles(text: str) -> list[str]:
    """Every run of `SHINGLE_WORDS` words; all of the words where there are fewer."""
    return _shingles(words(text))


def wording(text: str) -> Wording:
    """What is compared of `text`."""
    found = words(text)
    return Wording(tuple(found), frozenset(_shingles(found)), frozenset(word for word in found if not word.isalpha()))


def similarity(a: Wording, b: Wording) -> float:
    """Jaccard's coefficient of the shingles, 0 to 1: those that both texts have, of all that there are."""
    shared = len(a.shingles & b.shingles)
    return shared / (len(a.shingles) + len(b.shingles) - shared)


def copied(a: Wording, b: Wording) -> float | None:
    """The similarity of two texts where one is a copy of the other; None where they are two texts."""
    if min(len(a.words), len(b.words)) < SHORT_WORDS:
        return 1.0 if a.words == b.words else None
    alike = similarity(a, b)
    if alike < COPY:
        return None
    if alike < SAME_WORDS and min(len(a.figures), len(b.figures)) >= FEW_FIGURES:
        shared = len(a.figures & b.figures) / min(len(a.figures), len(b.figures))
        if shared < SAME_FIGURES:
            return None
    return alike


def _shingles(found: list[str]) -> list[str]:
    if len(found) < SHINGLE_WORDS:
        return [" ".join(found)]
    return [" ".join(run) for run in zip(*(found[first:] for first in range(SHINGLE_WORDS)), strict=False)]
