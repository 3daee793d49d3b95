"""What looks like a time expression and is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ..lexicon import words as word_list
from ..nlp import Parsed
from .readings import Length
from .syntax import Piece
from .words import CODE, OTHER, Word

_BEFORE_YEAR = word_list("date_refusals", "introduces_year")
_NUMBERED = word_list("date_refusals", "numbered_things")
_COUNTED = word_list("date_refusals", "counted")
_GAMES = word_list("date_refusals", "season_in_name")
_STREETS = word_list("date_refusals", "streets")
_OWNERS = word_list("date_refusals", "owners")
_CLOCK_AFTER = word_list("date_refusals", "introduces_clock")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The document that a phrase stands in; `before_christ` where most of its years are."""

    parsed: Parsed
    before_christ: bool = False

    def token(self, word: Word) -> Token | None:
        span = self.parsed.tokens(word.start, word.end)
        return span[0] if len(span) else None


def refused(rule: str, pieces: tuple[Piece, ...], words: Sequence[Word], around: Surroundings) -> bool:
    """Whether a match of `rule` is no time expression here."""
    first, last = pieces[0].first, pieces[-1].last
    before = words[first - 1] if first else None
    after = words[last + 1] if last + 1 < len(words) else None
    reading = pieces[0].reading
    if rule == "month" and first == last:
        return _is_other_month(words[first], before, after, around)
    if rule == "bare_year":
        return (
            not around.before_christ
            or before is None
            or before.lower not in _BEFORE_YEAR
            or _goes_on_with_noun(after, around)
            or _glued(words[first], before)
        )
    if rule in ("year", "years"):
        return _is_other_number(words, first, last, before, after, around, reading)
    if rule == "numbered_day":
        return before is None or before.lower not in _BEFORE_YEAR or _goes_on_with_noun(after, around)
    if rule == "numbered_year":
        return _goes_on_with_noun(after, around)
    if any(word.code == CODE["SEASON"] for word in words[first : last + 1]):
        return _is_other_season(words, first, last, before, after, around)
    if rule == "part_of_day":
        word = words[last]
        return word_is_capital(around, word) and word.start > around.parsed.sentence_at(word.start).start
    if rule == "holiday":
        return first == last and (before is None or before.lower not in _BEFORE_YEAR)
    if rule == "present":
        return before is None or before.code not in (CODE["DASH"], CODE["TO"])
    if rule == "vague":
        return words[last].value is None and not _is_point_in_story(words[first], before)
    if rule == "decade":
        return (before is not None and before.lower in _OWNERS) or _glued(words[first], before)
    if rule == "clock":
        return words[last].code == CODE["CLOCK"] and (before is None or before.lower not in _CLOCK_AFTER)
    if rule == "weekday":
        return False
    if isinstance(reading, Length):
        return _is_age_or_part(reading, before, after, words, last)
    return False


def _is_other_month(word: Word, before: Word | None, after: Word | None, around: Surroundings) -> bool:
    """ "May" the verb and the name, "April" the woman, "March" the demonstration."""
    token = around.token(word)
    if token is None:
        return False
    if before is not None and before.code in (CODE["IN"], CODE["LAST"], CODE["NEXT"], CODE["PART"], CODE["DASH"]):
        return False
    if word.lower == "may" and token.tag_ not in ("NNP", "NN"):
        return True
    if word.lower == "march" and before is not None and word_is_capital(around, before):
        return True
    if word.lower == "march" and after is not None and after.lower in ("to", "on", "through", "against"):
        return True
    if word.lower == "march" and token.tag_ in ("VB", "VBP", "VBD", "VBZ", "NN"):
        return True
    return token.ent_type_ == "PERSON"


def _is_other_number(
    words: Sequence[Word],
    first: int,
    last: int,
    before: Word | None,
    after: Word | None,
    around: Surroundings,
    reading: object,
) -> bool:
    """Four digits that count or number something: "1500 troops", "Flight 1549", "p. 1984"."""
    text, year = around.parsed.text, words[last]
    if words[first].code == CODE["SHORT"] and first == last:
        return before is None or before.lower not in _BEFORE_YEAR
    if first != last and words[first].code != CODE["YEAR"]:
        return False
    if before is not None:
        if before.lower in _NUMBERED:
            return True
        if before.code == CODE["STOP"] and first >= 2 and words[first - 2].lower in _NUMBERED:
            return True
        if _glued(words[first], before):
            return True
    if after is not None and after.lower == "+":
        return True
    if before is None or before.lower not in _BEFORE_YEAR:
        if not 1400 <= (year.value if isinstance(year.value, int) and year.code == CODE["YEAR"] else 1900) <= 2060:
            return True
        if any(w.lower in _STREETS for w in words[last + 1 : last + 4]):
            return True
    if text[year.end : year.end + 1] in ("/", "_", "=") or (
        text[year.end : year.end + 1] == "." and text[year.end + 1 : year.end + 2].isalnum()
    ):
        return True
    if after is not None and after.lower in _COUNTED:
        return before is None or before.lower not in _BEFORE_YEAR or before.lower == "of"
    if after is not None and after.code == OTHER and after.lower.isalpha() and text[year.end : year.end + 1] != "-":
        if before is not None and before.code in (CODE["THE"], CODE["POSS"]):
            return False
        if before is not None and before.lower in _BEFORE_YEAR:
            return False
        token = around.token(after)
        return token is not None and token.tag_ == "NNS"
    return False


def _glued(word: Word, before: Word | None) -> bool:
    """Part of a longer code or address: F-1990, file_1990, 978-1990."""
    return (
        before is not None
        and before.end == word.start
        and (
            before.lower in ("/", "_", "=", "#", ".", "@", "$", "£", "€")
            or (before.code == OTHER and before.lower.isalnum())
        )
    )


def _goes_on_with_noun(after: Word | None, around: Surroundings) -> bool:
    if after is None or not after.lower[0].isalpha():
        return False
    token = around.token(after)
    return token is not None and token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")


def _is_other_season(
    words: Sequence[Word], first: int, last: int, before: Word | None, after: Word | None, around: Surroundings
) -> bool:
    """ "Fall" the verb, "spring" the well, the season of "Winter Olympics"."""
    if after is not None and after.lower in _GAMES:
        return True
    word = next(w for w in words[first : last + 1] if w.code == CODE["SEASON"])
    if word.lower in ("falls", "springs"):
        return True
    if any(w.code in (CODE["YEAR"], CODE["PART"]) for w in words[first : last + 1]):
        return False
    if word.lower in ("fall", "spring"):
        token = around.token(word)
        if token is None or token.tag_ not in ("NN", "NNP"):
            return True
        if after is not None and after.code == CODE["OF"]:
            return True
        if word.lower == "fall" and first == last and (before is None or before.code not in (CODE["IN"], CODE["AND"])):
            return not word_is_capital(around, word)
    return False


def _is_point_in_story(word: Word, before: Word | None) -> bool:
    """ "By this time" places in time, "this time led by" counts."""
    return word.lower != "this" or (before is not None and (before.lower in _BEFORE_YEAR or before.lower == "at"))


def word_is_capital(around: Surroundings, word: Word) -> bool:
    return around.parsed.text[word.start].isupper()


def _is_age_or_part(reading: Length, before: Word | None, after: Word | None, words: Sequence[Word], last: int) -> bool:
    """ "five years old", "a 30-year-old", "aged three months", "three quarters of"."""
    follow = [w.lower for w in words[last + 1 : last + 3]]
    if follow[:1] == ["old"] or follow == ["of", "age"] or (follow[:1] and follow[0] in "-–" and follow[1:] == ["old"]):
        return True
    if before is not None and before.code == CODE["AGED"]:
        return True
    if reading.unit == "quarter":
        return after is None or after.code == CODE["OF"] or reading.count is None
    return reading.unit == "second" and reading.count is None
