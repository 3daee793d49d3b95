"""What the verb around a date tells: "will open in May" looks ahead, "it rains in May" is a habit."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from ..lexicon import words
from ..nlp import Parsed

View = Literal["ahead", "habit", "told"]

_FUTURE = words("date_tense", "future")
_PLANS = words("date_tense", "plans")
_GENERAL = words("date_tense", "general")
_STEPS = 6
"""How far up the tree to look: a date hangs a few heads below its verb."""


def view(parsed: Parsed, offset: int) -> View:
    """How the verb that governs the word at `offset` sees its time: ahead, as a habit (present tense), or told."""
    span = parsed.tokens(offset, offset + 1)
    if not len(span):
        return "told"
    token = span[0]
    first = True
    for _ in range(_STEPS):
        if token.pos_ in ("VERB", "AUX"):
            if _is_ahead(token):
                return "ahead"
            if first and _is_habit(token):
                return "habit"
            if token.tag_ == "VBD":
                return "told"
            first = first and token.tag_ in ("VBG", "VB")
        if token.head is token:
            return "told"
        token = token.head
    return "told"


def _is_ahead(verb: Token) -> bool:
    lefts = {child.lower_ for child in verb.lefts}
    if lefts & _FUTURE or verb.lemma_ in _PLANS:
        return True
    if verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP"):
        return any(child.tag_ == "VB" and child.dep_ == "xcomp" for child in verb.rights)
    return "to" in lefts and verb.tag_ == "VB" and verb.head.lemma_ in ("be", "go") and verb.head.tag_ != "VBD"


def _is_habit(verb: Token) -> bool:
    """Present tense, or an infinitive under "can", "should" and the like; passives by their auxiliary."""
    auxiliaries = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ == "MD" and child.lower_ in _GENERAL for child in auxiliaries):
        return True
    if any(child.lemma_ == "have" or child.tag_ in ("MD", "VBD") for child in auxiliaries):
        return False
    if verb.tag_ in ("VBZ", "VBP"):
        return verb.lemma_ != "have" or verb.pos_ == "VERB"
    return verb.tag_ == "VBN" and any(child.tag_ in ("VBZ", "VBP") for child in auxiliaries)
