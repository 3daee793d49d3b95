"""The words of an event: the clause of a verb or the phrase of a noun, and a short reading of it."""

from __future__ import annotations

from spacy.tokens import Token

from .triggers import is_verb

_LONGEST = 200
_EDGES = frozenset(",;:–—-()[]\"'“”‘’`")


def span_of(trigger: Token, text: str) -> tuple[int, int]:
    """The (start, end) characters of the trigger's clause or noun phrase, without the clauses coordinated with it."""
    first, last = trigger.left_edge.i, trigger.right_edge.i
    doc = trigger.doc
    if is_verb(trigger):
        for child in trigger.rights:
            if (child.dep_ in {"conj", "parataxis"} and is_verb(child)) or child.dep_ == "cc":
                last = min(last, max(trigger.i, child.left_edge.i - 1))
    else:
        for child in trigger.rights:
            if child.dep_ in {"relcl", "conj", "cc", "appos", "punct", "parataxis"}:
                last = min(last, max(trigger.i, child.left_edge.i - 1))
    sentence = trigger.sent
    first, last = max(first, sentence.start), min(last, sentence.end - 1)
    while last > trigger.i and (doc[last].is_space or doc[last].text in _EDGES):
        last -= 1
    while first < trigger.i and (
        doc[first].is_space or (doc[first].is_punct and doc[first].text in _EDGES) or doc[first].dep_ == "cc"
    ):
        first += 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def description_of(text: str) -> str:
    """The clause on one line, cut at a word after 200 characters."""
    line = " ".join(text.split()).rstrip(".,;: ")
    if len(line) <= _LONGEST:
        return line
    return line[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
