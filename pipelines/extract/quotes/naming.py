"""What somebody calls something: called the vote "a farce", described the talks as useful.

Object and predicate together are the quote.
"""

from __future__ import annotations

from spacy.tokens import Token

from . import cues, refusals
from .cues import is_verb
from .marks import Marked
from .passage import Passage
from .spans import report_span

_LOOKING = cues.words_of("looking")
_TWO_OBJECTS = cues.words_of("two_objects")
_SMALL_CLAUSE = frozenset(("oprd", "xcomp", "ccomp", "attr", "acomp"))


def named(passage: Passage, verb: Token, word: str) -> tuple[int, int] | None:
    """X as Y, or X Y with "call": the small clause, object and predicate together."""
    if any(c.dep_ == "auxpass" for c in verb.children) or (
        verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)
    ):
        return None
    if word in _LOOKING and not passage.marks_in(verb.idx, passage.doc[verb.right_edge.i].idx):
        return None
    right = [c for c in verb.children if c.i > verb.i]
    limit = passage.stretch_at(verb.idx)[1]
    beside = passage.mark_at(passage.doc[verb.i + 1].idx) if verb.i + 1 < len(passage.doc) else None
    if beside is not None and len(passage.text[beside.start : beside.end].split()) > 4:
        return None  # declaring, "…" : words and no predicate
    if beside is None and any(refusals.is_nickname(passage, m) for m in passage.marks_in(verb.idx, limit)[:1]):
        return None
    if beside is not None and refusals.is_capitalised(passage, beside):
        return None  # a show of theirs called "The …"
    if verb.i + 1 < len(passage.doc) and verb.nbor().lower_ == "that":
        return None  # declaring that "…"
    if verb.i + 2 < len(passage.doc) and verb.nbor().text in (",", ":") and passage.quoted[verb.i + 2]:
        return None  # declared: "…"
    as_phrase = _as_phrase(verb, right)
    if as_phrase is not None and word not in ("call", "dub", "deem", "declare"):
        first = next(
            (c.left_edge.i for c in right if c.dep_ in ("dobj", "nsubj", "ccomp") and c.left_edge.i < as_phrase.i), None
        )
        if first is None:
            return None
        last = as_phrase.right_edge.i
        return report_span(passage, verb, first, last)
    if word in _TWO_OBJECTS:
        predicate = [c for c in right if c.dep_ in _SMALL_CLAUSE]
        objects = [c for c in right if c.dep_ in ("dobj", "nsubj")]
        if any(c.dep_ == "prep" and c.lower_ in ("for", "on", "upon") and c.i == verb.i + 1 for c in right):
            return None
        marks = [m for m in passage.marks_in(verb.idx, limit) if m.outer_start > verb.idx]
        if predicate and predicate[0].left_edge.i > verb.i:
            first = min(c.left_edge.i for c in [*objects, predicate[0]] if c.left_edge.i > verb.i)
            if word in ("declare", "pronounce") and predicate[0].dep_ == "ccomp" and not marks:
                return None
            last = max(c.right_edge.i for c in predicate)
            if last > first or marks:
                start, end = report_span(passage, verb, first, last)
                return start, _end_of_list(passage, end, marks)
        if objects and marks:
            words = passage.parsed.tokens(verb.idx + len(verb), marks[0].outer_start)
            if len(words) <= 20 and not any(t.text in ".;" or (is_verb(t) and t.tag_ in ("VBD", "VBZ")) for t in words):
                return passage.doc[verb.i + 1].idx, _end_of_list(passage, marks[0].outer_end, marks)
    return None


def _end_of_list(passage: Passage, end: int, marks: list[Marked]) -> int:
    """The end of a list of marked predicates (called her "a", "b" and "c") that begins before `end`."""
    for m in marks:
        between = passage.text[end : m.outer_start] if m.outer_start >= end else ""
        verbs = any(is_verb(t) for t in passage.parsed.tokens(end, m.outer_start)) if between.strip() else False
        if len(between) <= 24 and not any(c in ".;" for c in between) and not verbs:
            end = max(end, m.outer_end)
    return end


def _as_phrase(verb: Token, right: list[Token]) -> Token | None:
    """The "as …" that says what something is called, wherever the parser hung it behind the verb."""
    for child in right:
        if child.lower_ == "as" and child.dep_ in ("prep", "mark") and child.nbor(-1).lower_ != "such":
            return child
        if child.dep_ in ("dobj", "ccomp", "nsubj"):
            for inner in child.subtree:
                if (
                    inner.lower_ == "as"
                    and inner.dep_ == "prep"
                    and inner.i > child.i
                    and inner.nbor(-1).lower_ != "such"
                ):
                    return inner
    return None
