"""What looks like a figure and is none: dates, identifiers, scores, names with numbers, "one" as a pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from pipelines.extract import lexicon
from pipelines.extract.model import DateValue
from pipelines.extract.nlp import Parsed
from pipelines.extract.paragraphs import index_at

from .numerals import Numeral
from .passage import Passage

_NAMES = lexicon.table("numbered_names")
_REFERENCES = frozenset(_NAMES["references"])
_AMBIGUOUS_REFERENCES = frozenset(_NAMES["ambiguous"])
_COLLECTIVE_NAMES = frozenset(_NAMES["collective_names"])
_YEAR_NOUNS = lexicon.words("counting", "year_nouns")
_MODELS = frozenset(_NAMES["models"])
_AIRCRAFT = frozenset(["aircraft", "plane", "jet", "airliner", "boeing", "airbus", "dreamliner", "airline", "flight"])
_MONTHS = frozenset(_NAMES["months"])
_HYPHENS = frozenset("-‐‑–—")

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w")
_IDENTIFIERS = re.compile(
    r"(?=[\d+(#@hwIdptfcDPTFCH])"  # what any of them begins with: most characters are passed over at once
    r"(?:https?://\S+|www\.\S+"
    r"|\bISBN(?:-1[03])?:?[ ]?[\dXx][\dXx -]{8,16}"
    r"|\bdoi:\S+|\b10\.\d{4,9}/\S+"
    r"|\+\d{1,3}(?:[ .()-]{1,2}\d{2,5}){2,5}"
    r"|\(\d{3}\)[ ]?\d{3}[- .]\d{4}\b"
    r"|(?<![\d.,-])\d{3}[-.]\d{3}[-.]\d{4}\b"
    r"|(?<![\d.,-])\d{3,12}-\d{3,12}-\d{3,12}(?:-\d{1,12})?"
    r"|(?i:\b(?:phone|telephone|tel|fax|call|dial|hotline)\b[.:]?[ ](?:on[ ]|us[ ]at[ ]|at[ ])?)\d[\d -]{4,15}\d"
    r"|(?<!\d)\d{1,2}[:.]\d\d(?::\d\d)?[ ]?[ap]\.?m\b"
    r"|(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])"
    r"|(?<!\d)\d{1,2}[ ]?[ap]\.?m\b|(?<!\d)\d{1,2}[ ]o['’]clock"
    r"|(?<![\d./])\d{1,4}([/.-])\d{1,2}\1\d{1,4}(?![\d/])"
    r"|(?<![\d,.$€£])(?:1[5-9]|20)\d\d[-–/]\d\d(?!\d|,\d)"
    r"|(?<![\d,.$€£])(?:1[5-9]|20)\d\d[ ]?[-–][ ]?(?:1[5-9]|20)\d\d(?![\d,.])"
    r"|(?<!\d)\d{1,9}(?:st|nd|rd|th)\b"
    r"|(?<![\d,.])\d{1,4}['’]?s\b"
    r"|\d{1,3}°\d{1,2}['′]|[#@]\w+)"
)


class Claims:
    """Spans that dates, addresses and identifiers have claimed before numbers are read."""

    def __init__(self, parsed: Parsed, dates: Iterable[DateValue]) -> None:
        patterns = (_IDENTIFIERS, _MAIL) if "@" in parsed.text else (_IDENTIFIERS,)
        identifiers = sorted(match.span() for pattern in patterns for match in pattern.finditer(parsed.text))
        self._identifiers = tuple(_disjoint(identifiers))
        self._dates = tuple(sorted((d.start, d.end) for d in dates if d.type in ("DATE", "TIME") and not _is_bare(d)))

    def identifier_at(self, offset: int) -> bool:
        """Whether the character belongs to an address, identifier, clock time, ordinal or numeric date."""
        return _inside(self._identifiers, offset)

    def date_at(self, offset: int) -> bool:
        """Whether the character belongs to a calendar expression."""
        return _inside(self._dates, offset)


def _disjoint(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of spans in order, those that no span before them touches."""
    behind = 0
    for start, end in spans:
        if start >= behind:
            yield start, end
            behind = end


def _is_bare(value: DateValue) -> bool:
    """A lone four-digit number: the rules here know better whether it counts what follows ("1709 children")."""
    return len(value.text) == 4 and value.text.isdecimal()


def _inside(spans: tuple[tuple[int, int], ...], offset: int) -> bool:
    index = index_at(spans, offset)
    return index >= 0 and offset < spans[index][1]


def is_part_of_word(passage: Passage, first: int, last: int) -> bool:
    """For "G20", "MiG-29", "4chan", "777F": letters glued to the digits that are neither unit nor magnitude.

    `last` is where the figure ends, or `first` where a unit follows that may be glued to it.
    """
    line = passage.line
    if line[first].kind == "word" and first > 1 and passage.glued(first) and passage.glued(first - 1):
        return line[first - 1].text in _HYPHENS and line[first - 2].kind == "word"  # "number-one", "mid-twenties"
    if line[first].kind == "number" and first and passage.glued(first):
        before = line[first - 1]
        if before.kind == "word":
            return True
        if before.text in _HYPHENS and passage.glued(first - 1) and line[first - 2].kind != "sign":
            return True
        if before.text in "'’" and not passage.glued(first - 1):
            return True  # the class of '99
        if before.text in "_/#@.":
            return before.text != "/" or line[first - 2].kind == "word"
    if last > first and line[last - 1].kind == "number" and passage.glued(last):
        return line[last].kind == "word" or (line[last].text == "_")
    return False


def is_calendar(passage: Passage, number: Numeral) -> bool:
    """A day beside a month, or the year after one, where the date rules saw none."""
    if number.worded or number.scaled:
        return False
    for index in (number.first - 1, number.last):
        if 0 <= index < len(passage.line) and passage.line[index].text in _MONTHS:
            return True
    of_month = passage.low(number.last) == "of" and number.last + 1 < len(passage.line)
    return of_month and passage.line[number.last + 1].text in _MONTHS and number.value <= 31


def is_year(passage: Passage, number: Numeral, counted: int | None, *, bounded: bool) -> bool:
    """A bare year: four digits that no comparator bounds and no plain plural follows ("1709 children")."""
    if not number.bare_year or bounded:
        return False
    if counted is None:
        return True
    noun = passage.low(counted - 1)
    recent = 1800 <= number.value <= 2100
    return noun in _YEAR_NOUNS or (recent and passage.low(number.first - 1) in ("the", "in", "since", "its", "his"))


def is_reference(passage: Passage, number: Numeral, *, counts: bool) -> bool:
    """For "Resolution 2202", "page 12", "Boeing 747", "day two": a number that a noun before it makes a name of.

    `counts`: a plural follows that the number may count, which then decides unless the noun is a name itself.
    """
    if passage.line[number.first].text in _MODELS and not passage.glued(number.last):
        return not counts or any(token.lemma_.lower() in _AIRCRAFT for token in passage.around(number.first))
    i = number.first - 1
    if i < 0:
        return False
    if passage.low(i) == "." and i:
        i -= 1
    token, word = passage.token(i), passage.low(i)
    if passage.line[i].kind != "word":
        return passage.line[i].text in "#№"
    if word in _AMBIGUOUS_REFERENCES:
        return not counts and not (number.worded and number.scaled)
    if word in _REFERENCES:
        return not counts or (token.pos_ == "PROPN" and passage.line[i].text[0].isupper())
    is_name = token.pos_ == "PROPN" and passage.line[i].text[0].isupper() and not token.is_sent_start
    if is_name and token.ent_type_ not in ("GPE", "DATE", "NORP", "LOC", "PERSON") and not number.scaled:
        named = token.ent_type_ in ("PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "FAC")
        return not counts or named or (not number.worded and number.value < 1000)
    return False


def is_in_name(passage: Passage, number: Numeral) -> bool:
    """A number word in capitals inside a sentence, or any number inside a named work, event or product."""
    token = passage.token(number.first)
    first = passage.line[number.first]
    if number.worded and first.text[0].isupper() and not token.is_sent_start and token.i:
        before = token.nbor(-1)
        if before.text not in "\"“‘'(-:–—•*" and not before.is_space:
            return True
    if number.worded and first.text[0].isupper() and _is_title(passage, number):
        return True
    if token.ent_type_ in ("WORK_OF_ART", "EVENT", "PRODUCT", "LAW", "FAC") and not number.scaled:
        return token.ent_iob_ == "I" or (token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I")
    after_of = passage.low(number.first - 1) == "of" and passage.low(number.first - 2) in _COLLECTIVE_NAMES
    return after_of and first.text[0].isupper()


def _is_title(passage: Passage, number: Numeral) -> bool:
    """For "Seven Nights", "Three Sinners": capitals all the way; "Two Russian soldiers" ends in lower case."""
    i = number.last
    while i < len(passage.line) and passage.line[i].kind == "word" and passage.line[i].text[0].isupper():
        i += 1
    if i == number.last or passage.line[i - 1].text.isupper():
        return False
    return (
        i >= len(passage.line)
        or passage.line[i].kind != "word"
        or passage.token(i).pos_ not in ("NOUN", "ADJ", "PROPN")
    )


def is_pronoun(passage: Passage, number: Numeral) -> bool:
    """For "one of the nations", "the current one", "one another", "one side … the other"."""
    if passage.low(number.first) != "one" or number.last != number.first + 1:
        return False
    following = passage.low(number.last)
    if following in (
        "of",
        "another",
        "'s",
        "thing",
        "way",
        "such",
        "that",
        "who",
        "which",
        "side",
        "hand",
        "or",
        "and",
    ):
        return following not in ("or", "and")
    if passage.low(number.first - 1) in (
        "no",
        "any",
        "every",
        "each",
        "this",
        "another",
        "which",
        "number",
        "the",
        "some",
    ):
        return passage.low(number.first - 1) != "the" or passage.token(number.first).dep_ != "nummod"
    token = passage.token(number.first)
    if following == "day" and passage.low(number.first - 1) in ("", ",", "."):
        return True
    return token.dep_ == "nummod" and _is_contrasted(passage, number, token)


def _is_contrasted(passage: Passage, number: Numeral, token: Token) -> bool:
    """For "one team … the other": an identification, no count."""
    for later in (t for t in passage.around(number.first) if t.i > token.i):
        if later.lower_ == "another" and later.dep_ != "det":
            return True
        if later.lower_ == "other" and later.nbor(-1).lower_ == "the":
            followed = later.i + 1 < len(later.doc) and later.nbor().pos_ == "NOUN"
            if not followed:
                return True
    return False
