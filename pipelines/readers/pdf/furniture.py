"""What is printed on pages and is no part of the text: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from .printed import Page, Printed

_EDGE = 0.12
"""Of a page's height: how far from the top and the bottom heads and feet stand."""
_MOST_ROWS = 3
_APART = 1.6
"""In heights of a line: the gap between them and the text."""
_SEEN_OFTEN = 3
_PLACE = 6.0
"""Points within which a head may move from page to page."""

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\[(|]? ?(?:page |p\. ?)?(?:\d{1,4}|[ivxlc]{1,7})(?: ?(?:of|/) ?\d{1,4})? ?[-–—\])|]?", re.IGNORECASE
)

_Key = tuple[bool, str, int]


@dataclass(frozen=True, slots=True)
class _AtEdge:
    """A line at the edge of a page: what it says without digits and where, exactly and nearly; whether it stands in
    the outermost row, as page numbers do."""

    key: _Key
    near: tuple[_Key, ...]
    outermost: bool


def without_furniture(pages: list[Page]) -> list[list[Printed]]:
    """The lines of each page without those that come again at the edge of other pages, digits aside."""
    edges = [_edge(page) for page in pages]
    seen: Counter[_Key] = Counter()
    for edge in edges:
        seen.update({at_edge.key for at_edge in edge.values()})
    often = _SEEN_OFTEN if len(pages) > 4 else 2
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        found = [(line, edge.get(id(line))) for line in page.lines]
        numbered = {line.row for line, at_edge in found if at_edge and at_edge.outermost and _is_number(line)}
        kept.append([line for line, at_edge in found if not _is_furniture(line, at_edge, numbered, seen, often)])
    return kept


def _is_number(line: Printed) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _is_furniture(line: Printed, found: _AtEdge | None, numbered: set[int], seen: Counter[_Key], often: int) -> bool:
    """Whether a line at the edge comes again, or stands beside the number of its page or is it."""
    return found is not None and (line.row in numbered or sum(seen[key] for key in found.near) >= often)


def _edge(page: Page) -> dict[int, _AtEdge]:
    """The lines at the edges of a page that stand apart from its text, by identity."""
    found: dict[int, _AtEdge] = {}
    ordered = sorted(page.lines, key=lambda line: line.base)
    for at_top, lines in ((False, ordered), (True, ordered[::-1])):
        for row, line in _apart(lines):
            distance = page.height - line.base if at_top else line.base
            if distance <= _EDGE * page.height:
                place = round(distance / _PLACE)
                words = _DIGITS.sub("#", line.text.lower())
                near = tuple((at_top, words, place + shift) for shift in (0, -1, 1))
                found[id(line)] = _AtEdge(near[0], near, row == 0)
    return found


def _apart(lines: list[Printed]) -> list[tuple[int, Printed]]:
    """The outermost lines with the numbers of their rows, up to the first gap; none where the text begins at once."""
    rows: list[tuple[int, Printed]] = []
    row = 0
    before: Printed | None = None
    for line in lines:
        if before is not None and abs(line.base - before.base) > 1.0:
            if abs(line.base - before.base) > _APART * max(before.size, line.size):
                return rows
            row += 1
            if row == _MOST_ROWS:
                return []
        rows.append((row, line))
        before = line
    return rows if row == 0 else []
