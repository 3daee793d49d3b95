"""Units and magnitudes that a number leaves out, the figure before having said them: "40 billion litres, then 12"."""

from __future__ import annotations

from dataclasses import replace

from pipelines.extract.model import Quantity

from .figures import Figure
from .passage import Passage
from .units import Unit

_SHARED_KINDS = frozenset(["count", "measure", "money"])
_US = frozenset(["us", "them", "you"])
_LEAST_MAGNITUDE = 1000
_FARTHEST = 200
"""Characters back to the figure that names the unit."""


def read(passage: Passage, figure: Figure, before: Quantity | None) -> tuple[Figure, Unit] | None:
    """The figure with the unit it leaves out: people for "1.4 billion of us", else that of the figure before it.

    It is shared inside a sentence only, by two magnitudes of one kind ("52 billion"), or by parts that are subjects of
    their own clauses ("of the 52 tonnes, 32 came by rail").
    """
    last = figure.closing.last
    if figure.number.scaled and passage.low(last) == "of" and passage.low(last + 1) in _US:
        return figure, Unit("people", "count")
    if before is None or before.unit_kind not in _SHARED_KINDS or not before.unit or " per " in before.unit:
        return None
    here = passage.token(figure.number.first)
    start = passage.line[figure.number.first].start
    there = passage.token_at(before.number_start)
    if start - before.end > _FARTHEST or here.sent != there.sent:
        return None
    if passage.low(last) in ("of", "-", "/") or figure.number.bare_year or figure.number.share:
        return None
    shared = Unit(before.unit, before.unit_kind)
    if figure.number.scaled and before.value >= _LEAST_MAGNITUDE:
        return figure, shared
    if not _is_part(passage, figure, before):
        return None
    value = figure.value * _magnitude(passage, figure, before)
    return replace(figure, value=value), shared


def _magnitude(passage: Passage, figure: Figure, before: Quantity) -> float:
    """What the number leaves out of "52 billion tonnes, of which 32": a number above 52 would be a plain one."""
    index = figure.first
    while index and passage.line[index - 1].start >= before.number_start:
        index -= 1
    said = passage.number(index, loose=True)
    if said is None or not said.raw or (before.rule != "elided" and figure.value >= said.raw):
        return 1.0
    return max(1.0, round(before.value / said.raw))


def _is_part(passage: Passage, figure: Figure, before: Quantity) -> bool:
    """For "32 came by rail and 20 by road": smaller than the whole before it, and what its clause is about."""
    number = figure.number
    if number.scaled or (number.worded and number.value == 1):
        return False
    if before.rule != "elided" and not 0 < figure.value < before.value:
        return False
    token = passage.token(number.first)
    if token.dep_ in ("nsubj", "nsubjpass"):
        return True
    return before.rule == "elided" and passage.low(number.first - 1) in ("and", ",", "but")
