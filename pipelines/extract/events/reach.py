"""What a date reaches beyond the word it hangs on: coordinated verbs, and the clause around a dated event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from ..lexicon import table, words
from ..model import DateValue
from . import triggers
from .placement import Placed

_WITHIN: dict[str, str] = table("events")["within"]
_PARTAKING = words("events", "partaking_verbs")
_COORDINATED = 6


def coordinated(placed: Placed, verb: Token) -> Iterator[Token]:
    """The verbs joined to `verb` that a date in front of its subject dates too: those of one tense, undated."""
    if placed.first > verb.i or not _opens(placed, verb):
        return
    joined = verb
    for _ in range(_COORDINATED):
        following = [c for c in joined.rights if c.dep_ == "conj" and triggers.is_verb(c)]
        if not following:
            return
        joined = following[0]
        same = triggers.is_present(joined) == triggers.is_present(verb)
        if joined.i > placed.last and same and placed.beside(joined) and not placed.holds_other_date(joined):
            yield joined


def sharing(placed: Placed, verb: Token) -> Iterator[Token]:
    """The verbs before `verb` that share the date behind it, as they have nothing of their own ("were tried and shot",
    "founded and led the club"); "rested and left" shares nothing."""
    for _ in range(_COORDINATED):
        before = verb.head
        if verb.dep_ != "conj" or placed.first < verb.i or not triggers.is_verb(before) or not placed.beside(before):
            return
        if any(c.dep_ not in {"cc", "conj", "punct"} for c in before.rights) or _has_other(placed, before, verb):
            return
        if not triggers.is_passive(verb) and not any(c.dep_ == "dobj" for c in verb.rights):
            return
        yield before
        verb = before


def _has_other(placed: Placed, verb: Token, until: Token) -> bool:
    return any(i in placed.taken for i in range(verb.left_edge.i, until.i))


def _opens(placed: Placed, verb: Token) -> bool:
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    return subject is None or placed.first < subject.left_edge.i


def around(placed: Placed, noun: Token) -> tuple[Token, DateValue] | None:
    """The verb that a dated event noun dates in turn, and its date: "left after the 2012 Games", "won the vote"."""
    while noun.dep_ in {"compound", "amod"} and triggers.is_noun(noun.head):
        noun = noun.head
    above = noun.head
    if above.i == noun.i:
        return None
    relation: str | None = "in"
    verb = above
    if noun.dep_ in {"pobj", "pcomp"} or above.lower_ in _WITHIN:
        relation, verb = _WITHIN.get(above.lower_), above.head
        if any(c.dep_ == "npadvmod" for c in above.lefts):  # "three days after the attack" is another day
            return None
    elif noun.dep_ == "dobj":
        relation = "in" if verb.lemma_.lower() in _PARTAKING else None
    elif noun.dep_ not in {"npadvmod", "dep"} or above.i < noun.i:
        return None
    if (
        relation is None
        or not triggers.is_verb(verb)
        or not placed.beside(verb)
        or placed.has_other_date_of_its_own(verb)
    ):
        return None
    value = relate(placed.value, relation)
    return None if value is None else (verb, value)


def relate(value: DateValue, relation: str) -> DateValue | None:
    """The date that "after", "before" or "during" an event of `value` gives; None where it gives none.

    After an event starts with the event's first day, before it ends on the day before that (the benchmark's guide).
    """
    start, end = value.starts_on, value.ends_on
    if relation == "in":
        return value
    if value.qualifier not in {"in", "around"} or start is None or end is None:
        return None
    if relation in {"after", "since"}:
        return _bounded(value, relation, start, None)
    if relation == "until":
        return _bounded(value, relation, None, end)
    return _bounded(value, relation, None, start - timedelta(days=1)) if start > date.min else None


def _bounded(value: DateValue, qualifier: str, start: date | None, end: date | None) -> DateValue:
    edtf = None
    if start is not None:
        known = value.edtf if value.edtf and "/" not in value.edtf and value.edtf[:4].isdigit() else start.isoformat()
        edtf = f"{known}/.."
    elif end is not None:
        edtf = f"../{end.isoformat()}"
    return replace(value, starts_on=start, ends_on=end, qualifier=qualifier, edtf=edtf)  # type: ignore[arg-type]
