"""The parts of the pages into the flow of the text, notes put by until the paragraph above them is whole."""

from __future__ import annotations

from ..flow import BETWEEN_BLOCKS, Flow
from .hyphens import Hyphens
from .paragraphs import Builder, Paragraph, Typography
from .printed import Printed
from .tabular import Rows


class Writer:
    """Takes the parts of each page in order. `flow` is the text so far."""

    def __init__(self, typography: Typography, hyphens: Hyphens) -> None:
        self.flow = Flow()
        self._typography = typography
        self._hyphens = hyphens
        self._builder = Builder(typography)
        self._notes: list[Printed] = []
        self._begun: dict[int, int] = {}

    def page(self, parts: list[Printed | Rows]) -> None:
        """Adds a page. The small print at its end is its notes, which must not part a paragraph that goes on."""
        end = len(parts)
        while end and self._is_note(parts[end - 1]):
            end -= 1
        for part in parts[: end or len(parts)]:
            if isinstance(part, Rows):
                self._write(self._builder.end())
                self._write_notes(part.page)
                before = self.flow.length
                self.flow.table(part.table)
                self._begin(part.page, before)
            else:
                self._write(self._builder.add(part))
        if end:
            self._notes += [part for part in parts[end:] if isinstance(part, Printed)]

    def end(self, pages: int) -> tuple[int, ...]:
        """Ends the text: the offsets at which its pages begin. One without text begins where the next one does."""
        self._write(self._builder.end())
        self._write_notes(pages)
        offsets = []
        following = self.flow.length
        for page in reversed(range(pages)):
            following = min(following, self._begun.get(page, following)) if page else 0
            offsets.append(following)
        return tuple(reversed(offsets))

    def _is_note(self, part: Printed | Rows) -> bool:
        return isinstance(part, Printed) and self._typography.is_note(part)

    def _write(self, paragraph: Paragraph | None) -> None:
        if paragraph is None:
            return
        self._write_notes(paragraph.lines[-1].page)
        self._put(paragraph)

    def _put(self, paragraph: Paragraph) -> None:
        line, begun = paragraph.line(self._hyphens)
        if paragraph.level:
            self.flow.heading(line, paragraph.level)
            return
        before = self.flow.length
        self.flow.block(line)
        for page, offset in begun:
            self._begin(page, before, offset)

    def _begin(self, page: int, before: int, offset: int = 0) -> None:
        """Keeps where a page begins: so far into what was written behind `before`."""
        if self.flow.length > before:
            self._begun.setdefault(page, before + (len(BETWEEN_BLOCKS) if before else 0) + offset)

    def _write_notes(self, page: int) -> None:
        """Adds the notes of the pages before this one."""
        waiting = [note for note in self._notes if note.page < page]
        if not waiting:
            return
        self._notes = [note for note in self._notes if note.page >= page]
        builder = Builder(self._typography)
        for found in (*map(builder.add, waiting), builder.end()):
            if found is not None:
                self._put(Paragraph(found.lines))
