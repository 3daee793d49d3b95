"""Who stands at a cue: the subject of a reporting verb, wherever the sentence keeps it, as a noun phrase."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from . import citations
from .cues import CLAUSE, VERBS, can_speak, is_verb, lemma
from .passage import Passage

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OUTSIDE = frozenset(
    ("relcl", "acl", "advcl", "punct", "ccomp", "parataxis", "npadvmod", "advmod", "cc:preconj", "meta", "dep")
)
_NO_NAME = frozenset(("who", "that", "which"))
_FIRST_SECOND = frozenset(("i", "we", "you", "one", "us", "me", "y'all"))
_DUMMY = frozenset(("there", "what", "this", "which", "that"))
_BESIDES = frozenset(
    ("by", "after", "before", "while", "whilst", "in", "when", "since", "on", "upon", "despite", "besides", "with")
)
"""Prepositions before a gerund that shares the main verb's subject."""
_MAX_CLIMB = 6
"""How many verbs up the subject may stand ("went on to try to explain that …")."""
_MAX_DEPTH = 8
"""How many words of one noun phrase may hang on each other; a longer chain is no phrase ("said said said …")."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The mention of a speaker in characters; `head` is its head token's index."""

    start: int
    end: int
    head: int


def speaker_of(passage: Passage, verb: Token) -> Speaker | None:
    """The speaker that the verb gives, None where it gives none (passives, infinitives without a subject)."""
    if verb.i not in passage.speakers:
        passage.speakers[verb.i] = _speaker_of(passage, verb)
    return passage.speakers[verb.i]


def _speaker_of(passage: Passage, verb: Token) -> Speaker | None:
    if _is_passive(verb):
        head = _agent(verb)
        return phrase(passage, head) if head is not None else None
    if verb.tag_ in ("NNS", "NN") and verb.dep_ == "pobj" and verb.head.head.pos_ in ("NOUN", "PROPN") and verb.i:
        noun = verb.head.head  # "a report by the bank states that …", read as "by the bank states"
        last = verb.nbor(-1)
        return Speaker(noun.left_edge.idx, last.idx + len(last), noun.i)
    head = _subject_head(verb)
    if head is not None and not can_speak(head) and head.lower_ != "it":
        nearer = _neighbour(passage, verb)
        head = nearer if nearer is not None and nearer.pos_ == "PROPN" else head
    if head is None or passage.quoted[head.i]:
        inverted = _inverted(passage, verb)
        head = inverted if inverted is not None else _neighbour(passage, verb)
        if head is not None and head.dep_ == "pobj":
            return _bare_name(passage, head)
    if head is None:
        return None
    return phrase(passage, head)


def _bare_name(passage: Passage, head: Token) -> Speaker:
    """The name alone, where the parser ran it into the phrase before it ("the board of the Post Roe said")."""
    entity = passage.resolver.entity_at(head.idx, head.idx + len(head))
    for mention in entity.mentions if entity is not None else ():
        if mention.start <= head.idx < mention.end:
            return Speaker(mention.start, mention.end, head.i)
    return Speaker(head.idx, head.idx + len(head), head.i)


def _is_passive(verb: Token) -> bool:
    """Whether the subject is not the one who speaks: "was told", "a plan called …"."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl") and not _has_aux(verb)


def _agent(verb: Token) -> Token | None:
    """Who stands behind "by" in a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _subject_head(verb: Token) -> Token | None:
    """The head of the phrase that speaks, by the parse."""
    node = verb
    for _ in range(_MAX_CLIMB):
        subjects = [c for c in node.children if c.dep_ in _SUBJECTS]
        if (
            node.dep_ == "conj"
            and node.head.dep_ == "ccomp"
            and node.head.i > node.head.head.i
            and node.tag_ == node.head.head.tag_
        ):
            subject_there = next((c for c in node.head.children if c.dep_ in _SUBJECTS), None)
            own = any(c.dep_ in _SUBJECTS for c in node.children)
            if (
                not own
                and lemma(node.head.head) in CLAUSE
                and subject_there is not None
                and not can_speak(subject_there)
            ):
                node = node.head.head  # argued that the dam is old and warned …
                continue
        inner = node != verb and verb.tag_ == "VBG" and node.dep_ == "ccomp" and lemma(node.head) in CLAUSE
        if node != verb and _has_to(node) and node.dep_ in ("acl", "relcl", "pobj"):
            return None  # "a chance to do and say"
        if subjects and not (inner and (subjects[0].pos_ == "PRON" or not can_speak(subjects[0]))):
            set_off = node == verb and node.i > 0 and node.nbor(-1).is_punct and subjects[-1].i > node.i
            subject = subjects[-1] if set_off else subjects[0]  # ", said Roe," has its subject behind it
            if any(c.dep_ == "auxpass" for c in node.children) and node != verb and node.dep_ != "ROOT":
                return None
            if subject.i < verb.i and citations.stands_in(subject):
                return citations.before(subject)
            return _antecedent(node, subject)
        if node.dep_ in ("acl", "relcl") and node.head.pos_ in ("NOUN", "PROPN", "PRON"):
            if node != verb and node.tag_ == "VB":
                return None
            if node.tag_ == "VB" and any(c.lower_ == "to" for c in node.children):
                return None  # "a decision to say" : nobody says
            return node.head
        if node.dep_ == "pcomp" and node.head.lower_ == "as" and node.head.head.lemma_ in ("quote", "cite", "report"):
            return next((c for c in node.head.head.children if c.dep_ == "nsubjpass"), None)  # was quoted as saying
        if node.dep_ == "pcomp" and node.head.dep_ == "prep":
            if node.head.lower_ not in _BESIDES:
                return None  # "banned her from saying"
            node = node.head.head  # "by saying that …", "after announcing …"
            continue
        if node.dep_ in ("conj", "xcomp", "advcl", "ccomp", "aux", "parataxis", "prep") and node.head != node:
            if node != verb and verb.tag_ == "VBG" and node.dep_ == "ccomp" and lemma(node.head) in CLAUSE:
                node = node.head  # said he was ill, adding that …: both are the outer subject's
                continue
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
    set_off = verb.i > 0 and (verb.nbor(-1).is_punct or passage.quoted[verb.i - 1] == 1)
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "NNS", "NN") and not (set_off and verb.tag_ == "VBN"):
        return None
    i = verb.i + 1
    if i < len(doc) and not doc[i].is_punct and not passage.quoted[i] and not doc[i].is_sent_start:
        head = doc[i]
        for _ in range(_MAX_DEPTH):
            if (
                head.head in (head, verb)
                or head.head.i < verb.i
                or head.dep_ not in ("det", "compound", "amod", "poss", "nummod", "nmod", "flat", "case")
            ):
                break
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
    if i > 0 and doc[i].text in (")", "]"):
        name = citations.cited_name(doc[i])
        if name is not None:
            return name
    if i < 0 or passage.quoted[i] or verb.tag_ not in ("VBD", "VBZ", "VBP", "NNS", "NN") or lemma(verb) not in VERBS:
        return None
    if doc[i].text == "," and i > 0 and verb.tag_ in ("VBD", "VBZ"):
        i -= 1
    token = doc[i]
    for _ in range(_MAX_DEPTH):
        if token.dep_ not in ("pobj", "prep", "agent", "compound", "nmod", "appos", "conj") or token.head.i >= verb.i:
            break
        if token.head == token or token.head.pos_ not in ("NOUN", "PROPN", "ADP"):
            break
        token = token.head
    if token.dep_ in ("pobj", "prep") and token.head.i < token.i:
        nearest = doc[i]
        return nearest if verb.i - i == 1 and _is_person(passage, nearest) else None
    if token.pos_ in ("PROPN", "PRON", "NOUN") and can_speak(token) and token.dep_ != "dobj":
        return token
    return None


def _is_person(passage: Passage, token: Token) -> bool:
    entity = passage.resolver.entity_at(token.idx, token.idx + len(token))
    return token.ent_type_ == "PERSON" or (entity is not None and entity.kind == "person")


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
    for child in sorted((c for c in head.children if c.i > head.i), key=lambda c: c.i):
        if child.dep_ in _OUTSIDE and child.dep_ != "punct":
            break
        if child.dep_ == "punct" and child.text not in (",", "-", "'s", "’s", "(", ")", "/", "&", "."):
            break
        if (child.dep_ == "conj" and is_verb(child)) or citations.is_number(child):
            break
        if child.dep_ != "punct":
            last = _end_of(child)
    for child in head.children:
        if child.i < head.i and (
            child.dep_ in ("advmod", "npadvmod", "advcl", "mark", "cc", "punct", "prep", "relcl")
            and child.left_edge.i == first
        ):
            first = child.right_edge.i + 1
    while first < last and (passage.doc[first].is_punct or passage.doc[first].is_space):
        first += 1
    tokens = list(passage.doc[first : last + 1])
    marks = [t.i for t in tokens if passage.quoted[t.i]]
    if marks and all(passage.quoted[i] for i in range(head.i, last + 1)):
        return None
    if before := [i for i in marks if i < head.i]:
        first = max(before) + 1
        while first < head.i and passage.doc[first].is_punct:
            first += 1
    if behind := [i for i in marks if i > head.i]:
        last = min(behind) - 1
    while last > first and (
        (passage.doc[last].is_punct and passage.doc[last].text not in (".", ")")) or passage.doc[last].is_space
    ):
        last -= 1
    last = _whole_name(passage, last)
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


def _whole_name(passage: Passage, last: int) -> int:
    """`last`, or the end of what the parser tore off a mention: "co" + "-founder Ann Roe", "curator" + "Ann Roe"."""
    doc = passage.doc
    if (
        last + 2 < len(doc)
        and doc[last + 1].text == "-"
        and not doc[last].whitespace_
        and not doc[last + 1].whitespace_
    ):
        last += 2
        while last + 1 < len(doc) and doc[last + 1].pos_ in ("PROPN", "NOUN") and doc[last].whitespace_ == " ":
            last += 1
        return last
    if last + 1 < len(doc) and doc[last].whitespace_ == " " and doc[last].pos_ in ("NOUN", "PROPN"):
        entity = passage.resolver.entity_at(doc[last + 1].idx, doc[last + 1].idx + 1)
        if (
            entity is not None
            and entity.kind == "person"
            and passage.resolver.entity_at(doc[last].idx, doc[last].idx + 1) is not entity
        ):
            while (
                last + 1 < len(doc) and passage.resolver.entity_at(doc[last + 1].idx, doc[last + 1].idx + 1) is entity
            ):
                last += 1
    return last


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
