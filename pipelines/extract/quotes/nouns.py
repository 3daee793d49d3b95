"""Nouns of speech with their content: his claim that …, an appeal by X to …"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from . import cues
from .around import words_alone
from .attribution import Speaker, is_generic, phrase, speaker_of
from .cues import is_verb, lemma
from .found import Found
from .passage import Passage


def noun_cue(passage: Passage, noun: Token) -> Iterator[Found]:
    """His claim that …, an appeal by X to …: the content behind a noun of speech that has a maker."""
    word = noun.lemma_.lower()
    if word not in cues.NOUN_CLAUSE and word not in cues.NOUN_INFINITIVE:
        return
    clause = infinitive = None
    for child in noun.children:
        if child.i < noun.i or child.dep_ not in ("acl", "ccomp", "relcl", "appos", "xcomp", "advcl"):
            continue
        opening = child.left_edge
        if word in cues.NOUN_CLAUSE and opening.lower_ == "that" and opening.dep_ == "mark":
            clause = child
        elif word in cues.NOUN_INFINITIVE and child.tag_ == "VB" and any(c.lower_ == "to" for c in child.children):
            infinitive = child
    content = clause if clause is not None else infinitive
    if content is None:
        return
    maker = _maker(passage, noun)
    if maker is None or is_generic(passage, maker):
        return
    opening = content.left_edge
    start = opening.idx + (len(opening) + 1 if opening.lower_ == "that" else 0)
    last = passage.doc[content.right_edge.i]
    end = last.idx + len(last)
    _, limit = passage.stretch_at(noun.idx)
    for marked in passage.marks_in(start, min(end, limit)):
        end = max(end, marked.outer_end)
    begin, end = passage.trimmed(start, min(end, limit))
    begin, end = words_alone(passage, begin, end)
    determiner = next((c for c in noun.children if c.dep_ == "poss" and c.i < noun.i and c.pos_ == "PRON"), None)
    cue_start = determiner.idx if determiner is not None else noun.idx
    if begin < end:
        yield Found(begin, end, "noun-cue", maker, passage.text[cue_start : noun.idx + len(noun)], noun.idx)


def _maker(passage: Passage, noun: Token) -> Speaker | None:
    """Whoever makes the claim: the possessor, else the subject of the verb that makes it, else "by X", "from X"."""
    possessor = next((c for c in noun.children if c.dep_ == "poss"), None)
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    subject = speaker_of(passage, verb) if verb is not None and is_verb(verb) else None
    if possessor is not None:
        if possessor.pos_ == "PRON" and subject is not None and verb is not None and lemma(verb) not in cues.OPPOSING:
            return subject
        return phrase(passage, possessor)
    for child in noun.children:
        if child.lower_ in ("by", "from", "of") and child.dep_ in ("prep", "agent"):
            source = next((c for c in child.children if c.dep_ == "pobj"), None)
            if source is not None and cues.can_speak(source):
                return phrase(passage, source)
    named = next((c for c in noun.children if c.dep_ == "compound" and c.ent_type_ in ("ORG", "PERSON")), None)
    if named is not None:
        return phrase(passage, named)
    if subject is not None and verb is not None and lemma(verb) in cues.LIGHT and lemma(verb) not in cues.OPPOSING:
        return subject
    return None
