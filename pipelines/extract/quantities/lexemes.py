"""A paragraph as lexemes: runs of digits, words and single signs; and phrase books that match on them.

The tokens of spaCy do not serve here: it keeps "$700bn" and "8-9%" together in some texts and apart in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, Literal, NamedTuple, TypeVar

T = TypeVar("T")

_BLANK_SEPARATORS = "\u00a0\u202f\u2009"
_SMALL_DIGITS = "²³¹½¼¾\u2150-\u2189⁰-⁹₀-₉"
_LEXEME = re.compile(
    rf"(?P<number>\d+(?:[.,'’{_BLANK_SEPARATORS}]\d+)*)"
    rf"|(?P<word>[^\W\d_{_SMALL_DIGITS}]+(?:['’][^\W\d_{_SMALL_DIGITS}]+)*)"
    r"|(?P<sign>\S)"
)


class Lexeme(NamedTuple):
    """One lexeme with its half-open span in the document's text; `low` is its text in lower case."""

    kind: Literal["number", "word", "sign"]
    text: str
    low: str
    start: int
    end: int


def lexemes(text: str, start: int, end: int) -> list[Lexeme]:
    """The lexemes of `text[start:end]`, in order."""
    found: list[Lexeme] = []
    for match in _LEXEME.finditer(text, start, end):
        written = match.group()
        found.append(_lexeme(Lexeme, (match.lastgroup, written, lowered(written), *match.span())))
    return found


_lexeme = tuple.__new__
"""Makes a `Lexeme` in half the time of its own constructor."""


def lowered(text: str) -> str:
    """In lower case, as words are compared."""
    return text.lower().replace("’", "'")


def glued(line: Sequence[Lexeme], index: int) -> bool:
    """Whether the lexeme at `index` follows the one before it without a blank."""
    return 0 < index < len(line) and line[index - 1].end == line[index].start


class Phrases(Generic[T]):
    """Phrases of one or more lexemes with what they mean; the longest match wins.

    `exact` keeps the case of the phrases ("Mt" is not "MT"); otherwise case is ignored.
    """

    def __init__(self, meanings: Mapping[str, T] | Iterable[tuple[str, T]], *, exact: bool = False) -> None:
        pairs = meanings.items() if isinstance(meanings, Mapping) else meanings
        self._exact = exact
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in pairs:
            words = tuple(x.text if exact else x.low for x in lexemes(phrase, 0, len(phrase)))
            self._by_first.setdefault(words[0], []).append((words, meaning))
            self._by_last.setdefault(words[-1], []).append((words, meaning))
        for index in (self._by_first, self._by_last):
            for entries in index.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def _word(self, lexeme: Lexeme) -> str:
        return lexeme.text if self._exact else lexeme.low

    def has_first(self, lexeme: Lexeme) -> bool:
        """Whether any phrase begins with the lexeme."""
        return self._word(lexeme) in self._by_first

    def starting_at(self, line: Sequence[Lexeme], index: int) -> tuple[int, T] | None:
        """The index after the longest phrase that begins at `index`, with its meaning."""
        if index >= len(line):
            return None
        lexeme = line[index]
        phrases = self._by_first.get(lexeme.text if self._exact else lexeme.low)
        if phrases is None:
            return None  # as for nearly every word
        for words, meaning in phrases:
            end = index + len(words)
            if end <= len(line) and all(self._word(line[index + k]) == word for k, word in enumerate(words)):
                return end, meaning
        return None

    def ending_at(self, line: Sequence[Lexeme], index: int) -> tuple[int, T] | None:
        """The index of the first lexeme of the longest phrase that ends before `index`, with its meaning."""
        if index <= 0:
            return None
        for words, meaning in self._by_last.get(self._word(line[index - 1]), ()):
            start = index - len(words)
            if start >= 0 and all(self._word(line[start + k]) == word for k, word in enumerate(words)):
                return start, meaning
        return None
