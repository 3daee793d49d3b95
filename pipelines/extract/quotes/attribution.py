"""Who stands at a cue: the subject of a reporting verb, wherever the sentence keeps it, as a noun phrase."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from .cues import CLAUSE, can_speak, is_verb, lemma
from .passage import Passage

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OUTSIDE = frozenset(
    ("relcl", "acl", "advcl", "punct", "ccomp", "parataxis", "npadvmod", "advmod", "cc:preconj", "meta", "dep")
)
_NO_NAME = frozenset(("who", "that", "which"))
_FIRST_SECOND = frozenset(("i", "we", "you", "one", "us", "me", "y'all"))
_DUMMY = frozenset(("there", "what", "this", "which", "that"))
_MAX_CLIMB = 6
"""How many verbs up the subject may stand ("went on to try to explain that …")."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The mention of a speaker in characters; `head` is its head token's index."""

    start: int
    end: int
    head: int


def speaker_of(passage: Passage, verb: Token) -> Speaker | None:
    """The speaker that the verb gives, None where it gives none (passives, infinitives without a subject)."""
    head = _subject_head(verb)
    if head is None or passage.quoted[head.i]:
        inverted = _inverted(passage, verb)
        head = inverted if inverted is not None else _neighbour(passage, verb)
    if head is None:
        return None
    return phrase(passage, head)


def _subject_head(verb: Token) -> Token | None:
    """The head of the phrase that speaks, by the parse."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    if passive or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl") and not _has_aux(verb)):
        agent = next((c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")), None)
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    node = verb
    for _ in range(_MAX_CLIMB):
        subject = next((c for c in node.children if c.dep_ in _SUBJECTS), None)
        if subject is not None:
            if any(c.dep_ == "auxpass" for c in node.children) and node is not verb and node.dep_ != "ROOT":
                return None
            return _antecedent(node, subject)
        if node.dep_ in ("acl", "relcl") and node.head.pos_ in ("NOUN", "PROPN", "PRON"):
            if node is not verb and node.tag_ == "VB":
                return None
            if node.tag_ == "VB" and any(c.lower_ == "to" for c in node.children):
                return None  # "a decision to say" : nobody says
            return node.head
        if node.dep_ == "pcomp" and node.head.dep_ == "prep":
            node = node.head.head  # "by saying that …", "after announcing …"
            continue
        if node.dep_ in ("conj", "xcomp", "advcl", "ccomp", "aux", "parataxis", "prep") and node.head is not node:
            if node.dep_ == "ccomp" and _has_to(node) is False and node.tag_ not in ("VBG", "VB"):
                return None
            if (
                node.dep_ == "xcomp"
                and any(c.dep_ in ("dobj", "dative") for c in node.head.children)
                and is_verb(node.head)
            ):
                controlled = next(c for c in node.head.children if c.dep_ in ("dobj", "dative"))
                if controlled.i < node.i and lemma(node.head) not in ("promise", "use", "take"):
                    return controlled  # "urged her to say"
            node = node.head
            continue
        return None
    return None


def _has_aux(verb: Token) -> bool:
    return any(c.dep_ == "aux" for c in verb.children)


def _has_to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _antecedent(verb: Token, subject: Token) -> Token | None:
    """The noun that a relative pronoun stands for; the subject itself otherwise."""
    if subject.lower_ in _NO_NAME and verb.dep_ == "relcl":
        return verb.head
    return subject


def _inverted(passage: Passage, verb: Token) -> Token | None:
    """The noun phrase right behind the verb (`"…," said Roe`), where the parser took it for something else."""
    doc = passage.doc
    i = verb.i + 1
    if i < len(doc) and not doc[i].is_punct and not passage.quoted[i] and doc[i].sent == verb.sent:
        first = doc[i]
        head = first
        while (
            head.head is not head
            and head.head is not verb
            and head.head.i > verb.i
            and head.dep_ in ("det", "compound", "amod", "poss", "nummod", "nmod", "flat", "case")
        ):
            head = head.head
        if (
            head.pos_ in ("PROPN", "NOUN", "PRON")
            and head.i > verb.i
            and not (head.pos_ == "PRON" and head.lower_ in ("them", "him", "me", "us", "it", "what"))
        ):
            return head
    return None


def _neighbour(passage: Passage, verb: Token) -> Token | None:
    """The nominal right before the verb, adverbs between them or not, where the parser lost the subject."""
    i = verb.i - 1
    doc = passage.doc
    while i >= 0 and doc[i].pos_ in ("ADV", "AUX", "PART") and not passage.quoted[i]:
        i -= 1
    if i < 0 or passage.quoted[i] or verb.tag_ not in ("VBD", "VBZ", "VBP", "NNS", "NN") or lemma(verb) not in CLAUSE:
        return None
    token = doc[i]
    if token.pos_ in ("PROPN", "PRON") and token.dep_ not in ("pobj", "dobj") and can_speak(token):
        return token
    return None


def phrase(passage: Passage, head: Token) -> Speaker | None:
    """The whole noun phrase of `head`, without relative and participial clauses; None where it is nobody.

    Appositions and prepositional phrases belong to the mention; what stands in quotation marks does not.
    """
    if head.lower_ in _DUMMY or (
        head.pos_ in ("VERB", "AUX", "PUNCT", "SPACE", "ADP", "NUM", "ADV", "SCONJ")
        and head.lower_ not in ("many", "some", "one")
    ):
        return None
    first, last = head.left_edge.i, head.i
    ends = [_end_of(child) for child in head.children if child.i > head.i]
    for child in sorted((c for c in head.children if c.i > head.i), key=lambda c: c.i):
        if child.dep_ in _OUTSIDE and child.dep_ != "punct":
            break
        if child.dep_ == "punct" and child.text not in (",", "-", "'s", "’s", "(", ")", "/", "&", "."):
            break
        if child.dep_ == "conj" and is_verb(child):
            break
        if child.dep_ != "punct":
            last = _end_of(child)
    del ends
    for child in head.children:
        if child.i < head.i and (
            child.dep_ in ("advmod", "npadvmod", "advcl", "mark", "cc", "punct", "prep", "relcl")
            and child.left_edge.i == first
        ):
            first = child.right_edge.i + 1
    while first < last and (passage.doc[first].is_punct or passage.doc[first].is_space):
        first += 1
    tokens = [t for t in passage.doc[first : last + 1]]
    marks = [t.i for t in tokens if passage.quoted[t.i]]
    if marks and all(passage.quoted[i] for i in range(head.i, last + 1)):
        return None
    if marks and min(marks) > head.i:
        last = min(marks) - 1
    while last > first and (
        (passage.doc[last].is_punct and passage.doc[last].text not in (".", ")")) or passage.doc[last].is_space
    ):
        last -= 1
    start, end = passage.doc[first].idx, passage.doc[last].idx + len(passage.doc[last])
    text = passage.text[start:end]
    if "\n" in text:
        end = start + text.index("\n")
        end = start + len(passage.text[start:end].rstrip())
    for ending in ("'s", "’s"):
        if passage.text[start:end].endswith(ending):
            end -= 2
    if start >= end or not (start <= head.idx < end):
        start, end = head.idx, head.idx + len(head)
    return Speaker(start, end, head.i)


def _end_of(child: Token) -> int:
    """The last token of a dependent that belongs to a mention: up to its first clause."""
    last = child.right_edge.i
    for token in child.subtree:
        if token.dep_ in ("relcl", "acl", "advcl", "ccomp") and token.i > child.i:
            last = min(last, token.left_edge.i - 1)
    while last > child.i and child.doc[last].is_punct and child.doc[last].text != ")":
        last -= 1
    return max(last, child.i)


def is_generic(passage: Passage, speaker: Speaker) -> bool:
    """Whether the mention is the writer, the reader or anybody: whose words are then nobody's in particular."""
    return passage.text[speaker.start : speaker.end].lower() in _FIRST_SECOND
