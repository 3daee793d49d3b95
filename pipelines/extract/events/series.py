"""Dates joined by "and": two events for what happens once each time, one stretch of time for what goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from ..lexicon import words
from ..model import DateValue
from . import triggers
from .anchor import Anchor

_LASTING = words("events", "lasting_verbs")
_YEARS = timedelta(days=2 * 366)
_AND = re.compile(r"\s{0,3}(?:,\s{0,3})?(?:and|&)\s{1,3}(?:(?:in|on|during|the)\s{1,3}){0,2}", re.IGNORECASE)


def stretched(found: Iterable[Anchor], text: str) -> list[Anchor]:
    """The anchors with neighbouring dates of one lasting trigger made one ("taught there in 2007 and 2008").

    Parts of decades and centuries that follow one another are one stretch for any trigger ("the late 1990s and early
    2000s"), for nobody counts two events by them.
    """
    result: list[Anchor] = []
    for anchor in found:
        before = result[-1] if result else None
        if before is not None and before.trigger.i == anchor.trigger.i and _goes_on(before, anchor, text):
            result[-1] = Anchor(before.trigger, _from_to(before.date, anchor.date, text), before.rule)
        else:
            result.append(anchor)
    return result


def narrowed(found: Iterable[Anchor]) -> list[Anchor]:
    """Without the anchors whose date only frames a finer one of the same trigger ("in 1998 he left on 3 May")."""
    by_trigger: dict[int, list[Anchor]] = {}
    for anchor in found:
        by_trigger.setdefault(anchor.trigger.i, []).append(anchor)
    return [
        anchor
        for anchors in by_trigger.values()
        for anchor in anchors
        if not any(_frames(anchor.date, other.date) for other in anchors)
    ]


def _frames(wide: DateValue, narrow: DateValue) -> bool:
    if wide.starts_on is None or wide.ends_on is None or narrow.starts_on is None or narrow.ends_on is None:
        return False
    inside = wide.starts_on <= narrow.starts_on and narrow.ends_on <= wide.ends_on
    return inside and narrow.ends_on - narrow.starts_on < wide.ends_on - wide.starts_on


def _goes_on(one: Anchor, other: Anchor, text: str) -> bool:
    first, second = one.date, other.date
    if not first.end <= second.start or not _AND.fullmatch(text, first.end, second.start):
        return False
    if first.ends_on is None or second.starts_on is None or {first.qualifier, second.qualifier} != {"in"}:
        return False
    if not first.ends_on < second.starts_on <= first.ends_on + timedelta(days=1):
        return False
    coarse = all(v.starts_on and v.ends_on and v.ends_on - v.starts_on > _YEARS for v in (first, second))
    return coarse or triggers.is_state(one.trigger) or one.trigger.lemma_.lower() in _LASTING


def _from_to(first: DateValue, second: DateValue, text: str) -> DateValue:
    edtf = f"{first.edtf}/{second.edtf}"
    plain = re.fullmatch(r"[0-9-]+/[0-9-]+", edtf)
    return replace(
        first,
        end=second.end,
        text=text[first.start : second.end],
        value=None,
        edtf=edtf if plain else f"{first.starts_on}/{second.ends_on}",
        ends_on=second.ends_on,
        precision="range",
    )
