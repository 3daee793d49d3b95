"""What is printed on pages and is no part of the text: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from .printed import Page, Printed

_EDGE = 0.12
"""Of a page's height: how far from the top and the bottom heads and feet stand."""
_MOST_LINES = 3
_APART = 1.8
"""In heights of a line."""
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
    the outermost row and apart from the others, as page numbers do."""

    key: _Key
    near: tuple[_Key, ...]
    alone: bool


def without_furniture(pages: list[Page]) -> list[list[Printed]]:
    """The lines of each page without those that come again at the edge of other pages, digits aside."""
    edges = [_edge(page) for page in pages]
    seen: Counter[_Key] = Counter()
    for edge in edges:
        seen.update({at_edge.key for at_edge in edge.values()})
    often = _SEEN_OFTEN if len(pages) > 4 else 2
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        kept.append([line for line in page.lines if not _is_furniture(line, edge.get(id(line)), seen, often)])
    return kept


def _is_furniture(line: Printed, found: _AtEdge | None, seen: Counter[_Key], often: int) -> bool:
    if found is None:
        return False
    is_number = found.alone and _PAGE_NUMBER.fullmatch(line.text) is not None
    return is_number or sum(seen[key] for key in found.near) >= often


def _edge(page: Page) -> dict[int, _AtEdge]:
    """The outermost lines of a page, by identity."""
    found: dict[int, _AtEdge] = {}
    ordered = sorted(page.lines, key=lambda line: line.base)
    for at_top, lines in ((False, ordered), (True, ordered[::-1])):
        rows = 0
        last = None
        for line in lines:
            if last is None or abs(line.base - last) > 1.0:
                rows += 1
            last = line.base
            distance = page.height - line.base if at_top else line.base
            if rows > _MOST_LINES or distance > _EDGE * page.height:
                break
            place = round(distance / _PLACE)
            words = _DIGITS.sub("#", line.text.lower())
            near = tuple((at_top, words, place + shift) for shift in (0, -1, 1))
            found[id(line)] = _AtEdge(near[0], near, rows == 1 and _stands_apart(lines))
    return found


def _stands_apart(lines: list[Printed]) -> bool:
    """Whether the first row of `lines` is far from the second, or there is no second."""
    first = lines[0]
    following = next((line for line in lines if abs(line.base - first.base) > 1.0), None)
    return following is None or abs(following.base - first.base) > _APART * max(first.size, following.size)
