"""A number with its sign, unit and range, straight from the lexemes: "$2-3bn", "between 44 and 50 mg", "30-day"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from . import units
from .counted import is_plural
from .numerals import Numeral
from .passage import Passage
from .units import Unit

_DASHES = frozenset("-‐‑–—~")
_MINUS = frozenset("-−")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or a range with `high`, at `line[first:last]`; `unit` is None where no unit of the lexicon follows.

    `number` is the first number, `closing` the one that ends the range or the same; `tight` where unit or noun is
    joined by a hyphen.
    """

    first: int
    last: int
    value: float
    high: float | None
    number: Numeral
    closing: Numeral
    unit: Unit | None
    unit_first: int
    from_to: bool = False


def read(passage: Passage, index: int) -> Figure | None:
    """The figure that begins at `index`, with its range where one follows."""
    figure = _single(passage, index)
    return None if figure is None else _with_range(passage, figure)


def _single(passage: Passage, index: int) -> Figure | None:
    line = passage.line
    sign = units.sign_before_number(passage, index)
    i = sign[0] if sign else index
    negative = False
    if i < len(line) and line[i].text in _MINUS and i + 1 < len(line) and passage.glued(i + 1):
        starts = i == 0 or (not passage.glued(i) and line[i - 1].kind != "number") or line[i - 1].text == "("
        if starts and line[i + 1].kind == "number":
            negative, i = True, i + 1
    elif passage.low(i) in ("minus", "negative") and i + 1 < len(line) and passage.low(i - 1) not in ("or", "plus"):
        negative, i = True, i + 1
    number = passage.number(i, loose=sign is not None or _plural_follows(passage, i + 2))
    if number is None or (negative and number.worded and passage.low(i - 1) == "-"):
        return None
    value = -number.value if negative else number.value
    last, unit = number.last, sign[1] if sign else None
    found = _unit_of_fraction(passage, number) or units.after(passage, number.last, number.value, worded=number.worded)
    if found and (unit is None or found[1].name == unit.name):
        last, unit = found
    elif unit is not None:
        last, unit = units.rated(passage, last, unit)
    return Figure(index, last, value, None, number, number, unit, number.last if found else index)


def _plural_follows(passage: Passage, index: int) -> bool:
    """Whether the magnitude letter before `index` may be one: "1.9m people", "5m euros"."""
    if not (0 < index < len(passage.line)) or not passage.glued(index - 1) or passage.line[index].kind != "word":
        return False
    token = passage.token(index)
    return is_plural(token) or units.after(passage, index, 1e6, worded=True) is not None


def _unit_of_fraction(passage: Passage, number: Numeral) -> tuple[int, Unit] | None:
    """For "half an hour", "a quarter of a mile", "half a percentage point"."""
    if not number.share:
        return None
    i = number.last + 1 if passage.low(number.last) == "of" else number.last
    if passage.low(i) not in ("a", "an"):
        return None
    return units.after(passage, i + 1, number.value, worded=True)


def _with_range(passage: Passage, figure: Figure) -> Figure:
    """The range that goes on behind `figure`, its unit and magnitude shared with the first number."""
    link = passage.low(figure.last)
    if figure.last + 1 >= len(passage.line):
        return figure
    opened = _opening(passage, figure.first)
    if link not in _DASHES and link not in ("to", "or") and not (link == "and" and opened == "between"):
        return figure
    doubled = link in _DASHES and passage.low(figure.last + 1) in _DASHES
    i = figure.last + 2 if doubled else figure.last + 1
    second = _single(passage, i)
    if (
        second is None
        or second.number.share != figure.number.share
        or second.number.bare_year != figure.number.bare_year
    ):
        return figure
    return _joined(figure, second, link, opened)


def _opening(passage: Passage, first: int) -> str:
    """For "between" or "from" where one opens the range, a modifier or so before the number."""
    for index in range(first - 1, max(-1, first - 4), -1):
        if passage.low(index) in ("between", "from"):
            return passage.low(index)
        if passage.low(index) not in ("about", "around", "roughly", "approximately", "an", "estimated", "some", "a"):
            break
    return ""


def _joined(figure: Figure, second: Figure, link: str, opened: str) -> Figure:
    unit = second.unit or (figure.unit if figure.unit and figure.unit_first == figure.first else None)
    if figure.unit is not None and (unit is None or figure.unit.name != unit.name):
        return figure
    low, high = figure.value, second.value
    shares_scale = second.number.scaled and not figure.number.scaled and second.number.raw
    if shares_scale and figure.number.raw <= second.number.raw:
        low = round(low * (second.number.value / second.number.raw), 6)
    if link == "or" and not (low < high <= 2 * low + 1):
        return figure
    if opened == "from" and link != "and":
        return replace(figure, value=low, unit=unit, from_to=True)
    if not low < high:
        return figure
    return replace(
        figure, last=second.last, value=low, high=high, closing=second.number, unit=unit, unit_first=second.unit_first
    )
