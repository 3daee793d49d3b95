"""Which of the quotes that the rules found stay: spans nest or are disjoint, and the outermost report wins."""

from __future__ import annotations

from .found import Found
from .passage import Passage

CONFIDENCE: dict[str, float] = {
    "cue-after": 0.95,
    "cue-before": 0.95,
    "clause": 0.9,
    "naming": 0.8,
    "infinitive": 0.8,
    "gerund": 0.75,
    "accusation": 0.75,
    "denial": 0.6,
    "marked-object": 0.75,
    "according-to": 0.9,
    "in-words-of": 0.85,
    "parenthetical": 0.9,
    "noun-cue": 0.75,
    "anonymous-report": 0.6,
    "label": 0.9,
    "signature": 0.85,
    "headline": 0.8,
    "turn": 0.9,
    "block": 0.8,
    "continuation": 0.9,
    "speech-act": 0.85,
    "paragraph-continuation": 0.85,
    "unattributed": 0.5,
}
"""Confidence of each rule."""

_RANK = {
    rule: n
    for n, rule in enumerate(
        (
            "cue-before",
            "cue-after",
            "parenthetical",
            "according-to",
            "in-words-of",
            "clause",
            "naming",
            "infinitive",
            "gerund",
            "noun-cue",
            "accusation",
            "marked-object",
            "denial",
            "label",
            "signature",
            "headline",
            "turn",
            "block",
            "anonymous-report",
            "speech-act",
            "continuation",
            "paragraph-continuation",
            "unattributed",
        )
    )
}


def select(passage: Passage, found: list[Found]) -> list[Found]:
    """The quotes to keep, in text order.

    A quote within another stays only where it is in quotation marks of its own with a cue of its own in the outer one.
    Of two that overlap without nesting the better ranked rule wins, then the longer span.
    """
    kept: list[Found] = []
    unique: dict[tuple[int, int], Found] = {}
    for f in sorted(found, key=lambda f: _RANK[f.rule]):
        unique.setdefault((f.start, f.end), f)
    for f in sorted(unique.values(), key=lambda f: (f.start - f.end, _RANK[f.rule])):
        clash = [k for k in kept if k.start < f.end and f.start < k.end]
        if not clash or (
            all(k.start <= f.start and f.end <= k.end for k in clash) and _is_quote_in_quote(passage, f, clash)
        ):
            kept.append(f)
    return sorted(kept, key=lambda f: (f.start, -f.end))


def _is_quote_in_quote(passage: Passage, inner: Found, outer: list[Found]) -> bool:
    marked = passage.mark_at(inner.start)
    if marked is None or (marked.start, marked.end) != (inner.start, inner.end) or inner.cue_at is None:
        return False
    return inner.rule == "cue-before" and all(
        k.start <= inner.cue_at < k.end and k.cue_at != inner.cue_at for k in outer
    )
