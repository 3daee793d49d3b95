"""How far a report reaches: introducers off, quotes in it whole, a second report in it cut off."""

from __future__ import annotations

from spacy.tokens import Token

from . import cues
from .cues import is_verb, lemma
from .passage import Passage

INTRODUCERS = frozenset(("that",))
_JOINED = cues.words_of("joined")
_CONNECTIVES = cues.words_of("connective")


def report_span(passage: Passage, verb: Token, first: int, last: int) -> tuple[int, int]:
    """Characters from token `first` to `last`: introducers off, quotes whole, a second report cut off."""
    doc = passage.doc
    while first < last and (
        (
            doc[first].lower_ in INTRODUCERS
            and doc[first + 1].tag_ not in ("VBZ", "VBD", "VBP", "MD")  # said that was all
        )
        or (doc[first].is_punct and not passage.quoted[first])
        or doc[first].is_space
        or (doc[first].lower_ in _CONNECTIVES and doc[first + 1].is_punct)
    ):
        first += 1
    _, limit = passage.stretch_at(verb.idx)
    start = doc[first].idx
    end = min(limit, doc[last].idx + len(doc[last]))
    end = min(end, _second_report(passage, verb, first, last))
    for marked in passage.marks_in(start, max(start, end)):
        start = min(start, marked.outer_start) if marked.outer_start > verb.idx else start
        end = max(end, marked.outer_end)
    return _marks_alone(passage, start, end)


def _marks_alone(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The words between the marks where the report is one quote and hardly more."""
    marked = passage.marks_in(start, end)
    if len(marked) != 1:
        return start, end
    m = marked[0]
    before, after = passage.text[start : m.outer_start], passage.text[m.outer_end : end]
    inner = passage.text[m.start : m.end].rstrip()
    if not any(c.isalnum() for c in before) and (not any(c.isalnum() for c in after) or inner[-1:] in ".!?…,"):
        return m.start, m.end
    return start, end


def _second_report(passage: Passage, verb: Token, first: int, last: int) -> int:
    """Where another report by the same speaker begins within the clause, in characters."""
    doc = passage.doc
    for i in range(first + 1, last + 1):
        token = doc[i]
        if passage.quoted[i]:
            continue
        if token.text == ":" and passage.mark_at(doc[min(i + 1, last)].idx) is not None and i < last:
            return token.idx
        if token.lower_ == "according" and i + 1 < len(doc) and doc[i + 1].lower_ == "to" and doc[i - 1].text == ",":
            return doc[i - 1].idx
        if (
            not is_verb(token)
            or lemma(token) not in cues.CLAUSE
            or any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
        ):
            continue
        if (
            token.tag_ == "VBG"
            and token.dep_ in ("advcl", "conj", "xcomp")
            and _opens_after_comma(passage, token, first)
            and lemma(token) not in cues.WEAK
        ):
            return _comma_before(passage, token)
        if (
            lemma(token) in _JOINED
            and token.dep_ == "conj"
            and token.tag_ in ("VBD", "VBZ")
            and token.tag_ == verb.tag_
            and token.head.tag_ != token.tag_
            and doc[i - 1].dep_ == "cc"
        ):
            return doc[i - 1].idx
    return doc[last].idx + len(doc[last])


def _opens_after_comma(passage: Passage, token: Token, first: int) -> bool:
    i = token.i - 1
    while i > first and passage.doc[i].pos_ == "ADV":
        i -= 1
    return passage.doc[i].text == "," or passage.quoted[i] == 1


def _comma_before(passage: Passage, token: Token) -> int:
    i = token.i - 1
    while passage.doc[i].pos_ == "ADV":
        i -= 1
    return passage.doc[i].idx if passage.doc[i].text == "," else token.idx
