"""One paragraph: its runs in order, deleted and hidden words out, links marked, notes and text boxes put by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from ..line import Line, LineWriter
from .styles import W

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FIELD_LINK = re.compile(r'\s{0,9}HYPERLINK\s{1,9}"([^"]{1,2000})"')
_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")

_LEFT_OUT = frozenset(
    W + name
    for name in (
        *("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "commentReference", "annotationRef"),
        *("sdtPr", "sdtEndPr", "rt", "fldData", "object"),
    )
)
"""Deleted words, properties, codes of fields, the reading aids of ruby; what an embedded object shows is no text."""

_PLAIN = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}


@dataclass
class Paragraph:
    """What a paragraph holds: its line, the ids of its notes ("footnotes", "3"), the text boxes anchored in it."""

    line: Line
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def paragraph(element: etree._Element, links: Mapping[str, str]) -> Paragraph:
    """Reads a `w:p`. `links` are the part's external addresses by their relationship ids."""
    reader = _Reader(links)
    reader.walk(element)
    return Paragraph(reader.writer.line(), reader.notes, reader.boxes)


class _Reader:
    def __init__(self, links: Mapping[str, str]) -> None:
        self.writer = LineWriter()
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[etree._Element] = []
        self._links = links
        self._fields: list[str | None] = []  # the code of each open field so far; None behind its separator
        self._linked: list[bool] = []

    def walk(self, element: etree._Element) -> None:
        """Depth is bounded by libxml2's own bound on nesting (256), below Python's on recursion."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == f"{W}t" or tag == _FORMULA_TEXT:
                self._words(child.text or "", child.getparent())
            elif tag in _PLAIN:
                if child.get(f"{W}type") != "page" and self._shown():
                    self.writer.words(_PLAIN[tag])
            elif tag == f"{W}r":
                if not _is_on(child, "vanish"):
                    self.walk(child)
            elif tag == f"{W}hyperlink":
                self._link(child, self._links.get(child.get(f"{R}id") or ""))
            elif tag == f"{W}fldSimple":
                self._link(child, _address(child.get(f"{W}instr") or ""))
            elif tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif tag == f"{W}instrText" and self._fields and self._fields[-1] is not None:
                self._fields[-1] += (child.text or "")[:3000]
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self.notes.append((tag.removeprefix(W).replace("Reference", "s"), child.get(f"{W}id") or ""))
            elif tag == _ALTERNATIVES:
                for choice in child[:1]:  # the others show the same
                    self.walk(choice)
            elif tag == f"{W}txbxContent":
                self.boxes.append(child)
            elif tag not in _LEFT_OUT:
                self.walk(child)

    def _words(self, text: str, run: etree._Element | None) -> None:
        if not self._shown():
            return
        if run is not None and text.translate(_RAISED) != text and _raised(run) and len(text) < 5:
            text = text.translate(_RAISED)
        self.writer.words(text)

    def _shown(self) -> bool:
        """Whether what comes is text and no part of a field's code."""
        return not any(code is not None for code in self._fields)

    def _link(self, element: etree._Element, address: str | None) -> None:
        if address:
            self.writer.open_link(address)
        self.walk(element)
        if address:
            self.writer.close_link()

    def _field(self, mark: str | None) -> None:
        """A field is its code between `begin` and `separate`, then its words up to `end`."""
        if mark == "begin":
            self._fields.append("")
            self._linked.append(False)
        elif mark == "separate" and self._fields:
            address = _address(self._fields[-1] or "")
            self._fields[-1] = None
            if address:
                self.writer.open_link(address)
                self._linked[-1] = True
        elif mark == "end" and self._fields:
            self._fields.pop()
            if self._linked.pop():
                self.writer.close_link()


def is_address(target: str) -> bool:
    """Whether a link leads into the web: others (mail, bookmarks, files) are no sources."""
    return target.lower().startswith(("http://", "https://"))


def _address(code: str) -> str | None:
    match = _FIELD_LINK.match(code)
    return match[1] if match and is_address(match[1]) else None


def _is_on(run: etree._Element, name: str) -> bool:
    """Whether a run has a property that is on or off."""
    element = run.find(f"{W}rPr/{W}{name}")
    return element is not None and element.get(f"{W}val", "true") not in ("false", "0", "off")


def _raised(run: etree._Element) -> bool:
    element = run.find(f"{W}rPr/{W}vertAlign")
    return element is not None and element.get(f"{W}val") == "superscript"
