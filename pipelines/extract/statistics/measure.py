"""What a figure measures, as the phrase a person would put on the axis of a chart."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.extract import lexicon

from .clauses import Place, climb, is_nominal, label, object_of, prepositions, subject, verb_of

_TABLE = lexicon.table("measures")
_NAMED_BY_PARTICIPLE = frozenset(_TABLE["named_by_participle"])
_LIGHT = frozenset(_TABLE["light"])
_RELATIONAL = frozenset(_TABLE["relational"])
_EMPTY = frozenset(_TABLE["empty"])
_PARTICIPLES: dict[str, str] = _TABLE["participles"]
_CHANGES = lexicon.table("changes")
_OBJECTS_MEASURED = frozenset(_CHANGES["objects_measured"])
_LEVELS = frozenset(_CHANGES["levels"])
_CHANGE_NOUNS = frozenset(_CHANGES["nouns_up"]) | frozenset(_CHANGES["nouns_down"])
_SHARES = frozenset(["percent", "percentage_point", "basis_point"])
_FARTHEST_ANTECEDENT = 30
"""Tokens that "of these" looks back."""
_FARTHEST_PERSON = 60
"""Tokens that "he" and "she" look back: two sentences or so."""
_FATES = lexicon.words("counting", "person_adjectives")
_OWN_NAME = frozenset(["share", "one_in_n"])


@dataclass(frozen=True, slots=True)
class Measure:
    """The label, the share's whole where there is one, and the rule that found them."""

    label: str | None
    whole: str | None
    rule: str


def find(here: Place) -> Measure:
    """The measure of the figure; label None where the clause names none."""
    quantity = here.quantity
    if quantity.unit_kind == "age":
        return _first(here, _named_person, _bearer, _noun_it_stands_before, _noun_it_follows, _subject, _person_before)
    if quantity.rule == "members":
        return _first(here, _noun_before_of, _subject)
    if quantity.rule == "people":
        return _people(here)
    if quantity.unit_kind == "count" and quantity.rule != "occasions":
        return _counted(here)
    if quantity.unit_kind in _SHARES or quantity.rule in _OWN_NAME:
        return _share(here)
    if quantity.unit_kind == "duration" or quantity.rule == "occasions":
        return _first(here, _noun_it_stands_before, _noun_behind, _task, _deed, _subject)
    if quantity.unit_kind == "ratio":
        compared = (_compared,) if quantity.rule == "multiple" else ()
        return _first(here, *compared, _noun_it_stands_before, _noun_before_of, _object, _subject, _deed)
    return _first(
        here, _noun_behind, _worth, _noun_it_stands_before, _noun_before_of, _object, _subject_and_verb, _subject, _deed
    )


def _worth(here: Place) -> str | None:
    """ "an order worth $15bn", "the order is worth $15bn"."""
    worth = here.before()
    if worth is None or worth.lower_ not in ("worth", "valued", "priced", "estimated", "totalling", "totaling"):
        return None
    before = here.doc[worth.i - 1] if worth.i > worth.sent.start else None
    return label(before, here) if before is not None and _usable(here, before) else None


def _first(here: Place, *rules) -> Measure:  # type: ignore[no-untyped-def]
    for rule in rules:
        found = rule(here)
        if found:
            return Measure(found, None, rule.__name__.lstrip("_"))
    return Measure(None, None, "unnamed")


def _named_person(here: Place) -> str | None:
    """ "Montalvo, 19,"."""
    comma = here.before()
    if comma is None or comma.text not in (",", "(") or comma.i == 0:
        return None
    name = here.doc[comma.i - 1]
    return label(name) if name.pos_ == "PROPN" else None


def _bearer(here: Place) -> str | None:
    """ "Ahmed, a 14-year-old boy", "she is a 20-year-old student": whose age it is, where the noun only describes them."""
    for head in climb(here.root):
        if head.dep_ == "appos" and head.head.pos_ == "PROPN" and _usable(here, head.head):
            return label(head.head)
        if head.dep_ == "attr" and head.head.lemma_ == "be":
            return _subject_of(here, head.head)
        if head.dep_ not in ("amod", "compound", "nummod", "nmod", "npadvmod"):
            break
    return None


def _noun_it_stands_before(here: Place) -> str | None:
    """ "the 57-year-old minister", "a 30-day ceasefire", "$20,000 bail": the noun that the figure modifies."""
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
    if after is not None and after.pos_ in ("NOUN", "PROPN") and _usable(here, after) and _adjoins(here):
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
    """ "a 5 percent increase in sales" measures sales."""
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
    return _subject_of(here, verb) if verb is not None and verb.lemma_.lower() in _LIGHT else None


def _noun_it_follows(here: Place) -> str | None:
    """ "schoolchildren aged 8-10 years", "a man of age 87"."""
    aged = here.before()
    if aged is not None and aged.lower_ == "aged":
        for token in reversed(here.doc[max(aged.sent.start, aged.i - 3) : aged.i]):
            if is_nominal(token):
                return label(token, here)
    for head in climb(here.root):
        if _usable(here, head) and head.lower_ not in ("age", "ages"):
            return label(head, here)
        if head.lower_ == "aged" and is_nominal(head.head):
            return label(head.head, here)
    return None


def _noun_before_of(here: Place) -> str | None:
    """ "a range of 2,000 km", "an annual rate of 8 percent", "a panel of twelve": with whose range it is."""
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
    changed = _of_change(here, noun)
    if changed:
        return changed
    named = label(noun, here)
    if noun.lemma_.lower() not in _RELATIONAL or " of " in named:
        return named
    owner = _owner(here, noun)
    if owner is None or owner == named:
        return named
    return owner if named.lower() in _EMPTY else f"{named} of {owner}"


def _owner(here: Place, noun: Token) -> str | None:
    """Whose rate or range it is: the subject of the light verb that it completes."""
    verb = verb_of(noun)
    if verb is None or verb.lemma_.lower() not in _LIGHT:
        return None
    owner = subject(verb)
    return label(owner, here) if owner is not None and owner != noun and _usable(here, owner) else None


def _noun_behind(here: Place) -> str | None:
    """ "$700bn of Treasuries", "€18 billion in loans", "two decades of conflict", "11 months in office"."""
    target = _target_behind(here)
    return label(target, here) if target is not None else None


def _target_behind(here: Place) -> Token | None:
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
    """ "277 vulnerabilities; 39 percent of these": the nearest plural before, in this sentence or the last."""
    for token in reversed(here.doc[max(0, here.span.start - _FARTHEST_ANTECEDENT) : here.span.start]):
        if token.tag_ == "NNS" and not here.is_figure(token) and here.reaches(token):
            return token
    return None


def _fills(here: Place, target: Token) -> bool:
    """ "in loans" and "in office" say what is paid or spent; "in the first quarter" and "in Paris" say when and where."""
    bare = not any(child.dep_ in ("det", "poss", "nummod") for child in target.children)
    return bare and target.pos_ == "NOUN" and target.ent_type_ not in ("DATE", "TIME", "GPE", "LOC", "FAC")


def _object(here: Place) -> str | None:
    """ "raised the target to 3 percent", "bought it for $5m": the object of a verb that changes or prices it."""
    verb = verb_of(here.root)
    if verb is None or here.root.dep_ in ("nsubj", "nsubjpass"):
        return None
    if verb.lemma_.lower() in _OBJECTS_MEASURED:
        target = object_of(verb)
        counted = target is not None and any(child.dep_ == "nummod" for child in target.children)
        if target is not None and _usable(here, target) and not (counted and here.quantity.rule == "multiplier"):
            return label(target, here)
    return None


def _subject(here: Place) -> str | None:
    verb = verb_of(here.root)
    return _subject_of(here, verb) if verb is not None else None


def _person_before(here: Place) -> str | None:
    """ "He was 20 years old": the person named last, where a pronoun is the subject."""
    verb = verb_of(here.root)
    found = subject(verb) if verb is not None else None
    if found is None or found.lower_ not in ("he", "she", "i"):
        return None
    for token in reversed(here.doc[max(0, found.i - _FARTHEST_PERSON) : found.i]):
        if token.ent_type_ == "PERSON" and here.reaches(token):
            return label(token)
    return None


def _subject_of(here: Place, verb: Token) -> str | None:
    found = subject(verb)
    return label(found, here) if found is not None and _usable(here, found) else None


def _usable(here: Place, token: Token) -> bool:
    if here.covers(token) or here.is_figure(token) or not here.reaches(token):
        return False
    return is_nominal(token) and token.ent_type_ not in ("DATE", "TIME")


def _subject_and_verb(here: Place) -> str | None:
    """ "the Brazilian team won $50,000": who and what they did with it, where the verb is no mere level."""
    verb = verb_of(here.root)
    if verb is None or verb.lemma_.lower() in _LEVELS - _NAMED_BY_PARTICIPLE or verb.pos_ == "AUX":
        return None
    if not here.reaches(verb) or here.root.dep_ in ("nsubj", "nsubjpass"):
        return None
    named = _subject_of(here, verb)
    if named is None:
        return None
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return f"{named} {verb.text}"
    for preposition, target in prepositions(verb):
        if preposition.lower_ in ("on", "for") and not here.covers(target) and _usable(here, target):
            return f"{named} {verb.text} {preposition.text} {label(target, here)}"
    return f"{named} {verb.text}"


def _task(here: Place) -> str | None:
    """ "only one day to test it", "two weeks left to assemble the robot": what the time is for."""
    for child in here.root.children:
        if child.dep_ in ("acl", "relcl") and child.pos_ == "VERB" and child.i >= here.span.end:
            target = object_of(child)
            return (
                f"{child.text} {label(target, here) if is_nominal(target) else target.text}" if target else child.text
            )
    return None


def _deed(here: Place) -> str | None:
    """What was done for that long or that often: "interrogated him", "Challenger exploded", "war waging"."""
    verb = verb_of(here.root)
    if verb is None or not here.reaches(verb):
        return None
    if verb.dep_ == "acl" and is_nominal(verb.head) and here.reaches(verb.head):
        return f"{label(verb.head, here)} {verb.text}"
    if verb.lemma_.lower() in ("be", "last", "take", "become", "remain"):
        attribute = next((c for c in verb.children if c.dep_ == "attr" and _usable(here, c)), None)
        if attribute is not None:
            return label(attribute, here)
        belongs = next((t for p, t in prepositions(verb) if p.lower_ == "of" and _usable(here, t)), None)
        return label(belongs, here) if belongs is not None else _subject_of(here, verb)
    target = object_of(verb)
    if target is not None and verb.dep_ == "relcl" and target == verb.head:
        return f"{label(target, here)} {verb.text}"
    if target is not None and not here.covers(target):
        named = label(target, here) if is_nominal(target) else target.text
        return f"{verb.text} {named}"
    named_subject = _subject_of(here, verb)
    return f"{named_subject} {verb.text}" if named_subject else verb.text


def _compared(here: Place) -> str | None:
    """ "twice as many visitors", "three times the size of France"."""
    for token in here.doc[here.span.end : here.span.end + 4]:
        if token.is_sent_start:
            return None
        if token.pos_ == "NOUN":
            return label(token, here)
    return None


def _people(here: Place) -> Measure:
    """ "killing all six aboard": people killed."""
    verb = verb_of(here.root)
    if verb is None or not here.reaches(verb):
        return Measure("people", None, "people")
    after = here.after()
    if after is not None and (after.lower_ in _FATES or after.tag_ == "VBN"):
        return Measure(f"people {after.lower_}", None, "people")
    active = here.root.dep_ == "nsubj" or verb.lemma_.lower() not in _NAMED_BY_PARTICIPLE
    return Measure("people" if active else f"people {participle(verb)}", None, "people")


def participle(verb: Token) -> str:
    """The past participle of a verb, with its particle: "shot down", "killed"."""
    lemma = verb.lemma_.lower()
    if verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lower_.endswith("ed")):
        form = verb.lower_
    elif lemma in _PARTICIPLES:
        form = _PARTICIPLES[lemma]
    elif lemma.endswith("e"):
        form = lemma + "d"
    else:
        form = lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "ed"
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    return f"{form} {particle}".strip()


def _counted(here: Place) -> Measure:
    """The counted noun with what happened to it: "drones shot down", "Syrian teams", "Afghan team" of six members."""
    quantity, head = here.quantity, here.root
    if quantity.rule in ("part_of_total", "opposed", "bare"):
        return _part(here)
    text = here.parsed.text[quantity.number_start : quantity.end]
    if "-" in text or "‑" in text:
        compound = _noun_it_stands_before(here)
        if compound:
            return Measure(compound, None, "noun_it_stands_before")
    nouns = [t for t in here.span if t.idx >= quantity.number_end and t.pos_ in ("NOUN", "PROPN")]
    if nouns:
        head = nouns[-1]
    elif not is_nominal(head):
        return _first(here, _noun_behind, _noun_before_of, _subject)
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
    """ "152 of 630 seats": seats, with the whole as written."""
    quantity = here.quantity
    target = _target_behind(here)
    if quantity.rule == "part_of_total" and target is not None:
        named = label(target, here)
        return Measure(_with_deed(here, here.root, named), label(target, here, numbers=True), "part_of_total")
    if quantity.rule == "opposed":
        found = _first(here, _subject)
        return Measure(found.label or quantity.unit, None, "opposed")
    return _first(here, _noun_before_of, _object, _subject)


def _share(here: Place) -> Measure:
    """A percentage: of what it is the whole, and whose figure it is."""
    target = _target_behind(here)
    after = here.after()
    if target is None and here.quantity.rule in _OWN_NAME and after is not None:
        target = _noun_of_share(here, after)
    if target is not None and (after is None or after.lower_ != "in"):
        whole = label(target, here, numbers=True)
        holder = _holder(here)
        if holder is not None:
            return Measure(holder, whole, "share_of_whole")
        named = label(target, here)
        verb = here.root.head
        if here.root.dep_ == "nsubjpass" and verb.pos_ == "VERB" and here.reaches(verb):
            named = f"{named} {participle(verb)}"
        return Measure(named, whole, "whole")
    return _first(here, _noun_it_stands_before, _noun_before_of, _noun_behind, _object, _subject, _deed)


def _noun_of_share(here: Place, after: Token) -> Token | None:
    """ "half the population", "one in three visits", "two-thirds majority"."""
    if after.lower_ == "as":
        return None
    for token in here.doc[after.i : after.i + 6]:
        if token.is_sent_start and token.i > here.span.start:
            return None
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod"):
            return token
        if token.pos_ in ("VERB", "AUX", "ADP") and token.i > after.i:
            return None
    return None


def _holder(here: Place) -> str | None:
    """The subject whose share it is ("defence spending rose to 3.5% of GDP"), None where the share itself is it."""
    first = here.root
    while first.dep_ == "conj" and first.head.pos_ not in ("VERB", "AUX"):
        first = first.head
    if first.dep_ in ("nsubj", "nsubjpass", "csubj"):
        return None
    verb = verb_of(here.root)
    if verb is None:
        return None
    if verb.lemma_.lower() in _OBJECTS_MEASURED:
        return _object(here) if here.root.dep_ not in ("dobj", "obj") else None
    return _subject_of(here, verb) if verb.lemma_.lower() in _LEVELS else None
