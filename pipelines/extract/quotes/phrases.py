"""Attribution by a phrase and not by the clause's own verb: according to X, …; …, X said; as X put it; X's claim that …"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from . import cues
from .attribution import Speaker, is_generic, phrase, speaker_of
from .cues import cue_text, is_negated, is_verb, lemma
from .found import Found
from .passage import Passage

_CONNECTIVES = frozenset(
    (
        "and",
        "but",
        "or",
        "so",
        "yet",
        "however",
        "meanwhile",
        "moreover",
        "furthermore",
        "nevertheless",
        "also",
        "still",
        "then",
        "thus",
        "indeed",
        "instead",
    )
)
_CONNECTIVE_PHRASES = (
    "for example",
    "for instance",
    "in fact",
    "in addition",
    "of course",
    "at the same time",
    "on the other hand",
    "in other words",
)
_MAX_PARENTHESIS = 30
"""Tokens of a parenthetical report (", the chief economist of the bank said on Monday,") at most."""


def by_phrase(passage: Passage) -> Iterator[Found]:
    """Reports that a phrase beside or within the clause attributes."""
    for token in passage.doc:
        if passage.quoted[token.i]:
            continue
        if token.lower_ == "according":
            yield from _according_to(passage, token)
        elif token.lower_ == "in" and token.i + 2 < len(passage.doc):
            yield from _in_the_words_of(passage, token)
        elif token.pos_ == "NOUN":
            yield from _noun_cue(passage, token)
        if is_verb(token) and (lemma(token) in cues.CLAUSE or lemma(token) in cues.POSITION or _puts_it(token)):
            yield from _parenthetical(passage, token)


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
    if not (cues.can_speak(source) or cues.is_evidence(source) or (set_off and word not in cues.NO_SOURCE)):
        return
    speaker = phrase(passage, source)
    if speaker is None or is_generic(passage, speaker):
        return
    yield from _around(
        passage,
        token.i,
        _behind_phrase(passage, token, speaker),
        speaker,
        "according-to",
        passage.text[token.idx : to.idx + len(to)],
    )


def _behind_phrase(passage: Passage, opening: Token, speaker: Speaker) -> int:
    """The token behind the attributing phrase: past its clause ("according to Y, quoting Z, …") to the comma that ends it."""
    _, limit = passage.stretch_at(opening.idx)
    right = max(t.i for t in passage.parsed.tokens(speaker.start, speaker.end))
    i = right + 1
    doc = passage.doc
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
    yield from _around(passage, token.i, end, speaker, "in-words-of", cue)


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
    last = _past_company(passage, verb, last, limit)
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
    yield from _around(passage, first, last, speaker, "parenthetical", cue_text(verb))


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


# ------------------------------------------------------------------------------------------------ around


def _around(passage: Passage, first: int, last: int, speaker: Speaker, rule: str, cue: str) -> Iterator[Found]:
    """What tokens first..last attribute: the rest of their sentence, before, behind, or both where they interrupt it."""
    doc = passage.doc
    start, limit = passage.stretch_at(doc[first].idx)
    before_start, before_end = start, doc[first].idx
    after_start = doc[last].idx if last < len(doc) and doc[last].idx < limit else limit
    before_start = _past_connectives(passage, before_start, before_end)
    clause = _enclosing_clause(passage, first, before_start)
    before_start = max(before_start, clause)
    left = passage.trimmed(before_start, before_end)
    right = passage.trimmed(after_start, limit)
    right = (right[0], _sentence_end(passage, right[0], right[1]))
    opens = not any(t.pos_ in ("NOUN", "PROPN", "PRON", "VERB", "AUX", "NUM") for t in passage.parsed.tokens(*left))
    starts_with_comma = after_start < limit and passage.text[after_start] in ",—–-"
    if not opens and not starts_with_comma and not passage.marks_in(*left) and not has_predicate(passage, left):
        return  # "Asked about it, Roe said no"
    rows: list[tuple[int, int]] = []
    if opens:
        rows.append(right)
    else:
        behind = passage.marks_in(*right)
        if rule == "in-words-of" and behind and behind[0].outer_start <= right[0]:
            yield Found(behind[0].start, behind[0].end, rule, speaker, cue, doc[first].idx)
            return
        rows.append(left)
        marked = passage.marks_in(*left)
        all_marked = len(marked) == 1 and marked[0].outer_start <= left[0] and marked[0].outer_end >= left[1]
        if starts_with_comma and not all_marked and _goes_on(passage, left, right):
            rows.append(right)
    at = doc[first].idx
    for begin, end in rows:
        begin, end = _without_marks(passage, begin, end)
        if end - begin > 1 and any(c.isalpha() for c in passage.text[begin:end]):
            yield Found(begin, end, rule, speaker, cue, at)


def has_predicate(passage: Passage, span: tuple[int, int]) -> bool:
    """Whether the characters hold a finite verb that is not just an adverbial clause's."""
    for token in passage.parsed.tokens(*span):
        if token.tag_ not in ("VBD", "VBZ", "VBP", "MD"):
            continue
        node = token
        while (
            node.dep_ in ("aux", "auxpass", "ccomp", "xcomp", "conj")
            and span[0] <= node.head.idx < span[1]
            and node.head != node
        ):
            node = node.head
        if node.dep_ not in ("relcl", "acl", "advcl"):
            return True
    return False


def _goes_on(passage: Passage, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether what follows an interruption belongs to the same report.

    It does not where the left part is complete and the right one a relative or participial clause about the speaker, or
    a new main clause.
    """
    token = passage.first_token(*right)
    if token is None:
        return False
    main = [t for t in passage.parsed.tokens(*left) if t.dep_ not in ("relcl", "acl", "advcl")]
    if not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in main):
        return True
    if token.lower_ in ("who", "which", "whose") or token.tag_ in ("VBG", "VBN"):
        return False
    if token.dep_ == "cc":
        return not any(t.dep_ in ("nsubj", "nsubjpass") for t in passage.parsed.tokens(*right)[:6])
    return token.dep_ not in ("det", "poss") or token.head.dep_ != "appos"


def _past_connectives(passage: Passage, start: int, end: int) -> int:
    """The start of a clause without the connective that opens it ("For example, ")."""
    lowered = passage.text[start:end].lower()
    for words in _CONNECTIVE_PHRASES:
        if lowered.startswith(words + ","):
            return start + len(words) + 1
    token = passage.first_token(start, end)
    if token is not None and token.lower_ in _CONNECTIVES and token.idx + len(token) <= end:
        return token.idx + len(token)
    return start


def _enclosing_clause(passage: Passage, first: int, start: int) -> int:
    """Where the clause around an inserted phrase begins: behind a "that" or a cue that stands right before it."""
    doc = passage.doc
    i = first - 1
    while i >= 0 and doc[i].idx >= start and doc[i].text in (",", "(", "—", "–"):
        i -= 1
    if (
        i >= 0
        and doc[i].idx >= start
        and doc[i].lower_ in ("that", "but", "and", "because", "while", "although", "where", "which", "whether")
    ):
        return doc[i].idx + len(doc[i])
    return start


def _sentence_end(passage: Passage, start: int, end: int) -> int:
    """`end` without the full stop."""
    while end > start and passage.text[end - 1] in ".!? \n\t":
        held = passage.mark_at(end - 1)
        if held is not None:
            break
        end -= 1
    return end


def _without_marks(passage: Passage, start: int, end: int) -> tuple[int, int]:
    marked = passage.marks_in(start, end)
    if (
        len(marked) == 1
        and marked[0].outer_start <= start
        and not any(c.isalnum() for c in passage.text[marked[0].outer_end : end])
    ):
        return marked[0].start, marked[0].end
    return start, end


# ------------------------------------------------------------------------------------------------ X's claim that …


def _noun_cue(passage: Passage, noun: Token) -> Iterator[Found]:
    """His claim that …, an appeal by X to …: the content behind a noun of speech that has a maker."""
    word = noun.lemma_.lower()
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
    begin, end = _without_marks(passage, begin, end)
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
