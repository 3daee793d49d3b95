"""Figures with what they measure: label, whole, counterpart, comparator, direction, dates.

Neighbouring quantities that are the two ends of one change ("from $95 billion in 2019 to $190 billion in 2022") make
one statistic; every other quantity makes one of its own.
"""

from __future__ import annotations

from datetime import date

from pipelines.extract.model import DateValue, Direction, Quantity, Quote, Statistic
from pipelines.extract.nlp import Parsed
from pipelines.extract.paragraphs import index_at

from . import changes, circumstances, confidence, measure, table_cells
from .antecedents import restates
from .clauses import Place, places
from .naming import Measure

__all__ = ["find"]


def find(
    parsed: Parsed, quantities: tuple[Quantity, ...], dates: tuple[DateValue, ...], quotes: tuple[Quote, ...]
) -> tuple[Statistic, ...]:
    """The statistics of a document, in text order. Quotes are borders: no measure is looked for across one."""
    told = table_cells.find(parsed.document)
    prose = _of_prose(parsed, table_cells.outside(quantities, parsed.document), dates, quotes)
    return tuple(sorted((*prose, *told), key=lambda statistic: statistic.start)) if told else prose


def _of_prose(
    parsed: Parsed, quantities: tuple[Quantity, ...], dates: tuple[DateValue, ...], quotes: tuple[Quote, ...]
) -> tuple[Statistic, ...]:
    here_and_there = places(parsed, quantities, _free(dates, quantities), quotes)
    found: list[Statistic] = []
    before: Place | None = None
    told: Measure | None = None
    index = 0
    while index < len(here_and_there):
        here = here_and_there[index]
        there = here_and_there[index + 1] if index + 1 < len(here_and_there) else None
        pair = changes.pair(here.quantity, there.quantity, here, there) if there is not None else None
        if before is not None and before.sentence != here.sentence:
            before = told = None
        labelled = _labelled(here, there) if pair is not None and there is not None else here
        if before is not None and told is not None and _is_conversion(before, here):
            named = told
        else:
            named = measure.find(labelled, before, told)
        if pair is not None and there is not None:
            found.append(_of_pair(pair, here, there, named))
            index += 2
        else:
            found.append(_of_one(here, named))
            index += 1
        if told is None or told.label is None or (named.label is not None and not restates(here)):
            before, told = here, named
    return tuple(found)


def _labelled(here: Place, there: Place) -> Place:
    """The one of two ends that names what both measure."""
    return there if there.covers(here.root.head) else here


def _free(dates: tuple[DateValue, ...], quantities: tuple[Quantity, ...]) -> tuple[DateValue, ...]:
    """The dates that are no figures themselves."""
    spans = tuple((quantity.number_start, quantity.number_end) for quantity in quantities)
    return tuple(d for d in dates if not _overlaps(spans, d.start, d.end))


def _overlaps(spans: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    index = index_at(spans, end - 1)
    return index >= 0 and start < spans[index][1]


def _is_conversion(before: Place, here: Place) -> bool:
    """For "500 miles (800 km)": the same figure in another unit, with the same measure."""
    one, other = before.quantity, here.quantity
    between = here.parsed.text[one.end : other.start].strip()
    return between == "(" and one.unit_kind == other.unit_kind and one.unit_kind not in ("count", "percent", "age")


def _of_one(here: Place, named: Measure) -> Statistic:
    quantity = here.quantity
    starts_on, ends_on = circumstances.as_of(here)
    return _made(
        here,
        quantity.start,
        quantity.end,
        quantity.value,
        quantity.value_high,
        None,
        changes.direction(here),
        starts_on,
        ends_on,
        quantity.rule,
        named,
    )


def _of_pair(pair: changes.Pair, here: Place, there: Place, named: Measure) -> Statistic:
    first, last = here.quantity, there.quantity
    if pair.is_range:
        low, high = sorted((first.value, last.value))
        starts_on, ends_on = circumstances.as_of(there)
        return _made(here, first.start, last.end, low, high, None, None, starts_on, ends_on, "range", named)
    dated = {id(p.quantity): circumstances.belonging(p) for p in (here, there)}
    begins, ends = dated[id(pair.start)], dated[id(pair.end)]
    way: Direction = "up" if pair.end.value >= pair.start.value else "down"
    starts_on = begins.starts_on if begins else None
    ends_on = ends.ends_on if ends else None
    return _made(
        here, first.start, last.end, pair.end.value, None, pair.start.value, way, starts_on, ends_on, "change", named
    )


def _made(
    here: Place,
    start: int,
    end: int,
    value: float,
    high: float | None,
    value_from: float | None,
    way: Direction | None,
    starts_on: date | None,
    ends_on: date | None,
    rule: str,
    named: Measure,
) -> Statistic:
    quantity = here.quantity
    other, role = circumstances.counterpart(here)
    whole = named.whole if quantity.unit_kind == "percent" or quantity.rule == "part_of_total" else None
    share_of = whole if quantity.unit_kind == "percent" else None
    return Statistic(
        start=start,
        end=end,
        text=here.parsed.text[start:end],
        value=value,
        value_high=high,
        value_from=value_from,
        unit=quantity.unit,
        unit_text=quantity.unit_text,
        unit_kind=quantity.unit_kind,
        comparator="=" if high is not None else quantity.comparator,
        direction=way,
        measure=named.label,
        whole=whole,
        counterpart=other,
        counterpart_role=role,
        as_of_start=starts_on,
        as_of_end=ends_on,
        confidence=confidence.of(quantity.rule, named, share_of, value, value if high is None else high),
        rule=f"{rule}.{named.rule}",
    )
