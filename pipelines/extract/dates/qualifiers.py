"""Which way a date bounds: "since", "until", "before", "after", "around", else "in", by the words beside it.

"since X" and "from X" (on, onwards) leave the end open; "until X", "by X" and "through X" the start; "before X" ends on
the day before X, "after X" begins with X; "as of X" and "throughout X" are in X.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon import table
from ..model import Qualifier
from .words import CODE, Word

_TABLE = table("date_bounds")
_CUES: dict[str, Qualifier] = {
    word: key for key in ("since", "until", "before", "after", "around") for word in _TABLE[key]
}
_PREFIXES = frozenset(_TABLE["prefixes"])
_DETERMINERS = frozenset(_TABLE["determiners"])
_ATTRIBUTES = (CODE["YEAR"], CODE["MONTH"], CODE["WEEKDAY"])
_PASSED_OVER = frozenset(_TABLE["passed_over"])
_ONWARD = frozenset(_TABLE["onward"])


def qualifier_of(words: Sequence[Word], first: int, last: int) -> Qualifier:
    """The qualifier of the date whose words are first..last (both included)."""
    follow = [w.lower for w in words[last + 1 : last + 3]]
    if follow and (follow[0] in _ONWARD or " ".join(follow) in _ONWARD):
        return "since"
    if _is_attribute(words, first):
        return "in"
    at = first - 1
    while at >= 0 and first - at <= 4:
        word = words[at].lower
        for count in (3, 2, 1):
            cue = " ".join(w.lower for w in words[max(0, at - count + 1) : at + 1])
            if cue in _CUES and (cue not in _PREFIXES or all(w.lower in "-–" for w in words[at + 1 : first])):
                return _CUES[cue]
        if word == "from":
            return "since" if _opens(words, at) else "in"
        if word not in _PASSED_OVER:
            break
        at -= 1
    return "in"


def _is_attribute(words: Sequence[Word], first: int) -> bool:
    """ "after the 2008 war", "since its May election": the year or month tells which war, and the war bounds."""
    if words[first].lower in _DETERMINERS:
        first += 1
    elif not first or words[first - 1].lower not in _DETERMINERS:
        return False
    return first < len(words) and words[first].code in _ATTRIBUTES


def _opens(words: Sequence[Word], at: int) -> bool:
    """ "From 1776 France supplied …" opens a time; "a letter from 1776" and "dating from 1776" tell an origin."""
    return at == 0 or words[at - 1].lower in (",", ";", ".", "(", "and", "but") or words[at - 1].lower.endswith("ed")
