"""Words in quotation marks beside a cue: "A," said X; X said: "A"; X, smiling, said on Monday, "A"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from . import cues, refusals
from .around import has_predicate
from .attribution import Speaker, speaker_of
from .clauses import may_speak
from .cues import cue_text, is_negated, is_verb, lemma
from .found import Found, by_paragraph
from .marks import Marked
from .passage import Passage
from .spans import report_span

_TERMINAL = ",.!?…—–-"
_LOOK_AHEAD = 40
_LOOK_BACK = 60
"""Tokens between a quote and its verb at most: a speaker with a long apposition fits, a second sentence does not."""
_CUES = cues.CLAUSE | cues.ACT | cues.NAMING | cues.INFINITIVE | cues.ASKING | cues.OBJECT_INFINITIVE
_MAX_DEPTH = 12
"""Heads to climb from a marked word to its verb."""
_MAX_OBJECT = 20
"""Words of a marked object at most; longer ones are the parser's, not the writer's."""
_EMBEDDING = frozenset(("nsubj", "nsubjpass", "expl"))


def beside_cues(passage: Passage, taken: list[Found]) -> Iterator[Found]:
    """A quote for every marked stretch that a cue of its own sentence attributes and no reported clause holds."""
    groups = by_paragraph(passage, taken)
    for marked in passage.outermost:
        if refusals.is_name(passage, marked):
            continue
        near = groups[passage.parsed.paragraph_at(marked.start)]
        held = next((f for f in near if f.start <= marked.start and marked.end <= f.end), None)
        found = _before(passage, marked) or (_after(passage, marked) if held is None else None)
        if found is not None and (held is None or is_sentence_like(passage, marked)):
            yield found


def is_sentence_like(passage: Passage, marked: Marked) -> bool:
    """Whether the marked words can stand alone: they end as sentences do, or hold a finite verb."""
    inner = passage.text[marked.start : marked.end].strip()
    if inner[-1:] in ".!?…—":
        return True
    tokens = passage.parsed.tokens(marked.start, marked.end)
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens) and len(tokens) > 3


def _before(passage: Passage, marked: Marked) -> Found | None:
    """X said (…) "A": the nearest verb before the marks with nothing but its own company between."""
    doc = passage.doc
    start, _ = passage.stretch_at(marked.outer_start)
    tokens = passage.parsed.tokens(start, marked.outer_start)
    if marked.outer_start <= start or not len(tokens):
        return None
    lead = passage.text[start : marked.outer_start].rstrip()
    introduced = lead[-1:] in ",:"
    for i in range(tokens.end - 1, max(tokens.start, tokens.end - _LOOK_BACK) - 1, -1):
        token = doc[i]
        if passage.quoted[i]:
            between = passage.mark_at(token.idx)
            if between is not None and between.outer_end <= marked.outer_start:
                continue
        if not is_verb(token) or lemma(token) not in _CUES or token.dep_ == "amod":
            continue
        if passage.quoted[i] or is_negated(token):
            continue
        gap = [t for t in doc[i + 1 : tokens.end] if t.idx < marked.outer_start and not passage.quoted[t.i]]
        if not _is_clear(passage, token, gap, introduced):
            continue
        if not introduced and lemma(token) in cues.NAMING and refusals.is_nickname(passage, marked):
            return None
        passive = any(c.dep_ == "auxpass" for c in token.children)
        if passive and lemma(token) in cues.NAMING and not introduced:
            return _named_by(passage, marked, token)
        if lemma(token) not in cues.CLAUSE and passive:
            continue
        if lemma(token) == "point" and not introduced:
            continue
        adjacent = not any(t.is_alpha for t in gap)
        if lemma(token) in cues.MARKS_ONLY and not (introduced or adjacent):
            continue
        if lemma(token) not in cues.CLAUSE and not _is_object(passage, token, marked, introduced):
            continue
        speaker = speaker_of(passage, token)
        if (speaker is None or (token.tag_ == "VBN" and token.dep_ in ("acl", "amod"))) and not introduced:
            return None
        first = passage.first_token(marked.start, marked.end)
        if (
            speaker is not None
            and first is not None
            and speaker.head in {t.i for t in first.ancestors}
            and not introduced
        ):
            return None  # "marked by a "new" approach" : the marks stand in the agent itself
        if speaker is not None and not introduced and not may_speak(passage, token, lemma(token), speaker):
            return None
        if any(t.lower_ in ("known", "titled", "entitled", "named", "nicknamed", "so-called") for t in gap):
            return None
        return _attributed(passage, marked, token, speaker, gap, introduced)
    return None


def _named_by(passage: Passage, marked: Marked, verb: Token) -> Found | None:
    """The plan was called "reckless" by the mayor, was described by him as "mad": the words in marks, not those that
    stand in or behind the agent itself ("is marked by a "two-lane" plan")."""
    speaker = speaker_of(passage, verb)
    between = [t.lower_ for t in passage.parsed.tokens(verb.idx, marked.outer_start) if t.is_alpha]
    if "by" in between and between[-1] != "as":
        return None
    if speaker is None or not cues.can_speak(passage.doc[speaker.head]) or refusals.is_capitalised(passage, marked):
        return None
    return Found(marked.start, marked.end, "naming", speaker, cue_text(verb), verb.idx)


def _is_clear(passage: Passage, verb: Token, gap: list[Token], introduced: bool) -> bool:
    """Whether the words between verb and marks are the verb's own: objects, adverbials, an inverted subject."""
    subject = speaker_of(passage, verb)
    for token in gap:
        if (
            token.dep_ in _EMBEDDING
            and (subject is None or token.i != subject.head)
            and token.lower_ not in ("who", "that", "which")
        ):
            if token.head.dep_ in ("relcl", "acl", "advcl") and token.head.i in {t.i for t in gap} and introduced:
                continue
            return False
        main_verb = is_verb(token) and token.tag_ in ("VBD", "VBZ", "VBP") and token.head.i != verb.i
        in_subject = subject is not None and subject.start <= token.idx < subject.end
        if main_verb and token.dep_ not in ("relcl", "advcl", "acl") and not in_subject:
            return False
        if token.text == ";" or (token.text == "." and token.is_sent_end):
            return False
    return True


def _is_object(passage: Passage, verb: Token, marked: Marked, introduced: bool) -> bool:
    """Whether the marks stand in the object of an act of speech (criticised the "reckless" decision)."""
    if introduced and lemma(verb) not in ("call", "use"):
        return is_sentence_like(passage, marked)
    first = passage.first_token(marked.start, marked.end)
    if first is None:
        return False
    node = first
    for _ in range(12):
        if node == verb:
            return True
        if node.head == node:
            return False
        node = node.head
    return False


def _attributed(
    passage: Passage, marked: Marked, verb: Token, speaker: Speaker | None, gap: list[Token], introduced: bool
) -> Found | None:
    """The quote: the words in marks, or the whole object of the verb where they are but a part of it."""
    cue, at = cue_text(verb), verb.idx
    words = [t for t in gap if not t.is_punct and not t.is_space]
    whole = Found(marked.start, marked.end, "cue-before", speaker, cue, at)
    if introduced or not words or is_sentence_like(passage, marked):
        return whole
    first = passage.first_token(marked.start, marked.end)
    if first is None:
        return None
    node = first
    for _ in range(_MAX_DEPTH):
        if node.head == verb or node.head == node:
            break
        node = node.head
    if node.head != verb or node.i < verb.i:
        return whole if len(passage.text[marked.start : marked.end].split()) > 3 else None
    if node.dep_ == "prep":
        node = next((c for c in node.children if c.dep_ in ("pobj", "pcomp")), node)
    start, end = report_span(passage, verb, node.left_edge.i, node.right_edge.i)
    if (start, end) == (marked.start, marked.end):
        return whole
    if len(passage.text[start:end].split()) > _MAX_OBJECT:
        return whole if len(passage.text[marked.start : marked.end].split()) > 3 else None
    return Found(*passage.trimmed(start, end), "marked-object", speaker, cue, at)


def _after(passage: Passage, marked: Marked) -> Found | None:
    """ "A," said X; "A," X said: the first verb behind the marks, in what is left of the sentence."""
    _, end = passage.stretch_at(marked.outer_start)
    if marked.outer_end >= end:
        return None
    doc = passage.doc
    tokens = passage.parsed.tokens(marked.outer_end, end)
    inner = passage.text[marked.start : marked.end].rstrip()
    rest = passage.text[marked.outer_end : end].lstrip()
    stopped = inner[-1:] in _TERMINAL or rest[:1] in (",", "—", "–", "-")
    clause_seen = False
    for i in range(tokens.start, min(tokens.end, tokens.start + _LOOK_AHEAD)):
        token = doc[i]
        if token.idx < marked.outer_end:
            continue
        if passage.quoted[i] or token.text in ";:":
            return None
        if not is_verb(token):
            continue
        if (
            token.dep_ in ("relcl", "acl")
            and token.head.i >= tokens.start
            and token.tag_ != "VBD"
            and token.head.dep_ != "ROOT"
        ):
            continue
        if lemma(token) not in cues.CLAUSE:
            if token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and token.dep_ not in ("relcl", "acl", "advcl"):
                clause_seen = True
            if token.dep_ in ("relcl", "acl", "advcl"):
                continue
            return None
        if clause_seen and token.dep_ not in ("ROOT", "conj"):
            return None
        if is_negated(token):
            return None
        near = token.i - tokens.start <= 2
        if not stopped and not near:
            return None
        speaker = speaker_of(passage, token)
        if speaker is None or (speaker.start < marked.outer_start and doc[speaker.head].pos_ != "PRON" and not near):
            return None
        if _reports_onwards(token, marked) or not (may_speak(passage, token, lemma(token), speaker) or near):
            return None
        begin = _start_of_clause(passage, marked)
        if begin < marked.outer_start and not is_sentence_like(passage, marked):
            if lemma(token) in cues.MARKS_ONLY | cues.WEAK or not has_predicate(passage, (begin, marked.outer_end)):
                return None
            return Found(begin, marked.outer_end, "cue-after", speaker, cue_text(token), token.idx)
        return Found(marked.start, marked.end, "cue-after", speaker, cue_text(token), token.idx)
    return None


def _start_of_clause(passage: Passage, marked: Marked) -> int:
    """Where the clause begins that the marked words close: behind the marks before them, or with the sentence."""
    start, _ = passage.stretch_at(marked.outer_start)
    earlier = passage.marks_in(start, marked.outer_start)
    start = max([start, *(m.outer_end for m in earlier)])
    begin, end = passage.trimmed(start, marked.outer_start)
    return begin if any(c.isalnum() for c in passage.text[begin:end]) else marked.outer_start


def _reports_onwards(verb: Token, marked: Marked) -> bool:
    """Whether the verb reports the clause behind it, and the marks before belong to something else."""
    return any(c.dep_ == "ccomp" and c.i > verb.i and c.left_edge.lower_ == "that" for c in verb.children)
