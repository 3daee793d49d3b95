"""Tables: which cells are headings, and what the headings of each other cell say.

A format's reader gives the rows as its markup has them (`Slot`, with column and row spans); `arranged` lays them out
as a grid and gives each filled slot once, in reading order, with the texts of its row and column headings. Headings
are those that the markup marks; where it marks none, the rows above the first row that holds a figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .line import Line

MAX_COLUMNS = 200
MAX_GRID = 300_000
"""Places of a grid, spans filled in. A larger table is no table that anybody reads: its cells have no context."""

_MAX_HEAD_ROWS = 5
_MAX_HEADING = 200
"""Characters; a longer text is no heading of anything."""

_FIGURE = re.compile(r"(?:ca?\. ?|[A-Z]{3} ?|[A-Z]{1,3}(?=[^\w\s-]))?[^\w]{0,6}\d")
_NOTE = re.compile(r"\(\w{1,2}\)")
_WORD = re.compile(r"[^\W\d_]+")
_SCALES = frozenset(
    "million millions mln bn billion billions trillion tn thousand percent per cent pp".split()  # noqa: SIM905
)
_NOTHING = re.compile(r"(?:[-–—−.…*]{1,4}|n\.?/?a\.?|nil|none|tbd|:)", re.IGNORECASE)
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_PERIOD = re.compile(
    rf"(?:FY ?|CY ?)?{_YEAR}(?:/\d\d|/{_YEAR}| ?[-–—] ?(?:\d\d|{_YEAR}))?(?: ?[*†¹²³a-f]| ?\([a-z.]{{1,12}}\))?"
    rf"|(?:Q[1-4]|H[12]|[1-4]Q|[12]H)(?:[ -/]?(?:{_YEAR}|['’]?\d\d))?|{_YEAR}[ -]?(?:Q[1-4]|H[12]|M?\d\d)"
    r"|(?:FY|CY)['’ ]?\d\d",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,4}\.?")
_DATE = re.compile(
    r"(?:\w{3,9},? )?\d{1,2}(?:st|nd|rd|th)?(?: of)?[ .-](?P<m1>[a-z]{3,9})\.?(?:,?[ -]\d{2,4})?"
    r"|(?P<m2>[a-z]{3,9})\.?(?: \d{1,2}(?:st|nd|rd|th)?)?(?:,?[ -]\d{2,4})?"
    rf"|\d{{1,2}}(?P<mark>[-./])\d{{1,2}}(?P=mark)(?:\d\d|{_YEAR})|{_YEAR}(?P<mark2>[-./])\d{{1,2}}(?P=mark2)\d{{1,2}}",
    re.IGNORECASE,
)
_MONTH = re.compile(
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?",
    re.IGNORECASE,
)
_SENTENCE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as the markup has it. `heading` says that the markup marks it as one."""

    line: Line
    heading: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table. `head_rows` is how many of them the markup calls its head; 0 where it does not say."""

    rows: Sequence[Sequence[Slot]]
    head_rows: int = 0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A filled cell with its context: `row` and `column` are the texts of its headings, '' where it has none."""

    line: Line
    row: str = ""
    column: str = ""
    heading: bool = False


def is_figure(text: str) -> bool:
    """Whether a cell holds a number with hardly any words, or the sign that there is none; years are no figures."""
    if _NOTHING.fullmatch(text):
        return True
    if not _FIGURE.match(text) or _NOTE.fullmatch(text):
        return False
    words = [word.lower() for word in _WORD.findall(text) if word.lower() not in _SCALES]
    return sum(map(len, words)) <= 4 and not is_period(text)


def is_period(text: str) -> bool:
    """Whether a text is a time and no more ("2023", "2023/24", "Q1 2024", "FY24", "May 2025", "3 May 2025")."""
    if len(text) > 40:
        return False
    date = _DATE.fullmatch(text)
    if date is not None:
        month = date["m1"] or date["m2"]
        return month is None or _MONTH.fullmatch(month) is not None
    return _PERIOD.fullmatch(text) is not None


def stands_apart(table: Table) -> bool:
    """Whether the cells of a table are to be read one by one.

    They are where any is a figure. A table of words alone, or one whose rows tell what happened on a date, is read by
    its rows: what it says stands side by side.
    """
    body = table.rows[table.head_rows :]
    figures = any(is_figure(slot.line.words) for row in body for slot in row if not slot.heading)
    chronicle = sum(
        any(is_period(slot.line.words) for slot in row)
        and any(slot.line.words.count(" ") + 1 >= _SENTENCE_WORDS for slot in row)
        for row in body
    )
    return figures and chronicle * 2 < len(body)


def arranged(table: Table) -> list[list[Placed]]:
    """The filled cells of each row that has any, in reading order, each slot once."""
    grid = _grid(table.rows)
    if grid is None:
        return [row for slots in table.rows if (row := [Placed(s.line) for s in slots if s.line.words])]
    heads = table.head_rows or _head_rows(grid)
    columns = _column_headings(grid[:heads])
    stubs = _stubs(grid[heads:])
    found = [[Placed(cell.line, heading=True) for cell in _filled(row)] for row in grid[:heads]]
    group = ""
    carried = ""
    for number, squares in enumerate(grid[heads:], heads):
        filled = _filled(squares)
        if _is_group(squares, filled, grid[number + 1 : number + 2]):
            group = _short(filled[0].line.words)
            found.append([Placed(filled[0].line, heading=True)])
            continue
        stub = [squares[at] if at < len(squares) else None for at in stubs]
        texts = [_short(square.line.words) if square is not None else "" for square in stub]
        if len(texts) == 2:
            carried = texts[0] = texts[0] or carried
        heading = ", ".join(dict.fromkeys(text for text in (group, *texts) if text))
        placed = []
        for at, cell in enumerate(squares):
            if cell is None or not cell.starts or not cell.line.words:
                continue
            stands = at in stubs or cell.heading
            column = columns[at] if at < len(columns) else ""
            placed.append(Placed(cell.line, "" if stands else heading, column, stands))
        found.append(placed)
    return [row for row in found if row]


@dataclass(frozen=True, slots=True)
class _Square:
    """One place of the grid; `starts` marks the first of those that a slot covers."""

    line: Line
    heading: bool
    starts: bool
    spans: bool


def _grid(rows: Sequence[Sequence[Slot]]) -> list[list[_Square | None]] | None:
    """The places of each row, spans filled in; None where they are too many."""
    grid: list[list[_Square | None]] = []
    below: dict[int, tuple[int, _Square]] = {}
    places = 0
    for slots in rows:
        row: list[_Square | None] = []
        left = iter(slots)
        slot = next(left, None)
        while slot is not None or any(at >= len(row) for at in below):
            at = len(row)
            if at in below:
                more, square = below.pop(at)
                row.append(square)
                if more > 1:
                    below[at] = (more - 1, square)
            elif slot is None:
                row.append(None)
            else:
                wide = max(1, min(slot.columns, MAX_COLUMNS))
                for place in range(at, at + wide):
                    if place in below and place > at:
                        break
                    spans = wide > 1 or slot.rows > 1
                    row.append(_Square(slot.line, slot.heading, place == at, spans))
                    if slot.rows > 1:
                        below[place] = (min(slot.rows, len(rows)) - 1, _Square(slot.line, slot.heading, False, spans))
                slot = next(left, None)
            if len(row) > 10 * MAX_COLUMNS:
                return None
        places += len(row) + len(below)
        if places > MAX_GRID:
            return None
        grid.append(row)
    return grid


def _filled(row: Sequence[_Square | None]) -> list[_Square]:
    return [cell for cell in row if cell is not None and cell.starts and cell.line.words]


def _texts(row: Sequence[_Square | None]) -> list[str]:
    return [cell.line.words for cell in row if cell is not None and cell.line.words]


def _head_rows(grid: Sequence[Sequence[_Square | None]]) -> int:
    """How many rows are headings: those whose filled cells are all marked so, else those before the first figure."""
    marked = 0
    for row in grid[: _MAX_HEAD_ROWS + 1]:
        filled = _filled(row)
        if not filled or not all(cell.heading for cell in filled) or marked == _MAX_HEAD_ROWS:
            break
        marked += 1
    if 0 < marked < len(grid):
        return marked
    for number, row in enumerate(grid[: _MAX_HEAD_ROWS + 1]):
        if any(is_figure(text) for text in _texts(row)):
            return number
    return 0


def _column_headings(rows: Sequence[Sequence[_Square | None]]) -> list[str]:
    """The texts above each column, from top to bottom, each once."""
    width = max((len(row) for row in rows), default=0)
    parts: list[dict[str, None]] = [{} for _ in range(width)]
    for row in rows:
        for at, cell in enumerate(row):
            if cell is not None and cell.line.words:
                parts[at][_short(cell.line.words)] = None
    return [", ".join(texts) for texts in parts]


def _stubs(rows: Sequence[Sequence[_Square | None]]) -> tuple[int, ...]:
    """The columns that name their rows: the first that does not hold figures, or two where the first one groups."""
    for column in range(2):
        cells = [row[column] for row in rows if column < len(row)]
        texts = [cell.line.words for cell in cells if cell is not None and cell.line.words]
        if not texts or _are_numbers(texts):
            continue
        grouping = any(cell is not None and not cell.starts for cell in cells) or len(texts) < len(cells)
        inner = [row[column + 1] for row in rows if column + 1 < len(row)]
        words = [cell.line.words for cell in inner if cell is not None and cell.starts and cell.line.words]
        named = sum(not is_figure(text) for text in words)
        if grouping and column == 0 and words and named > 0.8 * len(words):
            return (0, 1)
        return (column,)
    return ()


def _are_numbers(texts: Sequence[str]) -> bool:
    """Whether most of the texts are figures or ranks, which name no row."""
    numbers = [text for text in texts if is_figure(text) or _NUMBER.fullmatch(text) is not None]
    return sum(not is_period(text) for text in numbers) * 2 > len(texts)


def _is_group(
    row: Sequence[_Square | None], filled: Sequence[_Square], following: Sequence[Sequence[_Square | None]]
) -> bool:
    """Whether a row is a heading of the rows below it: one text and nothing else, where others have several."""
    if len(filled) != 1 or not following or len(_filled(following[0])) < 2 or is_figure(filled[0].line.words):
        return False
    return row[0] is filled[0] and len(filled[0].line.words) <= _MAX_HEADING


def _short(text: str) -> str:
    """A heading on one line, within the length of one."""
    return " ".join(text.split())[:_MAX_HEADING].strip()
