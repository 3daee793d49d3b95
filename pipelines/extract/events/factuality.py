"""Whether an event is said to have happened, to be planned, to be possible, or not to have happened."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from ..lexicon import words
from ..model import DateValue, Factuality
from .triggers import FORESEEN, is_verb

_PLANNING = words("events", "planning_verbs") | words("events", "promising_verbs")
_PLANNING_NOUNS = words("events", "planning_nouns")
_PLANNING_ADJECTIVES = words("events", "planning_adjectives")
_CONDITIONS = words("events", "conditions")
_DENIALS = words("events", "denials")
_FAILING = words("events", "failing_verbs")

_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_POSSIBLE = frozenset({"would", "could", "might", "may", "can", "should", "ca", "'d"})
_PASSING = frozenset({"xcomp", "ccomp", "advcl", "acl", "conj"})


def factuality_of(trigger: Token, when: DateValue, published_on: date | None) -> Factuality:
    """The factuality of the event under `trigger`.

    An event noun has no mood of its own: it is planned where its date lies after the document's.
    """
    if not is_verb(trigger):
        if any(c.dep_ == "amod" and c.lower_ in _PLANNING_ADJECTIVES for c in trigger.lefts):
            return "planned"
        if trigger.dep_ == "nsubj" and trigger.head.lemma_ == "be":
            return factuality_of(trigger.head, when, published_on)
        if _is_foreseen(trigger):
            return "planned"
        later = published_on is not None and when.starts_on is not None and when.starts_on > published_on
        return "planned" if later else "asserted"
    if any(c.dep_ == "neg" or c.lower_ in _DENIALS for c in trigger.children):
        return "negated"
    if _denied_subject(trigger):
        return "negated"
    own = {c.lower_ for c in trigger.lefts if c.dep_ in {"aux", "auxpass"}}
    if any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in trigger.lefts):
        return "hypothetical"
    if own & _FUTURE:
        return "planned"
    if "would" in own and trigger.dep_ == "ccomp" and trigger.head.tag_ in {"VBD", "VBN"}:
        return "planned"  # "announced that it would open": the future seen from the past
    if own & _POSSIBLE:
        return "hypothetical"
    return _from_above(trigger, own)


def _is_foreseen(noun: Token) -> bool:
    """ "Expects growth", "the vote scheduled for Sunday"."""
    if noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in FORESEEN:
        return True
    return any(c.dep_ == "acl" and c.lemma_.lower() in FORESEEN for c in noun.rights)


def _denied_subject(verb: Token) -> bool:
    return any(
        child.dep_ in {"nsubj", "nsubjpass"} and any(d.dep_ == "det" and d.lower_ == "no" for d in child.lefts)
        for child in verb.lefts
    )


def _from_above(trigger: Token, own: set[str]) -> Factuality:
    """What the governing word makes of an infinitive: plans, doubts, denials."""
    verb, head = trigger, trigger.head
    lemma = trigger.lemma_.lower()
    if lemma in FORESEEN and trigger.tag_ in {"VBN", "VBD"} and not any(c.dep_ == "dobj" for c in trigger.rights):
        return "planned"
    if "to" not in own or verb.dep_ not in _PASSING | {"relcl"} or head.i == verb.i:
        return "asserted"
    above = head.lemma_.lower()
    if above in _FAILING:
        return "negated"
    if any(c.dep_ == "neg" for c in head.children):
        return "negated"
    if head.pos_ == "ADJ":
        return "planned" if head.lower_ in _PLANNING_ADJECTIVES else "hypothetical"
    if above in _PLANNING_NOUNS or (above in _PLANNING and verb.dep_ in {"xcomp", "ccomp"}):
        return "planned"
    if above == "be" and verb.dep_ in {"xcomp", "ccomp"}:
        return "planned"
    modals = {c.lower_ for c in head.lefts if c.dep_ in {"aux", "auxpass"}}
    if modals & _FUTURE:
        return "planned"
    if modals & _POSSIBLE:
        return "hypothetical"
    if verb.dep_ in {"relcl", "acl"} and "be" in own and head.pos_ in {"NOUN", "PROPN"}:
        return "planned"
    return "asserted"
