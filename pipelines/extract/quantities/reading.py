"""What stands at one place of a paragraph: a quantity, or nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from pipelines.extract import lexicon
from pipelines.extract.model import Comparator, Quantity, UnitKind

from . import ages, amounts, bounds, counted, elided, figures, refusals, units
from .figures import Figure
from .lexemes import Lexeme, lowered
from .number_words import BEGINNINGS
from .numerals import GLYPHS
from .passage import Passage
from .refusals import Claims
from .units import Unit

_OPPOSED = lexicon.words("counting", "opposed")
_MONEY_OR_SHARE = frozenset(["money", "percent", "percentage_point", "basis_point"])


@lru_cache(maxsize=50_000)
def may_begin(kind: Literal["number", "word", "sign"], text: str) -> bool:
    """Whether any quantity begins with such a lexeme: nearly all are passed over here."""
    lexeme = Lexeme(kind, text, lowered(text), 0, len(text))
    if lexeme.kind == "number" or units.begins_sign(lexeme):
        return True
    if lexeme.kind == "sign":
        return lexeme.text in "-−." or lexeme.text in GLYPHS
    return lexeme.low in BEGINNINGS or lexeme.low in ("minus", "negative") or amounts.may_begin(lexeme)


def read_at(
    passage: Passage, index: int, claims: Claims, before: Quantity | None = None
) -> tuple[Quantity | None, int]:
    """The quantity that begins at the lexeme `index`, which `may_begin` one; None where there is none, and where to
    read on.

    `before` is the quantity before it, whose unit it may share.
    """
    lexeme = passage.line[index]
    if claims.identifier_at(lexeme.start):
        return None, index + 1
    amount = amounts.read(passage, index)
    if amount is not None and not claims.date_at(lexeme.start):
        figure = figures.read(passage, index)
        if figure is None or figure.unit is None or amount.rule != "share":
            start, comparator = bounds.before(passage, index)
            comparator = "=" if amount.high is not None else comparator
            return _quantity(
                passage,
                start,
                amount.first,
                amount.last,
                amount.number_last,
                amount.value,
                amount.high,
                Unit(amount.unit, amount.kind),
                comparator,
                amount.rule,
            ), amount.last
    figure = figures.read(passage, index)
    if figure is None:
        return None, index + 1
    return _of_figure(passage, figure, claims, before)


def _of_figure(
    passage: Passage, figure: Figure, claims: Claims, before: Quantity | None
) -> tuple[Quantity | None, int]:
    number, after = figure.number, max(figure.number.last, figure.first + 1)
    number_start = passage.line[number.first].start
    closes = figure.closing.last if figure.unit is None else figure.first
    if claims.identifier_at(number_start) or refusals.is_part_of_word(passage, figure.first, closes):
        return None, after
    age = ages.of_duration(passage, figure) or ages.bare(passage, figure)
    if age is not None and not (claims.date_at(number_start) and figure.unit is None):
        return _bounded(passage, figure, age[0], age[1], "age"), age[0]
    unit = figure.unit
    if unit is None or (unit.kind == "duration" and number.bare_year):
        return _counted(passage, figure, claims, before) if unit is None else (None, after)
    if claims.date_at(number_start) and unit.kind != "duration":
        return None, after
    if refusals.is_calendar(passage, number) and unit.kind not in _MONEY_OR_SHARE:
        return None, after
    if number.worded and refusals.is_in_name(passage, number) and unit.kind not in _MONEY_OR_SHARE:
        return None, after
    if unit.kind == "duration" and (refusals.is_pronoun(passage, number) or _is_half_of_game(passage, figure)):
        return None, after
    quantity = _bounded(passage, figure, figure.last, unit, unit.kind)
    return quantity, figure.last


def _is_half_of_game(passage: Passage, figure: Figure) -> bool:
    """For "three quarters", "first half": parts of a game or a year, read elsewhere as shares."""
    return figure.unit is not None and figure.unit.name == "quarter" and figure.number.share


def _bounded(passage: Passage, figure: Figure, last: int, unit: Unit, rule: str) -> Quantity:
    """The quantity with its comparator."""
    start, comparator = bounds.before(passage, figure.first, duration=unit.kind == "duration")
    behind = bounds.behind(passage, figure.closing.last) or bounds.behind(passage, last)
    if comparator in ("=", "~") and behind is not None:
        last, comparator = max(last, behind[0]), behind[1]
    return _made(passage, figure, start, last, unit, comparator, rule)


def _counted(passage: Passage, figure: Figure, claims: Claims, before: Quantity | None) -> tuple[Quantity | None, int]:
    """A number without a unit of the lexicon: things, people, members, votes; or nothing."""
    number, closing = figure.number, figure.closing
    after = closing.last if figure.high is not None else max(number.last, figure.first + 1)
    start, comparator = bounds.before(passage, figure.first)
    behind = bounds.behind(passage, closing.last)
    i = closing.last
    if behind is not None and comparator in ("=", "~"):
        i, comparator = behind
    bounded = comparator not in ("=", "~")
    tight = i == closing.last and passage.glued(i)
    noun = counted.noun_after(passage, i, figure.high or figure.value)
    if noun is not None and noun.compound and tight and passage.low(i) not in "-‐‑–":
        noun = None
    refused = (
        claims.date_at(passage.line[number.first].start)
        or refusals.is_calendar(passage, number)
        or refusals.is_in_name(passage, number)
        or refusals.is_reference(passage, number, counts=noun is not None)
        or refusals.is_year(passage, number, noun.last if noun else None, bounded=comparator != "=")
        or refusals.is_pronoun(passage, number)
        or number.share
        or (number.bare_year and noun is not None and noun.compound)
    )
    if refused:
        return None, after
    listed = _unit_of_list(passage, figure) if noun is None else None
    if listed is not None:
        return _made(passage, figure, start, after, listed, comparator, listed.kind), after
    if noun is not None:
        unit = units.of_noun(noun.unit)
        trailing = bounds.behind(passage, noun.last) if comparator in ("=", "~") else None
        last, comparator = trailing or (noun.last, comparator)
        return _made(passage, figure, start, last, unit, comparator, unit.kind), last
    unit_name, rule = _without_noun(passage, figure, bounded)
    shared = elided.read(passage, figure, before) if rule in (None, "bare") else None
    if shared is not None:
        return _made(passage, shared[0], start, max(i, after), shared[1], comparator, "elided"), max(i, after)
    if rule is None:
        return None, after
    return _made(passage, figure, start, max(i, after), Unit(unit_name, "count"), comparator, rule), max(i, after)


def _without_noun(passage: Passage, figure: Figure, bounded: bool) -> tuple[str, str | None]:
    """What a number without a noun counts, and the rule that says so; None where nothing does."""
    first, last = figure.first, figure.closing.last
    if figure.from_to:
        opposite = _counted_at(passage, last + 1)
        if opposite is not None:
            return opposite, "count"
    if figure.number.value == 1 and figure.number.worded:
        return "", None
    if passage.low(last) == "of":
        whole = _whole_after(passage, last + 1)
        if whole is not None:
            return whole, "part_of_total"
    if counted.people_around(passage, first, last):
        return "people", "people"
    if counted.in_group(passage, first):
        return "member", "members"
    sibling = _opposed_unit(passage, first)
    if sibling is not None:
        return sibling, "opposed"
    if (figure.high is not None or bounded) and not figure.number.bare_year:
        opened = passage.low(first - 1) == "between" if figure.high is not None else True
        return "", "bare" if opened else None
    return "", None


def _whole_after(passage: Passage, index: int) -> str | None:
    """The unit of "630 seats" in "152 of 630 seats"."""
    while passage.low(index) in ("the", "its", "their", "a", "total", "of", "all"):
        index += 1
    return _counted_at(passage, index)


def _counted_at(passage: Passage, index: int) -> str | None:
    """The unit or noun of the figure that begins at `index`."""
    if index >= len(passage.line):
        return None
    whole = figures.read(passage, index)
    if whole is None:
        return None
    if whole.unit is not None:
        return whole.unit.name
    noun = counted.noun_after(passage, whole.closing.last, whole.value)
    return noun.unit if noun else None


def _unit_of_list(passage: Passage, figure: Figure) -> Unit | None:
    """For "by 4 and 7 percent", "10 or 20 km": the unit of the number that follows."""
    if passage.low(figure.last) not in ("and", "or", "&") or figure.number.bare_year:
        return None
    following = figures.read(passage, figure.last + 1) if figure.last + 1 < len(passage.line) else None
    if following is None or (following.unit is not None and following.unit_first == following.first):
        return None
    if following.unit is None:
        unit = _counted_at(passage, figure.last + 1) if not (following.number.worded or figure.number.worded) else None
        return units.of_noun(unit) if unit else None
    return following.unit if following.number.worded == figure.number.worded else None


def _opposed_unit(passage: Passage, first: int) -> str | None:
    """For "71 votes to 63": the unit of the number before."""
    if passage.low(first - 1) not in ("to", "against", "versus") or first < 3:
        return None
    noun = counted.without_plural(passage.low(first - 2))
    return noun if noun in _OPPOSED else None


def _made(
    passage: Passage, figure: Figure, start: int, last: int, unit: Unit, comparator: Comparator, rule: str
) -> Quantity:
    """The quantity of a figure; a range does without a comparator."""
    comparator = "=" if figure.high is not None else comparator
    return _quantity(
        passage,
        start,
        figure.first,
        last,
        figure.closing.last,
        figure.value,
        figure.high,
        unit,
        comparator,
        rule,
        number_first=figure.number.first,
    )


def _quantity(
    passage: Passage,
    start: int,
    first: int,
    last: int,
    number_last: int,
    value: float,
    high: float | None,
    unit: Unit,
    comparator: Comparator,
    rule: str,
    *,
    number_first: int | None = None,
) -> Quantity:
    """The record; `unit_text` is what stands behind the number, or the sign before it."""
    line, kind = passage.line, unit.kind
    number_first = first if number_first is None else number_first
    unit_text = passage.text(number_last, last) or passage.text(first, number_first)
    begin, end = line[min(start, first)].start, line[last - 1].end
    _kind: UnitKind = kind
    return Quantity(
        start=begin,
        end=end,
        text=passage.parsed.text[begin:end],
        number_start=line[number_first].start,
        number_end=line[number_last - 1].end,
        value=value,
        value_high=high,
        unit=unit.name,
        unit_text=unit_text.lstrip(" -‐‑–"),
        unit_kind=_kind,
        comparator=comparator,
        rule=rule,
    )
