"""Naming a percentage: of what whole it is a share, and whose share it is."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.extract import lexicon

from .clauses import Place, label, verb_of
from .deeds import by_object, by_subject, deed, participle, subject_of
from .naming import Measure, first
from .nouns import noun_before_of, noun_behind, noun_it_stands_before, target_behind

_CHANGES = lexicon.table("changes")
_OBJECTS_MEASURED = frozenset(_CHANGES["objects_measured"])
_LEVELS = frozenset(_CHANGES["levels"])
_OWN_NAME = frozenset(["share", "one_in_n"])
_MOST_JOINED = 8
"""Nouns joined in one subject that are looked back over."""


def share(here: Place) -> Measure:
    """A percentage: of what it is the whole, and whose figure it is."""
    target = target_behind(here)
    after = here.after()
    if target is None and here.quantity.rule in _OWN_NAME:
        target = _things(here) or (_noun_of_share(here, after) if after is not None else None)
    if target is not None and (after is None or after.lower_ != "in"):
        within = here.covers(target)
        whole = label(target, start=here.quantity.number_end) if within else label(target, here, numbers=True)
        holder = _holder(here)
        if holder is not None:
            return Measure(holder, whole, "share_of_whole")
        named = whole if within else label(target, here)
        verb = here.root.head
        if here.root.dep_ == "nsubjpass" and verb.pos_ == "VERB" and here.reaches(verb):
            named = f"{named} {participle(verb)}"
        return Measure(named, whole, "whole")
    return first(here, noun_it_stands_before, noun_before_of, noun_behind, by_object, by_subject, deed)


def _things(here: Place) -> Token | None:
    """For "two workers in three": what the first number counts."""
    quantity = here.quantity
    return next(
        (t for t in here.span if t.idx >= quantity.number_end and t.pos_ == "NOUN" and t.dep_ != "compound"), None
    )


def _noun_of_share(here: Place, after: Token) -> Token | None:
    """For "half the population", "one in three visits", "two-thirds majority"."""
    if after.lower_ == "as" or after.pos_ in ("ADP", "SCONJ", "VERB", "AUX") or after.is_punct:
        return None
    for token in here.doc[after.i : after.i + 6]:
        if token.is_sent_start and token.i > here.span.start:
            return None
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod"):
            return token
        if token.pos_ in ("VERB", "AUX", "ADP") and token.i > after.i:
            return None
    return None


def _holder(here: Place) -> str | None:
    """The subject whose share it is ("defence spending rose to 3.5% of GDP"), None where the share itself is it."""
    first = here.root
    for _ in range(_MOST_JOINED):
        if first.dep_ == "conj" and first.head.pos_ not in ("VERB", "AUX"):
            first = first.head
    if first.dep_ in ("nsubj", "nsubjpass", "csubj"):
        return None
    verb = verb_of(here.root)
    if verb is None:
        return None
    lemma = verb.lemma_.lower()
    if lemma in _OBJECTS_MEASURED and here.root.dep_ not in ("dobj", "obj"):
        return by_object(here)
    return subject_of(here, verb) if lemma in _LEVELS else None
