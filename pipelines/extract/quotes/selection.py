"""Which of the quotes that the rules found stay: spans nest or are disjoint, and the outermost report wins."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from .found import Found
from .passage import Passage

CONFIDENCE: dict[str, float] = {
    "speech-act": 0.97,
    "signature": 0.95,
    "cue-after": 0.95,
    "parenthetical": 0.94,
    "according-to": 0.9,
    "clause": 0.85,
    "label": 0.85,
    "gerund": 0.85,
    "headline": 0.85,
    "turn": 0.78,
    "continuation": 0.77,
    "paragraph-continuation": 0.74,
    "cue-before": 0.73,
    "naming": 0.67,
    "accusation": 0.67,
    "unattributed": 0.66,
    "infinitive": 0.63,
    "noun-cue": 0.62,
    "marked-object": 0.62,
    "denial": 0.6,
    "in-words-of": 0.6,
    "anonymous-report": 0.5,
    "block": 0.5,
}
"""Confidence of each rule: the share of its quotes whose span (IoU >= 0.5) and speaker are right.

Measured on the development texts (PolNeAR dev and 120 articles of its train part, all attributions; news_dev;
phenomena: 3,600 quotes); of `unattributed` the span alone. Rules seen fewer than 15 times there (gerund, label,
headline, denial, in-words-of, block) and `anonymous-report`, which no gold scores, are set by hand, below their
nearest relatives.
"""

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
    unique: dict[tuple[int, int], Found] = {}
    for f in sorted(found, key=lambda f: _RANK[f.rule]):
        unique.setdefault((f.start, f.end), f)
    chosen: list[Found] = []
    kept: defaultdict[int, list[_Kept]] = defaultdict(list)
    for f in sorted(unique.values(), key=lambda f: (f.start - f.end, _RANK[f.rule])):
        outer: list[Found] = []
        beside: list[_Kept] | None = kept[passage.parsed.paragraph_at(f.start)]
        while beside is not None and (holder := _holder(beside, f)) is not None:
            outer.append(holder.quote)
            beside = holder.inner if holder.quote.end >= f.end else None
        if beside is None or not _is_free(beside, f) or (outer and not _is_quote_in_quote(passage, f, outer)):
            continue
        beside.insert(bisect_right(beside, f.start, key=_start), _Kept(f))
        chosen.append(f)
    return sorted(chosen, key=lambda f: (f.start, -f.end))


@dataclass(frozen=True, slots=True)
class _Kept:
    """A quote that stays, with those within it in text order: a longer one is never within a shorter one."""

    quote: Found
    inner: list[_Kept] = field(default_factory=list)


def _start(kept: _Kept) -> int:
    return kept.quote.start


def _holder(level: list[_Kept], f: Found) -> _Kept | None:
    """Which of these quotes, disjoint and in text order, holds the beginning of `f`."""
    at = bisect_right(level, f.start, key=_start) - 1
    return level[at] if at >= 0 and level[at].quote.end > f.start else None


def _is_free(level: list[_Kept], f: Found) -> bool:
    """Whether none of these quotes begins within `f`."""
    at = bisect_right(level, f.start, key=_start)
    return at == len(level) or level[at].quote.start >= f.end


def _is_quote_in_quote(passage: Passage, inner: Found, outer: list[Found]) -> bool:
    marked = passage.mark_at(inner.start)
    if marked is None or (marked.start, marked.end) != (inner.start, inner.end) or inner.cue_at is None:
        return False
    return inner.rule == "cue-before" and all(
        k.start <= inner.cue_at < k.end and k.cue_at != inner.cue_at for k in outer
    )
