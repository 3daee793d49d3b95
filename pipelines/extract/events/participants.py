"""Who takes part in an event and where it is: read from the arguments of the trigger."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Token

from ..lexicon import table, words
from ..model import Entity, Mention, Participant, Role
from .triggers import event_noun_of, has_to, is_event_noun, is_light, is_verb

_PEOPLE = words("participants", "people")
_GROUPS = words("participants", "groups")
_COUNTERS = words("participants", "counters")
_PRONOUNS = words("participants", "pronouns")
_RECEIVING = words("events", "receiving_verbs")
_OWN = words("events", "own_verbs")
_MOVEMENT = words("events", "movement_verbs")
_PARTY = words("events", "party_prepositions")

_DEEDS = frozenset(lemma for lemmas in table("plover").values() for lemma in lemmas)
"""What a country in front of the noun does ("US invasion"); in front of another noun it is the place ("Oslo Games")."""

_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_OBJECTS = frozenset({"dobj", "obj", "dative", "iobj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


class Names:
    """The entities of a document by place, for names whole and resolved."""

    def __init__(self, entities: tuple[Entity, ...]) -> None:
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


def participants_of(trigger: Token, names: Names) -> tuple[Participant, ...]:
    """Those who do it and those to whom it is done, in text order, each once."""
    found: dict[tuple[int, int], Participant] = {}
    arguments = _of_verb(trigger) if is_verb(trigger) else _of_noun(trigger)
    for role, head in arguments:
        for word in _joined(head):
            participant = _participant(role, word, names)
            if participant is not None and not participant.start <= trigger.idx < participant.end:
                found.setdefault((participant.start, participant.end), participant)
    return tuple(found[key] for key in sorted(found))


# -------------------------------------------------------------------- arguments
def _of_verb(verb: Token) -> Iterator[tuple[Role, Token]]:
    lemma = verb.lemma_.lower()
    subject, passive = _subject(verb)
    if subject is not None:
        receives = (passive and lemma not in _OWN) or (not passive and lemma in _RECEIVING)
        yield ("recipient" if receives else "actor"), subject
    for child in verb.rights:
        if child.dep_ in _OBJECTS:
            if not _is_goal(verb, child) and child.lower_ != "it" and lemma not in _RECEIVING:
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
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.lefts)
    current = verb
    for _ in range(6):
        for child in current.lefts:
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
    for child in noun.children:
        if child.dep_ == "poss" or (
            child.dep_ in {"compound", "amod", "nmod"} and child.i < noun.i and _can_act(child)
        ):
            yield "actor", child
        elif child.dep_ in {"prep", "agent"}:
            for word in child.children:
                if word.dep_ != "pobj":
                    continue
                if child.lower_ in {"by", "between", "with"}:
                    yield "actor", word
                elif child.lower_ in {"against", "of", "to"} and word.ent_type_ in _ACTING:
                    yield (
                        (
                            "actor"
                            if noun.lemma_.lower() in {"death", "birth", "arrival", "resignation"}
                            else "recipient"
                        ),
                        word,
                    )


def _joined(word: Token) -> Iterator[Token]:
    """A word and those coordinated with it."""
    yield word
    for child in word.rights:
        if child.dep_ == "conj" and not is_verb(child):
            yield from _joined(child)


# -------------------------------------------------------------------- the words
def _can_act(word: Token) -> bool:
    if word.ent_type_ in _ACTING or word.lower_ in _PRONOUNS:
        return True
    lower, lemma = word.lower_, word.lemma_.lower()
    return lemma in _PEOPLE or lemma in _GROUPS or lower in _PEOPLE or lower in _GROUPS


def _participant(role: Role, word: Token, names: Names) -> Participant | None:
    if word.lower_ in _COUNTERS or word.pos_ == "NUM":
        word = _counted(word)
    if event_noun_of(word) is not None:
        return None
    known = names.at(word.idx, word.idx + len(word))
    if known is not None and known[1].kind != "place":
        return Participant(role, known[0].start, known[0].end, known[0].text, known[1].name)
    if word.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
        return None
    if not _can_act(word) and not (word.pos_ == "PROPN" and word.dep_ in {"nsubj", "nsubjpass"} and known is None):
        return None
    start, end = _extent(word)
    name = known[1].name if known is not None else None
    return Participant(role, start, end, word.doc.text[start:end], name)


def _counted(word: Token) -> Token:
    for child in word.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), word)
    return word


def _extent(word: Token) -> tuple[int, int]:
    """A name whole, of another noun the head alone."""
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
    return doc[first].idx, doc[last].idx + len(doc[last])


def location_of(trigger: Token) -> str | None:
    """The place of the event as written: named after "in", "at" or "near", for a movement after "to"."""
    moves = trigger.lemma_.lower() in _MOVEMENT
    best: tuple[int, str] | None = None
    queue = [(child, 0) for child in trigger.children]
    while queue:
        token, depth = queue.pop(0)
        if token.dep_ == "prep" and token.lower_ in {
            "in",
            "at",
            "near",
            "to",
            "into",
            "inside",
            "outside",
            "on",
            "throughout",
            "across",
        }:
            toward = token.lower_ in {"to", "into"}
            for word in token.children:
                if word.dep_ == "pobj" and word.ent_type_ in _PLACES and (not toward or moves):
                    rank = depth + (0 if toward or not moves else 1) + (1 if depth else 0)
                    if best is None or rank < best[0]:
                        best = (rank, _place(word))
        if token.dep_ in _OBJECTS and moves and token.ent_type_ in _PLACES and best is None:
            best = (0, _place(token))
        if depth < 2 and token.dep_ in {"prep", "pobj", "dobj", "attr"} | (
            {"nsubj", "nsubjpass"} if depth == 0 else set()
        ):
            queue.extend((child, depth + 1) for child in token.children)
    return best[1] if best else None


def _place(word: Token) -> str:
    doc = word.doc
    first, last = word.i, word.i
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    while first < last and doc[first].pos_ == "DET":
        first += 1
    while last > word.i and doc[last].tag_ == "POS":
        last -= 1
    return " ".join(doc.text[doc[first].idx : doc[last].idx + len(doc[last])].split())
