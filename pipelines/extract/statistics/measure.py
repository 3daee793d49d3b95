"""What a figure measures, as the phrase a person would put on the axis of a chart."""

from __future__ import annotations

from .antecedents import antecedent, estimated, figure_before, is_bare_change, is_compared
from .clauses import Place
from .counts import counted, people
from .deeds import by_object, by_subject, deed, person_before, subject_and_verb, task
from .naming import Measure, first
from .nouns import (
    bearer,
    compared,
    named_person,
    noun_before_of,
    noun_behind,
    noun_it_follows,
    noun_it_stands_before,
    worth,
)
from .shares import share

_SHARES = frozenset(["percent", "percentage_point", "basis_point"])
_OWN_NAME = frozenset(["share", "one_in_n"])


def find(here: Place, before: Place | None = None, told: Measure | None = None) -> Measure:
    """The measure of the figure; label None where neither its clause nor what was said before names one.

    `before` is the figure before it in the same sentence, `told` what that one measures.
    """
    if before is not None and told is not None:
        shared = figure_before(here, before, told)
        if shared is not None:
            return shared
    named = _in_clause(here)
    says_nothing = named.label is None or is_bare_change(named.label) or _is_empty_deed(here, named)
    meant = antecedent(here) if says_nothing else estimated(here) if named.rule == "by_subject" else None
    return named if meant is None else Measure(meant, named.whole, "antecedent")


def _is_empty_deed(here: Place, named: Measure) -> bool:
    """For "they put it at 30 percent": what is done names no level, though it names a length of time."""
    return named.rule == "deed" and here.quantity.unit_kind != "duration" and here.quantity.rule != "occasions"


def _in_clause(here: Place) -> Measure:
    quantity = here.quantity
    if quantity.unit_kind == "age":
        return first(here, named_person, bearer, noun_it_stands_before, noun_it_follows, by_subject, person_before)
    if quantity.rule == "members":
        return first(here, noun_before_of, by_subject)
    if quantity.rule == "people":
        return people(here)
    if quantity.unit_kind == "count" and quantity.rule == "elided":
        return Measure(quantity.unit, None, "elided")
    if quantity.unit_kind == "count" and quantity.rule != "occasions":
        return counted(here)
    if quantity.unit_kind in _SHARES and is_compared(here):
        return first(here, by_object, by_subject, deed)
    if quantity.unit_kind in _SHARES or quantity.rule in _OWN_NAME:
        return share(here)
    if quantity.unit_kind == "duration" or quantity.rule == "occasions":
        return first(here, noun_it_stands_before, noun_behind, task, deed, by_subject)
    if quantity.unit_kind == "ratio":
        if quantity.rule == "multiple":
            return first(here, compared, by_object, by_subject)
        return first(here, noun_it_stands_before, noun_before_of, by_object, by_subject, deed)
    return first(
        here, noun_behind, worth, noun_it_stands_before, noun_before_of, by_object, subject_and_verb, by_subject, deed
    )
