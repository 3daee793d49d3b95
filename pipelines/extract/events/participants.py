"""Who takes part in an event: the arguments that are people, organisations, groups or states, as written."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Token

from ..lexicon import words
from ..model import Entity, Mention, Participant, Role
from ..nlp import Parsed
from ..speakers import resolver_of
from .arguments import arguments_of
from .triggers import event_noun_of

_PEOPLE = words("participants", "people")
_GROUPS = words("participants", "groups")
_COUNTERS = words("participants", "counters")
_PRONOUNS = words("participants", "pronouns")
_PERSONAL = ("ist", "ician", "woman", "sman")
"""Endings of people's callings."""

_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})


class Names:
    """The entities of a document by place, for names whole and resolved."""

    def __init__(self, parsed: Parsed, entities: tuple[Entity, ...]) -> None:
        self._resolver = resolver_of(parsed, entities)
        pairs = sorted(((m, e) for e in entities for m in e.mentions), key=lambda p: (p[0].start, p[0].end))
        self._starts = [m.start for m, _ in pairs]
        self._pairs = pairs

    def at(self, start: int, end: int) -> tuple[Mention, Entity] | None:
        """The mention that touches the characters and its entity."""
        index = bisect_right(self._starts, end - 1) - 1
        for mention, entity in reversed(self._pairs[max(0, index - 1) : index + 1]):
            if mention.start < end and start < mention.end:
                return mention, entity
        return None

    def behind(self, pronoun: Token) -> str | None:
        """The name of the entity that a pronoun stands for, None where it is not told or has no name."""
        reference = self._resolver.reference(pronoun.idx, pronoun.idx + len(pronoun))
        return reference.name if reference is not None and reference.kind is not None else None


def participants_of(trigger: Token, names: Names) -> tuple[Participant, ...]:
    """Those who do it and those to whom it is done, in text order, each once."""
    found: dict[tuple[int, int], Participant] = {}
    for role, word in arguments_of(trigger):
        participant = _participant(role, word, names)
        if participant is not None and not participant.start <= trigger.idx < participant.end:
            found.setdefault((participant.start, participant.end), participant)
    return tuple(found[key] for key in sorted(found))


def _can_act(word: Token) -> bool:
    if word.ent_type_ in _ACTING:
        return True
    lower, lemma = word.lower_, word.lemma_.lower()
    if len(lemma) > 6 and lemma.endswith(_PERSONAL):
        return True
    return lemma in _PEOPLE or lemma in _GROUPS or lower in _PEOPLE or lower in _GROUPS


def _participant(role: Role, word: Token, names: Names) -> Participant | None:
    if word.lower_ in _COUNTERS or word.pos_ == "NUM":
        word = _counted(word)
    if event_noun_of(word) is not None or word.ent_type_ in {"DATE", "TIME"}:
        return None
    if word.lower_ in _PRONOUNS:
        name = names.behind(word)
        if word.lower_ in {"it", "its"} and name is None:
            return None
        return Participant(role, word.idx, word.idx + len(word), word.text, name)
    known = names.at(word.idx, word.idx + len(word))
    if known is not None and known[1].kind != "place":
        return Participant(role, known[0].start, known[0].end, known[0].text, known[1].name)
    if word.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
        return None
    if not _can_act(word) and not (word.pos_ == "PROPN" and word.dep_ in {"nsubj", "nsubjpass"} and known is None):
        return None
    first, last = _extent(word)
    written = word.doc[first : last + 1]
    name = known[1].name if known is not None else None
    return Participant(role, written.start_char, written.end_char, written.text, name)


def _counted(word: Token) -> Token:
    for child in word.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), word)
    return word


def _extent(word: Token) -> tuple[int, int]:
    """The first and last token: a name whole, of another noun the head alone."""
    doc = word.doc
    first, last = word.i, word.i
    if word.pos_ == "PROPN" or word.ent_type_ in _ACTING:
        if word.ent_type_ in _ACTING:
            while first > 0 and doc[first].ent_iob_ == "I" and doc[first - 1].ent_type_ == word.ent_type_:
                first -= 1
            while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and doc[last + 1].ent_type_ == word.ent_type_:
                last += 1
        else:
            while first > 0 and doc[first - 1].pos_ == "PROPN" and doc[first - 1].head.i == word.i:
                first -= 1
        while first < word.i and doc[first].pos_ == "DET":
            first += 1
        while last > word.i and doc[last].tag_ == "POS":
            last -= 1
    return first, last
