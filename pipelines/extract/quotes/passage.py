"""A document as the quote rules read it: marked stretches, and sentences that no quotation mark cuts in two."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from ..model import Entity
from ..nlp import Parsed
from ..paragraphs import index_at
from ..speakers import resolver_of
from .cues import is_verb, verb_like
from .marks import Marked, pair

if TYPE_CHECKING:
    from .attribution import Speaker


class Passage:
    """Everything about one document that more than one quote rule asks for."""

    def __init__(self, parsed: Parsed, entities: tuple[Entity, ...]) -> None:
        self.parsed = parsed
        self.doc: Doc = parsed.doc
        self.text = parsed.text
        self.resolver = resolver_of(parsed, entities)
        self.speakers: dict[int, Speaker | None] = {}
        """By verb, as far as they have been asked for (`attribution.speaker_of`)."""

    @cached_property
    def verbs(self) -> tuple[Token, ...]:
        """The full verbs outside outermost marks, in text order."""
        doc, quoted = self.doc, self.quoted
        return tuple(t for i in verb_like(self.parsed.columns) if not quoted[i] and is_verb(t := doc[i]))

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """All marked stretches, nested ones included."""
        return pair(self.text, self.parsed.paragraphs)

    @cached_property
    def outermost(self) -> tuple[Marked, ...]:
        """The marked stretches that stand in no other, in text order. Disjoint."""
        return tuple(m for m in self.marked if m.depth == 0)

    @cached_property
    def _outer_spans(self) -> tuple[tuple[int, int], ...]:
        return tuple((m.outer_start, m.outer_end) for m in self.outermost)

    def mark_at(self, offset: int) -> Marked | None:
        """The outermost marked stretch (marks included) that holds the character."""
        i = index_at(self._outer_spans, offset)
        return self.outermost[i] if i >= 0 and offset < self._outer_spans[i][1] else None

    def marks_in(self, start: int, end: int) -> tuple[Marked, ...]:
        """The outermost marked stretches that the characters start..end touch."""
        i = max(0, index_at(self._outer_spans, start))
        found: list[Marked] = []
        while i < len(self.outermost) and self._outer_spans[i][0] < end:
            if self._outer_spans[i][1] > start:
                found.append(self.outermost[i])
            i += 1
        return tuple(found)

    @cached_property
    def quoted(self) -> bytearray:
        """For each token whether it stands within outermost marks."""
        flags = bytearray(len(self.doc))
        for m in self.outermost:
            for token in self.parsed.tokens(m.outer_start, m.outer_end):
                flags[token.i] = 1
        return flags

    @cached_property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The sentences in characters, each with the whole of the quotes that open in it.

        The parser ends a sentence at a full stop within quotes; for the sentence that holds the quote it goes on.
        """
        spans: list[tuple[int, int]] = []
        for sentence in self.parsed.sentences:
            start, end = sentence.start, sentence.end
            if spans and (mark := self._opening_mark_before(start)) is not None and spans[-1][0] < mark < spans[-1][1]:
                spans[-1] = (spans[-1][0], mark)  # the opening mark hangs at the end of the sentence before
                start = mark
            if spans and self._runs_on(spans[-1], start):
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return tuple(spans)

    def _opening_mark_before(self, start: int) -> int | None:
        """Where the opening mark stands that belongs to the sentence beginning at `start`, None where there is none."""
        held = self.mark_at(start)
        if held is None or held.outer_start >= start or self.text[held.start : start].strip():
            return None
        return held.outer_start

    def _runs_on(self, before: tuple[int, int], start: int) -> bool:
        """Whether the sentence that opens at `start` belongs to the one before it."""
        if self.parsed.paragraph_at(before[0]) != self.parsed.paragraph_at(start):
            return False
        held = self.mark_at(start)
        if held is not None and held.outer_start < start and before[0] <= held.outer_start < before[1]:
            return True
        last = self.mark_at(before[1] - 1)
        if last is None or not last.closed or last.outer_end > start:
            return False
        inner = self.text[last.start : last.end].rstrip()
        opening = self.text[start]
        return (
            inner.endswith(",")
            or opening.islower()
            or opening in ",;"
            or (inner[-1:] not in ".!?…" and opening not in "\"“'‘")
        )

    def stretch_at(self, offset: int) -> tuple[int, int]:
        """The sentence (see `stretches`) that holds the character."""
        i = max(0, index_at(self.stretches, offset))
        return self.stretches[i] if self.stretches else (0, 0)

    def stretch_index(self, offset: int) -> int:
        return max(0, index_at(self.stretches, offset))

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The span without blanks and commas at its edges."""
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:–—"):
            start += 1
        while start < end and (self.text[end - 1].isspace() or self.text[end - 1] in ",;:–—"):
            end -= 1
        return start, end

    def first_token(self, start: int, end: int) -> Token | None:
        """The first token in start..end that is neither blank nor punctuation."""
        return next((t for t in self.parsed.tokens(start, end) if not t.is_space and not t.is_punct), None)
