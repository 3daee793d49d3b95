"""Events that the sentence before dates: a story told on after "In March, …"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from ..model import DateValue
from ..nlp import Parsed
from . import triggers
from .anchor import Anchor
from .arguments import arguments_of
from .classes import event_type_of
from .location import location_of

_FRONT = frozenset({"front_date", "clause_date"})
_LASTING = frozenset({"week", "month"})


def continued(parsed: Parsed, dates: tuple[DateValue, ...], found: Sequence[Anchor]) -> Iterator[Anchor]:
    """The main event of a sentence without a date that goes on right after a sentence dated in front.

    Only what is likely to belong there: same paragraph, a month (a day is too fine to last a sentence, a year too wide
    to tell), simple past, a PLOVER class, a named place, and somebody who does it to or with somebody.
    """
    if not found:
        return
    openings = [0, *(i for i, opens in enumerate(parsed.columns.opens) if opens == 1 and i)]
    spans = [parsed.tokens(value.start, value.end) for value in dates]
    dated = {openings[bisect_right(openings, i) - 1] for span in spans for i in range(span.start, span.end)}
    for anchor in found:
        sentence = anchor.trigger.sent
        following = _next(parsed, sentence)
        if following is None or following.start in dated or not _opens(anchor, sentence):
            continue
        verb = following.root
        if verb.tag_ != "VBD" or triggers.is_state(verb) or not event_type_of(verb) or not location_of(verb):
            continue
        if {role for role, _ in arguments_of(verb)} >= {"actor", "recipient"}:
            yield Anchor(verb, anchor.date, "continued_date")


def _opens(anchor: Anchor, sentence: Span) -> bool:
    root: Token = sentence.root
    in_front = anchor.date.start < root.idx and anchor.date.start - sentence.start_char < 25
    return in_front and anchor.rule in _FRONT and anchor.date.precision in _LASTING and anchor.date.qualifier == "in"


def _next(parsed: Parsed, sentence: Span) -> Span | None:
    doc = parsed.doc
    index = sentence.end
    while index < len(doc) and doc[index].is_space:
        index += 1
    if index >= len(doc) or parsed.paragraph_at(doc[index].idx) != parsed.paragraph_at(sentence.start_char):
        return None
    return doc[index].sent
