"""What a phrase attributes that stands in, before or behind a sentence: the rest of that sentence."""

from __future__ import annotations

from collections.abc import Iterator

from .attribution import Speaker
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


def around(passage: Passage, first: int, last: int, speaker: Speaker, rule: str, cue: str) -> Iterator[Found]:
    """What tokens first..last attribute: the rest of their sentence, on both sides where they interrupt it."""
    doc = passage.doc
    start, limit = passage.stretch_at(doc[first].idx)
    before_start, before_end = start, doc[first].idx
    after_start = doc[last].idx if last < len(doc) and doc[last].idx < limit else limit
    before_start = _past_connectives(passage, before_start, before_end)
    clause = _enclosing_clause(passage, first, before_start)
    before_start = max(before_start, clause)
    relative = _relative_clause(passage, first, before_start) if rule == "according-to" else None
    before_start = before_start if relative is None else relative
    left = passage.trimmed(before_start, before_end)
    right = passage.trimmed(after_start, limit)
    right = (right[0], _sentence_end(passage, right[0], right[1]))
    opens = not any(t.pos_ in ("NOUN", "PROPN", "PRON", "VERB", "AUX", "NUM") for t in passage.parsed.tokens(*left))
    starts_with_comma = after_start < limit and passage.text[after_start] in ",—–-"
    if (
        not opens
        and not starts_with_comma
        and not passage.marks_in(*left)
        and not (relative is not None or has_predicate(passage, left))
    ):
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
        begin, end = words_alone(passage, begin, end)
        if end - begin > 1 and any(c.isalpha() for c in passage.text[begin:end]):
            yield Found(begin, end, rule, speaker, cue, at)


def _relative_clause(passage: Passage, first: int, start: int) -> int | None:
    """Where ", which …" opens that runs on to the phrase at token `first` without a comma, None where none does."""
    doc = passage.doc
    for i in range(first - 1, 0, -1):
        if doc[i].idx < start or passage.quoted[i] or doc[i].text in (",", ";", ":"):
            break
        if doc[i].lower_ == "which" and doc[i - 1].text == "," and doc[i - 1].idx >= start:
            return doc[i].idx
    return None


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


def words_alone(passage: Passage, start: int, end: int) -> tuple[int, int]:
    marked = passage.marks_in(start, end)
    if (
        len(marked) == 1
        and marked[0].outer_start <= start
        and not any(c.isalnum() for c in passage.text[marked[0].outer_end : end])
    ):
        return marked[0].start, marked[0].end
    return start, end
