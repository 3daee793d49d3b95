"""Numbers as people write them: digits with separators, words, magnitudes and fractions, whatever the locale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extract import lexicon

from . import number_words
from .lexemes import Lexeme, glued
from .number_words import HYPHENS, SCALES

_TABLE = lexicon.table("numbers")
_SUFFIXES: dict[str, float] = _TABLE["suffixes"]
_LOOSE_SUFFIXES: dict[str, float] = _TABLE["loose_suffixes"]
GLYPHS: dict[str, float] = _TABLE["glyphs"]

_EXPONENT = re.compile(r"e\d{1,3}", re.IGNORECASE)
_YEARS = range(1000, 2101)
_MOST_MAGNITUDES = 3
"""One behind another: "5 hundred thousand million"."""
_MAX_DIGITS = 18
"""Longer runs of digits are identifiers."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at `line[first:last]`.

    `scaled`: a magnitude stands with it; `worded`: written in words; `bare_year`: four digits that may be a year;
    `share`: a fraction of something ("two-thirds", "1/3"); `halved`: "half", "quarter", that may scale a unit.
    """

    first: int
    last: int
    value: float
    raw: float
    worded: bool = False
    scaled: bool = False
    bare_year: bool = False
    share: bool = False


def read(line: Sequence[Lexeme], index: int, *, loose: bool = False) -> Numeral | None:
    """The number that begins at `index`, None where none does.

    `loose` takes the letters m, b, t and capital K, M, B for magnitudes ("$5m", "1.9m people").
    """
    if index >= len(line):
        return None
    if line[index].kind == "number":
        return _digits(line, index, loose)
    if line[index].kind == "word":
        return _words(line, index)
    glyph = GLYPHS.get(line[index].text)
    if glyph is not None:
        return _with_scale(line, Numeral(index, index + 1, glyph, glyph, share=True), loose)
    if line[index].text == "." and _begins_decimal(line, index):
        value = float("0." + line[index + 1].text)
        return _with_scale(line, Numeral(index, index + 2, value, value), loose)
    return None


def _begins_decimal(line: Sequence[Lexeme], index: int) -> bool:
    """For ".5": a stop that is glued to digits and to nothing before it."""
    return (
        index + 1 < len(line)
        and glued(line, index + 1)
        and line[index + 1].text.isdecimal()
        and len(line[index + 1].text) <= _MAX_DIGITS
        and not glued(line, index)
    )


def value_of(written: str) -> float | None:
    """What digits with separators mean; None for versions, lists and identifiers ("1.2.3", "1990,1991").

    The last separator decides: groups of three (or, in India, of two and then three) are thousands, anything else
    after a single mark is a decimal part.
    """
    if written.isdecimal():
        return float(written) if len(written) <= _MAX_DIGITS else None
    groups = re.split(r"\D", written)
    marks = [c for c in written if not c.isdecimal()]
    if len(written) - len(marks) > _MAX_DIGITS:
        return None
    head, last = groups[:-1], groups[-1]
    if len(set(marks)) == 1:
        mark = marks[0]
        if len(marks) == 1 and mark == ".":
            return float(f"{head[0]}.{last}")
        if _are_thousands(groups):
            return float("".join(groups))
        if len(marks) == 1 and mark == "," and len(last) < 3 and len(head[0]) <= 4:
            return float(f"{head[0]}.{last}")
        return None
    if len(set(marks[:-1])) == 1 and marks[-1] in ".," and _are_thousands(head):
        return float("".join(head) + "." + last)
    return None


def _are_thousands(groups: list[str]) -> bool:
    if not 1 <= len(groups[0]) <= 3 or len(groups) < 2 or groups[0] == "0":
        return False
    western = all(len(g) == 3 for g in groups[1:])
    indian = len(groups) > 2 and len(groups[-1]) == 3 and all(len(g) == 2 for g in groups[1:-1])
    return western or (indian and len(groups[0]) <= 2)


def _digits(line: Sequence[Lexeme], index: int, loose: bool) -> Numeral | None:
    written = line[index].text
    value = value_of(written)
    if value is None:
        return None
    last = index + 1
    year = len(written) == 4 and written.isdecimal() and int(written) in _YEARS
    if written.isdecimal() and len(written) <= 3 and not written.startswith("0"):
        value, last = _blank_groups(line, index, value)
    if last < len(line) and glued(line, last) and _EXPONENT.fullmatch(line[last].low + _after_sign(line, last)):
        return None
    number = Numeral(index, last, value, value, bare_year=year)
    number = _with_fraction(line, number)
    return _with_scale(line, number, loose)


def _after_sign(line: Sequence[Lexeme], index: int) -> str:
    """The digits glued after `index`: "e" and "14" of "4e14" are two lexemes."""
    return line[index + 1].text if glued(line, index + 1) and line[index + 1].kind == "number" else ""


def _blank_groups(line: Sequence[Lexeme], index: int, value: float) -> tuple[float, int]:
    """For "10 000" and "1 250 000": groups of three, one blank apart."""
    last = index + 1
    while (
        last < len(line)
        and line[last].start == line[last - 1].end + 1
        and len(line[last].text) == 3
        and line[last].text.isdecimal()
        and last - index < 5
    ):
        value = value * 1000 + int(line[last].text)
        last += 1
    return value, last


def _with_fraction(line: Sequence[Lexeme], number: Numeral) -> Numeral:
    """For "2½", "10 1/2", "1/3", "2 and a half"."""
    i = number.last
    whole = number.value.is_integer()
    if whole and i < len(line) and line[i].text in GLYPHS:
        value = number.value + GLYPHS[line[i].text]
        return replace(number, last=i + 1, value=value, raw=value, bare_year=False)
    if whole and number.last == number.first + 1:
        simple = _slashed(line, number.first)
        if simple is not None:
            return Numeral(number.first, simple[1], simple[0], simple[0], share=True)
        mixed = _slashed(line, i)
        if mixed is not None and not glued(line, i) and 0 < mixed[0] < 1:
            value = number.value + mixed[0]
            return replace(number, last=mixed[1], value=value, raw=value, bare_year=False)
    half = _and_a_half(line, i)
    if half:
        return replace(number, last=half, value=number.value + 0.5, raw=number.raw + 0.5, bare_year=False)
    return number


def _slashed(line: Sequence[Lexeme], index: int) -> tuple[float, int] | None:
    """For "1/3", "3 / 4": a proper fraction of small numbers; "9/11" and "24/7" are none."""
    if index + 2 >= len(line) or line[index + 1].text not in "/⁄":
        return None
    top, bottom = line[index].text, line[index + 2].text
    if not (top.isdecimal() and bottom.isdecimal() and len(top) <= 2 and len(bottom) <= 2):
        return None
    if int(bottom) in (2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64) and 0 < int(top) < int(bottom):
        follows_slash = index + 3 < len(line) and line[index + 3].text == "/"
        return None if follows_slash else (int(top) / int(bottom), index + 3)
    return None


def _and_a_half(line: Sequence[Lexeme], index: int) -> int:
    """The index behind "and a half" or "and half" at `index`, 0 where neither stands there."""
    words = [lexeme.low for lexeme in line[index : index + 3]]
    if words == ["and", "a", "half"]:
        return index + 3
    return index + 2 if words[:2] == ["and", "half"] and words[2:] not in (["of"], ["the"]) else 0


def _with_scale(line: Sequence[Lexeme], number: Numeral, loose: bool) -> Numeral:
    """The magnitudes after a number: "2.3 million", "700bn", "5 hundred thousand", "1-million"."""
    last, scale = number.last, 1.0
    for _ in range(_MOST_MAGNITUDES):
        if last >= len(line):
            break
        step = last + 1 if line[last].text in HYPHENS and glued(line, last) and last + 1 < len(line) else last
        if step > last and not glued(line, step):
            break
        word = line[step]
        factor = SCALES.get(word.low) if word.low != "dozen" or not number.scaled else None
        if factor is None:
            factor = _SUFFIXES.get(word.low) if step == last and (glued(line, last) or word.low != "mm") else None
            if factor is not None and (word.low in ("mm", "k") and not loose and word.text != "k"):
                factor = None
        if factor is None and loose and step == last:
            factor = _LOOSE_SUFFIXES.get(word.text)
        if factor is None:
            break
        scale, last = scale * factor, step + 1
    if last == number.last:
        return number
    return replace(number, last=last, value=_exact(number.value * scale), scaled=True, bare_year=False, share=False)


def _exact(value: float) -> float:
    """Without the noise that binary fractions leave: 4.1 times a trillion is 4.1 trillion."""
    return float(f"{value:.15g}")


def _words(line: Sequence[Lexeme], index: int) -> Numeral | None:
    part = number_words.fraction(line, index)
    if part is not None:
        last, value, magnified = part
        return Numeral(index, last, value, value, worded=True, scaled=magnified, share=not magnified)
    whole = number_words.cardinal(line, index)
    if whole is None:
        return None
    number = Numeral(index, whole[0], whole[1], whole[2], worded=True, scaled=whole[3])
    half = _and_a_half(line, number.last)
    if not half:
        return number
    scale = SCALES.get(line[number.last - 1].low, 1.0)  # "a million and a half"
    number = replace(number, last=half, value=number.value + 0.5 * scale, raw=number.raw + 0.5)
    return _with_scale(line, number, loose=False)
