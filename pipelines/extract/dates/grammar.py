"""Finding: the grammar run over the words of a paragraph.

At each word the longest match wins, then the rule that stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from . import durations, offsets, points, years
from .readings import Calendar, Phrase
from .refusals import Surroundings, refused
from .syntax import Match, Piece, Rule
from .words import OTHER, Word

RULES = points.RULES + years.RULES + offsets.RULES + durations.RULES


REACH = 32
"""More words than any rule spans."""
_OTHERS = 1 + max(rule.pattern.pattern.count(OTHER) for rule in RULES)
_SIGHT = re.compile(f"(?:[^{OTHER}]*+{OTHER}){{{_OTHERS}}}|.*+", re.DOTALL)
"""The words that can matter to a match: no rule has so many words without a class of their own."""


@lru_cache(maxsize=20_000)
def matching(codes: str) -> tuple[Rule, ...]:
    """The rules that match from the first of the words on. Few texts have a turn that the ones before had not."""
    return tuple(rule for rule in RULES if (match := rule.pattern.match(codes)) and match.end())


_KNOWN = re.compile(f"[^{re.escape(OTHER)}]")
"""A word that some rule may begin with."""


def phrases(words: Sequence[Word], surroundings: Surroundings) -> Iterator[Phrase]:
    """The time expressions among the words of one paragraph, in order, none overlapping."""
    codes = "".join([word.code for word in words])
    at = 0
    while known := _KNOWN.search(codes, at):
        at = known.start()
        rules = _rules_at(codes, at)
        found = _at(codes, at, words, surroundings, rules) if rules else ()
        for piece, name in found:
            start, end = words[piece.first].start, words[piece.last].end
            reading = piece.reading
            if name == "bare_year" and surroundings.before_christ and isinstance(reading, Calendar):
                reading = replace(reading, year=-(reading.year or 0))
            yield Phrase(start, end, reading, name, piece.first, piece.last, piece.joins)
        at = found[-1][0].last + 1 if found else at + 1


def _match(pattern: re.Pattern[str], codes: str, at: int, words: Sequence[Word]) -> re.Match[str] | None:
    """A match at word `at`; "of that year" may end it only with a year: "on 5 May, the week of" goes on otherwise."""
    match = pattern.match(codes, at)
    tail = match.start("ofyear") if match and "ofyear" in pattern.groupindex else -1
    if match is None or tail < 0 or words[match.end("ofyear") - 1].value == "year":
        return match
    return pattern.match(codes, at, tail)


def _rules_at(codes: str, at: int) -> tuple[Rule, ...]:
    """The rules that match at word `at`."""
    sight = _SIGHT.match(codes, at, at + REACH)
    return matching(sight.group()) if sight else ()


def _at(
    codes: str, at: int, words: Sequence[Word], surroundings: Surroundings, rules: Sequence[Rule]
) -> tuple[tuple[Piece, str], ...]:
    """The pieces of the best match that begins at word `at`, each with its rule's name."""
    matches = [
        (rule, match) for rule in rules if (match := _match(rule.pattern, codes, at, words)) and match.end() > at
    ]
    matches.sort(key=lambda pair: -pair[1].end())
    for rule, match in matches:
        read = rule.build(Match(match, words))
        if read is None:
            continue
        pieces = read if isinstance(read, tuple) else (Piece(match.start(), match.end() - 1, read),)
        if not refused(rule.name, pieces, words, surroundings):
            return tuple((piece, rule.name) for piece in pieces)
    return ()
