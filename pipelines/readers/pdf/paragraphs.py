"""Printed lines to paragraphs and headings.

A line ends a paragraph where it could have held the first word of the next line and does not, where the next line
stands further off than lines do, begins further in, is of another size, or opens an item of a list.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from ..line import MARKS, Line
from .hyphens import Hyphens
from .printed import Printed

_SAME_SIZE = 1.08
_HEADING_SIZE = 1.15
_NOTE_SIZE = 0.92
"""Against the size of the running text."""
_LEADING = 1.3
"""Against the usual distance of lines of that size."""
_INDENT = 0.5
_WIDER = 1.15
_RUNNING_ON = 1.8
"""How much wider than its letters on average a word may be, or seem where the sentence plainly goes on."""
_COLUMN = 3.0
"""In heights of a line."""

MAX_HEADING = 200
_MAX_HEADING_LINES = 6
_MAX_BOLD_HEADING = 100

_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_SENTENCE_ENDED = re.compile(r"[.!?][\"'”’)\]]*$")
_BULLET = re.compile(r"[•‣▪◦●○■□➢✓▶–*]\s|[-]\s")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s")


@dataclass
class Paragraph:
    """Lines that belong together; `level` is 1 to 6 for headings, 0 for text."""

    lines: list[Printed]
    level: int = 0

    def line(self, hyphens: Hyphens) -> tuple[Line, list[tuple[int, int]]]:
        """The words on one line, and (page, offset in the words) of each page that begins in the paragraph."""
        pieces: list[str] = []
        length = 0
        begun: list[tuple[int, int]] = []
        before: Printed | None = None
        for line in self.lines:
            if before is not None:
                between = hyphens.between(before.text, line.text) if before.hyphen else " "
                pieces.append(between)
                length += len(between)
            if not begun or line.page != begun[-1][0]:
                begun.append((line.page, length))
            pieces.append(line.text)
            length += len(MARKS.sub("", line.text))
            before = line
        if before is not None and before.hyphen:
            pieces.append("-")
        return Line("".join(pieces), tuple(url for line in self.lines for url in line.urls)), begun


class Typography:
    """What the sizes and distances of a document's lines mean."""

    def __init__(self, lines: Iterable[Printed]) -> None:
        sizes: Counter[float] = Counter()
        distances: dict[float, list[float]] = defaultdict(list)
        self._edges: dict[tuple[int, float, int], float] = {}
        before: Printed | None = None
        for line in lines:
            size = _rounded(line.size)
            sizes[size] += len(line.text)
            key = self._column(line)
            self._edges[key] = max(self._edges.get(key, 0.0), line.right)
            if before is not None and before.page == line.page and _rounded(before.size) == size:
                distance = before.base - line.base
                if 0 < distance < _COLUMN * line.size:
                    distances[size].append(distance)
            before = line
        self.body = sizes.most_common(1)[0][0] if sizes else 1.0
        self._leading = {size: median(found) for size, found in distances.items()}
        larger = sorted((size for size in sizes if size > self.body * _HEADING_SIZE), reverse=True)
        self._levels = {size: min(level, 5) for level, size in enumerate(_merged(larger), 1)}

    def level(self, lines: list[Printed]) -> int:
        """The level of a heading, 0 for text: larger letters or bold ones, and no full stop at the end."""
        if len(lines) > _MAX_HEADING_LINES:
            return 0
        words = " ".join(line.text for line in lines)
        if len(words) > MAX_HEADING or words.endswith((".", ",", ";")) or not any(map(str.isalpha, words)):
            return 0
        size = _rounded(lines[0].size)
        if size > self.body * _HEADING_SIZE:
            return next((level for known, level in self._levels.items() if known <= size), 5)
        is_bold = all(line.bold for line in lines) and size * _SAME_SIZE > self.body
        starts = words[0].isupper() or words[0].isdecimal()
        return 6 if is_bold and starts and len(words) <= _MAX_BOLD_HEADING and not words.endswith(":") else 0

    def is_note(self, line: Printed) -> bool:
        """Whether a line is smaller than the running text, as footnotes are."""
        return line.size < self.body * _NOTE_SIZE

    def is_full(self, line: Printed, following: Printed) -> bool:
        """Whether the first word of the following line would not have fitted at the end of this one."""
        page, size, column = self._column(line)
        edge = max(self._edges.get((page, size, column + shift), 0.0) for shift in (-1, 0, 1))
        word = len(following.text.split(" ", 1)[0]) + 1
        runs_on = not _ENDED.search(line.text) and MARKS.sub("", following.text)[:1].islower()
        return line.right + word * following.letter * (_RUNNING_ON if runs_on else _WIDER) > edge

    def is_apart(self, above: Printed, below: Printed) -> bool:
        """Whether two lines of a column stand further from one another than lines of a paragraph do."""
        usual = self._leading.get(_rounded(below.size), below.size * 1.1)
        return above.base - below.base > _LEADING * usual

    @staticmethod
    def _column(line: Printed) -> tuple[int, float, int]:
        return line.page, _rounded(line.size), int(line.left // (_COLUMN * line.size))


class Builder:
    """Takes the lines of a document in reading order and gives its paragraphs."""

    def __init__(self, typography: Typography) -> None:
        self._typography = typography
        self._lines: list[Printed] = []

    def add(self, line: Printed) -> Paragraph | None:
        """Adds a line; the paragraph before it where it does not belong to it."""
        if self._lines and not self._continues(self._lines[-1], line):
            ended = self.end()
            self._lines = [line]
            return ended
        self._lines.append(line)
        return None

    def end(self) -> Paragraph | None:
        """Ends the paragraph in the making, and gives it."""
        lines, self._lines = self._lines, []
        return Paragraph(lines, self._typography.level(lines)) if lines else None

    def _continues(self, before: Printed, line: Printed) -> bool:
        if max(before.size, line.size) > _SAME_SIZE * min(before.size, line.size):
            return False
        typography = self._typography
        heading = typography.level(self._lines) > 0
        if heading and (not line.bold or before.page != line.page) and before.bold:
            return False
        if before.hyphen:
            return True
        if _BULLET.match(line.text):
            return False
        full = heading or typography.is_full(before, line)
        if _NUMBERED.match(line.text) and (not full or _ENDED.search(before.text)):
            return False
        if before.page != line.page or line.base >= before.base:
            return self._goes_on_elsewhere(before, line, full)
        if typography.is_apart(before, line) or not full:
            return False
        inwards = (line.left - before.left) / line.size
        if inwards > _INDENT and _ENDED.search(before.text) and not heading:
            return False
        hangs = len(self._lines) > 1 and abs(before.left - self._lines[-2].left) < _INDENT * line.size
        return not (inwards < -_INDENT and hangs and _ENDED.search(before.text))

    @staticmethod
    def _goes_on_elsewhere(before: Printed, line: Printed, full: bool) -> bool:
        """Whether a paragraph goes on at the top of the next page or column."""
        if _SENTENCE_ENDED.search(before.text):
            return False
        first = MARKS.sub("", line.text)[:1]
        return first.islower() or (full and not _ENDED.search(before.text))


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _merged(sizes: list[float]) -> list[float]:
    """Falling sizes without those that are hardly smaller than the one before."""
    kept: list[float] = []
    for size in sizes:
        if not kept or kept[-1] > size * _SAME_SIZE:
            kept.append(size)
        else:
            kept[-1] = size
    return kept
