"""A text cut into paragraphs and these into segments, so that overlapping and nested spans nest in HTML."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..extract.paragraphs import index_at, paragraphs
from .reading import Row
from .wording import Fact

KINDS = ("event", "quote", "statistic")

MOST_LAYERS = 8
"""How many facts one segment shows, the shortest ones: a sentence of a thousand dates would be a page of tags."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in its document: its number in reading order, and its place among the facts that begin in its passage."""

    fact: Fact
    number: int
    place: int


@dataclass(frozen=True, slots=True)
class Layer:
    """An entry's part in one segment: `is_anchor` where it carries the fact's id, `is_here` where the fact begins."""

    entry: Entry
    is_anchor: bool
    is_here: bool = True


@dataclass(slots=True)
class Segment:
    """A stretch of text under the same facts, the longest one outermost, and the facts whose numbers follow it."""

    text: str
    layers: list[Layer]
    numbers: list[Layer] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        """Whether the text can be a link's: a blank or a dash between two facts would be a link without a name."""
        return any(character.isalnum() for character in self.text)


@dataclass(slots=True)
class Passage:
    """A paragraph: the headings before it, its segments, and the facts that begin in it."""

    headings: list[Row] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def passages(text: str, facts: Sequence[Fact], sections: Sequence[Row]) -> list[Passage]:
    """The paragraphs of `text` with their facts; headings after the last paragraph stand in a passage without text.

    A section's heading stands before the first paragraph that does not begin before it.
    """
    spans = paragraphs(text) or ((0, 0),)
    found = [Passage() for _ in (*spans, "what follows the last paragraph")]
    for number, fact in enumerate(sorted(facts, key=_reading_order), 1):
        passage = found[max(0, index_at(spans, fact.start))]
        passage.entries.append(Entry(fact, number, len(passage.entries) + 1))
    starts = [start for start, _ in spans]
    for section in sections:
        found[bisect_left(starts, section["char_start"])].headings.append(section)
    anchored: set[str] = set()
    carried: list[Entry] = []
    for passage, (start, end) in zip(found, spans, strict=False):
        passage.segments = _segments(text, start, end, carried, passage.entries, anchored)
        carried = [entry for entry in (*carried, *passage.entries) if entry.fact.end > end]
    return found if found[-1].headings else found[:-1]


def _reading_order(fact: Fact) -> tuple[int, int, int, str]:
    return fact.start, -fact.end, KINDS.index(fact.kind), fact.fact_id


def _nesting(entry: Entry) -> tuple[int, int]:
    """The longest fact first, so outermost."""
    return entry.fact.start - entry.fact.end, entry.number


def _segments(
    text: str, start: int, end: int, carried: list[Entry], entries: list[Entry], anchored: set[str]
) -> list[Segment]:
    """The segments of text[start:end]; `anchored` gathers the facts whose id is on the page."""
    opening: dict[int, list[Entry]] = {}
    closing: dict[int, list[Entry]] = {}
    outside: list[Entry] = []
    for entry in (*carried, *entries):
        first, last = max(entry.fact.start, start), min(entry.fact.end, end)
        if first < last:
            opening.setdefault(first, []).append(entry)
            closing.setdefault(last, []).append(entry)
        else:
            outside.append(entry)
    here = {entry.number for entry in entries}
    segments: list[Segment] = []
    active: list[tuple[int, int]] = []
    by_number = {entry.number: entry for entry in (*carried, *entries)}
    for at, until in pairwise(sorted({start, end, *opening, *closing})):
        for entry in opening.get(at, ()):
            insort(active, _nesting(entry))
        shown = [by_number[number] for _, number in active[-MOST_LAYERS:]]
        layers = [_layer(entry, anchored, entry.number in here) for entry in shown]
        ending = closing.get(until, [])
        numbers = [_layer(entry, anchored) for entry in ending if entry.number in here]
        segments.append(Segment(text[at:until], layers, numbers))
        for entry in ending:
            active.remove(_nesting(entry))
    if outside:
        segments.append(Segment("", [], [_layer(entry, anchored) for entry in outside if entry.number in here]))
    return segments


def _layer(entry: Entry, anchored: set[str], is_here: bool = True) -> Layer:
    layer = Layer(entry, entry.fact.fact_id not in anchored, is_here)
    anchored.add(entry.fact.fact_id)
    return layer
