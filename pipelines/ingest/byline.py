"""The author's line: "By Jane Doe, The Daily Herald | March 3, 2025" at the top, or who the author is at the end.

A line is believed only when all of it fits; what is left out is better than a wrong name.
"""

from __future__ import annotations

import re
from itertools import takewhile

from pipelines.extract import lexicon
from pipelines.readers import Metadata
from pipelines.readers.full_date import FULL_DATE, date_of

from .dateline import MAX_LINE, TOP, of_line

_ROLES = lexicon.words("bylines", "roles")
_ROLE_ENDS = lexicon.words("bylines", "role_ends")
_OUTLETS = lexicon.words("bylines", "outlets")
_PARTICLES = lexicon.words("bylines", "particles")
_LABELS = "|".join(sorted(map(re.escape, lexicon.words("bylines", "author_labels")), key=len, reverse=True))

_OPENING = re.compile(rf"(?:{_LABELS})(?::\s?|\s)(.+)", re.IGNORECASE)
_PARTS = re.compile(r"\s?[|•·]\s?|\s[-–—]\s")
_DATE_AT_END = re.compile(rf"[, ]\s?{FULL_DATE}$", re.IGNORECASE)
_AND = re.compile(r" (?:and|&) ")
_FOR = re.compile(r" (?:for|of|at|in) ")
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_WORD = re.compile(r"[^\W\d_]+")

_IS = re.compile(r"(.{5,120}?) (?:is|are) (?:(?:a|an|the) )?(.+)")
_ABOUT = re.compile(r"about the authors?\s?:?\s", re.IGNORECASE)
MAX_ENDING = 400
"""Characters of a closing line about the author: two sentences or three."""

_ROLE_WITHIN = 8
"""Words in which the role follows the name: "an award-winning freelance investigative journalist"."""

_LINES_ABOVE = 3
"""Lines with words that a text has at least before anybody introduces its author."""


def find(text: str) -> Metadata:
    """Author, publisher and date as the byline gives them; of the closing line the author alone."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in lines[:TOP]:
        signed = _opening(line)
        if signed is not None:
            return signed
    if len(lines) <= _LINES_ABOVE:
        return Metadata()
    return Metadata(author=_closing(lines[-1], text))


def is_byline(line: str) -> bool:
    """Whether the line is there to name the author."""
    return _opening(line.strip()) is not None


def _opening(line: str) -> Metadata | None:
    """A line that begins with "By" or "Author:", None where it is anything else."""
    match = _OPENING.fullmatch(line) if len(line) <= MAX_LINE else None
    if match is None:
        return None
    first, *others = _PARTS.split(match.group(1))
    dated = _DATE_AT_END.search(first)
    day = date_of(dated) if dated else None
    if dated:
        first = first[: dated.start()]
    people, *rest = first.split(",")
    people, *places = _FOR.split(people, maxsplit=1)
    names = _names(people)
    publisher = None
    if not names:
        if not is_outlet(people) or rest:
            return None
        publisher = people.strip()
    for piece in (*places, *rest, *others):
        day = day or of_line(piece)
        piece = piece.strip()
        if piece.startswith(("and ", "& ")) and (more := _names(piece.split(" ", 1)[1])):
            names = [*names, *more]
        elif publisher is None and is_outlet(piece):
            publisher = piece
        elif piece.endswith(".") and not _is_abbreviation(piece):
            return None
    return Metadata(author=", ".join(names) or None, publisher=publisher, published_on=day)


def _closing(line: str, text: str) -> str | None:
    """The author named by a text's last line: "NAME is a ROLE …" or "NAME, ROLE …", not named anywhere before.

    A text that has named the person before is about them, and the line is its last sentence.
    """
    if len(line) > MAX_ENDING:
        return None
    about = _ABOUT.match(line)
    line = line[about.end() :] if about else line
    match = _IS.match(line)
    who, what = match.groups() if match else ("", "")
    names = _names(who)
    if not names:
        who, _, what = line.partition(",")
        names = _names(who) if not line.endswith((".", "!", "?", "”", '"')) else []
    words = (word.lower() for word in _WORD.findall(what[:200])[:_ROLE_WITHIN])
    role = takewhile(lambda word: word not in _ROLE_ENDS, words)
    if not names or not any(word in _ROLES or word.removesuffix("s") in _ROLES for word in role):
        return None
    before = text[: text.rfind(line)]
    if any(name.split()[-1] in before for name in names):
        return None
    return ", ".join(names)


def _names(text: str) -> list[str]:
    """The people that `text` lists with "and"; none unless every one of them looks like a name."""
    names = [part.strip() for part in _AND.split(text)]
    return names if all(is_name(name) for name in names) else []


def is_name(text: str) -> bool:
    """Two to five words that begin with a capital, small particles allowed between, no outlet's word among them."""
    words = text.split()
    if not 2 <= len(words) <= 5 or words[0].lower() in ("the", "a", "an"):
        return False
    for index, word in enumerate(words):
        if not _NAME_WORD.fullmatch(word) or word.lower().rstrip(".") in _OUTLETS:
            return False
        if not word[0].isupper() and not (0 < index < len(words) - 1 and word.lower() in _PARTICLES):
            return False
    return len(words[-1].rstrip(".")) > 1


def is_outlet(text: str) -> bool:
    """Whether the words name a publisher: one of the words that outlets call themselves, an address, or AFP's like."""
    words = text.split()
    if not 1 <= len(words) <= 6 or not words[0][0].isupper():
        return text.strip().lower().endswith((".com", ".org", ".net")) and len(words) == 1
    if len(words) == 1 and words[0].isalpha() and words[0].isupper() and 2 <= len(words[0]) <= 5:
        return words[0] not in ("MD", "MP", "MEP", "JD", "MBA", "CEO", "PHD")
    return any(word.lower().strip(".,") in _OUTLETS for word in words)


def _is_abbreviation(text: str) -> bool:
    """Whether the full stop at the end belongs to the last word ("Jr.", "Ph.D.")."""
    return len(text.split()[-1].replace(".", "")) <= 3
