"""Who does it and to whom: the arguments of a verb or an event noun, by syntax."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..lexicon import table, words
from ..model import Role
from .triggers import has_to, is_event_noun, is_light, is_passive, is_verb

_RECEIVING = words("events", "receiving_verbs")
_TAKING = _RECEIVING | words("events", "gaining_verbs")
_OWN = words("events", "own_verbs")
_OWN_NOUNS = words("events", "own_nouns")
_MOVEMENT = words("events", "movement_verbs")
_PARTY = words("events", "party_prepositions")
_DEEDS = frozenset(lemma for lemmas in table("plover").values() for lemma in lemmas)
"""What a country in front of the noun does ("US invasion"); in front of another noun it is the place ("Oslo Games")."""

_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_OBJECTS = frozenset({"dobj", "obj", "dative", "iobj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def arguments_of(trigger: Token) -> Iterator[tuple[Role, Token]]:
    """The role and the head word of each argument, those coordinated with it included."""
    for role, head in _of_verb(trigger) if is_verb(trigger) else _of_noun(trigger):
        for word in _joined(head):
            yield role, word


def _of_verb(verb: Token) -> Iterator[tuple[Role, Token]]:
    lemma = verb.lemma_.lower()
    subject, passive = _subject(verb)
    if subject is not None:
        receives = (passive and lemma not in _OWN) or (not passive and lemma in _RECEIVING)
        yield ("recipient" if receives else "actor"), subject
    for child in verb.rights:
        if child.dep_ in _OBJECTS:
            if not _is_goal(verb, child) and child.lower_ != "it" and lemma not in _TAKING:
                yield "recipient", _object(child)
            if child.dep_ != "dative" and (is_light(verb) or is_event_noun(child)):
                yield from _parties(child, ("with", "to", "against", "between"))
        elif child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and passive):
            yield from (("actor", c) for c in child.children if c.dep_ == "pobj")
        elif child.dep_ == "prep" and child.lower_ in {"in", "into"}:
            for noun in (c for c in child.children if c.dep_ == "pobj" and is_event_noun(c)):
                yield from _parties(noun, ("with", "against", "between"))
        elif child.dep_ == "prep" and child.lower_ in _PARTY:
            if lemma in _OWN or (lemma in _MOVEMENT and child.lower_ != "with"):
                continue
            receives = lemma in _RECEIVING and child.lower_ == "from"
            if child.lower_ == "from" and not receives and not passive:
                continue
            role: Role = "actor" if child.lower_ == "from" else "recipient"
            yield from ((role, c) for c in child.children if c.dep_ == "pobj" and not _is_place_of(child, c))
        elif child.dep_ == "dative":
            yield from (("recipient", c) for c in child.children if c.dep_ == "pobj")


def _is_goal(verb: Token, word: Token) -> bool:
    """Whether the object is the place one moves to ("visited Norway")."""
    return verb.lemma_.lower() in _MOVEMENT and word.ent_type_ in _PLACES


def _object(word: Token) -> Token:
    return next((c for c in word.children if c.dep_ == "pobj"), word) if word.pos_ == "ADP" else word


def _is_place_of(preposition: Token, word: Token) -> bool:
    return preposition.lower_ in {"at", "to"} and word.ent_type_ in {"LOC", "FAC"}


def _parties(noun: Token, prepositions: tuple[str, ...]) -> Iterator[tuple[Role, Token]]:
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            yield from (("recipient", c) for c in child.children if c.dep_ == "pobj")


def _subject(verb: Token) -> tuple[Token | None, bool]:
    """The subject, the verb's own or the one it shares, and whether the verb is passive."""
    passive = is_passive(verb)
    current = verb
    for _ in range(6):
        for child in reversed(list(current.lefts)):
            if child.dep_ in _SUBJECTS or child.dep_ == "nsubjpass":
                return _antecedent(child, current), passive
        for child in current.rights:
            if child.dep_ in {"nsubj", "nsubjpass"} and current.i == verb.i:
                return child, passive
        head = current.head
        if head.i == current.i:
            return None, passive
        if current.dep_ in {"acl", "relcl"} and not is_verb(head):
            if has_to(current):
                owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
                if owner is not None:
                    return owner, passive
                if head.dep_ in {"attr", "dobj", "nsubjpass"} and is_verb(head.head):
                    current = head.head
                    continue
            participle = current.tag_ == "VBN" and current.i == verb.i
            return head, passive or participle
        if current.dep_ in {"conj", "xcomp", "advcl", "pcomp", "ccomp"}:
            if current.dep_ == "xcomp":
                person = next((c for c in head.rights if c.dep_ in {"dobj", "dative"} and c.i < current.i), None)
                if person is not None and current.i == verb.i:
                    return person, passive
            current = head
        elif current.dep_ in {"prep", "aux", "auxpass", "acomp", "attr"}:
            current = head
        else:
            return None, passive
    return None, passive


def _antecedent(subject: Token, verb: Token) -> Token:
    """The word a relative pronoun stands for; "who" is nobody's place ("refugees from Ghana who")."""
    if subject.lower_ not in _RELATIVE or verb.dep_ != "relcl":
        return subject
    word = verb.head
    for _ in range(4):
        if subject.lower_ != "who" or word.ent_type_ not in _PLACES or word.head.i == word.i:
            break
        word = word.head.head if word.head.pos_ == "ADP" else word.head
    return word


def _of_noun(noun: Token) -> Iterator[tuple[Role, Token]]:
    lemma = noun.lemma_.lower()
    for child in noun.children:
        if child.dep_ == "poss":
            yield "actor", child
        elif child.dep_ in {"compound", "amod", "nmod"} and child.i < noun.i:
            if (child.dep_ != "amod" or child.ent_type_ in _ACTING) and (child.ent_type_ != "GPE" or lemma in _DEEDS):
                yield "actor", child
        elif child.dep_ in {"prep", "agent"}:
            for word in (c for c in child.children if c.dep_ == "pobj"):
                if child.lower_ in {"by", "between", "with"}:
                    yield "actor", word
                elif child.lower_ in {"against", "of", "to"} and word.ent_type_ in _ACTING:
                    yield ("actor" if lemma in _OWN_NOUNS else "recipient"), word


def _joined(word: Token) -> Iterator[Token]:
    """A word and those coordinated with it."""
    yield word
    for child in word.rights:
        if child.dep_ == "conj" and not is_verb(child):
            yield from _joined(child)
