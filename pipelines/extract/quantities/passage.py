"""A paragraph as the quantity rules see it: its lexemes, and the tokens of the parse they lie on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Token

from pipelines.extract.nlp import Parsed

from . import numerals
from .lexemes import Lexeme, glued, lexemes
from .numerals import Numeral

_FARTHEST_CUE = 40
"""Tokens to either side."""


@dataclass(frozen=True)
class Passage:
    """The lexemes of one paragraph; `token_starts` are the offsets of all tokens of the document."""

    parsed: Parsed
    line: list[Lexeme]
    token_starts: list[int]
    _numbers: dict[tuple[int, bool], Numeral | None] = field(default_factory=dict, repr=False)

    def number(self, index: int, *, loose: bool = False) -> Numeral | None:
        """The number that begins at the lexeme `index` (see `numerals.read`), read once for all rules that ask."""
        key = index, loose
        if key not in self._numbers:
            self._numbers[key] = numerals.read(self.line, index, loose=loose)
        return self._numbers[key]

    def token(self, index: int) -> Token:
        """The token that holds the first character of the lexeme at `index`."""
        return self.token_at(self.line[index].start)

    def token_at(self, offset: int) -> Token:
        """The token that holds the character `offset`."""
        return self.parsed.doc[max(0, bisect_right(self.token_starts, offset) - 1)]

    def around(self, index: int) -> list[Token]:
        """The tokens of the sentence around the lexeme, as far as a cue is worth looking for."""
        doc, at = self.parsed.doc, self.token(index).i
        first = last = at
        while first > max(0, at - _FARTHEST_CUE) and not doc[first].is_sent_start:
            first -= 1
        while last + 1 < min(len(doc), at + _FARTHEST_CUE) and not doc[last + 1].is_sent_start:
            last += 1
        return [doc[i] for i in range(first, last + 1)]

    def low(self, index: int) -> str:
        """The lexeme at `index` in lower case, '' outside the paragraph."""
        return self.line[index].low if 0 <= index < len(self.line) else ""

    def text(self, first: int, last: int) -> str:
        """The characters from the lexeme `first` up to the lexeme before `last`."""
        return self.parsed.text[self.line[first].start : self.line[last - 1].end] if last > first else ""

    def glued(self, index: int) -> bool:
        """Whether nothing stands between the lexeme at `index` and the one before."""
        return glued(self.line, index)

    def index_from(self, index: int, offset: int) -> int:
        """The first lexeme at or after `index` that begins at or after the character `offset`."""
        while index < len(self.line) and self.line[index].start < offset:
            index += 1
        return index


def passages(parsed: Parsed) -> list[Passage]:
    """The paragraphs of a document that hold more than white space."""
    starts = parsed.columns.start
    if not starts:
        return []
    return [Passage(parsed, lexemes(parsed.text, start, end), starts) for start, end in parsed.paragraphs]
