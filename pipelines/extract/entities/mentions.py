"""Where a text names somebody or something: spaCy's entities with their borders and labels repaired.

The small model finds most names but cuts them badly (titles, possessives, "the") and mixes up kinds (a surname as an
organisation). What the text itself shows corrects it: a title before a name, a given name, the same words elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc, Token

from .. import lexicon
from ..model import EntityKind
from ..nlp import Parsed

Gender = Literal["female", "male"]

_KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
MALE_TITLES = lexicon.words("titles", "male")
FEMALE_TITLES = lexicon.words("titles", "female")
_HONORIFICS = MALE_TITLES | FEMALE_TITLES | lexicon.words("titles", "neutral")
_OFFICES = lexicon.words("titles", "offices")
_OFFICE_PARTS = lexicon.words("titles", "office_parts")
_POSTNOMINALS = lexicon.words("titles", "postnominals")
_FEMALE = lexicon.words("first_names", "female")
_MALE = lexicon.words("first_names", "male")
_BODY_WORDS = lexicon.words("titles", "body_words")
_PARTICLES = lexicon.words("titles", "particles")
_ARTICLES = frozenset(("the", "a", "an"))
ACRONYM = re.compile(r"[A-Z][A-Za-z.&]{0,9}[A-Z.]")
"""The shape of a body's short form."""
_MAX_NAME = 5
"""Longest run of capitalised words after a title that is still taken for one name."""


@dataclass(frozen=True, slots=True)
class NameMention:
    """One naming: half-open token and character span, without title and article, and the title's gender."""

    first: int
    last: int
    start: int
    end: int
    text: str
    kind: EntityKind
    gender: Gender | None = None

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.split())


def name_mentions(parsed: Parsed) -> list[NameMention]:
    """Every naming in the document, in text order, none overlapping."""
    doc = parsed.doc
    found = [m for span in doc.ents if (kind := _KINDS.get(span.label_)) for m in _cut(doc, span.start, span.end, kind)]
    found = _with_titled_and_given_names(doc, parsed.words, found)
    found = _with_one_kind_for_each_name(found)
    return _with_acronyms(doc, _with_bare_surnames(parsed, found))


def _cut(doc: Doc, first: int, last: int, kind: EntityKind) -> Iterator[NameMention]:
    """The mention within tokens first..last, without what does not belong to a name. None where nothing is left."""
    for i in range(first, last):
        if "\n" in doc[i].text or (doc[i].text in "()[]" and i > first):
            last = i
            break
    while first < last and _is_no_name_part(doc[first], kind):
        first += 1
    if (
        kind != "person"
        and last - first > 1
        and _bare(doc[first].text) in _HONORIFICS
        and doc[first + 1].text not in _BODY_WORDS
    ):
        kind = "person"
    if kind == "person":
        first = _after_titles(doc, first, last)
        for i in range(first + 1, last):
            text = doc[i].text
            if (text[0].islower() and text not in _PARTICLES) or text in _POSTNOMINALS or text == ",":
                last = i
                break
    while first < last and (_is_mark(doc[last - 1]) or doc[last - 1].text in ("'s", "’s", "'", "’")):
        last -= 1
    if kind == "organisation":
        while last - first > 1 and is_title(doc[last - 1].text) and doc[last - 1].text.islower():
            last -= 1
        border = _where_a_person_begins(doc, first, last)
        if border < last:
            yield _mention(doc, border, last, "person")
            last = border
    if kind == "person":
        last = _with_hyphenated_rest(doc, last)
    if first < last and any(c.isupper() for c in doc[first:last].text):
        yield _mention(doc, first, last, kind)


def _where_a_person_begins(doc: Doc, first: int, last: int) -> int:
    """Where a person's name begins that ends an organisation's ("Refugee Council Ann Roe"); `last` where none does."""
    for i in range(max(first + 2, last - 3), last - 1):
        rest = {doc[k].text for k in range(i, last)}
        if given_name_gender(doc[i].text) and doc[i - 1].text in _BODY_WORDS and not rest & _BODY_WORDS:
            return i
    return last


def _with_hyphenated_rest(doc: Doc, last: int) -> int:
    """The end of a name that the tokenizer split at a hyphen ("Kim Sang" + "-woo")."""
    while (
        0 < last < len(doc) - 1
        and doc[last].text == "-"
        and not doc[last - 1].whitespace_
        and not doc[last].whitespace_
    ):
        last += 2
    return last


def _mention(doc: Doc, first: int, last: int, kind: EntityKind) -> NameMention:
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    text = doc[first:last].text  # never doc.text here: spaCy builds it anew from all tokens
    for ending in ("'s", "’s"):  # the tokenizer leaves it on after a full stop or a digit
        if text.endswith(ending):
            text, end = text[:-2], end - 2
    gender = _title_gender(doc, first) if kind == "person" else None
    return NameMention(first, last, start, end, text, kind, gender)


def _is_mark(token: Token) -> bool:
    return (token.is_punct and token.text not in (".",)) or token.is_space


def _is_no_name_part(token: Token, kind: EntityKind) -> bool:
    return _is_mark(token) or token.lower_ in _ARTICLES or (kind == "person" and token.text in ("@", "#", "'s", "’s"))


def _bare(word: str) -> str:
    return word.rstrip(".")


def is_title(word: str) -> bool:
    """Whether the word is a form of address or an office, as written before a name."""
    word = _bare(word)
    return word in _HONORIFICS or word in _OFFICES or word.capitalize() in _OFFICES


def _after_titles(doc: Doc, first: int, last: int) -> int:
    """The first token of the name itself: titles and their parts off, but never the whole mention."""
    i = first
    while i < last - 1 and (is_title(doc[i].text) or _bare(doc[i].text) in _OFFICE_PARTS or doc[i].text in ("-", "&")):
        i += 1
    return i if i > first and is_title(doc[i - 1].text) else first


def _title_gender(doc: Doc, first: int) -> Gender | None:
    if first == 0:
        return None
    title = _bare(doc[first - 1].text)
    title = title if title in MALE_TITLES or title in FEMALE_TITLES else title.capitalize()
    return "male" if title in MALE_TITLES else "female" if title in FEMALE_TITLES else None


def given_name_gender(word: str) -> Gender | None:
    """What the list of given names says of the word."""
    return "female" if word in _FEMALE else "male" if word in _MALE else None


@lru_cache(maxsize=50_000)
def _may_show_a_name(word: str) -> bool:
    return is_title(word) or given_name_gender(word) is not None


def _with_titled_and_given_names(doc: Doc, words: Sequence[str], found: list[NameMention]) -> list[NameMention]:
    """Adds names that only their title or given name shows, and relabels those that were found as something else."""
    by_first = {m.first: m for m in found}
    taken = {i: m for m in found for i in range(m.first, m.last)}
    for at, word in enumerate(words[:-1]):
        if not _may_show_a_name(word):
            continue
        token, nxt = doc[at], at + 1
        if is_title(word) and token.i not in taken and _opens_name(doc[nxt]):
            last = _run_of_capitals(doc, nxt)
            honorific = _bare(word) in _HONORIFICS
            if honorific or (last - nxt >= 2 and not _BODY_WORDS & {t.text for t in doc[nxt:last]}):
                _claim(doc, nxt, last, by_first, taken, strict=not honorific)
        elif given_name_gender(word) and word[0].isupper() and token.i not in taken and _opens_name(doc[nxt]):
            last = _run_of_capitals(doc, token.i)
            if last - token.i >= 2 and not _BODY_WORDS & {t.text for t in doc[token.i : last]}:
                _claim(doc, token.i, last, by_first, taken, strict=True)
    for m in list(by_first.values()):
        parts = m.words
        given = m.kind in ("organisation", "place") and 2 <= len(parts) <= 3 and given_name_gender(parts[0])
        if given and not _BODY_WORDS & set(parts) and all(w[0].isupper() or w in _PARTICLES for w in parts):
            by_first[m.first] = replace(m, kind="person", gender=_title_gender(doc, m.first))
    return [by_first[i] for i in sorted(by_first)]


def _opens_name(token: Token) -> bool:
    return (
        token.text[0].isupper()
        and token.is_alpha
        and token.pos_ in ("PROPN", "NOUN", "ADJ")
        and not is_title(token.text)
    )


def _run_of_capitals(doc: Doc, first: int) -> int:
    """The end of the run of name words that opens at `first`."""
    i = first
    while i < len(doc) and i - first < _MAX_NAME:
        token = doc[i]
        capital = token.text[0].isupper() and (token.pos_ == "PROPN" or i == first) and "\n" not in token.text
        hyphen = token.text == "-" and i > first and not doc[i - 1].whitespace_ and not token.whitespace_
        particle = token.text in _PARTICLES and i + 1 < len(doc) and doc[i + 1].text[0].isupper()
        if not (capital or hyphen or particle) or token.text in _POSTNOMINALS:
            break
        i += 1
    return i


def _claim(
    doc: Doc, first: int, last: int, by_first: dict[int, NameMention], taken: dict[int, NameMention], *, strict: bool
) -> None:
    """Makes tokens first..last a person, in place of a mention that they cover; `strict` leaves other kinds alone."""
    rivals = {m.first: m for i in range(first, last) if (m := taken.get(i))}.values()
    if any(m.kind == "person" or m.first < first or (strict and m.kind != "organisation") for m in rivals):
        return
    last = max([last, *(m.last for m in rivals if m.last - m.first <= 3)])
    for m in rivals:
        by_first.pop(m.first, None)
    for new in _cut(doc, first, last, "person"):
        by_first[new.first] = new
        taken.update(dict.fromkeys(range(new.first, new.last), new))


def _with_one_kind_for_each_name(found: list[NameMention]) -> list[NameMention]:
    """One name, one kind: the commonest; and a lone word that is a person's surname elsewhere is that person."""
    votes: dict[str, Counter[EntityKind]] = {}
    for m in found:
        votes.setdefault(m.text.lower(), Counter())[m.kind] += 1
    surnames = {m.words[-1].lower() for m in found if m.kind == "person" and len(m.words) > 1}
    kinds: dict[str, EntityKind] = {}
    for name, count in votes.items():
        kind = max(count, key=lambda k: (count[k], k == "person"))
        if name in surnames and kind != "person" and (kind != "place" or count["person"] > 0):
            kind = "person"
        kinds[name] = kind
    return [m if m.kind == (kind := kinds[m.text.lower()]) else replace(m, kind=kind) for m in found]


def _with_acronyms(doc: Doc, found: list[NameMention]) -> list[NameMention]:
    """Adds the short forms that stand in brackets behind a name, and every later use of them."""
    taken = {i for m in found for i in range(m.first, m.last)}
    kinds: dict[str, EntityKind] = {}
    for m in found:
        if m.kind != "person" and m.last - m.first > 1 and m.last + 2 < len(doc) and doc[m.last].text == "(":
            short = doc[m.last + 1]
            if doc[m.last + 2].text == ")" and ACRONYM.fullmatch(short.text):
                kinds[short.text] = m.kind
    if not kinds:
        return found
    new = [t for t in doc if t.text in kinds and t.i not in taken]
    return sorted([*found, *(_mention(doc, t.i, t.i + 1, kinds[t.text]) for t in new)], key=lambda m: m.start)


def _with_bare_surnames(parsed: Parsed, found: list[NameMention]) -> list[NameMention]:
    """Adds the surnames that stand alone and that the model overlooked."""
    surnames = {m.words[-1] for m in found if m.kind == "person" and len(m.words) > 1}
    taken = {i for m in found for i in range(m.first, m.last)}
    for i, word in enumerate(parsed.words):
        if word in surnames and i not in taken and parsed.doc[i].pos_ == "PROPN":
            found.append(_mention(parsed.doc, i, i + 1, "person"))
    return sorted(found, key=lambda m: m.start)
