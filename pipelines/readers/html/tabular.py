"""A table element to rows of cells, or None where it only lays out the parts of a page."""

from __future__ import annotations

from lxml.etree import _Element  # type: ignore[import-untyped]

from ..tables import Slot, Table
from . import blocks

_ROWS = ("tr", "row")
_CELLS = frozenset(["td", "th"])
_NO_CELL_HOLDS = ("table", "h1", "h2", "h3", "article", "section", "form", "iframe", "blockquote")
_MAX_CELL = 600
"""Characters. A cell with more is a column of a page."""


def table(element: _Element) -> Table | None:
    """The table that a `table` element is.

    One with headings or a caption is data. Without them it is where there are two rows and two columns of short texts;
    any other lays out a page, and what stands in it are paragraphs.
    """
    if element.get("role") in ("presentation", "none") or next(element.iterdescendants("table"), None) is not None:
        return None
    rows = list(element.iterdescendants("tr"))
    cells = [[cell for cell in row if cell.tag in _CELLS] for row in rows]
    caption = next(element.iterchildren("caption"), None)
    marked = caption is not None or any(cell.tag == "th" for row in cells for cell in row)
    if max((len(row) for row in cells), default=0) < 2 or (len(cells) < 2 and not marked):
        return None
    if not marked and next(element.iterdescendants(*_NO_CELL_HOLDS), None) is not None:
        return None
    slots = [[_slot(cell) for cell in row] for row in cells]
    if not marked and any(len(slot.line.marked) > _MAX_CELL for row in slots for slot in row):
        return None
    head = 0
    while head < len(rows) and _parent(rows[head]) == "thead":
        head += 1
    return Table(slots, head if head < len(rows) else 0, _caption(element, caption))


def _slot(cell: _Element) -> Slot:
    return Slot(blocks.line_of(cell).line(), cell.tag == "th", _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: _Element, name: str) -> int:
    written = (cell.get(name) or "").strip()
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 6 else 1


def _parent(element: _Element) -> object:
    parent = element.getparent()
    return parent.tag if parent is not None else None


def _caption(element: _Element, caption: _Element | None) -> str:
    """The caption, or that of the figure that holds the table."""
    if caption is None and _parent(element) == "figure":
        figure = element.getparent()
        caption = next(figure.iterchildren("figcaption"), None) if figure is not None else None
    return " ".join(blocks.line_of(caption).line().words.split()) if caption is not None else ""
