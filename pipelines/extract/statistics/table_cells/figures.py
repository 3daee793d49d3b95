"""A cell as a figure: the whole of its text is a number with its sign, bound, magnitude and unit, or it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.extract import lexicon
from pipelines.extract.model import Comparator

from .headings import Unit, unit_of

_TABLES = lexicon.table("tables")
_NOTHING = frozenset(_TABLES["nothing"])
_NO_FIGURE = re.compile(r"[\W_]*")
_FLAGS = "".join(_TABLES["flags"])

_MINUS = "-−–‒"
_NUMBER = re.compile(
    r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,2}(?:,\d\d){1,4},\d{3}|\d{1,3}(?: \d{3}){1,5}|\d{1,3}(?:['’]\d{3}){1,5}|\d{1,15})"
    r"(?:\.\d{1,9})?|\.\d{1,9}"
)
"""Thousands as English, India, France (and ISO 31-0) and Switzerland part them; a comma is never a decimal mark."""

_COMPARATORS: dict[str, Comparator] = {
    "<": "<", ">": ">", "≤": "<=", "≥": ">=", "<=": "<=", ">=": ">=", "~": "~", "≈": "~", "c.": "~", "ca.": "~",
    "circa": "~", "about": "~", "approx.": "~", "around": "~", "nearly": "~", "over": ">", "more than": ">",
    "above": ">", "at least": ">=", "up to": "<=", "under": "<", "less than": "<", "below": "<",
}  # fmt: skip
_BOUND = re.compile(
    rf"(?:[<>]=?|[≤≥~≈]|(?:{'|'.join(map(re.escape, (w for w in _COMPARATORS if w[0].isalpha())))})(?= |\d)) ?",
    re.IGNORECASE,
)
_SIGN = re.compile(rf"[{_MINUS}+] ?")
_CURRENCY = re.compile(r"(?:[A-Z]{1,3} ?)?[^\w\s.,()<>≤≥~≈+\-−–‒±'’%‰°]{1,2} ?|[A-Z]{3} ?|(?:Rs|rs)\.? ?")
_RANGE = re.compile(r" ?(?P<dash>[-–—‒]| to ) ?")
_FOOTNOTE = re.compile(
    rf"(?<=[\d%)]) ?(?:[¹²³⁴-⁹⁰ᵃ-ᶠ*†‡§#]{{1,3}}|\[[\w]{{1,2}}\]|(?<=\d)[{_FLAGS}]|(?<= )[{_FLAGS}])$"
)
_NOTE = re.compile(r"\([\dA-Za-z]{1,2}\)")
_SHARE = re.compile(r"(?P<first>[^()]{1,60}?) ?\((?P<second>[^()]{1,30}%)\)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at `text[start:end]` of its cell. `in_brackets` marks "(3.1)", which is how accounts write minus 3.1."""

    start: int
    end: int
    value: float
    high: float | None
    comparator: Comparator
    unit: Unit | None
    signed: bool = False
    in_brackets: bool = False
    plain: bool = False
    """Digits and nothing else: what a year, a rank or a code looks like."""


def says_nothing(text: str) -> bool:
    """Whether a cell says that there is no figure ("n/a", "–", "..")."""
    return text.lower() in _NOTHING or _NO_FIGURE.fullmatch(text) is not None


def figures(text: str) -> tuple[Figure, ...]:
    """The figures that a cell is and nothing else; two where a share stands behind a number ("1,250 (12 %)")."""
    if len(text) > 100 or not any(character.isdigit() for character in text) or _NOTE.fullmatch(text):
        return ()
    one = _figure(text, 0, len(text))
    if one is not None:
        return (one,)
    both = _SHARE.fullmatch(text)
    if both is None:
        return ()
    first, second = _figure(text, *both.span("first")), _figure(text, *both.span("second"))
    return (first, second) if first is not None and second is not None else ()


def has_decimal_comma(text: str) -> bool:
    """Whether a number is written so that its comma can only be a decimal mark ("4,2")."""
    return re.search(r"\d,(?:\d{1,2}|\d{4,})(?![\d,])", text) is not None and re.search(r"\d,\d{3}", text) is None


def _figure(text: str, start: int, end: int) -> Figure | None:
    written = text[start:end]
    note = _FOOTNOTE.search(written)
    if note is not None:
        end = start + note.start()
    at, brackets = start, False
    if text[start:end].startswith("(") and text[start:end].endswith(")"):
        brackets, at, end_inner = True, start + 1, end - 1
    else:
        end_inner = end
    bound = _BOUND.match(text, at, end_inner)
    comparator: Comparator = "="
    if bound is not None:
        comparator = _COMPARATORS[bound.group().strip().lower()]
        at = bound.end()
    sign = _SIGN.match(text, at, end_inner)
    at = sign.end() if sign is not None else at
    unit: Unit | None = None
    currency = _CURRENCY.match(text, at, end_inner)
    if currency is not None:
        unit = unit_of(currency.group().strip())
        if unit is None or unit.kind != "money":
            return None
        at = currency.end()
        if sign is None and (sign := _SIGN.match(text, at, end_inner)) is not None:
            at = sign.end()
    number = _NUMBER.match(text, at, end_inner)
    if number is None:
        return None
    value = _value(number.group())
    at = number.end()
    high: float | None = None
    spread = _RANGE.match(text, at, end_inner)
    if spread is not None:
        second = _NUMBER.match(text, spread.end(), end_inner)
        if second is None:
            return None
        high, at = _value(second.group()), second.end()
        loose = spread["dash"] == "-" and "." not in text[number.start() : at]
        if value is None or high is None or high <= value or (loose and at == end_inner):
            return None  # "3-1" is a score, "12-34" a code
    if value is None:
        return None
    if text[at:end_inner].startswith("+"):
        comparator, at = ">=", at + 1
    rest = text[at:end_inner].strip()
    if rest:
        behind = _unit_behind(rest, unit)
        if behind is None:
            return None
        unit = behind
    negative = brackets or (sign is not None and sign.group()[0] in _MINUS)
    if negative and high is not None:
        return None
    plain = not rest and unit is None and text[start:end].isdecimal()
    scale = unit.scale if unit is not None else 1.0
    return Figure(
        start,
        end,
        scaled(-value if negative else value, scale),
        scaled(high, scale) if high is not None else None,
        comparator if high is None else "=",
        unit,
        sign is not None,
        brackets,
        plain,
    )


def _value(written: str) -> float | None:
    """The number; None for a code that begins with a nought."""
    if written[0] == "0" and written[1:2].isdecimal():
        return None
    return float(re.sub(r"[ ,'’]", "", written))


def scaled(value: float, scale: float) -> float:
    """`value` times `scale`, free of the noise of binary fractions: 4.2 thousand is 4200."""
    return float(f"{value * scale:.12g}")


def _unit_behind(rest: str, before: Unit | None) -> Unit | None:
    """The unit with what stands behind the number: a magnitude ("$3.4 bn", "5m"), a unit, or both."""
    if before is None:
        return unit_of(rest)
    stated = unit_of(f"{rest} {before.written}")
    if stated is None or stated.name != before.name or stated.scale == 1:
        return None
    return stated
