"""What looks like a time expression and is none: counts, names, ages, verbs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ..lexicon import words as word_list
from ..nlp import Parsed
from .readings import Length
from .syntax import Piece
from .words import CODE, OTHER, Word

_LIST = "date_refusals"
_BEFORE_YEAR = word_list(_LIST, "introduces_year")
_NUMBERED = word_list(_LIST, "numbered_things")
_COUNTED = word_list(_LIST, "counted")
_GAMES = word_list(_LIST, "season_in_name")
_OWNERS = word_list(_LIST, "owners")
_CLOCK_AFTER = word_list(_LIST, "introduces_clock")
_BEFORE_COUNTED = word_list(_LIST, "introduces_year_before_counted")
_COUNTERS = word_list(_LIST, "counters")
_COMPARED = word_list(_LIST, "compared")
_AFTER_YEAR_AND_DASH = word_list(_LIST, "after_year_and_dash")
_STREETS = word_list(_LIST, "streets")
_OF_TIME = frozenset({"during", "for", "since", "by", "from", "throughout"})
_BOUND_PREFIXES = frozenset({"pre", "post", "mid"})
_DETERMINERS = frozenset(CODE[name] for name in ("THE", "POSS", "ART", "THIS", "THAT"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The document that a phrase stands in; `before_christ` where most of its years are."""

    parsed: Parsed
    before_christ: bool = False

    def token(self, word: Word | None) -> Token | None:
        """The spaCy token of a word, None where there is no word."""
        if word is None:
            return None
        span = self.parsed.tokens(word.start, word.end)
        return span[0] if len(span) else None

    def is_capital(self, word: Word) -> bool:
        return self.parsed.text[word.start].isupper()

    def opens_sentence(self, word: Word) -> bool:
        return self.parsed.sentence_at(word.start).start == word.start


@dataclass(frozen=True, slots=True)
class Place:
    """A match where it stands: the paragraph's words, its first and last one, the document."""

    words: Sequence[Word]
    first: int
    last: int
    around: Surroundings

    def word(self, offset: int) -> Word | None:
        """The word so many places before the match (negative) or after it (positive)."""
        at = self.first + offset if offset < 0 else self.last + offset
        return self.words[at] if 0 <= at < len(self.words) else None

    @property
    def before(self) -> Word | None:
        return self.word(-1)

    @property
    def after(self) -> Word | None:
        return self.word(1)

    def follows(self, *names: str) -> bool:
        """Whether the word before is of one of these classes."""
        return self.before is not None and self.before.code in {CODE[name] for name in names}

    def licensed(self) -> bool:
        """Whether the word before may introduce a year or day ("in", "since", a comma)."""
        before, two = self.before, self.word(-2)
        if before is not None and before.code == CODE["STOP"] and two is not None:
            return two.lower in _BEFORE_YEAR
        return before is not None and before.lower in _BEFORE_YEAR

    def in_year_range(self) -> bool:
        """Whether a dash ties the match to another year."""
        two, after, then = self.word(-2), self.after, self.word(2)
        ahead = after is not None and after.code == CODE["DASH"] and then is not None and then.code == CODE["YEAR"]
        return ahead or (self.follows("DASH") and two is not None and two.code == CODE["YEAR"])

    def is_measure(self) -> bool:
        """ "the 1800-metre peak", but "the 1950-born son"; "n = 1990", "§ 1983"."""
        dash, noun = self.after, self.word(2)
        if self.before is not None and self.before.lower in tuple("=<>≤≥±×§№#"):
            return True
        if dash is None or noun is None or dash.code != CODE["DASH"] or noun.code != OTHER or noun.start != dash.end:
            return False
        return noun.lower[0].islower() and noun.lower not in _AFTER_YEAR_AND_DASH and not self.around.is_capital(noun)

    def goes_on_with_noun(self) -> bool:
        token = self.around.token(self.after) if self.after and self.after.lower[0].isalpha() else None
        return token is not None and token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")

    def glued(self) -> bool:
        """Part of a longer code or address: F-1990, file_1990, 978-1990."""
        before = self.before
        if before is None or before.end != self.words[self.first].start:
            return False
        if before.code == CODE["DASH"]:
            two = self.word(-2)
            digits = two is not None and two.code in (CODE["NUM"], CODE["BIG"], OTHER) and two.lower[-1].isdigit()
            return digits and two is not None and two.end == before.start
        return before.lower in tuple("/_=#.@$£€") or (before.code == OTHER and before.lower.isalnum())


def refused(rule: str, pieces: tuple[Piece, ...], words: Sequence[Word], around: Surroundings) -> bool:
    """Whether a match of `rule` is no time expression here."""
    place = Place(words, pieces[0].first, pieces[-1].last, around)
    if any(word.code == CODE["SEASON"] for word in words[place.first : place.last + 1]):
        return _is_other_season(place)
    if isinstance(pieces[0].reading, Length):
        return _is_age(place) or _is_share(place, pieces[0].reading)
    return rule in _BY_RULE and _BY_RULE[rule](place)


def _is_other_month(place: Place) -> bool:
    """ "May" the verb, "April" the woman, "March" the demonstration."""
    if place.first != place.last:
        return False
    word, before, after, around = place.words[place.first], place.before, place.after, place.around
    if place.follows("IN", "LAST", "NEXT", "PART", "DASH", "EVERY"):
        return False
    token = around.token(word)
    if token is None:
        return False
    if word.lower == "may" and token.tag_ not in ("NNP", "NN"):
        return True
    if word.lower == "march" and (
        token.tag_ in ("VB", "VBP", "VBD", "VBZ", "NN")
        or (before is not None and around.is_capital(before))
        or (after is not None and after.lower in ("to", "on", "through", "against") and not place.licensed())
    ):
        return True
    named = after is not None and after.code == OTHER and around.is_capital(after) and token.dep_ == "compound"
    return token.ent_type_ == "PERSON" or (named and not _is_determined(place))


def _is_determined(place: Place) -> bool:
    """Whether an article, a possessive or an adjective stands before: "the costly August battles"."""
    if place.before is None or place.before.code in _DETERMINERS:
        return place.before is not None
    token = place.around.token(place.before)
    return token is not None and token.pos_ in ("ADJ", "DET", "PRON", "PART")


def _is_other_year(place: Place) -> bool:
    """Four digits that count or number something: "1500 troops", "Flight 1549", "p. 1984"."""
    first, year, after, before = place.words[place.first], place.words[place.last], place.after, place.before
    text = place.around.parsed.text
    if first.code == CODE["SHORT"] and place.first == place.last:
        return not place.licensed()
    if place.first != place.last and first.code != CODE["YEAR"]:
        return False
    if _numbers_a_thing(place) or place.glued():
        return True
    if place.is_measure():
        return True
    if not (place.licensed() or place.in_year_range()):
        plausible = not isinstance(year.value, int) or year.code != CODE["YEAR"] or 1400 <= year.value <= 2060
        follow = place.words[place.last + 1 : place.last + 4]
        if not plausible or any(word.lower in _STREETS for word in follow):
            return True
    mark, then = text[year.end : year.end + 1], text[year.end + 1 : year.end + 5]
    if mark in ("_", "=") or (mark == "/" and not then.isdigit()) or (mark == "." and then[:1].isalnum()):
        return True
    if after is None or after.lower == "+":
        return after is not None
    if after.lower in _COUNTED:
        return before is None or before.lower not in _BEFORE_COUNTED
    if after.code != OTHER or not after.lower.isalpha() or place.licensed() or place.follows("THE", "POSS"):
        return False
    token, two = place.around.token(after), place.word(-2)
    bound = place.follows("DASH") and two is not None and two.lower in _BOUND_PREFIXES
    return token is not None and token.tag_ == "NNS" and not bound


def _numbers_a_thing(place: Place) -> bool:
    before, two = place.before, place.word(-2)
    if before is None:
        return False
    if before.lower in _COUNTERS or (before.lower == "than" and two is not None and two.lower in _COMPARED):
        return True
    if before.code == CODE["DASH"] and two is not None and two.code == CODE["YEAR"]:
        earlier = {w.lower for w in (place.word(-3), place.word(-4)) if w is not None}
        return bool(earlier & {"p", "pp", "page", "pages", "lines", "nos"})
    in_a_row = before.code in (CODE["NUM"], CODE["BIG"]) or (before.code == OTHER and before.lower.isdigit())
    by_name = before.lower in _NUMBERED or (before.code == CODE["STOP"] and two is not None and two.lower in _NUMBERED)
    return in_a_row or by_name


def _is_other_bare_year(place: Place) -> bool:
    """A number of three digits is a year among years before Christ, and in "In 866, they came"."""
    before, after = place.before, place.after
    opens = before is not None and before.code == CODE["IN"] and place.around.opens_sentence(before)
    known = (place.around.before_christ and place.licensed()) or (opens and after is not None and after.lower == ",")
    return not known or place.goes_on_with_noun() or place.glued()


def _is_other_day(place: Place) -> bool:
    """ "the 6th floor", "the 20-minute talk", "the 6th to the 12th week"."""
    after = place.after
    named = place.words[place.first].code == CODE["WEEKDAY"]
    if not (named or place.licensed()) or place.goes_on_with_noun():
        return True
    return after is not None and (after.code == CODE["DASH"] or after.code == CODE["TO"])


def _is_other_quarter(place: Place) -> bool:
    """Of a match, of a town: a quarter of the year stands behind a preposition and before no noun."""
    return (not place.follows("IN", "TO") and not (place.before is not None and place.before.lower in _OF_TIME)) or (
        place.goes_on_with_noun()
    )


def _is_other_season(place: Place) -> bool:
    """ "Fall" the verb, "spring" the well, the season of "Winter Olympics"."""
    inside = place.words[place.first : place.last + 1]
    word = next(w for w in inside if w.code == CODE["SEASON"])
    before, after, around = place.before, place.after, place.around
    if (after is not None and after.lower in _GAMES) or word.lower in ("falls", "springs"):
        return True
    if any(w.code in (CODE["YEAR"], CODE["PART"]) for w in inside):
        return False
    if around.is_capital(word) and before is not None and around.is_capital(before) and place.first == place.last:
        return not around.opens_sentence(before)
    if word.lower not in ("fall", "spring"):
        return False
    token = around.token(word)
    if token is None or token.tag_ not in ("NN", "NNP") or (after is not None and after.code == CODE["OF"]):
        return True
    lone_fall = word.lower == "fall" and place.first == place.last
    return lone_fall and not (place.follows("IN", "AND") or around.is_capital(word))


def _is_other_decade(place: Place) -> bool:
    """Somebody's age ("in her 80s"), a model ("KC-30s"), degrees ("in the 30s °F")."""
    two, after = place.word(-2), place.after
    model = place.follows("DASH") and two is not None and two.end == place.words[place.first - 1].start
    if model and two is not None and two.code == OTHER and two.lower not in _BOUND_PREFIXES:
        return True
    if after is not None and after.lower in ("°", "º", "degrees", "percent", "%"):
        return True
    owner = two if place.follows("PART") else place.before
    return place.glued() or (owner is not None and owner.lower in _OWNERS)


def _is_other_clock(place: Place) -> bool:
    """A score, a verse, a ratio: hours and minutes need a preposition or a.m. and p.m."""
    bare = place.words[place.last].code == CODE["CLOCK"]
    if place.after is not None and place.after.code == CODE["DASH"]:
        return False
    if place.follows("YEAR", "MONTH", "WEEKDAY") or (place.after is not None and place.after.lower in ("utc", "gmt")):
        return False
    return bare and (place.before is None or place.before.lower not in _CLOCK_AFTER)


def _is_other_part_of_day(place: Place) -> bool:
    """ "Operation Red Dawn"."""
    word = place.words[place.last]
    return place.around.is_capital(word) and not place.around.opens_sentence(word)


def _is_other_holiday(place: Place) -> bool:
    return place.first == place.last and not place.licensed()


def _is_no_point_in_story(place: Place) -> bool:
    """ "By this time" places in time, "this time led by another" counts."""
    word = place.words[place.first]
    if word.lower != "this":
        return False
    return not (place.licensed() or (place.before is not None and place.before.lower == "at"))


def _is_other_present(place: Place) -> bool:
    """ "present" is a time only as the end of a range."""
    return not place.follows("DASH", "TO")


def _is_age(place: Place) -> bool:
    """ "five years old", "a 30-year-old", "aged three months", "at the age of nine years"."""
    follow = [w.lower for w in place.words[place.last + 1 : place.last + 3]]
    two = place.word(-2)
    if follow[:1] == ["old"] or follow == ["of", "age"] or (follow[1:] == ["old"] and follow[0] in ("-", "–")):
        return True
    return place.follows("AGED") or (place.follows("OF") and two is not None and two.code == CODE["AGED"])


def _is_share(place: Place, reading: Length) -> bool:
    """ "three quarters of", "seconds the motion"."""
    if reading.unit == "quarter":
        return place.after is None or place.after.code == CODE["OF"] or reading.count is None or place.follows("OF")
    return reading.unit == "second" and reading.count is None


_BY_RULE: dict[str, Callable[[Place], bool]] = {
    "month": _is_other_month,
    "year": _is_other_year,
    "years": _is_other_year,
    "bare_year": _is_other_bare_year,
    "old_year": Place.goes_on_with_noun,
    "numbered_day": _is_other_day,
    "bare_quarter": _is_other_quarter,
    "numbered_year": Place.goes_on_with_noun,
    "decade": _is_other_decade,
    "clock": _is_other_clock,
    "part_of_day": _is_other_part_of_day,
    "holiday": _is_other_holiday,
    "vague": _is_no_point_in_story,
    "present": _is_other_present,
}
