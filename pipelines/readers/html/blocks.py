"""A tree's paragraphs, headings, lists, links and tables, in order, into the flow of a text."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element, iterwalk  # type: ignore[import-untyped]

from ..flow import Flow
from ..line import LineWriter
from ..tables import Table

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
MAX_HEADING = 200
"""Characters; a longer "heading" is a paragraph in large letters."""

BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "li", "main",
    "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
])  # fmt: skip
UNSHOWN = frozenset([
    "applet", "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "link", "map", "math",
    "meta", "noscript", "object", "option", "script", "select", "style", "svg", "template", "textarea", "title",
    "video",
])  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def write(root: _Element, flow: Flow, table: Callable[[_Element], Table | None]) -> None:
    """Adds all that `root` shows. `table` gives the table that an element is; None where it only lays out its parts."""
    writer = _Writer(flow)
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            writer.leave(tag, element)
        elif tag in UNSHOWN:
            walk.skip_subtree()
        elif tag == "table" and (found := table(element)) is not None:
            writer.end_paragraph()
            flow.table(found)
            walk.skip_subtree()
        else:
            writer.enter(tag, element)
        if event == "end" and element is not root:
            writer.words(element.tail)
    writer.end_paragraph()


class _Writer:
    """The paragraph in the making."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._line = LineWriter()
        self._heading = 0
        self._kept = 0  # inside how many elements blanks are kept

    def words(self, text: str | None) -> None:
        if text:
            self._line.words(text if self._kept else _BLANKS.sub(" ", text))

    def enter(self, tag: str, element: _Element) -> None:
        if tag in HEADINGS:
            self.end_paragraph()
            self._heading = HEADINGS[tag]
        elif tag in BLOCKS:
            self.end_paragraph()
            self._kept += tag == "pre"
        elif tag == "br":
            self._line.words("\n")
        elif tag == "a" and element.get("href"):
            self._line.open_link(element.get("href", ""))
        self.words(element.text)

    def leave(self, tag: str, element: _Element) -> None:
        if tag in HEADINGS:
            self.end_paragraph()
        elif tag in BLOCKS:
            self.end_paragraph()
            self._kept -= tag == "pre"
        elif tag == "a" and element.get("href"):
            self._line.close_link()

    def end_paragraph(self) -> None:
        """Ends it, as a heading or a paragraph. Links that are open stay behind: their words were a block."""
        line = self._line.line()
        self._line = LineWriter()
        if not line.words and not line.urls:
            return
        if self._heading and len(line.words) <= MAX_HEADING:
            self._flow.heading(line, self._heading)
        else:
            self._flow.block(line)
        self._heading = 0


def line_of(element: _Element) -> LineWriter:
    """What an element shows, on one line; blocks in it are parted by blanks."""
    writer = LineWriter()
    walk = iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        tag = inner.tag if isinstance(inner.tag, str) else ""
        if event == "start" and tag in UNSHOWN:
            walk.skip_subtree()
            continue
        if event == "start":
            if inner is not element and (tag in BLOCKS or tag in HEADINGS or tag == "br"):
                writer.words(" ")
            if tag == "a" and inner.get("href"):
                writer.open_link(inner.get("href", ""))
            writer.words(_BLANKS.sub(" ", inner.text or ""))
            continue
        if tag == "a" and inner.get("href"):
            writer.close_link()
        if inner is not element:
            writer.words((" " if tag in BLOCKS or tag in HEADINGS else "") + _BLANKS.sub(" ", inner.tail or ""))
    return writer
