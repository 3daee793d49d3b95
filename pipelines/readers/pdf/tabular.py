"""Lines that wide gaps part: rows of a table, or columns of a page that its file writes line by line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ..line import Line
from ..tables import Slot, Table, is_figure, is_period
from .printed import Printed

_FEWEST_ROWS = 2
_FEWEST_ROWS_OF_COLUMNS = 4
_WORDS_OF_A_COLUMN = 4
"""A column of prose has more words to a line, on average, than a cell."""
_FARTHEST = 3.0
"""Heights of a line between the rows of one table."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of the page."""

    table: Table
    page: int


def parts(lines: list[Printed]) -> Iterator[Printed | Rows]:
    """The lines of a page in reading order, those of its tables put together."""
    rows = [list(row) for _, row in groupby(lines, key=lambda line: line.row)]
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and len(rows[end]) > 1 and (end == start or _follows(rows[end - 1], rows[end])):
            end += 1
        block = rows[start:end]
        block = block or [rows[start]]
        if not _is_table(block):
            closed = [_closed(row) for row in block]
            if len(block) >= _FEWEST_ROWS_OF_COLUMNS and all(len(row) > 1 for row in closed) and _is_prose(closed):
                yield from _by_column(closed)
            else:
                yield from (stretch for row in closed for stretch in row)
        else:
            yield Rows(_table(block), block[0][0].page)
        start += len(block)


def _is_table(block: list[list[Printed]]) -> bool:
    """Whether rows are a table's: several, in columns that stand clear of one another, some of it figures.

    Where the gaps may be blanks, a third of it: narrow justified columns have figures too.
    """
    if len(block) < _FEWEST_ROWS or len(_bands(block)) < max(map(len, block)):
        return False
    stretches = [stretch for row in block for stretch in row]
    figures = sum(is_figure(stretch.text) or is_period(stretch.text) for stretch in stretches)
    return figures * 3 >= len(stretches) or (figures > 0 and not any(stretch.loose for stretch in stretches))


def _closed(row: list[Printed]) -> list[Printed]:
    """A row without the gaps that may be blanks."""
    closed = row[:1]
    for stretch in row[1:]:
        if not stretch.loose:
            closed.append(stretch)
            continue
        last = closed[-1]
        closed[-1] = replace(
            stretch,
            text=f"{last.text} {stretch.text}",
            left=last.left,
            bold=last.bold and stretch.bold,
            size=max(last.size, stretch.size),
            loose=last.loose,
            urls=last.urls + stretch.urls,
        )
    return closed


def _follows(above: list[Printed], row: list[Printed]) -> bool:
    return 0 < above[0].base - row[0].base < _FARTHEST * max(above[0].size, row[0].size)


def _is_prose(block: list[list[Printed]]) -> bool:
    stretches = [stretch for row in block for stretch in row]
    words = sum(stretch.text.count(" ") + 1 for stretch in stretches)
    same = sum(len(row) == len(block[0]) for row in block)
    return words >= _WORDS_OF_A_COLUMN * len(stretches) and same * 4 >= len(block) * 3


def _bands(block: list[list[Printed]]) -> list[float]:
    """Where the columns of a block begin: stretches that lie above one another share a column.

    The fullest rows decide, as a stretch across several columns (a heading over two years) stands in another row.
    """
    fullest = max(len(row) for row in block)
    chosen = [stretch for row in block if len(row) == fullest for stretch in row]
    starts: list[float] = []
    reached = float("-inf")
    for stretch in sorted(chosen, key=lambda stretch: stretch.left):
        if stretch.left > reached:
            starts.append(stretch.left)
        reached = max(reached, stretch.right)
    return starts


def _by_column(block: list[list[Printed]]) -> Iterator[Printed]:
    starts = _bands(block)
    columns: list[list[Printed]] = [[] for _ in starts]
    for row in block:
        for stretch in row:
            columns[_band(starts, stretch)].append(stretch)
    for column in columns:
        yield from column


def _band(starts: list[float], stretch: Printed) -> int:
    return max(0, bisect_right(starts, stretch.left + stretch.size) - 1)


def _table(block: list[list[Printed]]) -> Table:
    starts = _bands(block)
    rows = []
    for row in block:
        slots: list[Slot] = []
        column = 0
        for stretch in sorted(row, key=lambda stretch: stretch.left):
            first = max(column, _band(starts, stretch))
            last = max(first, bisect_right(starts, stretch.right) - 1)
            slots += [Slot(Line(""))] * (first - column)
            slots.append(Slot(Line(stretch.text, tuple(stretch.urls)), columns=last - first + 1))
            column = last + 1
        rows.append(slots)
    return Table(rows)
