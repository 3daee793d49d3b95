"""Whether a hyphen at the end of a line belongs to its word ("long-/term") or only parts it ("exam-/ple")."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"(?<![^\W_])(?<![^\W_]-)[^\W_]+(?:-[^\W_]+)*$")
_FIRST = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SHORTEST_HALF = 3

_FIRST_HALVES = frozenset([
    "self", "ex", "vice", "well", "ill", "long", "short", "high", "low", "half", "all", "cross", "so", "near", "far",
    "full", "part", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty",
    "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "mid", "north", "south", "east", "west",
    "large", "small", "first", "second", "third", "old", "new", "hard", "soft", "open", "free", "right", "left",
    "real", "early", "late", "best", "better", "lower", "higher", "fast", "slow", "clear", "e",
])  # fmt: skip
_SECOND_HALVES = frozenset([
    "based", "led", "backed", "related", "term", "old", "wide", "style", "run", "owned", "made", "born", "free",
    "scale", "speed", "range", "level", "elect", "up", "off", "out", "in", "year", "day", "week", "month", "hour",
    "minute", "degree", "percent", "person", "member", "point", "party", "state", "sector", "speaking", "looking",
    "going", "making", "taking", "building", "keeping", "driven", "funded", "sponsored", "held", "controlled",
    "occupied", "imposed", "called", "known", "sized", "general", "in-law", "chief", "president", "minister", "time",
    "class", "quality", "income", "friendly", "like", "year-old", "thirds", "quarters", "fifths", "one", "two",
    "three", "four", "five", "six", "seven", "eight", "nine", "defence", "defense", "affected", "rich", "poor",
    "resistant", "proof", "bound", "being", "effective", "produced", "trained", "educated", "dependent", "intensive",
])  # fmt: skip
"""Halves with which English writes compounds; what is more often one word ("anti-", "over-", "-able") is not among
them."""


class Hyphens:
    """Decides by the words of the text itself first, then by the halves.

    `lines` are the lines of the text, each with whether a hyphen ended it: halves of words are no words.
    """

    def __init__(self, lines: Iterable[tuple[str, bool]]) -> None:
        self._words: set[str] = set()
        parted = False
        for line, hyphen in lines:
            words = _WORD.findall(line.lower())
            self._words.update(words[int(parted) : len(words) - int(hyphen)])
            parted = hyphen

    def between(self, before: str, after: str) -> str:
        """What stands between two lines, the first of which ended with a hyphen and does not hold it: "-" or ""."""
        first, second = _LAST.search(before[-60:]), _FIRST.match(after[:60])
        if first is None or second is None or "://" in before.rsplit(None, 1)[-1]:
            return "-"
        return "-" if self._is_kept(first[0], second[0]) else ""

    def _is_kept(self, first: str, second: str) -> bool:
        if not second[0].islower() or not first[-1].islower():  # "Franco-/German", "COVID-/19", "1990-/91"
            return True
        left, right = first.lower(), second.lower()
        if left + right in self._words:
            return False
        if f"{left}-{right}" in self._words or "-" in left:
            return True
        if left in _FIRST_HALVES or right in _SECOND_HALVES:
            return True
        halves = (left, right)
        return all(half in self._words and len(half) >= _SHORTEST_HALF for half in halves)
