"""A time expression where it stands: its tokens, its surroundings, and what other dates claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from ..model import DateValue
from ..nlp import Parsed
from .enclosure import Enclosures, enclosures


@dataclass(frozen=True)
class Placed:
    """One date in its sentence. `taken` maps token index to the date that covers the token, for all dates."""

    parsed: Parsed
    value: DateValue
    span: Span
    taken: dict[int, DateValue]
    enclosures: Enclosures

    @property
    def doc(self) -> Doc:
        return self.parsed.doc

    @property
    def first(self) -> int:
        """Index of the first token of the date."""
        return self.span.start

    @property
    def last(self) -> int:
        """Index of the last token of the date."""
        return self.span.end - 1

    @cached_property
    def root(self) -> Token:
        """The head of the date's words."""
        return self.span.root

    @cached_property
    def sentence(self) -> Span:
        return self.root.sent

    @cached_property
    def opening(self) -> int:
        """The index of the word before the date's phrase, past its preposition, article and commas; -1 for none."""
        for index in range(self.first - 1, self.sentence.start - 1, -1):
            token = self.doc[index]
            if token.pos_ not in {"ADP", "DET", "SCONJ", "ADV", "SPACE"} and not token.is_punct:
                return index
        return -1

    def beside(self, token: Token) -> bool:
        """Whether the token is no part of a date and stands in the same quotation and bracket as this date."""
        return token.i not in self.taken and self.enclosures.together(token, self.root)

    def holds_other_date(self, token: Token) -> bool:
        """Whether another date stands under the token."""
        span = range(token.left_edge.i, token.right_edge.i + 1)
        return any(i in self.taken and self.taken[i] is not self.value for i in span)

    def has_other_date_of_its_own(self, verb: Token) -> bool:
        """Whether another date hangs on the verb itself, alone or by a preposition."""
        for child in verb.children:
            if child.left_edge.i <= self.root.i <= child.right_edge.i:
                continue
            for i in (child.i, *(grandchild.i for grandchild in child.children)):
                if i in self.taken and dates_something(self.taken[i]):
                    return True
        return False


def dates_something(value: DateValue) -> bool:
    """Whether a date can place an event: it has an interval and is neither a duration nor recurring nor a mere name."""
    known = value.starts_on is not None or value.ends_on is not None
    return known and value.type in {"DATE", "TIME"} and not value.names


def place(parsed: Parsed, dates: tuple[DateValue, ...]) -> Iterator[Placed]:
    """Each date that can place an event, where it stands."""
    if not dates:
        return
    inside = enclosures(parsed.words)
    taken: dict[int, DateValue] = {}
    spans = []
    for value in dates:
        span = parsed.tokens(value.start, value.end)
        spans.append(span)
        taken.update((token.i, value) for token in span)
    for value, span in zip(dates, spans, strict=True):
        if value.text.strip() and dates_something(value):
            yield Placed(parsed, value, span, taken, inside)
