"""Where an event takes place."""

from __future__ import annotations

from spacy.tokens import Token

from ..lexicon import words

_MOVEMENT = words("events", "movement_verbs")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_AT = frozenset({"in", "at", "near", "inside", "outside", "on", "throughout", "across"})
_TOWARD = frozenset({"to", "into"})
_INNER = frozenset({"prep", "pobj", "dobj", "attr"})
_DEPTH = 2
"""Phrases nested deeper speak of the place of something else."""


def location_of(trigger: Token) -> str | None:
    """The place as written: for a movement where it leads, else what is named after "in", "at", "near" and the like.

    A place that hangs on the trigger itself goes before one that hangs on its object or subject.
    """
    if trigger.lemma_.lower() in _MOVEMENT and (goal := _goal(trigger)) is not None:
        return _named(goal)
    level = list(trigger.children)
    for depth in range(_DEPTH + 1):
        for token in level:
            if token.dep_ == "prep" and token.lower_ in _AT:
                for word in token.children:
                    if word.dep_ == "pobj" and word.ent_type_ in _PLACES:
                        return _named(word)
        inner = _INNER | {"nsubj", "nsubjpass"} if depth == 0 else _INNER
        level = [child for token in level if token.dep_ in inner for child in token.children]
    return None


def _goal(verb: Token) -> Token | None:
    """ "Flew to Lima", "visited Lima", "left for Lima"."""
    toward = _TOWARD | {"for"} if verb.lemma_ in {"leave", "depart", "sail", "head"} else _TOWARD
    for child in verb.rights:
        if child.dep_ == "dobj" and child.ent_type_ in _PLACES and toward is _TOWARD:
            return child
        if child.dep_ == "prep" and child.lower_ in toward:
            return next((c for c in child.children if c.dep_ == "pobj" and c.ent_type_ in _PLACES), None)
    return None


def _named(word: Token) -> str:
    """The whole name in which the word stands, on one line, without article and possessive."""
    doc = word.doc
    first, last = word.i, word.i
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    while first < last and doc[first].pos_ == "DET":
        first += 1
    while last > word.i and doc[last].tag_ == "POS":
        last -= 1
    return " ".join(doc[first : last + 1].text.split())
