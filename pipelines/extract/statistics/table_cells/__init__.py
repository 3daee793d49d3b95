"""Figures in the cells of tables: what a sentence would say, its headings do.

periods    the years, quarters and months that headings name
headings   what a heading names, in which unit
figures    cells that are figures and nothing else

A cell that is a figure is a statistic; its unit stands in the cell, in a heading or in the caption, and what it
measures is put together from what the headings name. Cells with words are read like any sentence. Ranks, codes, days,
scores and years are no statistics, and no heading is one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipelines.extract import lexicon
from pipelines.extract.model import Cell, Direction, Document, Quantity, Statistic

from .figures import Figure, figures, has_decimal_comma, says_nothing, scaled
from .headings import Heading, Unit, heading
from .periods import period

__all__ = ["find", "outside"]

CONFIDENCE = {"cell": 0.95, "heading": 0.9, "caption": 0.85, "none": 0.75}
"""By where the unit stands; set by hand, for no annotated texts have tables: the nearer the unit, the surer it is that
it belongs to the figure. A figure without one is a plain count, or so it seems."""
IN_BRACKETS = 0.75
"""Factor: "(3.1)" is minus 3.1 in accounts, and a standard error in a table of regressions."""
UNNAMED = 0.6
"""Factor for a figure that no heading and no caption names."""
AT_ODDS = 0.8
"""Factor where row and column name different units."""

_UNIT_COLUMNS = lexicon.words("tables", "unit_columns")
_SUMS = lexicon.words("tables", "sums")
_AGES = frozenset(["age", "ages", "mean age", "median age", "average age"])
_LONGEST_HEADING = 12
"""Words; a longer first cell of a row is a sentence, and read as one."""
_YEARS = range(1500, 2101)
_LONGEST_CODE = 9
"""Digits in a row without a mark between them; longer numbers are codes and telephone numbers."""


@dataclass(frozen=True, slots=True)
class _Context:
    """The headings of one cell, taken apart."""

    row: Heading
    column: Heading
    caption: Heading
    unit: Unit | None


def find(document: Document) -> tuple[Statistic, ...]:
    """The statistics of a document's tables, in text order."""
    return tuple(statistic for table in _tables(document.cells) for statistic in _of_table(document.text, table))


def outside(quantities: Sequence[Quantity], document: Document) -> tuple[Quantity, ...]:
    """The quantities that prose may explain: those in no cell that is a figure, a heading or nothing."""
    taken = [cell for cell in document.cells if _is_taken(document.text[cell.start : cell.end], cell)]
    if not taken:
        return tuple(quantities)
    starts = [cell.start for cell in taken]
    return tuple(q for q in quantities if not _within(q, taken, bisect_right(starts, q.end - 1) - 1))


def _within(quantity: Quantity, taken: Sequence[Cell], index: int) -> bool:
    return index >= 0 and quantity.start < taken[index].end


def _is_taken(text: str, cell: Cell) -> bool:
    if cell.heading:
        return text.count(" ") < _LONGEST_HEADING
    return bool(figures(text)) or says_nothing(text) or period(text) is not None


def _tables(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The cells of each table: a table begins with headings behind cells that are none, or under another caption."""
    table: list[Cell] = []
    for cell in cells:
        begins = cell.heading and not cell.column and not cell.row and table and not table[-1].heading
        if table and (cell.caption != table[-1].caption or begins):
            yield table
            table = []
        table.append(cell)
    if table:
        yield table


def _of_table(text: str, table: Sequence[Cell]) -> Iterator[Statistic]:
    written = {id(cell): text[cell.start : cell.end] for cell in table}
    found = [(cell, figures(written[id(cell)])) for cell in table if not cell.heading]
    if any(has_decimal_comma(words) for words in written.values()):
        found = [(cell, read) for cell, read in found if "," not in written[id(cell)]]
    years = _columns_of_years(found)
    units = {c.row: written[id(c)] for c in table if c.column.lower() in _UNIT_COLUMNS and c.row}
    named = any(cell.row for cell, _ in found)
    for cell, read in found:
        context = _context(cell, units.get(cell.row, ""))
        for figure in read:
            if _is_counted(figure, context, in_column_of_years=cell.column in years, in_named_rows=named):
                yield _statistic(text, cell, figure, context)


def _columns_of_years(found: Sequence[tuple[Cell, Sequence[Figure]]]) -> frozenset[str]:
    """The columns whose plain numbers could all be years."""
    plain: dict[str, bool] = {}
    for cell, read in found:
        for figure in read:
            plain[cell.column] = plain.get(cell.column, True) and figure.plain and figure.value in _YEARS
    return frozenset(column for column, is_so in plain.items() if is_so)


def _context(cell: Cell, unit_cell: str) -> _Context:
    row, column, caption = heading(cell.row), heading(cell.column), heading(cell.caption)
    stated = heading(unit_cell).unit if unit_cell else None
    return _Context(row, column, caption, stated)


def _is_counted(figure: Figure, context: _Context, *, in_column_of_years: bool, in_named_rows: bool) -> bool:
    """Whether a figure counts or measures anything."""
    if context.column.names_no_figures or (context.row.names_no_figures and not context.column.label):
        return False
    if figure.in_brackets and not context.row.label and in_named_rows:
        return False  # a standard error below its coefficient
    if figure.plain and figure.end - figure.start > _LONGEST_CODE:
        return False
    unit = _unit(figure, context)[0]
    if figure.plain and in_column_of_years and unit is None:
        return False
    return bool(unit or _measure(context))


def _unit(figure: Figure, context: _Context) -> tuple[Unit | None, str, float]:
    """The unit of a figure with all magnitudes, the place that says it, and how sure that is."""
    own = figure.unit
    outer, place, sure = _stated(context)
    rate = context.column.rate or context.row.rate or context.caption.rate
    if own is None:
        if outer is None and context.column.label.lower() in _AGES:
            return Unit("year", "age", ""), "heading", 1.0
        return (_rated(outer, rate), place, sure) if outer is not None else (None, "none", 1.0)
    if outer is not None and outer.kind == "money" and own.written == "m":
        own = replace(outer, scale=own.scale * 1e6, written="m")  # millions below "Cost, USD", and no metres
    elif outer is not None and not own.name:
        own = replace(outer, scale=own.scale)
    elif outer is not None and own.scale == 1 and own.name == outer.name:
        own = outer
    return _rated(own, rate), "cell", 1.0


def _stated(context: _Context) -> tuple[Unit | None, str, float]:
    """The unit that headings and caption say: of two that are at odds percent, else that of the column."""
    column, row, caption = context.column.unit, context.unit or context.row.unit, context.caption.unit
    if row is not None and column is not None:
        if row.name and column.name and row.name != column.name:
            return (row if row.kind == "percent" else column), "heading", AT_ODDS
        stated: Unit | None = _joined(column, row)
    else:
        stated = column or row
    if stated is None:
        return caption, "caption", 1.0
    if not stated.name and caption is not None and caption.name:
        return _joined(caption, stated), "heading", 1.0
    return stated, "heading", 1.0


def _joined(one: Unit, other: Unit) -> Unit:
    """The unit of one heading with the magnitude of the other."""
    named, scaled = (one, other) if one.name else (other, one)
    return replace(named, scale=max(named.scale, scaled.scale))


def _rated(unit: Unit, rate: str) -> Unit:
    if not rate or unit.kind == "percent" or " per " in unit.name:
        return unit
    return replace(unit, name=f"{unit.name or 'unit'} per {rate.lower()}")


def _measure(context: _Context) -> str | None:
    """What is measured: the label of the column, that of the row; before them the caption where it alone says so."""
    named = [h for h in (context.column, context.row) if h.label]
    if len(named) == 2:
        named = [h for h in named if not h.names_nothing] or named
    labels = list(dict.fromkeys(h.label for h in named))
    caption = context.caption.label
    if caption and (
        sum(label.lower() not in _SUMS for label in labels) < 2
        or (context.caption.unit is not None and _stated(context)[1] == "caption")
    ):
        return f"{caption}: {', '.join(labels)}" if labels else caption
    return ", ".join(labels) or None


def _statistic(text: str, cell: Cell, figure: Figure, context: _Context) -> Statistic:
    unit, place, sure = _unit(figure, context)
    measure = _measure(context)
    own_scale = figure.unit.scale if figure.unit is not None else 1.0  # its value is multiplied by it already
    scale = unit.scale / own_scale if unit is not None else 1.0
    value, high = scaled(figure.value, scale), scaled(figure.high, scale) if figure.high is not None else None
    way: Direction | None = None
    if any(h.is_change for h in (context.column, context.row, context.caption)) and high is None and value:
        way, value = ("up" if value > 0 else "down"), abs(value)
    starts_on, ends_on = _as_of(context)
    confidence = CONFIDENCE[place] * sure * (IN_BRACKETS if figure.in_brackets else 1.0) * (1.0 if measure else UNNAMED)
    start, end = cell.start + figure.start, cell.start + figure.end
    return Statistic(
        start=start,
        end=end,
        text=text[start:end],
        value=value,
        value_high=high,
        value_from=None,
        unit=unit.name if unit is not None else "",
        unit_text=unit.written if unit is not None else "",
        unit_kind=unit.kind if unit is not None else "count",
        comparator=figure.comparator,
        direction=way,
        measure=measure,
        whole=unit.whole if unit is not None else None,
        counterpart=None,
        counterpart_role=None,
        as_of_start=starts_on,
        as_of_end=ends_on,
        confidence=round(confidence, 3),
        rule="table_cell",
    )


def _as_of(context: _Context) -> tuple[date | None, date | None]:
    """The period that the headings name; a quarter without a year is of the year that another heading names."""
    said = [h.period for h in (context.column, context.row, context.caption) if h.period is not None]
    year = next((p.year for p in said if p.year is not None), None)
    days = next((days for p in said if (days := p.days(year)) is not None), None)
    return days if days is not None else (None, None)
