"""Whether the clause around a date looks ahead: "will open in May", "is to begin on Monday", "planned for June"."""

from __future__ import annotations

from spacy.tokens import Token

from ..lexicon import words
from ..nlp import Parsed

_MODALS = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_PLANS = words("date_tense", "plans")
_STEPS = 6
"""How far up the tree to look: a date hangs a few heads below its verb."""


def looks_ahead(parsed: Parsed, offset: int) -> bool:
    """Whether the verb that governs the word at `offset` is in the future or something planned."""
    span = parsed.tokens(offset, offset + 1)
    if not len(span):
        return False
    token = span[0]
    for _ in range(_STEPS):
        if token.pos_ in ("VERB", "AUX") and _is_future(token):
            return True
        if token.head is token or token.tag_ in ("VBD",):
            return False
        token = token.head
    return False


def _is_future(verb: Token) -> bool:
    lefts = {child.lower_ for child in verb.lefts}
    if lefts & _MODALS or verb.lemma_ in _PLANS:
        return True
    return "to" in lefts and verb.tag_ == "VB" and verb.head.lemma_ in ("be", "go") and verb.head.tag_ != "VBD"
