"""How a grammar rule is written: a pattern over word classes and a function that reads the match.

In a pattern, a name in capitals stands for one word of that class (`words.CLASSES`); all else is regular-expression
syntax, blanks do not count. `(?P<day>DAY|ORD) OF? (?P<month>MONTH)` is "3rd of May" and "3 May".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from .readings import Reading
from .words import CODE, Value, Word

Joins = Literal["", "range", "list"]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match over the words of a paragraph."""

    groups: re.Match[str]
    words: Sequence[Word]

    def __contains__(self, group: str) -> bool:
        return group in self.groups.re.groupindex and self.groups.start(group) >= 0

    def word(self, group: str) -> Word:
        """The first word of a group that took part."""
        return self.words[self.groups.start(group)]

    def last_word(self, group: str) -> Word:
        return self.words[self.groups.end(group) - 1]

    @property
    def after(self) -> Word | None:
        """The word that follows the match."""
        return self.words[self.groups.end()] if self.groups.end() < len(self.words) else None

    def all(self, group: str) -> Sequence[Word]:
        return self.words[self.groups.start(group) : self.groups.end(group)] if group in self else ()

    def value(self, group: str) -> Value:
        """What a group's first word stands for, None where the group took no part."""
        return self.word(group).value if group in self else None

    def number(self, group: str) -> int | None:
        value = self.value(group)
        return value if isinstance(value, int) else None

    def lower(self, group: str) -> str:
        return self.word(group).lower if group in self else ""

    def piece(self, reading: Reading, first: str | None = None, last: str | None = None, joins: Joins = "") -> Piece:
        """A part of the match, from the first word of group `first` to the last of group `last`."""
        start = self.groups.start(first) if first else self.groups.start()
        end = self.groups.end(last) if last else self.groups.end()
        return Piece(start, end - 1, reading, joins)


@dataclass(frozen=True, slots=True)
class Piece:
    """One time expression of a match: indexes of its first and last word, and how it is tied to the next piece."""

    first: int
    last: int
    reading: Reading
    joins: Joins = ""


Build = Callable[[Match], Reading | tuple[Piece, ...] | None]
"""Reads a match; None where the words make no sense together after all (31 February, "the 45th of May")."""


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    build: Build


def rule(name: str, pattern: str, build: Build) -> Rule:
    return Rule(name, re.compile(re.sub(r"[A-Z]{2,}", _code, pattern).replace(" ", "")), build)


def _code(name: re.Match[str]) -> str:
    return CODE[name.group()]
