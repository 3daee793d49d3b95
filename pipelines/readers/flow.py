"""Paragraphs one after the other: the text as it grows, with the offsets of its sections and citations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.extract.model import Cell, Section

from . import tables
from .characters import normalise
from .content import Citation, Content
from .line import CLOSE, MARKS, OPEN, Line
from .metadata import Metadata

BETWEEN_BLOCKS = "\n\n"
"""An empty line between any two blocks, list items and table cells too, so that none is taken for a wrapped line."""

BETWEEN_CELLS = " | "

_CAPTION = re.compile(r"(?:table|tab\.|figure|fig\.|exhibit|chart|annex)\b.{1,300}|[^|]{1,149}[^.!?;…|]", re.IGNORECASE)


@dataclass
class _Heading:
    """A section in the making; offsets are None until a block stands in it."""

    path: str
    level: int
    start: int | None = None
    end: int | None = None


@dataclass
class Flow:
    """Takes a document's blocks and headings in order and gives its content."""

    title: str | None = None
    _title_level: int = 7
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _above: list[tuple[int, str]] = field(default_factory=list)
    _headings: list[_Heading] = field(default_factory=list)
    _citations: list[Citation] = field(default_factory=list)
    _waiting: list[str] = field(default_factory=list)
    _cells: list[Cell] = field(default_factory=list)

    @property
    def length(self) -> int:
        """How many characters the text has so far."""
        return self._length

    def heading(self, line: Line, level: int) -> None:
        """Opens a section. Its links wait for the first words below it."""
        words = " ".join(line.words.split())
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        self._above.append((level, words))
        self._headings.append(_Heading(" > ".join(title for _, title in self._above if title), level))
        self._waiting.extend(line.urls)
        if words and level < self._title_level and (level == 1 or not self._parts):
            self.title, self._title_level = words, level

    def block(self, line: Line) -> None:
        """Adds a paragraph. One that was nothing but links leaves them to the words before it."""
        if not any(character.isalnum() for character in line.words) and (line.urls or not line.words):
            if self._parts:
                self._cite(line.urls, self._length)
            else:
                self._waiting.extend(line.urls)
            return
        if self._parts:
            self._length += len(BETWEEN_BLOCKS)
        start = self._length
        self._cite(self._waiting, start + _first_letter(line))
        self._waiting.clear()
        self._parts.append(self._placed(line, start))
        if self._headings:
            section = self._headings[-1]
            section.start = start if section.start is None else section.start
            section.end = self._length

    def table(self, table: tables.Table) -> None:
        """Adds a table: each cell is a paragraph where cells are read one by one, else each row is.

        A caption that the markup does not give is the heading right above it, or the paragraph right before it where
        that is one by its form: numbered as one, or short and no sentence.
        """
        caption = table.caption
        before = self._parts[-1] if self._parts else ""
        heading = self._headings[-1] if self._headings else None
        if caption and caption != before:
            self.block(Line(caption))
        elif not caption and heading is not None and heading.start is None:
            caption = self._above[-1][1]
        elif not caption and _CAPTION.fullmatch(before):
            caption = before
        apart = tables.stands_apart(table)
        for row in tables.arranged(table):
            for cells in [[cell] for cell in row] if apart else [row]:
                written = len(self._parts)
                self.block(Line.joined([cell.line for cell in cells], BETWEEN_CELLS))
                if len(self._parts) > written:
                    self._hold(cells, caption)

    def _hold(self, cells: list[tables.Placed], caption: str) -> None:
        """Keeps where the cells of the last paragraph stand in it."""
        words = [cell.line.words for cell in cells]
        if BETWEEN_CELLS.join(words) != self._parts[-1]:  # what a link left behind was mended on the way
            return
        start = self._length - len(self._parts[-1])
        for cell, text in zip(cells, words, strict=True):
            self._cells.append(Cell(start, start + len(text), cell.row, cell.column, caption, cell.heading))
            start += len(text) + len(BETWEEN_CELLS)

    def _cite(self, urls: list[str] | tuple[str, ...], point: int) -> None:
        self._citations.extend(Citation(point, point, url) for url in urls)

    def _placed(self, line: Line, start: int) -> str:
        """The line's words; its marks become citations. A link before the first word stands behind its first letter."""
        words: list[str] = []
        urls = iter(line.urls)
        opened = start
        solid = start + _first_letter(line)  # behind the last letter so far
        for piece, mark in zip(*[iter((*MARKS.split(line.marked), ""))] * 2, strict=True):
            words.append(piece)
            if piece.strip():
                solid = max(solid, self._length + len(piece.rstrip()))
            self._length += len(piece)
            if mark == OPEN:
                opened = self._length
            elif mark == CLOSE:
                linked = opened < self._length
                self._citations.append(Citation(opened if linked else solid, solid, next(urls)))
        written = normalise("".join(words))  # differs only where an accent stood behind a mark that went
        self._length = start + len(written)
        return written

    def content(self, metadata: Metadata, faults: tuple[str, ...]) -> Content:
        """All that was taken in, in normal form."""
        if self._parts:
            self._cite(self._waiting, self._length)
        text = BETWEEN_BLOCKS.join(self._parts)
        last = len(text)
        sections: list[Section] = []
        for heading in reversed(self._headings):
            start = min(heading.start, len(text)) if heading.start is not None else last
            end = min(heading.end, len(text)) if heading.end is not None else last
            sections.append(Section(start, end, heading.path, heading.level))
            last = start
        citations = sorted(
            (Citation(min(c.start, len(text)), min(c.end, len(text)), c.url) for c in self._citations),
            key=lambda c: (c.start, c.end),
        )
        return Content(text, tuple(reversed(sections)), tuple(citations), metadata, faults, (), tuple(self._cells))


def _first_letter(line: Line) -> int:
    """The offset behind the first character of a line that is no blank (code keeps its indentation)."""
    words = MARKS.sub("", line.marked)
    return len(words) - len(words.lstrip()) + 1
