"""Comparators: what bounds a number before it ("more than", "at least", "some") or behind it ("or more", "-odd")."""

from __future__ import annotations

from pipelines.extract import lexicon
from pipelines.extract.model import Comparator

from .lexemes import Phrases
from .passage import Passage

_TABLE = lexicon.table("comparators")
_BEFORE: Phrases[Comparator] = Phrases(
    (phrase, mark) for mark, phrases in _TABLE["before"].items() for phrase in phrases
)
_AFTER: Phrases[Comparator] = Phrases((phrase, mark) for mark, phrases in _TABLE["after"].items() for phrase in phrases)
_PREPOSITIONS = frozenset(_TABLE["prepositions"]["words"])
_TOPIC_HEADS = frozenset(_TABLE["prepositions"]["topic_heads"])
_LASTING_HEADS = frozenset(_TABLE["prepositions"]["lasting_heads"])
_SMALL = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"])
_MOST_MODIFIERS = 4


def before(passage: Passage, index: int, *, duration: bool = False) -> tuple[int, Comparator]:
    """The comparator of the phrases that end before `index`, and where the outermost real one begins.

    A bound outranks "about" ("at least about 50"), and "exactly" or "a total of" are read over.
    """
    start, comparator, i = index, "=", index
    for _ in range(_MOST_MODIFIERS):
        found = _BEFORE.ending_at(passage.line, i)
        if found is None:
            break
        i, mark = found
        if mark != "=" and _is_topic(passage, i, duration):
            break
        if mark != "=":
            start = i
            if comparator in ("=", "~"):
                comparator = mark
    return start, comparator  # type: ignore[return-value]


def ends_before(passage: Passage, index: int) -> tuple[int, Comparator] | None:
    """The one comparator phrase that ends before `index`, with its first lexeme."""
    return _BEFORE.ending_at(passage.line, index)


def _is_topic(passage: Passage, index: int, duration: bool) -> bool:
    """For "talks about two islands", "over three years the firm grew": a preposition and no comparator."""
    if passage.low(index) not in _PREPOSITIONS:
        return False
    token = passage.token(index)
    if token.dep_ != "prep":
        return False
    number = passage.low(index + 1)
    if not duration and number in _SMALL:
        return True
    head = token.head.lemma_.lower()
    if duration and token.lower_ in ("over", "under"):
        return head not in _LASTING_HEADS
    return head in _TOPIC_HEADS


def behind(passage: Passage, index: int) -> tuple[int, Comparator] | None:
    """The comparator that begins at `index` ("or more", "plus", "-odd", "+"), with the index after it."""
    i = index
    if passage.low(i) in ("-", "‐", "‑") and passage.low(i + 1) in ("plus", "odd", "ish"):
        i += 1
    found = _AFTER.starting_at(passage.line, i)
    if found is None:
        return None
    word = passage.low(i)
    if word == "+" and not passage.glued(i):
        return None
    if word == "plus" and i == index and passage.low(i + 1) in ("or", "a", "an", "the"):
        return None
    if word in ("odd", "ish") and i == index and word == "odd" and not passage.glued(i):
        return found if passage.low(i + 1).endswith("s") else None
    return found
