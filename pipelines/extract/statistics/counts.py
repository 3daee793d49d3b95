"""Naming what a count counts, with what happened to it: "drones shot down", "people killed", "seats won"."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.extract import lexicon

from .clauses import Place, is_nominal, label, verb_of
from .deeds import by_object, by_subject, participle
from .naming import Measure, first
from .nouns import noun_before_of, noun_behind, noun_it_stands_before, target_behind

_TABLE = lexicon.table("measures")
_NAMED_BY_PARTICIPLE = frozenset(_TABLE["named_by_participle"])
_FATES = lexicon.words("counting", "fates")


def counted(here: Place) -> Measure:
    """The counted noun with what happened to it: "drones shot down", "Syrian teams", "Afghan team" of six members."""
    quantity, head = here.quantity, here.root
    if quantity.rule in ("part_of_total", "opposed", "bare"):
        return _part(here)
    text = here.parsed.text[quantity.number_start : quantity.end]
    if "-" in text or "‑" in text:
        compound = noun_it_stands_before(here)
        if compound:
            return Measure(compound, None, "noun_it_stands_before")
    nouns = [t for t in here.span if t.idx >= quantity.number_end and t.pos_ in ("NOUN", "PROPN")]
    if nouns:
        head = nouns[-1]
    elif not is_nominal(head):
        return first(here, noun_behind, noun_before_of, by_subject)
    named = label(head, start=quantity.number_end) or quantity.unit
    return Measure(_with_deed(here, head, named), None, "counted_noun")


def _with_deed(here: Place, head: Token, named: str) -> str:
    """The participle of a telling verb, where the things are its object or passive subject."""
    verb = head.head
    if verb.pos_ != "VERB" or not here.reaches(verb):
        return named
    passive = head.dep_ == "nsubjpass"
    if passive or (head.dep_ in ("dobj", "obj") and verb.lemma_.lower() in _NAMED_BY_PARTICIPLE):
        return f"{named} {participle(verb)}"
    return named


def _part(here: Place) -> Measure:
    """For "152 of 630 seats": seats, with the whole as written."""
    quantity = here.quantity
    target = target_behind(here)
    if quantity.rule == "part_of_total" and target is not None:
        named = label(target, here)
        return Measure(_with_deed(here, here.root, named), label(target, here, numbers=True), "part_of_total")
    if quantity.rule == "opposed":
        found = first(here, by_subject)
        return Measure(found.label or quantity.unit, None, "opposed")
    return first(here, noun_before_of, by_object, by_subject)


def people(here: Place) -> Measure:
    """For "killing all six aboard": people killed."""
    verb = verb_of(here.root)
    if verb is None or not here.reaches(verb):
        return Measure("people", None, "people")
    after = here.after()
    if after is not None and (after.lower_ in _FATES or after.tag_ == "VBN"):
        return Measure(f"people {after.lower_}", None, "people")
    active = here.root.dep_ == "nsubj" or verb.lemma_.lower() not in _NAMED_BY_PARTICIPLE
    return Measure("people" if active else f"people {participle(verb)}", None, "people")
