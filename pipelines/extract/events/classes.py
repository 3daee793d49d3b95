"""The PLOVER root class of an event, from the lemma of what happens."""

from __future__ import annotations

from spacy.tokens import Token

from ..lexicon import table, words
from .triggers import is_event_noun, is_noun, is_verb

_CLASSES: dict[str, str] = {lemma: name for name, lemmas in table("plover").items() for lemma in lemmas}
_EMPTY = words("events", "carrying_verbs") | words("events", "happening_verbs")


def event_type_of(trigger: Token) -> str | None:
    """The class, None where none fits. "Held talks" and "the talks began" have the class of the talks."""
    if is_verb(trigger) and trigger.lemma_.lower() in _EMPTY:
        for noun in _carried(trigger):
            if found := _class_of(noun):
                return found
    if trigger.lemma_.lower() == "call":
        if any(c.dep_ == "prep" and c.lower_ == "for" for c in trigger.rights):
            return "REQUEST"
        return "CONSULT" if is_noun(trigger) else None
    return _class_of(trigger)


def _class_of(word: Token) -> str | None:
    return _CLASSES.get(word.lemma_.lower()) or _CLASSES.get(word.lower_)


def _carried(verb: Token) -> list[Token]:
    """The event nouns of a verb: its object, the object of its preposition, its subject, what it describes ("talks
    *held* in May"), in this order; behind each what it is a part of ("the second round of *talks*")."""
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    phrases = [g for c in verb.rights if c.dep_ == "prep" and c.lower_ in {"in", "into"} for g in c.children]
    subjects = [c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    described = [verb.head] if verb.dep_ == "acl" else []
    nouns = [*objects, *phrases, *subjects, *described]
    wholes = [g for noun in nouns for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of" for g in c.children]
    return [noun for noun in (*nouns, *wholes) if is_event_noun(noun)]
