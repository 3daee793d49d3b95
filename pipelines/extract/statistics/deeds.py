"""Naming a figure by its clause: the subject, the object, what was done for that long or that often."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.extract import lexicon

from .clauses import Place, is_nominal, label, object_of, prepositions, subject, verb_of

_TABLE = lexicon.table("measures")
_CHANGES = lexicon.table("changes")
_NAMED_BY_PARTICIPLE = frozenset(_TABLE["named_by_participle"])
_PARTICIPLES: dict[str, str] = _TABLE["participles"]
NOUNS_OF_DEEDS: dict[str, str] = _TABLE["nouns_of_deeds"]
_OBJECTS_MEASURED = frozenset(_CHANGES["objects_measured"])
_LEVELS = frozenset(_CHANGES["levels"])
_MOVES = frozenset(_CHANGES["up"]) | frozenset(_CHANGES["down"])
STATES = _LEVELS - (_NAMED_BY_PARTICIPLE - _MOVES)
"""Verbs that say no more than how high a figure is: their subject alone is what it measures."""
_ALLOTTING = frozenset(["have", "need", "take", "require", "leave", "give", "spend"])
_FARTHEST_PERSON = 60
"""Tokens that "he" and "she" look back: two sentences or so."""


def usable(here: Place, token: Token) -> bool:
    if here.covers(token) or here.is_figure(token) or not here.reaches(token):
        return False
    return is_nominal(token) and token.ent_type_ not in ("DATE", "TIME")


def by_subject(here: Place) -> str | None:
    verb = verb_of(here.root)
    return subject_of(here, verb) if verb is not None else None


def subject_of(here: Place, verb: Token) -> str | None:
    found = subject(verb)
    return label(found, here) if found is not None and usable(here, found) else None


def person_before(here: Place) -> str | None:
    """For "He was 20 years old": the person named last, where a pronoun is the subject."""
    verb = verb_of(here.root)
    found = subject(verb) if verb is not None else None
    if found is None or found.lower_ not in ("he", "she", "i"):
        return None
    for token in reversed(here.doc[max(0, found.i - _FARTHEST_PERSON) : found.i]):
        if token.ent_type_ == "PERSON" and here.reaches(token):
            return label(token)
    return None


def by_object(here: Place) -> str | None:
    """For "raised the target to 3 percent", "bought it for $5m": the object of a verb that changes or prices it."""
    verb = verb_of(here.root)
    if verb is None or here.root.dep_ in ("nsubj", "nsubjpass"):
        return None
    if verb.lemma_.lower() in _OBJECTS_MEASURED:
        target = object_of(verb)
        counted = target is not None and any(child.dep_ == "nummod" for child in target.children)
        if target is not None and usable(here, target) and not (counted and here.quantity.rule == "multiplier"):
            return label(target, here)
    return None


def subject_and_verb(here: Place) -> str | None:
    """For "the Brazilian team won $50,000": who and what they did with it, where the verb is no mere level."""
    verb = verb_of(here.root)
    if verb is None or verb.lemma_.lower() in STATES or verb.pos_ == "AUX":
        return None
    if not here.reaches(verb) or here.root.dep_ in ("nsubj", "nsubjpass"):
        return None
    named = subject_of(here, verb)
    if named is None:
        return None
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return f"{named} {verb.text}"
    noun = NOUNS_OF_DEEDS.get(verb.lemma_.lower())
    done = f"{noun} of {named}" if noun else f"{named} {verb.text}"
    for preposition, target in prepositions(verb):
        fits = preposition.lower_ in ("on", "for") or (noun and preposition.lower_ == "from" and not target.ent_type_)
        if fits and not here.covers(target) and usable(here, target):
            return f"{done} {preposition.text} {label(target, here)}"
    return done


def task(here: Place) -> str | None:
    """For "only one day to test it", "two weeks left to assemble the robot": what the time is for."""
    children = [child for child in here.root.children if child.dep_ in ("acl", "relcl")]
    governor = here.root.head
    if governor.lemma_.lower() in _ALLOTTING:
        children += [child for child in governor.children if child.dep_ in ("xcomp", "advcl")]
    for child in children:
        if child.pos_ == "VERB" and child.i >= here.span.end:
            target = object_of(child)
            return (
                f"{child.text} {label(target, here) if is_nominal(target) else target.text}" if target else child.text
            )
    return None


def deed(here: Place) -> str | None:
    """What was done for that long or that often: "interrogated him", "Challenger exploded", "war waging"."""
    verb = verb_of(here.root)
    if verb is None or not here.reaches(verb):
        return None
    if verb.dep_ == "acl" and is_nominal(verb.head) and here.reaches(verb.head):
        return f"{label(verb.head, here)} {verb.text}"
    if verb.lemma_.lower() in ("be", "last", "take", "become", "remain"):
        attribute = next((c for c in verb.children if c.dep_ == "attr" and usable(here, c)), None)
        if attribute is not None:
            return label(attribute, here)
        belongs = next((t for p, t in prepositions(verb) if p.lower_ == "of" and usable(here, t)), None)
        return label(belongs, here) if belongs is not None else subject_of(here, verb)
    target = object_of(verb)
    if target is not None and verb.dep_ == "relcl" and target == verb.head:
        return f"{label(target, here)} {verb.text}"
    if target is not None and not here.covers(target):
        named = label(target, here) if is_nominal(target) else target.text
        return f"{verb.text} {named}"
    named_subject = subject_of(here, verb)
    if named_subject is None and verb.lemma_.lower() in _LEVELS:
        return None
    return f"{named_subject} {verb.text}" if named_subject else verb.text


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
