"""Naming a figure by the nouns around it: the one it modifies, the one behind "of", the one it is of."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.extract import lexicon

from .clauses import Place, climb, is_nominal, label, prepositions, subject, verb_of
from .deeds import subject_of, usable

_TABLE = lexicon.table("measures")
_CHANGES = lexicon.table("changes")
_LIGHT = frozenset(_TABLE["light"])
_RELATIONAL = frozenset(_TABLE["relational"])
_EMPTY = frozenset(_TABLE["empty"])
_MANNER = frozenset(_TABLE["manner"])
_CHANGE_NOUNS = frozenset(_CHANGES["nouns_up"]) | frozenset(_CHANGES["nouns_down"])
_SHARES = frozenset(["percent", "percentage_point", "basis_point"])
_FARTHEST_ANTECEDENT = 30
"""Tokens that "of these" looks back."""


def named_person(here: Place) -> str | None:
    """For "Montalvo, 19,"."""
    comma = here.before()
    if comma is None or comma.text not in (",", "(") or comma.i == 0:
        return None
    name = here.doc[comma.i - 1]
    return label(name) if is_nominal(name) else None


def bearer(here: Place) -> str | None:
    """For "Ahmed, a 14-year-old boy", "she is a 20-year-old student": whose age it is."""
    for head in climb(here.root):
        if head.dep_ == "appos" and head.head.pos_ == "PROPN" and usable(here, head.head):
            return label(head.head)
        if head.dep_ == "attr" and head.head.lemma_ == "be":
            return subject_of(here, head.head)
        if head.dep_ not in ("amod", "compound", "nummod", "nmod", "npadvmod"):
            break
    return None


def noun_it_stands_before(here: Place) -> str | None:
    """For "the 57-year-old minister", "a 30-day ceasefire", "$20,000 bail": the noun that the figure modifies."""
    head = here.root
    if head.head.pos_ == "ADJ" and head.dep_ == "npadvmod" and head.head.dep_ in ("acomp", "ROOT", "oprd"):
        return None  # "20 percent more efficient" is said of the subject
    for _ in range(3):
        if head.head == head or head.dep_ not in (
            "amod",
            "compound",
            "nummod",
            "nmod",
            "npadvmod",
            "quantmod",
            "advmod",
            "det",
        ):
            break
        head = head.head
        if not here.covers(head) and head.i > here.span.end - 1 and is_nominal(head) and head.i - here.span.end < 6:
            return _of_change(here, head) or label(head, here)
    after = here.after()
    if after is not None and after.pos_ in ("NOUN", "PROPN") and usable(here, after) and _adjoins(here):
        last = after
        while last.dep_ in ("compound", "amod", "nmod") and last.head.i > last.i:
            last = last.head
        return _of_change(here, last) or label(last, here)
    return None


def _adjoins(here: Place) -> bool:
    """A noun straight behind a money amount or a hyphened unit belongs to it; behind "two weeks" it does not."""
    quantity = here.quantity
    hyphened = any(mark in here.parsed.text[quantity.number_start : quantity.end] for mark in "-‐‑")
    return hyphened or quantity.unit_kind in ("money", "age") or quantity.unit_kind in _SHARES


def _of_change(here: Place, head: Token) -> str | None:
    """For "a 5 percent increase in sales" measures sales."""
    if head.lemma_.lower() not in _CHANGE_NOUNS:
        return None
    for preposition, target in prepositions(head):
        if (
            preposition.lower_ in ("in", "of", "for", "to")
            and not here.covers(target)
            and target.ent_type_ not in ("DATE", "TIME")
        ):
            return label(target, here)
    modifiers = [
        c
        for c in head.lefts
        if c.dep_ in ("compound", "poss", "amod") and not here.covers(c) and c.pos_ in ("NOUN", "PROPN")
    ]
    if modifiers:
        return label(modifiers[-1], here)
    verb = verb_of(head)
    return subject_of(here, verb) if verb is not None and verb.lemma_.lower() in _LIGHT else None


def noun_it_follows(here: Place) -> str | None:
    """For "schoolchildren aged 8-10 years", "a man of age 87"."""
    aged = here.before()
    if aged is not None and aged.lower_ == "aged":
        for token in reversed(here.doc[max(0, aged.i - 3) : aged.i]):
            if is_nominal(token):
                return label(token, here)
    for head in climb(here.root):
        if usable(here, head) and head.lower_ not in ("age", "ages"):
            return label(head, here)
        if head.lower_ == "aged" and is_nominal(head.head):
            return label(head.head, here)
    return None


def noun_before_of(here: Place) -> str | None:
    """For "a range of 2,000 km", "an annual rate of 8 percent", "a panel of twelve": with whose range it is."""
    head = here.root.head
    if head.pos_ == "ADP" and head.head != head and is_nominal(head.head) and not here.covers(head.head):
        if head.lower_ not in ("of", "at", "to", "for", "from", "with", "by", "in", "between"):
            return None
        noun = head.head
    elif is_nominal(head) and head.i < here.span.start and here.root.dep_ in ("appos", "nmod", "nummod"):
        noun = head
    else:
        return None
    if not here.reaches(noun) or here.is_figure(noun):
        return None
    changed = _of_change(here, noun) or _changed_behind(here, noun)
    if changed:
        return changed
    named = label(noun, here)
    if noun.lemma_.lower() not in _RELATIONAL or " of " in named:
        return named
    owner = _owner(here, noun)
    if owner is None or owner == named:
        return named
    return owner if named.lower() in _EMPTY else f"{named} of {owner}"


def _changed_behind(here: Place, noun: Token) -> str | None:
    """For "an increase of 8 percent in rents": what changed stands behind the figure."""
    after = here.after()
    if noun.lemma_.lower() not in _CHANGE_NOUNS or after is None or after.lower_ not in ("in", "for"):
        return None
    for target in after.children:
        if target.dep_ == "pobj" and is_nominal(target) and not here.covers(target) and here.reaches(target):
            named = target.ent_type_ not in ("DATE", "TIME", "GPE", "LOC", "FAC")
            return label(target, here) if named and target.lemma_.lower() not in _MANNER else None
    return None


def _owner(here: Place, noun: Token) -> str | None:
    """Whose rate or range it is: the subject of the light verb that it completes."""
    verb = verb_of(noun)
    if verb is None or verb.lemma_.lower() not in _LIGHT:
        return None
    owner = subject(verb)
    return label(owner, here) if owner is not None and owner != noun and usable(here, owner) else None


def noun_behind(here: Place) -> str | None:
    """For "$700bn of Treasuries", "€18 billion in loans", "two decades of conflict", "11 months in office"."""
    target = target_behind(here)
    return label(target, here) if target is not None else None


def target_behind(here: Place) -> Token | None:
    after = here.after()
    if after is not None and after.lower_ in ("worth", "'s") and after.i + 1 < len(here.doc):
        after = here.doc[after.i + 1]
    if after is None or after.lower_ not in ("of", "in"):
        return None
    for target in after.children:
        if target.dep_ != "pobj" or target.tag_ == "CD":
            continue
        if after.lower_ == "in" and not _fills(here, target):
            return None
        if target.lower_ in ("these", "those", "them", "which", "whom") and after.lower_ == "of":
            return _plural_before(here)
        if target.lower_ == "age" or not is_nominal(target):
            return None
        return target if not here.covers(target) else None
    return None


def _plural_before(here: Place) -> Token | None:
    """For "277 vulnerabilities; 39 percent of these": the nearest plural before, in this sentence or the last."""
    for token in reversed(here.doc[max(0, here.span.start - _FARTHEST_ANTECEDENT) : here.span.start]):
        if token.tag_ == "NNS" and not here.is_figure(token) and here.reaches(token):
            return token
    return None


def _fills(here: Place, target: Token) -> bool:
    """For "in loans", "in office": what is paid or spent; "in the first quarter" and "in Paris" say when and where."""
    bare = not any(child.dep_ in ("det", "poss", "nummod") for child in target.children)
    if here.quantity.unit_kind in _SHARES and target.lemma_.lower() in _MANNER:
        return False
    return bare and target.pos_ == "NOUN" and target.ent_type_ not in ("DATE", "TIME", "GPE", "LOC", "FAC")


def worth(here: Place) -> str | None:
    """For "an order worth $15bn", "the order is worth $15bn"."""
    worth = here.before()
    if worth is None or worth.lower_ not in ("worth", "valued", "priced", "estimated", "totalling", "totaling"):
        return None
    before = here.doc[worth.i - 1] if worth.i and not worth.is_sent_start else None
    return label(before, here) if before is not None and usable(here, before) else None


def compared(here: Place) -> str | None:
    """For "twice as many visitors", "three times the size of France"."""
    for token in here.doc[here.span.end : here.span.end + 4]:
        if token.is_sent_start:
            return None
        if token.pos_ == "NOUN":
            return label(token, here)
    return None
