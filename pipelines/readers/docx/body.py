"""The body of a document: paragraphs, headings, lists, tables, text boxes and notes, in order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from ..flow import Flow
from ..line import Line
from ..refused import Refused
from ..tables import Slot, Table
from ..zipped import Archive, beside
from .paragraphs import is_address, paragraph
from .styles import MAX_LEVEL, Style, W, outline_level, styles

MAX_HEADING = 200
"""Characters; a longer "heading" is a paragraph that somebody gave the wrong style."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OPEN = (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}sdt", f"{W}sdtContent", f"{W}smartTag")
"""What stands around paragraphs, rows and cells and is nothing itself: kept changes, controls, tags."""

_CONTENTS = ("Table of Contents", "Table of Figures")


def write(archive: Archive, flow: Flow) -> None:
    """Adds all of the main part. Raises Refused (`malformed` and as `Archive.read`)."""
    name = _main_part(archive)
    document = archive.needed(name)
    body = document.find(f"{W}body")
    if body is None:
        raise Refused("malformed", f"{name} in the archive has no body")
    writer = _Writer(archive, name, flow)
    writer.blocks(body)
    writer.write_notes()


def _main_part(archive: Archive) -> str:
    """The name of the main part, by the package's own relationships, else the one that Word gives it."""
    root = archive.xml("_rels/.rels")
    for relation in () if root is None else root.iter(_RELATIONSHIP):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return beside("", relation.get("Target") or "")
    return "word/document.xml"


def _relations(archive: Archive, part: str) -> tuple[dict[str, str], dict[str, str]]:
    """(web addresses by relationship id, names of other parts by the last word of the relationship's type)."""
    folder, _, name = part.rpartition("/")
    root = archive.xml(f"{folder}/_rels/{name}.rels")
    links, parts = {}, {}
    for relation in () if root is None else root.iter(_RELATIONSHIP):
        target = relation.get("Target") or ""
        if relation.get("TargetMode") == "External":
            if is_address(target):
                links[relation.get("Id") or ""] = target
        else:
            parts[(relation.get("Type") or "").rpartition("/")[2]] = beside(part, target)
    return links, parts


class _Writer:
    def __init__(self, archive: Archive, part: str, flow: Flow) -> None:
        self._archive = archive
        self._flow = flow
        self._links, self._parts = _relations(archive, part)
        self._styles = styles(archive.xml(self._parts.get("styles", "word/styles.xml")))
        self._notes: list[tuple[str, str]] = []
        self._caption = ""

    def blocks(self, parent: etree._Element) -> None:
        """Adds what stands in a body, a text box, a note, or a cell that lays out a page."""
        for element in _children(parent, (f"{W}p", f"{W}tbl")):
            if element.tag == f"{W}p":
                self._paragraph(element)
            else:
                self._table(element)

    def _paragraph(self, element: etree._Element) -> None:
        style = self._style(element)
        if style.kind == "contents":
            return
        found = paragraph(element, self._links)
        line = found.line
        self._notes += found.notes
        if style.level and line.words and len(line.words) <= MAX_HEADING:
            self._flow.heading(line, style.level)
        else:
            self._flow.block(line)
        self._caption = line.words if style.kind == "caption" else ""
        for box in found.boxes:
            self.blocks(box)

    def _style(self, element: etree._Element) -> Style:
        properties = element.find(f"{W}pPr")
        if properties is None:
            return Style()
        level = outline_level(properties)
        if level is not None and level < 10:
            return Style("heading", min(level, MAX_LEVEL))
        name = properties.find(f"{W}pStyle")
        return self._styles.get("" if name is None else name.get(f"{W}val") or "", Style())

    def _table(self, element: etree._Element) -> None:
        """A table of figures or words; one that only lays out a page is read cell by cell."""
        caption, self._caption = self._caption, ""
        rows = [list(_children(row, (f"{W}tc",))) for row in _children(element, (f"{W}tr",))]
        cells = [cell for row in rows for cell in row]
        if (
            len(rows) < 2
            or max(map(len, rows)) < 2
            or any(next(cell.iter(f"{W}tbl"), None) is not None for cell in cells)
        ):
            for cell in cells:
                self.blocks(cell)
            return
        heads = 0
        for row in _children(element, (f"{W}tr",)):
            if row.find(f"{W}trPr/{W}tblHeader") is None:
                break
            heads += 1
        self._flow.table(Table(self._slots(rows), heads if heads < len(rows) else 0, caption))

    def _slots(self, rows: list[list[etree._Element]]) -> list[list[Slot]]:
        """The cells with their spans; a cell that continues the one above it is part of that one."""
        found: list[list[Slot]] = []
        above: dict[int, tuple[int, int]] = {}  # by column: the row and place of the cell that reaches down to here
        for number, row in enumerate(rows):
            slots: list[Slot] = []
            column = 0
            for cell in row:
                width = _number(cell.find(f"{W}tcPr/{W}gridSpan"))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") != "restart" and column in above:
                    at, place = above[column]
                    slot = found[at][place]
                    found[at][place] = Slot(slot.line, slot.heading, slot.columns, number - at + 1)
                else:
                    above[column] = (number, len(slots))
                    slots.append(Slot(self._cell(cell), columns=width))
                column += width
            found.append(slots)
        return found

    def _cell(self, cell: etree._Element) -> Line:
        lines = []
        for element in _children(cell, (f"{W}p",)):
            found = paragraph(element, self._links)
            self._notes += found.notes
            if found.line.words or found.line.urls:
                lines.append(found.line)
        return Line.joined(lines, "\n")

    def write_notes(self) -> None:
        """Adds the notes at the end, in the order in which the text refers to them."""
        written: set[tuple[str, str]] = set()
        for part in ("footnotes", "endnotes"):
            wanted = [number for kind, number in self._notes if kind == part]
            name = self._parts.get(part, f"word/{part}.xml")
            root = self._archive.xml(name) if wanted else None
            if root is None:
                continue
            notes = {note.get(f"{W}id") or "": note for note in root}
            self._links, _ = _relations(self._archive, name)
            for number in wanted:
                if number in notes and (part, number) not in written:
                    written.add((part, number))
                    self.blocks(notes[number])


def _children(parent: etree._Element, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """The elements of these tags in `parent`, through what only stands around them."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _OPEN and not _is_contents(child):
            yield from _children(child, tags)


def _is_contents(element: etree._Element) -> bool:
    """Whether a control holds a table of contents."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") in _CONTENTS


def _number(element: etree._Element | None) -> int:
    """A span: at least 1, and no more than tables have columns."""
    value = "" if element is None else element.get(f"{W}val") or ""
    return min(max(int(value), 1), 200) if value.isdecimal() and len(value) < 5 else 1
