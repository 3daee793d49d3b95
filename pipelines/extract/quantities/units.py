"""Units and currencies after (or, for money, before) a number, under one name each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extract import lexicon
from pipelines.extract.model import UnitKind

from .lexemes import Lexeme, Phrases
from .passage import Passage


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit under its canonical name."""

    name: str
    kind: UnitKind


_UNITS = lexicon.table("units")
_CURRENCIES = lexicon.table("currencies")
_MONEY_CUES = lexicon.words("counting", "money_cues")
_HEAT_CUES = lexicon.words("counting", "heat_cues")
_HYPHENS = frozenset("-‐‑–")
_POUND = Unit("pound", "measure")
_STERLING = Unit("GBP", "money")


def _unit_words() -> Iterator[tuple[str, Unit]]:
    for name, entry in _UNITS.items():
        unit = Unit(name, entry["kind"])
        for word in entry["words"]:
            yield word, unit
            if not word.endswith(("s", "'")):
                yield word + "s", unit
    for word in ("pound", "pounds"):
        yield word, _POUND


def _currency_names() -> Iterator[tuple[str, Unit]]:
    for code, entry in _CURRENCIES.items():
        for name in entry["names"]:
            yield name, Unit(code, "money")
        yield code, Unit(code, "money")


def _currency_signs(*, alphabetic: bool) -> Iterator[tuple[str, Unit]]:
    for code, entry in _CURRENCIES.items():
        for sign in entry["signs"]:
            if alphabetic == sign.replace(".", "").isalpha() and sign.isascii():
                yield (sign.upper() if alphabetic else sign), Unit(code, "money")
                if alphabetic and len(sign) <= 3:
                    yield sign.capitalize(), Unit(code, "money")
            elif not alphabetic and not sign.isascii():
                yield sign, Unit(code, "money")


_WORDS = Phrases(_unit_words())
_SYMBOLS = Phrases(
    ((symbol, Unit(name, entry["kind"])) for name, entry in _UNITS.items() for symbol in entry["symbols"]), exact=True
)
_APART = {symbol: Unit(name, entry["kind"]) for name, entry in _UNITS.items() for symbol in entry.get("apart", ())}
_NAMES = Phrases(_currency_names())
_LARGE_NAMES = Phrases(
    (name, Unit(code, "money")) for code, entry in _CURRENCIES.items() for name in entry.get("also", ())
)
_SIGNS = Phrases(_currency_signs(alphabetic=False))
_CODES = Phrases(_currency_signs(alphabetic=True), exact=True)

_RATE_WORDS = lexicon.words("counting", "counted_per")


def of_noun(name: str) -> Unit:
    """The unit that a counted noun names ("twenty working days" are days), else the noun as a count."""
    entry = _UNITS.get(name)
    return Unit(name, entry["kind"]) if entry is not None and name != "second" else Unit(name, "count")


def begins_sign(lexeme: Lexeme) -> bool:
    """Whether a currency sign or code may begin with the lexeme."""
    return _SIGNS.has_first(lexeme) or _CODES.has_first(lexeme)


def sign_before_number(passage: Passage, index: int) -> tuple[int, Unit] | None:
    """The currency sign or code at `index` ("$", "NZ $", "EUR"), with the index after it."""
    found = _SIGNS.starting_at(passage.line, index) or _CODES.starting_at(passage.line, index)
    if found is None:
        return None
    end, unit = found
    first = passage.line[index]
    single_letter = len(first.text) == 1 and first.text.isalpha()
    if single_letter and (not first.text.isupper() or not passage.glued(index + 1)):
        return None  # "a $4 million deal" is no A$
    if passage.glued(index) and passage.line[index - 1].kind == "word" and first.text.isalpha():
        return None
    return end, unit


def after(passage: Passage, index: int, value: float, *, worded: bool) -> tuple[int, Unit] | None:
    """The unit that begins at `index`, behind a hyphen or in brackets too, with the index after it.

    `value` and `worded` tell "5 million won" from "five won", and keep bare symbols away from number words.
    """
    line = passage.line
    i = index
    if i < len(line) and line[i].text in _HYPHENS and i + 1 < len(line) and line[i + 1].kind == "word":
        i += 1
    elif i + 2 < len(line) and line[i].text == "(" and line[i + 2].text == ")":
        found = _unit_at(passage, i + 1, value, worded)
        return (i + 3, found[1]) if found and found[0] == i + 2 else None
    found = _unit_at(passage, i, value, worded)
    if found is None:
        return None
    end, unit = found
    if unit.name == "degree" and worded_degree(passage, end) and not _is_angle_or_heat(passage, index, value):
        unit = Unit("degree", "count")
    if unit is _POUND and _is_sterling(passage, index, value):
        unit = _STERLING
    return rated(passage, end, unit)


def _unit_at(passage: Passage, index: int, value: float, worded: bool) -> tuple[int, Unit] | None:
    line = passage.line
    candidates = [_WORDS.starting_at(line, index), _NAMES.starting_at(line, index)]
    if value >= 1000:
        candidates.append(_LARGE_NAMES.starting_at(line, index))
    if not worded:
        candidates += [_SYMBOLS.starting_at(line, index), _SIGNS.starting_at(line, index)]
        if index < len(line) and line[index].text in _APART and _ends_phrase(passage, index + 1):
            candidates.append((index + 1, _APART[line[index].text]))
    found = [c for c in candidates if c is not None and not _goes_on(passage, c[0])]
    return max(found, key=lambda c: c[0]) if found else None


def _goes_on(passage: Passage, end: int) -> bool:
    """Whether letters or digits are glued to the unit: the "m" of "m3" and the "F" of "F-16" are no units."""
    if end >= len(passage.line) or not passage.glued(end):
        return False
    before, behind = passage.line[end - 1], passage.line[end]
    return behind.kind != "sign" and before.kind != "sign"


def _ends_phrase(passage: Passage, index: int) -> bool:
    """For "2 in." and "2 1/2 in thick" are inches; "2 in the hall" and "2 in May" are not."""
    after_it = passage.low(index)
    return after_it in ("", ".", ",", ";", ")", "thick", "wide", "long", "tall", "deep", "high", "x")


def worded_degree(passage: Passage, end: int) -> bool:
    return passage.low(end - 1).startswith("degree")


def _is_angle_or_heat(passage: Passage, index: int, value: float) -> bool:
    """Three degrees are academic ones, 30 degrees (or any in a sentence on the weather) are not."""
    return value >= 10 or any(token.lemma_.lower() in _HEAT_CUES for token in passage.around(index - 1))


def _is_sterling(passage: Passage, index: int, value: float) -> bool:
    """Bare pounds are money in millions, or in a sentence that talks of prices."""
    if value >= 1e6:
        return True
    near = passage.around(index - 1)
    return any(token.lower_ in _MONEY_CUES or token.lemma_.lower() in _MONEY_CUES for token in near)


def rated(passage: Passage, index: int, unit: Unit) -> tuple[int, Unit]:
    """The unit with what it is counted per: "barrels a day", "$80 a barrel", "tonnes per hectare", "W/min"."""
    line = passage.line
    i = index
    hyphened = i < len(line) and line[i].text in _HYPHENS and passage.low(i + 1) in ("a", "an", "per")
    if hyphened:
        i += 1
    word = passage.low(i)
    if word not in ("per", "a", "an", "each", "every", "/") or unit.kind in ("duration", "age", "percent"):
        return index, unit
    i += 1
    if i < len(line) and line[i].text in _HYPHENS:
        i += 1
    if i >= len(line) or line[i].kind != "word" or (word == "/" and not passage.glued(i)):
        return index, unit
    name = passage.low(i)
    if word in ("per", "/"):
        found = _WORDS.starting_at(line, i) or _SYMBOLS.starting_at(line, i)
        end, below = (found[0], found[1].name) if found else (i + 1, name)
        return end, Unit(f"{unit.name} per {below}", unit.kind)
    if name in _RATE_WORDS and passage.low(i + 1) not in ("earlier", "ago", "later", "before", "after", "from", "on"):
        found = _WORDS.starting_at(line, i)
        return i + 1, Unit(f"{unit.name} per {found[1].name if found else name}", unit.kind)
    return index, unit
