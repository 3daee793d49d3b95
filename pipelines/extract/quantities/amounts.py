"""Amounts that are no plain number with a unit: shares, vague plurals, multipliers."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.extract import lexicon
from pipelines.extract.model import UnitKind

from . import bounds, counted, numerals, units
from .lexemes import Lexeme, Phrases
from .passage import Passage

_TABLE = lexicon.table("numbers")
_VAGUE: Phrases[list[float]] = Phrases(_TABLE["vague"])
_MULTIPLYING: dict[str, float] = _TABLE["multiplying_verbs"]
_SCALES: dict[str, float] = _TABLE["scales"]
_FOLDS: dict[str, float] = _TABLE["folds"]
_TIMES: dict[str, float] = _TABLE["times"]
_ORDINALS: dict[str, int] = {k: v for k, v in _TABLE["fractions"].items() if not k.endswith("s") and v > 2}
_COMPARED = frozenset(_TABLE["compared"])
_HYPHENS = frozenset("-‐‑–")
_PARTS = frozenset(
    ["first", "second", "other", "latter", "former", "in", "final", "last", "next", "better", "top", "bottom"]
)
"""Before "half" or "third" of a match, a book, a country: an ordinal part and no share."""
_RATIO_CUES = frozenset(["ratio", "odds", "outnumber", "margin", "majority", "favour", "favor"])
_BEFORE_CHANGES = frozenset(["by", "to", "from", "than", "at"])
_VERBS = lexicon.table("changes")
_CHANGES = frozenset(
    _VERBS["up"] + _VERBS["down"] + _VERBS["nouns_up"] + _VERBS["nouns_down"] + ["change", "stand", "be"]
)
_MOST_THINGS = 3
"""Words that name the things of which so many are taken: "four young women in five"."""
_MOST_HEADS = 4
"""Steps from the preposition up to the verb or noun of change."""
_ROUND = (10.0, 100.0, 1000.0, 1e4, 1e5, 1e6)


_STEMS = tuple(lemma.removesuffix("e") for lemma in _MULTIPLYING)
"""What all forms of a multiplying verb begin with: "doubl", "halv"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at `line[first:last]`: the number itself ends at `number_last`."""

    first: int
    last: int
    number_last: int
    value: float
    high: float | None
    unit: str
    kind: UnitKind
    rule: str


def may_begin(lexeme: Lexeme) -> bool:
    """Whether a word may begin an amount that begins with no number."""
    word = lexeme.low
    return word == "every" or word in _FOLDS or word in _TIMES or _VAGUE.has_first(lexeme) or word.startswith(_STEMS)


def read(passage: Passage, index: int) -> Amount | None:
    """The share, vague amount or multiplier that begins at `index`."""
    if passage.line[index].kind == "sign" and passage.line[index].text not in numerals.GLYPHS:
        return None
    return (
        _ratio(passage, index)
        or _vague(passage, index)
        or _multiplier(passage, index)
        or _one_in(passage, index)
        or _things_in(passage, index)
        or _share(passage, index)
    )


def _one_in(passage: Passage, index: int) -> Amount | None:
    """For "one in three visits", "3 out of 5", "nine in ten", "every tenth child"."""
    if passage.low(index) == "every" and passage.low(index + 1) in _ORDINALS:
        following = passage.low(index + 2)
        if following in ("", "day", "week", "month", "year", "night", "time", "hour"):
            return None
        value = 100 / _ORDINALS[passage.low(index + 1)]
        return Amount(index, index + 2, index + 2, value, None, "percent", "percent", "one_in_n")
    part = passage.number(index)
    if part is None or part.share or part.scaled or not 1 <= part.value <= 99:
        return None
    i = part.last
    if passage.low(i) == "in":
        out_of, i = False, i + 1
    elif passage.low(i) == "out" and passage.low(i + 1) == "of":
        out_of, i = True, i + 2
    else:
        return None
    if passage.low(i) in ("every", "each"):
        out_of, i = True, i + 1
    whole = passage.number(i)
    if whole is None or whole.share or whole.bare_year or not part.value < whole.value:
        return None
    if not (part.value == 1 or whole.value in _ROUND or (out_of and whole.value <= 20)):
        return None
    if not out_of and units.after(passage, whole.last, whole.value, worded=True):
        return None  # "one in two days"
    value = 100 * part.value / whole.value
    return Amount(index, whole.last, whole.last, value, None, "percent", "percent", "one_in_n")


def _things_in(passage: Passage, index: int) -> Amount | None:
    """For "four barrels in five", "one child in three": the things stand behind the first number, none behind the
    second ("two goals in three games", "one case in 2020")."""
    part = passage.number(index)
    if part is None or part.share or part.scaled or not 1 <= part.value <= 99 or not part.value.is_integer():
        return None
    i = part.last
    while i < min(len(passage.line), part.last + _MOST_THINGS) and passage.token(i).pos_ in ("NOUN", "ADJ"):
        i += 1
    things = passage.token(i - 1)
    if i == part.last or things.pos_ != "NOUN" or counted.is_plural(things) != (part.value > 1):
        return None
    if passage.low(i) == "out" and passage.low(i + 1) == "of":
        i += 1
    elif passage.low(i) != "in":
        return None
    i += 2 if passage.low(i + 1) in ("every", "each") else 1
    whole = passage.number(i)
    if whole is None or whole.share or whole.scaled or whole.bare_year or not part.value < whole.value <= 1000:
        return None
    if whole.worded != part.worded and part.value == 1:
        return None  # "one goal in 34" is no share
    behind = passage.token(whole.last) if whole.last < len(passage.line) else None
    if behind is not None and behind.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "SYM", "DET"):
        return None
    if units.after(passage, whole.last, whole.value, worded=True):
        return None
    value = 100 * part.value / whole.value
    return Amount(index, whole.last, part.last, value, None, "percent", "percent", "one_in_n")


def _ratio(passage: Passage, index: int) -> Amount | None:
    """For "outnumbered three to one", "a 10-to-1 majority": so many for one."""
    number = passage.number(index)
    if number is None or number.share or number.value <= 1:
        return None
    i = number.last
    hyphened = passage.low(i) in _HYPHENS
    if not hyphened and passage.low(i) != "to":
        return None
    words = [passage.low(i + k) for k in range(4)]
    one = words[3] if hyphened and words[1] == "to" and words[2] in _HYPHENS else words[1] if words[0] == "to" else ""
    end = i + 4 if hyphened else i + 2
    if one not in ("one", "1"):
        return None
    if not hyphened and not any(token.lemma_.lower() in _RATIO_CUES for token in passage.around(index)):
        return None
    return Amount(index, end, end, number.value, None, "to one", "ratio", "ratio")


def _share(passage: Passage, index: int) -> Amount | None:
    """For "two-thirds of lawmakers", "half the population", "a quarter were women", "half as much"."""
    number = passage.number(index)
    if number is None or not number.share or not 0 < number.value < 1:
        return None
    if passage.low(index) == "quarter":
        return None  # a district, or three months
    before, behind = passage.low(index - 1), passage.low(number.last)
    if before in _PARTS or (
        index and passage.token(index - 1).pos_ == "ADJ" and not bounds.ends_before(passage, index)
    ):
        return None
    if behind in _HYPHENS and passage.glued(number.last):
        return None
    token = passage.token(number.last - 1)
    taken = behind in ("of", "as") or (
        behind in ("the", "all", "that", "its", "their", "our", "his", "her") and _is_half(passage, index)
    )
    stands_alone = token.dep_ in ("nsubj", "nsubjpass") and behind not in _HYPHENS
    majority = behind in ("majority", "stake", "share", "interest", "owned")
    halved = (
        _is_half(passage, index) and number.last < len(passage.line) and counted.is_plural(passage.token(number.last))
    )
    if not (taken or stands_alone or majority or halved or _is_amount(passage, index, number.last)):
        return None
    if behind == "as" and passage.low(number.last + 1) not in (
        "much",
        "many",
        "large",
        "big",
        "likely",
        "high",
        "long",
    ):
        return None
    return Amount(index, number.last, number.last, 100 * number.value, None, "percent", "percent", "share")


def _is_amount(passage: Passage, index: int, last: int) -> bool:
    """For "fell by a third", "from a half to a quarter", "was less than one fifth": a fraction that no noun follows."""
    if last < len(passage.line) and passage.line[last].kind == "word":
        behind = passage.token(last)
        if behind.pos_ not in ("ADP", "SCONJ", "CCONJ", "ADV", "AUX", "VERB") or passage.low(last) in ("way", "of"):
            return False
    bounded = bounds.ends_before(passage, index)
    opening = bounded[0] - 1 if bounded else index - 1
    token = passage.token(last - 1)
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        return True
    if passage.low(opening) not in _BEFORE_CHANGES:
        return False
    verbs = [passage.token(opening), *passage.token(opening).ancestors][:_MOST_HEADS]
    return any(head.lemma_.lower() in _CHANGES for head in verbs)


def _is_half(passage: Passage, index: int) -> bool:
    return passage.low(index) == "half"


def _vague(passage: Passage, index: int) -> Amount | None:
    """For "dozens of drones", "tens of thousands of people", "thousands to the event", "several hundred men"."""
    found = _VAGUE.starting_at(passage.line, index)
    if found is None or (index and passage.number(index - 1) is not None and passage.low(index - 1) != "a"):
        return None
    end, (low, high) = found
    while passage.low(end) in _SCALES and _SCALES[passage.low(end)] >= 1000:
        low, high, end = low * _SCALES[passage.low(end)], high * _SCALES[passage.low(end)], end + 1
    of = passage.low(end) == "of"
    i = end + 1 if of else end
    unit = units.after(passage, i, low, worded=True)
    if unit is not None:
        return Amount(index, unit[0], end, low, high, unit[1].name, unit[1].kind, "vague")
    noun = counted.noun_after(passage, i, low) if of or passage.low(end - 1)[-1:] != "s" else None
    if noun is not None:
        return Amount(index, noun.last, end, low, high, noun.unit, "count", "vague")
    if counted.people_around(passage, index, end, vague=True) or (
        passage.token(index).dep_ in ("nsubj", "nsubjpass") and not of
    ):
        return Amount(index, end, end, low, high, "people", "count", "vague")
    return None


def _multiplier(passage: Passage, index: int) -> Amount | None:
    """For "doubled", "18-fold", "twice as many", "three times the size"; "denied visas twice" counts occasions."""
    word, token = passage.low(index), passage.token(index)
    if token.lemma_.lower() in _MULTIPLYING and word not in _FOLDS:
        value = _MULTIPLYING[token.lemma_.lower()]
        changes = token.pos_ == "VERB" and passage.low(index + 1) not in (
            "down",
            "as",
            "up",
            "-",
            "back",
            "over",
            "agent",
        )
        compares = passage.low(index + 1) in ("the", "that", "what") and word in ("double", "triple", "quadruple")
        return _fold(index, index + 1, value, "multiplier") if changes or compares else None
    if word in _FOLDS:
        return _fold(index, index + 1, _FOLDS[word], "multiplier")
    if word in _TIMES:
        return _times(passage, index, index + 1, _TIMES[word])
    number = passage.number(index)
    if number is None or number.bare_year:
        return None
    i = number.last + 1 if passage.low(number.last) in _HYPHENS else number.last
    if passage.low(i) in ("fold", "folds"):
        return _fold(index, i + 1, number.value, "multiplier")
    if passage.low(number.last) in ("times", "x") and passage.low(number.last + 1) in _COMPARED:
        return _fold(index, number.last + 1, number.value, "multiple")
    return None


def _fold(first: int, last: int, value: float, rule: str) -> Amount:
    return Amount(first, last, last, value, None, "fold", "ratio", rule)


def _times(passage: Passage, first: int, last: int, value: float) -> Amount:
    if passage.low(last) in _COMPARED and passage.low(last) not in ("that", "his", "her"):
        return _fold(first, last, value, "multiple")
    end, unit = units.rated(passage, last, units.Unit("time", "count"))
    return Amount(first, end, last, value, None, unit.name, "count", "occasions")
