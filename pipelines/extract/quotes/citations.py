"""References in brackets behind a name, Roe (1998), Roe et al. [7]: the parser takes them for words of the sentence."""

from __future__ import annotations

from spacy.tokens import Doc, Token

_MAX_TOKENS = 8
"""Tokens within the brackets of a citation at most."""
_MAX_CLIMB = 6
"""Heads from the last word of a noun phrase to its head at most."""


def stands_in(token: Token) -> bool:
    """Whether the token is a bracket or the number right behind one, whatever the parser makes of it."""
    return token.text in ("[", "]") or is_number(token)


def is_number(token: Token) -> bool:
    """Whether the token is a year or number that opens a bracket: no part of the name before it."""
    return token.i > 0 and token.nbor(-1).text in ("(", "[") and token.text[:1].isdigit()


def cited_name(closing: Token) -> Token | None:
    """The name before a bracket that holds a year or number and closes here: Roe (1998, p. 3)."""
    inside = closing.doc[max(0, closing.i - _MAX_TOKENS) : closing.i]
    opening = next((t for t in reversed(inside) if t.text in ("(", "[")), None)
    if opening is None or not opening.i or not any(t.text[:1].isdigit() for t in closing.doc[opening.i : closing.i]):
        return None
    name = opening.nbor(-1)
    return name if name.pos_ == "PROPN" else None


def past(doc: Doc, i: int) -> int:
    """The index behind a citation that opens at token `i`, `i` itself where none does."""
    if i >= len(doc) or doc[i].text not in ("(", "["):
        return i
    for j in range(i + 1, min(i + _MAX_TOKENS, len(doc))):
        if doc[j].text in (")", "]"):
            return j + 1 if any(t.text[:1].isdigit() for t in doc[i + 1 : j]) else i
    return i


def before(token: Token) -> Token | None:
    """The head of the noun phrase that the citation at `token` follows: a study by Roe [12], who …, reported."""
    node = token
    for _ in range(_MAX_TOKENS):
        if node.i == 0:
            return None
        node = node.nbor(-1)
        if node.is_space or (node.text in (".", "!", "?", ";") and (node.i == 0 or node.nbor(-1).lower_ != "al")):
            return None
        if node.is_alpha:
            break
    for _ in range(_MAX_CLIMB):
        if node.dep_ in ("nsubj", "nsubjpass", "ROOT") or node.head.i > token.i:
            break
        node = node.head
    return node if node.pos_ in ("NOUN", "PROPN", "PRON") else None
