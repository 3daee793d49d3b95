"""The words of an event: the clause of a verb or the phrase of a noun, and a short reading of it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .triggers import is_verb

_LONGEST = 200
_OPENING = frozenset({"“", "``", '"', "‘"})
_CLOSING = frozenset({"”", "''", '"', "’"})
_EDGES = frozenset(",;:–—-()[]\"'“”‘’`")


def span_of(trigger: Token) -> tuple[int, int]:
    """The (start, end) characters of the trigger's clause or noun phrase, without the clauses coordinated with it.

    A clause that hangs on a noun begins with that noun's phrase ("the accord signed in May"), an infinitive with the
    clause of the verb above it ("the court is to rule in May"), a noun in front of another is read with it.
    """
    first, last = trigger.left_edge.i, trigger.right_edge.i
    doc = trigger.doc
    if is_verb(trigger):
        first = min(first, _governed_from(trigger))
        for child in trigger.rights:
            if (child.dep_ in {"conj", "parataxis"} and is_verb(child)) or child.dep_ == "cc":
                last = min(last, max(trigger.i, child.left_edge.i - 1))
    else:
        while trigger.dep_ in {"compound", "amod", "nmod"} and trigger.head.i > trigger.i:
            trigger = trigger.head
        first, last = min(first, trigger.left_edge.i), max(last, trigger.right_edge.i)
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
    if first + 1 < trigger.i and doc[first].is_digit and doc[first + 1].text == "]":
        first += 2  # the end of a note's number that the parser took for the sentence's first word
    if last + 1 < sentence.end and doc[last + 1].text in _CLOSING and _opens_quote(doc, first, last):
        last += 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _governed_from(verb: Token) -> int:
    """The first token of the phrase that a clause hangs on."""
    first = verb.left_edge.i
    for _ in range(3):
        head = verb.head
        if verb.dep_ in {"acl", "relcl"} and head.i < verb.i:
            return min(first, _whole(head).left_edge.i)
        if verb.dep_ != "xcomp" or head.i > verb.i:
            break
        verb, first = head, min(first, head.left_edge.i)
        if verb.dep_ == "acomp":
            verb, first = verb.head, min(first, verb.head.left_edge.i)
    return first


def _whole(noun: Token) -> Token:
    """ "The first round of talks": the round, where the clause hangs on the talks."""
    for _ in range(3):
        if noun.dep_ != "pobj" or noun.head.lower_ != "of" or noun.head.head.pos_ not in {"NOUN", "PROPN"}:
            break
        noun = noun.head.head
    return noun


def _opens_quote(doc: Doc, first: int, last: int) -> bool:
    marks = [t.text for t in doc[first : last + 1] if t.text in _OPENING | _CLOSING]
    return len(marks) % 2 == 1


def description_of(text: str) -> str:
    """The clause on one line, cut at a word after 200 characters."""
    line = " ".join(text.split()).rstrip(".,;: ")
    if len(line) <= _LONGEST:
        return line
    return line[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
