"""ODT (OpenDocument text, ISO/IEC 26300): paragraphs, headings, lists, tables, notes and links in order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from .content import Content
from .flow import Flow
from .limits import Choices, Limits
from .line import Line, LineWriter
from .metadata import Metadata, from_values
from .office_dates import office_date
from .refused import Refused
from .tables import Slot, Table
from .zipped import Archive, words_of

MAX_HEADING = 200
"""Characters; a longer "heading" is a paragraph that somebody gave the wrong style."""

MAX_LEVEL = 6
_MAX_SPAN = 200
_MOST_BLANKS = 1_000

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_NAMES = {
    "office": _OFFICE,
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}
_O = f"{{{_OFFICE}}}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"

_LEFT_OUT = frozenset((
    *(_T + name for name in ("tracked-changes", "table-of-content", "illustration-index", "table-index")),
    *(_T + name for name in ("alphabetical-index", "user-index", "ruby-text", "hidden-text", "variable-decls")),
    *(_T + name for name in ("sequence-decls", "user-field-decls", "note-citation")),
    *(_O + name for name in ("annotation", "annotation-end", "forms", "binary-data")),
    "{http://www.w3.org/2000/svg}title", "{http://www.w3.org/2000/svg}desc",
))  # fmt: skip
"""Deleted words, indexes, comments, marks of notes, what describes pictures."""


def read(data: bytes, limits: Limits, choices: Choices) -> Content:
    """The content of an ODT file.

    Raises Refused (`malformed`, `encrypted`, `unpacks_too_large`, `empty`).
    """
    archive = Archive.opened(data, limits.max_unpacked_bytes)
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and manifest.find(".//manifest:encryption-data", _NAMES) is not None:
        raise Refused("encrypted", "it needs a password")
    root = archive.needed("content.xml")
    body = root.find("office:body/office:text", _NAMES)
    if body is None:
        raise Refused("malformed", "content.xml in the archive holds no text document")
    flow = Flow()
    writer = _Writer(flow, _titles(root))
    writer.blocks(body)
    writer.write_notes()
    content = flow.content(_metadata(archive.xml("meta.xml"), flow.title), ())
    if not content.text:
        raise Refused("empty", "no text in it")
    return content


def _metadata(root: etree._Element | None, title: str | None) -> Metadata:
    """What meta.xml says. A title that the text itself carries goes before the stated one."""
    stated = {
        name: words_of(root, f"office:meta/{name}", _NAMES)
        for name in ("dc:title", "meta:initial-creator", "dc:creator", "meta:creation-date", "dc:date", "dc:language")
    }
    values = {
        "title": title or stated["dc:title"],
        "author": stated["meta:initial-creator"] or stated["dc:creator"],
        "published_on": office_date(stated["meta:creation-date"], stated["dc:date"]),
        "language": stated["dc:language"],
    }
    return from_values({name: value for name, value in values.items() if value})[0]


def _titles(root: etree._Element) -> frozenset[str]:
    """The names of the styles that make a paragraph the document's title: "Title", and those made from it by hand."""
    automatic = root.find("office:automatic-styles", _NAMES)
    made = () if automatic is None else automatic.iterchildren(f"{_STYLE}style")
    names = (s.get(f"{_STYLE}name") or "" for s in made if s.get(f"{_STYLE}parent-style-name") == "Title")
    return frozenset(("Title", *names))


class _Writer:
    def __init__(self, flow: Flow, titles: frozenset[str]) -> None:
        self._flow = flow
        self._titles = titles
        self._notes: list[etree._Element] = []

    def blocks(self, parent: etree._Element) -> None:
        """Adds all in a body, section, list, text box or note. libxml2 bounds how deep they lie in one another."""
        for element in parent:
            tag = element.tag
            if not isinstance(tag, str) or tag in _LEFT_OUT:
                continue
            if tag in (f"{_T}p", f"{_T}h"):
                self._paragraph(element)
            elif tag == f"{_TABLE}table":
                self._table(element)
            else:
                self.blocks(element)

    def write_notes(self) -> None:
        """Adds the notes at the end, in the order in which the text refers to them."""
        notes, self._notes = self._notes, []
        for note in notes:
            self.blocks(note)

    def _paragraph(self, element: etree._Element) -> None:
        reader = _Reader()
        reader.walk(element)
        self._notes += reader.notes
        line = reader.writer.line()
        level = 1 if element.get(f"{_T}style-name") in self._titles else 0
        if element.tag == f"{_T}h":
            level = _number(element.get(f"{_T}outline-level"), MAX_LEVEL)
        if level and line.words and len(line.words) <= MAX_HEADING:
            self._flow.heading(line, level)
        else:
            self._flow.block(line)
        for box in reader.boxes:
            self.blocks(box)

    def _table(self, element: etree._Element) -> None:
        """A table of figures or words; one that only lays out a page is read cell by cell."""
        rows = list(_rows(element))
        cells = [[cell for cell in row if cell.tag == f"{_TABLE}table-cell"] for row in rows]
        nested = any(next(cell.iter(f"{_TABLE}table"), None) is not None for row in cells for cell in row)
        if nested or len(rows) < 2 or max(map(len, cells)) < 2:
            for row in cells:
                for cell in row:
                    self.blocks(cell)
            return
        heads = sum(row.getparent().tag == f"{_TABLE}table-header-rows" for row in rows)
        slots = [[slot for cell in row for slot in self._slots(cell)] for row in cells]
        self._flow.table(Table(slots, heads if heads < len(rows) else 0))

    def _slots(self, cell: etree._Element) -> list[Slot]:
        """The places that a cell takes: empty ones are written once, with how often they are repeated."""
        lines = []
        for element in cell.iter(f"{_T}p", f"{_T}h"):
            reader = _Reader()
            reader.walk(element)
            self._notes += reader.notes
            line = reader.writer.line()
            if line.words or line.urls:
                lines.append(line)
        columns = _number(cell.get(f"{_TABLE}number-columns-spanned"), _MAX_SPAN)
        rows = _number(cell.get(f"{_TABLE}number-rows-spanned"), _MAX_SPAN)
        times = _number(cell.get(f"{_TABLE}number-columns-repeated"), _MAX_SPAN)
        return [Slot(Line.joined(lines, "\n"), columns=columns, rows=rows)] * times


class _Reader:
    """One paragraph: words, links, notes and text boxes."""

    def __init__(self) -> None:
        self.writer = LineWriter()
        self.notes: list[etree._Element] = []
        self.boxes: list[etree._Element] = []

    def walk(self, element: etree._Element) -> None:
        """Blanks in a row are one (ISO 26300, 6.1.2); those that count are elements."""
        self._words(element.text)
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag not in _LEFT_OUT:
                self._inner(tag, child)
            self._words(child.tail)

    def _inner(self, tag: str, child: etree._Element) -> None:
        if tag == f"{_T}s":
            self.writer.words(" " * _number(child.get(f"{_T}c"), _MOST_BLANKS))
        elif tag == f"{_T}tab":
            self.writer.words(" ")
        elif tag == f"{_T}line-break":
            self.writer.words("\n")
        elif tag == f"{_T}note":
            self.notes += child.findall(f"{_T}note-body")
        elif tag == f"{_T}a":
            address = child.get(_HREF) or ""
            leads_out = address.lower().startswith(("http://", "https://"))
            if leads_out:
                self.writer.open_link(address)
            self.walk(child)
            if leads_out:
                self.writer.close_link()
        elif tag.startswith(_DRAW):
            self.boxes.append(child)
        else:
            self.walk(child)

    def _words(self, text: str | None) -> None:
        if text:
            before = " " if text[0].isspace() else ""
            after = " " if text[-1].isspace() and text.strip() else ""
            self.writer.words(before + " ".join(text.split()) + after)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
            yield from _rows(child)


def _number(value: str | None, most: int) -> int:
    """A count: at least 1, at most `most`."""
    return min(max(int(value), 1), most) if value and value.isdecimal() and len(value) < 6 else 1
