"""Attribution by a phrase beside or within the clause: according to X, …; in X's words, …; …, X said; as X put it, …"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.strings import get_string_id
from spacy.tokens import Token

from . import citations, cues
from .around import around
from .attribution import Speaker, is_generic, phrase, speaker_of
from .cues import cue_text, is_negated, is_verb, lemma
from .found import Found
from .nouns import noun_cue
from .passage import Passage

_ACCORDING, _IN, _NOUN = map(get_string_id, ("according", "in", "NOUN"))
_MAX_PARENTHESIS = 30
"""Tokens of a parenthetical report (", the chief economist of the bank said on Monday,") at most."""


def by_phrase(passage: Passage) -> Iterator[Found]:
    """Reports that a phrase beside or within the clause attributes."""
    doc, quoted, columns = passage.doc, passage.quoted, passage.parsed.columns
    for i, (word, pos) in enumerate(zip(columns.lower, columns.pos, strict=True)):
        if quoted[i]:
            continue
        if word == _ACCORDING:
            yield from _according_to(passage, doc[i])
        elif word == _IN and i + 2 < len(doc):
            yield from _in_the_words_of(passage, doc[i])
        elif pos == _NOUN:
            yield from noun_cue(passage, doc[i])
    for verb in passage.verbs:
        if lemma(verb) in cues.CLAUSE or lemma(verb) in cues.POSITION or _puts_it(verb):
            yield from _parenthetical(passage, verb)


# ------------------------------------------------------------------------------------------------ according to


def _according_to(passage: Passage, token: Token) -> Iterator[Found]:
    doc = passage.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return
    to = doc[token.i + 1]
    source = next((c for c in to.children if c.dep_ in ("pobj", "dobj")), None)
    if source is None:
        source = next((c for c in token.children if c.dep_ == "pobj"), None)
    if source is None:
        source = next(
            (t for t in doc[to.i + 1 : to.i + 8] if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ != "compound"), None
        )
    if source is None:
        return
    set_off = token.i == 0 or token.nbor(-1).is_punct or token.nbor(-1).is_space or token.is_sent_start
    word = source.lemma_.lower()
    if word in cues.NO_SOURCE and not list(source.children):
        return
    if not (cues.can_speak(source) or cues.is_evidence(source) or (set_off and word not in cues.NO_SOURCE)):
        return
    speaker = phrase(passage, source)
    if speaker is None or is_generic(passage, speaker):
        return
    yield from around(
        passage,
        token.i,
        _behind_phrase(passage, token, speaker),
        speaker,
        "according-to",
        passage.text[token.idx : to.idx + len(to)],
    )


def _behind_phrase(passage: Passage, opening: Token, speaker: Speaker) -> int:
    """The token behind the attributing phrase, its clause included ("according to Y, quoting Z, …")."""
    _, limit = passage.stretch_at(opening.idx)
    right = max(t.i for t in passage.parsed.tokens(speaker.start, speaker.end))
    doc = passage.doc
    i = citations.past(doc, right + 1)
    head = doc[speaker.head]
    modifier_ends = [c.right_edge.i for c in head.children if c.dep_ in ("acl", "relcl") and c.i > right]
    if modifier_ends and doc[min(len(doc) - 1, i)].text != ",":
        i = min(max(modifier_ends) + 1, len(doc))
    elif modifier_ends and all(
        doc[c.left_edge.i].tag_ in ("VBG", "VBN", "WP", "WDT")
        for c in head.children
        if c.dep_ in ("acl", "relcl") and c.i > right
    ):
        i = max(modifier_ends) + 1
    while i < len(doc) and doc[i].idx < limit and (doc[i].text in ("'s", "’s", ")")):
        i += 1
    return i


def _in_the_words_of(passage: Passage, token: Token) -> Iterator[Found]:
    """In the words of X, …; in X's view, …: only where the phrase opens or closes a clause, set off by a comma."""
    doc = passage.doc
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None or noun.lemma_.lower() not in (
        "word",
        "view",
        "opinion",
        "telling",
        "estimation",
        "judgment",
        "judgement",
    ):
        return
    source = next((c for c in noun.children if c.dep_ == "poss"), None)
    if source is None:
        of = next((c for c in noun.children if c.lower_ == "of"), None)
        source = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if source is None or source.lower_ in ("other", "my", "our", "your", "one"):
        return
    speaker = phrase(passage, source)
    if speaker is None or is_generic(passage, speaker):
        return
    end = max(noun.i, max(t.i for t in passage.parsed.tokens(speaker.start, speaker.end))) + 1
    if end < len(doc) and doc[end].text not in (",", ":", ".") and not passage.quoted[end]:
        return
    cue = passage.text[token.idx : noun.idx + len(noun)]
    if source.i > noun.i:
        cue += " of"
    yield from around(passage, token.i, end, speaker, "in-words-of", cue)


# ------------------------------------------------------------------------------------------------ …, X said, …


def _parenthetical(passage: Passage, verb: Token) -> Iterator[Found]:
    """A, X said, B: a subject and a verb of speech between commas or behind the last one, reporting what is around."""
    doc = passage.doc
    speaker = speaker_of(passage, verb)
    if speaker is None or is_generic(passage, speaker) or is_negated(verb):
        return
    tokens = passage.parsed.tokens(speaker.start, speaker.end)
    first, last = min(tokens.start, verb.i), max(tokens.end, verb.i + 1)
    while first > 0 and doc[first - 1].pos_ in ("ADV", "AUX") and doc[first - 1].text != ",":
        first -= 1
    as_clause = first > 0 and doc[first - 1].lower_ == "as"
    if as_clause:
        first -= 1
    start, limit = passage.stretch_at(verb.idx)
    if last - first > _MAX_PARENTHESIS or doc[first].idx < start:
        return
    last = _past_company(passage, verb, citations.past(doc, last), limit)
    at_start = doc[first].idx == start
    left_comma = first > 0 and (doc[first - 1].text in (",", "—", "–", "-", "--") or passage.quoted[first - 1])
    right_edge = (
        last >= len(doc) or doc[last].idx >= limit or doc[last].text in (",", ".", "!", "?", ";", "—", "–", "--")
    )
    if not right_edge or not (left_comma or (at_start and as_clause)):
        return
    if _puts_it(verb) and not as_clause:
        return
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        c.dep_ == "aux" and c.i < verb.i and c.lower_ != "to" for c in verb.children
    )
    finite = finite or (as_clause and verb.tag_ == "VBN" and tokens.start > verb.i)  # as noted by X, …
    if (
        not finite
        or verb.dep_ == "relcl"
        or doc[verb.left_edge.i].lower_ in ("who", "which")
        or any(t.lower_ in ("who", "which", "that") and t.dep_ in ("nsubj",) for t in verb.children)
    ):
        return
    word = lemma(verb)
    if word in cues.MARKS_ONLY or (word in cues.WEAK | {"tell"} and not as_clause):
        return
    if (
        not as_clause
        and not at_start
        and any(
            c.dep_ in ("ccomp", "xcomp", "dobj")
            and c.i > verb.i
            and c.left_edge.i >= verb.i
            and c.i not in range(tokens.start, tokens.end)
            for c in verb.children
        )
    ):
        return
    yield from around(passage, first, last, speaker, "parenthetical", cue_text(verb))


def _puts_it(verb: Token) -> bool:
    """ "As she put it": a set phrase of speech."""
    return lemma(verb) == "put" and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "it"


def _past_company(passage: Passage, verb: Token, last: int, limit: int) -> int:
    """Past the adverbials of a parenthetical verb ("said on Monday", "told reporters in Rome")."""
    doc = passage.doc
    i = last
    while i < len(doc) and doc[i].idx < limit and not passage.quoted[i] and i - last < 15:
        if doc[i].text in (",", ".", ";", "!", "?", "—", "–", "--", ":"):
            break
        if is_verb(doc[i]) and doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return last
        i += 1
    return i
