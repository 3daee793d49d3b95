"""What else a clause says of its figure: the other party ("to China") and the date it holds for."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from pipelines.extract import lexicon
from pipelines.extract.model import DateValue

from .clauses import Place, climb, label, prepositions, subject, verb_of

_COUNTERPARTS = lexicon.words("measures", "counterparts")
_NOMINAL = frozenset(["to", "from"])
_ROLES = frozenset(["nsubj", "nsubjpass", "dobj", "obj", "attr", "npadvmod"])
_PARTIES = frozenset(["GPE", "ORG", "PERSON", "NORP", "LOC"])
_BEFORE = 6
"""Characters that a date before the figure counts as farther away: "in 2019 to $190 billion in 2022"."""


def counterpart(here: Place) -> tuple[str | None, str | None]:
    """Who is at the other end, and the preposition that says so: ("China", "to"). Only named parties count."""
    if here.quantity.unit_kind in ("duration", "age", "temperature"):
        return None, None
    verb = verb_of(here.root)
    noun = here.root
    takes_part = verb is not None and noun.head == verb and noun.dep_ in _ROLES
    if takes_part and verb is not None:
        given = next((child for child in verb.children if child.dep_ == "dative" and child.ent_type_ in _PARTIES), None)
        if given is not None:
            return label(given, here), "to"
    anchors = [(noun, _NOMINAL), *((whole, _NOMINAL) for part, whole in prepositions(noun) if part.lower_ == "of")]
    if verb is not None:
        if takes_part:
            anchors.append((verb, _COUNTERPARTS))
        owner = subject(verb)
        if owner is not None and not here.covers(owner):
            anchors.append((owner, _NOMINAL))
    for anchor, roles in anchors:
        for preposition, target in prepositions(anchor):
            if preposition.lower_ not in roles or here.covers(target) or not here.reaches(target):
                continue
            if preposition.lower_ == "by" and preposition.dep_ != "agent":
                continue
            if target.ent_type_ in _PARTIES:
                return label(target, here), preposition.lower_
    return None, None


def as_of(here: Place) -> tuple[date | None, date | None]:
    """The interval of the date that belongs to the figure: in its own phrase, else in its clause."""
    found = belonging(here)
    return (found.starts_on, found.ends_on) if found is not None else (None, None)


def belonging(here: Place) -> DateValue | None:
    """The nearest calendar date that hangs on the figure's phrase or on the verb of its clause."""
    quantity = here.quantity
    near = [
        d
        for d in here.dates
        if d.type in ("DATE", "TIME")
        and not d.names
        and (d.starts_on or d.ends_on)
        and here.sentence.start <= d.start
        and d.end <= here.sentence.end
        and (d.end <= quantity.start or quantity.end <= d.start)
    ]
    if not near:
        return None
    chain = {here.root.i, *(head.i for head in climb(here.root))}
    verb = verb_of(here.root)
    ranked = []
    for d in near:
        token = here.parsed.tokens(d.start, d.end).root
        if not here.reaches(token):
            continue
        hangs_on = _anchor(token)
        if hangs_on.i in chain or here.covers(hangs_on):
            rank = 0 if here.covers(hangs_on) else 1
        elif verb is not None and verb_of(token) == verb:
            rank = 2
        else:
            continue
        behind = d.start >= here.quantity.end
        distance = d.start - here.quantity.end if behind else here.quantity.start - d.end + _BEFORE
        ranked.append((rank, distance, d.start, d))
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def _anchor(token: Token) -> Token:
    """What a date hangs on, past its prepositions."""
    head = token.head
    for _ in range(4):
        if head.pos_ in ("ADP", "SCONJ") and head.head != head:
            head = head.head
    return head
