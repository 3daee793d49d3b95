"""Marked words that nobody says: terms, titles of works, nicknames, scare quotes, captions and source lists."""

from __future__ import annotations

import re

from .. import lexicon
from .marks import Marked
from .passage import Passage

_NAMES = "|".join(re.escape(word) for word in lexicon.table("refusals")["before"])
_NAMING_BEFORE = re.compile(rf"(?:{_NAMES}|so-?\s?called)[\s,:(]{{0,4}}$", re.IGNORECASE)
_PREPOSITION_BEFORE = re.compile(
    r"\b(?:on|in|of|for|from|at|to|with|the|a|an|his|her|their|its|hit|hits|'s|’s|and)\s{0,3}$", re.IGNORECASE
)
_BRACKET_BEFORE = re.compile(
    r"\((?:i\.\s?e\.|e\.\s?g\.|or|also|literally|lit\.|meaning|from|formerly)?[,:]?\s?$", re.IGNORECASE
)
_CITATION = re.compile(r"[\s,.]{0,4}(?:[—–-]{1,2}|,|\()[^\n]{0,80}\b(?:1[89]|20)\d\d\b")
_LOWER_WORDS = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "in",
        "on",
        "to",
        "for",
        "with",
        "by",
        "at",
        "from",
        "as",
        "is",
        "vs",
        "vs.",
        "de",
        "be",
    )
)
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def is_refused(passage: Passage, marked: Marked) -> bool:
    """Whether the marks show a name, a title or a term, so that no rule may take them for speech without a cue."""
    inner = passage.text[marked.start : marked.end].strip()
    words = inner.split()
    if not marked.closed:
        return not (
            _opens_paragraph(passage, marked) or _is_introduced(passage, marked) or _goes_on_below(passage, marked)
        )
    if len(words) < 2 and inner[-1:] not in ".!?":
        return True
    return is_name(passage, marked) or (_is_title(words) and inner[-1:] not in ".!")


def is_name(passage: Passage, marked: Marked) -> bool:
    """Whether the marks hold a title or name, whatever verb stands near: "a book called", "on", a source list."""
    inner = passage.text[marked.start : marked.end].strip()
    words = inner.split()
    before = passage.text[max(0, marked.outer_start - 40) : marked.outer_start]
    if _NAMING_BEFORE.search(before) and not re.search(r"[:,]\s*$", before):
        return True
    if _is_gloss(passage, marked):
        return True
    titled = (
        not inner[:1].islower() or "(" not in passage.text[marked.outer_end : marked.outer_end + 2]
    )  # "is rare" (Roe, 2004)
    if titled and _CITATION.match(passage.text, marked.outer_end) and inner[-1:] not in ".!,":
        return True
    behind_name = _PREPOSITION_BEFORE.search(before)
    return _is_title(words) and inner[-1:] not in "!?" and bool(behind_name) and not _is_sentence(passage, marked)


def _is_gloss(passage: Passage, marked: Marked) -> bool:
    """Whether the marks fill a pair of brackets without being a sentence: "Hana" ("The Flower"), (i.e., "fans")."""
    before = passage.text[max(0, marked.outer_start - 40) : marked.outer_start]
    inner = passage.text[marked.start : marked.end].rstrip()
    if not _BRACKET_BEFORE.search(before) or passage.text[marked.outer_end : marked.outer_end + 1] not in (")", ","):
        return False
    words = [t for t in passage.parsed.tokens(marked.start, marked.end) if not t.is_punct]
    return inner[-1:] not in ".!?" and (len(words) <= 3 or not any(t.tag_ in _FINITE for t in words))


def _is_sentence(passage: Passage, marked: Marked) -> bool:
    """Whether the words end like a sentence and hold a finite verb; a full stop alone may be the outer sentence's."""
    tokens = passage.parsed.tokens(marked.start, marked.end)
    return passage.text[marked.end - 1] == "." and any(t.tag_ in _FINITE for t in tokens)


def is_capitalised(passage: Passage, marked: Marked) -> bool:
    """Whether the marks hold a name or title by its letters alone: "the Bear", "The Wild Geese of Our Fathers"."""
    inner = passage.text[marked.start : marked.end].strip()
    return is_nickname(passage, marked) or (_is_title(inner.split()) and inner[-1:] not in ".!?")


def is_nickname(passage: Passage, marked: Marked) -> bool:
    """Whether the marks hold a name of one to three capitalised words: "the Bear"."""
    words = passage.text[marked.start : marked.end].split()
    return 1 <= len(words) <= 3 and all(w[:1].isupper() or w.lower() in _LOWER_WORDS for w in words)


def _is_title(words: list[str]) -> bool:
    """Every word that counts is capitalised."""
    counted = [
        w for w in words if w.lower().strip("\"'“”‘’,.:;!?()") not in _LOWER_WORDS and any(c.isalpha() for c in w)
    ]
    return len(counted) >= 2 and all(w.lstrip("\"'“”‘’([#")[:1].isupper() or w[0].isdigit() for w in counted)


def is_heading(passage: Passage, marked: Marked) -> bool:
    """Whether capitalised words in marks are a paragraph of their own: a heading taken from somebody's words."""
    start, end = passage.parsed.paragraphs[passage.parsed.paragraph_at(marked.outer_start)]
    alone = not passage.text[start : marked.outer_start].strip() and not passage.text[marked.outer_end : end].strip()
    return alone and is_capitalised(passage, marked)


def stands_alone(passage: Passage, marked: Marked) -> bool:
    """Whether the marks hold a sentence of their own: they open one, and no clause goes on around them."""
    start, end = passage.stretch_at(marked.outer_start)
    before = passage.text[start : marked.outer_start]
    marks_before = passage.marks_in(start, marked.outer_start)
    lead = any(c.isalnum() for c in _outside(before, start, marks_before))
    if lead and before.rstrip()[-1:] not in ":?":
        return False
    after = passage.text[marked.outer_end : end]
    marks_after = passage.marks_in(marked.outer_end, end)
    if any(c.isalnum() for c in _outside(after, marked.outer_end, marks_after)):
        return False
    inner = passage.text[marked.start : marked.end].strip()
    return len(inner.split()) >= 2 or inner[-1:] in ".!?"


def _outside(text: str, offset: int, marks: tuple[Marked, ...]) -> str:
    kept = []
    at = offset
    for m in marks:
        kept.append(text[max(0, at - offset) : max(0, m.outer_start - offset)])
        at = max(at, m.outer_end)
    kept.append(text[max(0, at - offset) :])
    return "".join(kept)


def is_clause(passage: Passage, marked: Marked) -> bool:
    """Whether marked words within somebody else's sentence are a clause or verb phrase: words that were said."""
    if not marked.closed:
        return False
    tokens = [t for t in passage.parsed.tokens(marked.start, marked.end) if not t.is_punct and not t.is_space]
    if len(tokens) < 4:
        return False
    return any(t.tag_ in _FINITE for t in tokens) and not any(t.tag_ == "WDT" for t in tokens)


def _opens_paragraph(passage: Passage, marked: Marked) -> bool:
    start, _ = passage.parsed.paragraphs[passage.parsed.paragraph_at(marked.outer_start)]
    return not passage.text[start : marked.outer_start].strip()


def _goes_on_below(passage: Passage, marked: Marked) -> bool:
    """Whether the next paragraph opens with a mark again, as a quote over several paragraphs does."""
    n = passage.parsed.paragraph_at(marked.outer_start) + 1
    if n >= len(passage.parsed.paragraphs):
        return False
    start, _ = passage.parsed.paragraphs[n]
    held = passage.mark_at(start)
    return held is not None and held.outer_start == start


def _is_introduced(passage: Passage, marked: Marked) -> bool:
    return passage.text[: marked.outer_start].rstrip()[-1:] in ",:"
