"""Reported clauses behind a verb: said that …, asked how …; its other reports are asked for here.

The parse gives the frame and the clause; quotation marks within the clause stretch it to their closing mark, and a
second report within it ("…, adding that …") ends it (`spans`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from . import cues
from .attribution import Speaker, is_generic, speaker_of
from .complements import complement
from .cues import cue_text, is_negated, is_verb, lemma
from .found import Found
from .naming import named
from .passage import Passage
from .spans import INTRODUCERS, report_span

_PLAIN = cues.words_of("plain")
_SUBJUNCTIVE = cues.words_of("subjunctive")
_NOBODY = frozenset(("everything", "anything", "nothing", "something", "nobody", "what", "this", "that", "there"))
_OPENS_CLAUSE = frozenset(
    ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "EX", "IN", "VBG", "PDT", "JJR")
)
"""Tags of the words that a clause can begin with when no "that" opens it."""
_CIRCUMSTANCE = frozenset(("when", "whenever", "if", "once", "until", "unless", "though", "although", "where"))
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_HINTING = cues.words_of("hinting")
_WH = frozenset(("how", "why", "what", "where", "when", "who", "which", "whether", "if"))


def reported(passage: Passage) -> Iterator[Found]:
    """Every report by a verb outside quotation marks."""
    for verb in passage.verbs:
        if lemma(verb) in cues.VERBS:
            yield from _of_verb(passage, verb)


def _of_verb(passage: Passage, verb: Token) -> Iterator[Found]:
    word = lemma(verb)
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
        return  # nobody has said it yet
    if _is_circumstance(verb):
        return
    if word == "point" and not any(c.lower_ == "out" for c in verb.children):
        return
    speaker = speaker_of(passage, verb)
    if is_negated(verb) and word not in ("believe", "think", "deny", "doubt"):
        return
    if speaker is not None and is_generic(passage, speaker):
        return
    anonymous = speaker is None and _is_anonymous_report(verb)
    if speaker is None and not anonymous:
        return
    if speaker is not None and not may_speak(passage, verb, word, speaker):
        return
    for start, end, rule in _contents(passage, verb, word):
        if speaker is None and rule not in ("clause", "infinitive"):
            continue
        if rule == "clause" and speaker is not None and _closes_quote(passage, verb, speaker, start):
            continue
        span = passage.trimmed(start, end)
        if span[0] < span[1]:
            name = "anonymous-report" if anonymous else rule
            yield Found(span[0], span[1], name, speaker, cue_text(verb), verb.idx)


def _closes_quote(passage: Passage, verb: Token, speaker: Speaker, start: int) -> bool:
    """Whether "A," X said … has its words before it, so that a prepositional or adverbial phrase only tells when."""
    first = min(verb.i, passage.parsed.tokens(speaker.start, speaker.end).start)
    while first > 0 and passage.doc[first - 1].text == ",":
        first -= 1
    marked = passage.mark_at(passage.doc[first - 1].idx) if first else None
    if marked is None or "," not in (
        passage.text[marked.end - 1],
        passage.text[marked.outer_end : verb.idx].lstrip()[:1],
    ):
        return False
    opening = passage.first_token(start, min(start + 40, passage.stretch_at(start)[1]))
    if opening is None or opening.lower_ in _WH - {"when"} or verb.tag_ not in _FINITE:
        return False
    return opening.pos_ in ("ADP", "SCONJ") or opening.ent_type_ in ("DATE", "TIME")


def _is_circumstance(verb: Token) -> bool:
    """ "When asked whether …": a participle behind a conjunction tells when its subject was spoken to."""
    if verb.tag_ not in ("VBN", "VBD") or not verb.i or any(c.dep_ in ("nsubj", "aux") for c in verb.children):
        return False
    return verb.nbor(-1).lower_ in _CIRCUMSTANCE


def _is_anonymous_report(verb: Token) -> bool:
    """It is believed that …: a passive with an empty subject."""
    if lemma(verb) not in cues.ANONYMOUS or not any(c.dep_ == "auxpass" for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj", "expl")), None)
    return subject is not None and subject.lower_ == "it"


def may_speak(passage: Passage, verb: Token, word: str, speaker: Speaker) -> bool:
    """Whether the subject can be the speaker of this verb: weak verbs want one who can speak."""
    head = passage.doc[speaker.head]
    entity = passage.resolver.entity_at(head.idx, head.idx + len(head))
    if entity is not None and entity.kind in ("person", "organisation"):
        return True
    if word in _HINTING and head.pos_ == "NOUN" and verb.i + 1 < len(passage.doc) and verb.nbor().lower_ == "that":
        return True  # tests on geese suggest that …
    if word in cues.WEAK or word in cues.POSITION:
        return cues.can_speak(head) and (word == "read" or not cues.is_evidence(head))
    if word in _PLAIN and head.lower_ not in _NOBODY and verb.tag_ not in ("VB", "VBG"):
        return True
    return cues.can_speak(head) or head.lower_ == "it" or (cues.is_evidence(head) and word in ("state", "note"))


def _contents(passage: Passage, verb: Token, word: str) -> Iterator[tuple[int, int, str]]:
    """The reported stretches (start, end, rule) of a verb."""
    naming = named(passage, verb, word) if word in cues.NAMING else None
    if naming is not None:
        yield (*naming, "naming")
        return
    if word in cues.CLAUSE or word in cues.POSITION or word in cues.ASKING or word in cues.OBJECT_INFINITIVE:
        span = _reported_clause(passage, verb, word)
        if span is not None:
            yield (*span, "clause")
            marked = passage.mark_at(span[0])
            if marked is None or span[1] > marked.end:  # else another verb's, maybe: admitted …, writing "A"
                return
    other = complement(passage, verb, word)
    if other is not None:
        yield other


def _reported_clause(passage: Passage, verb: Token, word: str) -> tuple[int, int] | None:
    clause = next((c for c in verb.children if c.i > verb.i and _is_reported_clause(verb, c, word)), None)
    if clause is not None:
        return _clause_span(passage, verb, clause)
    if word not in cues.CLAUSE or word in cues.MARKS_ONLY:
        return None
    return _that_clause(passage, verb) or (_bare_clause(passage, verb) if word == "say" else None)


def _is_reported_clause(verb: Token, child: Token, word: str) -> bool:
    """Whether a dependent clause is what the verb reports."""
    if child.dep_ == "xcomp":
        return False
    words = list(child.subtree)
    opening = next((t for t in words if not t.is_punct and not t.is_space), child)
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "attr") for c in child.children)
    if child.dep_ == "ccomp":
        if opening.i < verb.i or opening.lower_ == "which":
            return False
        if opening.i == verb.i + 1 and opening.tag_ in _FINITE:
            return False  # "another point she repeated was …" : the clause is the main one
        if opening.lower_ in _WH and word == "announce" and opening.lower_ not in ("what", "whether"):
            return False
        if word in cues.MARKS_ONLY:
            return opening.lower_ in INTRODUCERS
        if any(c.lower_ == "to" and c.dep_ == "aux" and c.i < child.i for c in child.children):
            return opening.lower_ in _WH
        return opening.lower_ in _WH | INTRODUCERS or (subject and (_is_finite(child) or word in _SUBJUNCTIVE))
    if child.dep_ in ("advcl", "acl", "relcl"):  # the parser's frequent misreadings of a that-clause behind an object
        return opening.lower_ == "that" and opening.dep_ == "mark" and subject and opening.i > verb.i
    return False


def _is_finite(verb: Token) -> bool:
    """Whether the verb or its first auxiliary is finite."""
    return verb.tag_ in _FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE for c in verb.children)


def _clause_span(passage: Passage, verb: Token, clause: Token) -> tuple[int, int]:
    tokens = list(clause.subtree)
    first = min(t.i for t in tokens if t.i > verb.i)
    last = max(t.i for t in tokens)
    if passage.doc[first].lower_ in _WH:
        for sibling in verb.children:  # explains what it is, why she built it and how it grew
            opening = next((t for t in sibling.subtree if t.is_alpha and t.dep_ != "cc"), sibling)
            if (
                sibling.i > last
                and sibling.dep_ in ("ccomp", "conj", "advcl")
                and opening.lower_ in _WH - {"when", "if"}
            ):
                last = sibling.right_edge.i
    return report_span(passage, verb, first, last)


def _that_clause(passage: Passage, verb: Token) -> tuple[int, int] | None:
    """The clause behind a "that" close to the verb, where the parser hung it elsewhere."""
    doc, opens = passage.doc, passage.parsed.columns.opens
    for i in range(verb.i + 1, min(verb.i + 14, len(doc))):
        token = doc[i]
        if opens[i] == 1 or passage.quoted[i] or token.text in ".;:?!" or (is_verb(token) and token.tag_ != "VBG"):
            return None
        if token.lower_ == "that" and _belongs_elsewhere(token, verb):
            return None
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > i:
            return report_span(passage, verb, i, token.head.right_edge.i)
        if token.lower_ == "that" and i == verb.i + 1 and verb.right_edge.i > i + 2 and not doc[i + 1].is_punct:
            return report_span(passage, verb, i, verb.right_edge.i)
    return None


def _belongs_elsewhere(that: Token, verb: Token) -> bool:
    """Whether a later word owns the clause: found none, suggesting that …; prizes thrift, the belief that …"""
    owner = that.head.head
    if that.dep_ != "mark" or not verb.i < owner.i < that.i:
        return False
    if is_verb(owner):
        return lemma(owner) in cues.VERBS
    gap = that.doc[verb.i + 1 : owner.i]
    return owner.lemma_.lower() in cues.NOUN_CLAUSE and any(t.text == "," for t in gap)


def _bare_clause(passage: Passage, verb: Token) -> tuple[int, int] | None:
    """The clause right behind "said" without "that", where the parser found none."""
    doc = passage.doc
    first = verb.i + 1
    before = doc[verb.i - 1] if verb.i else verb
    if before.is_punct or passage.quoted[before.i]:
        return None  # "…," said Roe
    if first >= len(doc) or passage.quoted[first] or doc[first].tag_ not in _OPENS_CLAUSE or verb.right_edge.i <= first:
        return None
    last = verb.right_edge.i
    while last > first and passage.doc[last].is_punct and not passage.quoted[last]:
        last -= 1
    words = [t for t in doc[first : last + 1] if not passage.quoted[t.i]]
    subject = any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in words)
    predicate = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ not in ("relcl", "acl") for t in words)
    subject = subject or any(c.dep_ == "ccomp" and c.i > first and _is_finite(c) for c in verb.children)
    return report_span(passage, verb, first, last) if subject and predicate else None
