"""Changes: which way a figure moved, and where it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.extract import lexicon
from pipelines.extract.model import Direction, Quantity

from .clauses import Place, climb, verb_of

_TABLE = lexicon.table("changes")
_UP = frozenset(_TABLE["up"])
_DOWN = frozenset(_TABLE["down"])
_ONLY_RATES = frozenset(_TABLE["only_with_rates"])
_NOUNS_UP = frozenset(_TABLE["nouns_up"])
_NOUNS_DOWN = frozenset(_TABLE["nouns_down"])
_NOUNS_ONLY_RATES = frozenset(_TABLE["nouns_only_with_rates"])
_ADVERBS_UP = frozenset(_TABLE["adverbs_up"])
_ADVERBS_DOWN = frozenset(_TABLE["adverbs_down"])
_RANGES = frozenset(_TABLE["ranges"])
_MOVES = frozenset(_TABLE["moves"])
_MOTION = frozenset(_TABLE["motion"])
_RATES = frozenset(["percent", "percentage_point", "basis_point"])
_LEVEL_PREPOSITIONS = frozenset(
    ["to", "at", "above", "below", "from", "with", "in", "for", "on", "after", "within", "over"]
)
_LONGEST_GAP = 60
"""Characters between the two ends of a change: "billion in the first quarter of 2019 to"."""
_TO = re.compile(r"^[^.;:!?()]{0,60}?\bto\s+(?:\w+\s+){0,2}$")
_UP_FROM = re.compile(r",?\s(?:up|down)\s+from\s+$")
_FROM = re.compile(r"^[^.;:!?()]{0,40}?\bfrom\s+(?:\w+\s+){0,2}$")


def direction(here: Place) -> Direction | None:
    """Which way the figure says something moved, None where it is a level or no change at all."""
    quantity = here.quantity
    if quantity.unit_kind in ("age", "temperature") and quantity.rule == "age":
        return None
    if quantity.rule == "multiplier":
        return _of_multiplier(here)
    if quantity.unit_kind == "duration":
        return None
    is_rate = quantity.unit_kind in _RATES or quantity.unit == "point" or quantity.unit == "fold"
    before = here.before()
    if before is not None and before.lower_ in _LEVEL_PREPOSITIONS and quantity.rule != "multiple":
        grows_at = before.lower_ == "at" and before.head.lemma_ in ("grow", "expand", "shrink", "contract")
        if not (grows_at and is_rate):
            return None
    if before is not None and before.lower_ in _ADVERBS_UP | _ADVERBS_DOWN and before.dep_ != "prt":
        return "up" if before.lower_ in _ADVERBS_UP else "down"
    return _by_noun(here, is_rate) or _by_verb(here, is_rate) or _by_comparison(here, is_rate)


def _of_multiplier(here: Place) -> Direction | None:
    if here.root.lemma_.lower() == "halve":
        return "down"
    verb = verb_of(here.root)
    heads = [*climb(here.root), *([verb] if verb is not None else [])]
    for head in heads:
        lemma = head.lemma_.lower()
        if lemma in _DOWN or lemma in _NOUNS_DOWN:
            return "down"
    return "up"


def _by_noun(here: Place, is_rate: bool) -> Direction | None:
    """For "an increase of 5 percent", "a 5 percent cut"."""
    nouns: list[Token] = []
    head = here.root.head
    if head.pos_ == "ADP" and head.lower_ in ("of", "by"):
        nouns.append(head.head)
    elif head.pos_ in ("NOUN", "PROPN") and head.i > here.root.i:
        nouns.append(head)
    after = here.after()
    if after is not None and after.pos_ == "NOUN":
        nouns.append(after)
    for noun in nouns:
        lemma = noun.lemma_.lower()
        if noun.pos_ not in ("NOUN", "PROPN") or (lemma in _NOUNS_ONLY_RATES and not is_rate):
            continue
        if lemma in _NOUNS_UP:
            return "up"
        if lemma in _NOUNS_DOWN:
            return "down"
    return None


def _by_verb(here: Place, is_rate: bool) -> Direction | None:
    """For "fell by 0.4 points", "rose 5 percent", "cut rates by a quarter point"; the object of "cut 500 jobs" too."""
    head = here.root.head
    preposition = None
    if head.pos_ == "ADP" or head.dep_ == "prep":
        preposition, head = head.lower_, head.head
    if head.pos_ not in ("VERB", "AUX") or (preposition is not None and preposition not in ("by", "at", "of")):
        return None
    if here.root.dep_ in ("nsubj", "nsubjpass", "csubj"):
        return None
    lemma = head.lemma_.lower()
    if lemma in _ONLY_RATES and here.quantity.unit_kind not in _RATES:
        return None
    if lemma in _MOTION and here.quantity.unit_kind == "measure" and preposition != "by":
        return None
    if lemma in ("lose", "gain", "shed") and _of_a_whole(here):
        return None
    counts_things = here.quantity.unit_kind == "count" and not is_rate
    if counts_things and preposition != "by":
        return None
    if lemma in _UP:
        return "up"
    return "down" if lemma in _DOWN else None


def _of_a_whole(here: Place) -> bool:
    after = here.after()
    return after is not None and after.lower_ == "of"


def _by_comparison(here: Place, is_rate: bool) -> Direction | None:
    """For "5 percent higher than a year ago", "20 percent more"."""
    after = here.after()
    if after is None or not is_rate:
        return None
    if after.lower_ in ("higher", "more", "larger", "greater", "faster"):
        return "up"
    return "down" if after.lower_ in ("lower", "less", "fewer", "smaller", "slower") else None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quantities that are the ends of one change or of one range: `start` and `end` in the order of time."""

    start: Quantity
    end: Quantity
    is_range: bool


def pair(first: Quantity, second: Quantity, here: Place, there: Place) -> Pair | None:
    """The change or range that two neighbouring quantities make: "from A to B", "to B from A"."""
    if not _same_unit(first.unit, second.unit) or first.unit_kind in ("age",) or first.value_high or second.value_high:
        return None
    text = here.parsed.text
    gap = text[first.end : second.start]
    if len(gap) > _LONGEST_GAP or here.sentence != there.sentence:
        return None
    before = here.before()
    opener = before.lower_ if before is not None else ""
    if opener == "from" and _TO.match(gap):
        is_range = _is_range(here)
        return Pair(first, second, is_range)
    if _UP_FROM.search(gap):
        return Pair(second, first, False)
    if opener in ("to", "at") and _FROM.match(gap) and _changes(here):
        return Pair(second, first, False)
    return None


def _same_unit(one: str, other: str) -> bool:
    """For "$80 a barrel, down from $95": what it is counted per need not be said twice."""
    return one == other or (one.split(" per ")[0] == other.split(" per ")[0] and (" per " in one) != (" per " in other))


def _is_range(here: Place) -> bool:
    """Whether "from A to B" names the ends of a spread: a verb of ranging, or no verb of change at all."""
    for head in climb(here.root):
        lemma = head.lemma_.lower()
        if lemma in _NOUNS_UP | _NOUNS_DOWN or (lemma in _UP | _DOWN and lemma not in _RANGES):
            return False
        if lemma in _MOVES:
            return False
        if lemma in _RANGES or head.lower_ in ("ranging", "aged", "between"):
            return True
    return verb_of(here.root) is None


def _changes(here: Place) -> bool:
    verb = verb_of(here.root)
    return verb is not None and verb.lemma_.lower() in _UP | _DOWN | _MOVES
