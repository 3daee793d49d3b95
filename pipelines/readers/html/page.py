"""What of a page is its text: its main content by trafilatura, without navigation, banners, comments and the like.

trafilatura decides which parts belong to the text; their inner form is kept from the page itself where trafilatura
would flatten it: a table goes through it with a mark in its first cell, and is written from the page's own rows.
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy

from lxml.etree import _Element  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura import bare_extraction

from ..flow import Flow
from ..tables import Table
from . import blocks, tabular

for name in ("trafilatura", "justext", "courlan"):
    logging.getLogger(name).setLevel(logging.CRITICAL)  # what it cannot do is seen in what it gives

MAX_ELEMENTS = 60_000
"""trafilatura takes time in the square of a page's paragraphs (a minute for 50,000). A larger page is a listing or a
whole book: all of it is taken but for what its markup itself calls navigation."""

_MAX_CELLS = 500
"""Of a table, as trafilatura sees it."""

_MARK = re.compile(r"⸢t(\d{1,6})⸣")
_NEVER = frozenset(["nav", "menu", "dialog"])
_NEVER_ROLES = frozenset(["navigation", "search", "dialog", "alertdialog", "menu", "contentinfo"])
_ASIDE = frozenset(["aside", "footer", "form"])
"""What may stand inside an article too, so that trafilatura judges it where it can."""
_HTML = {"list": "ul", "item": "li", "quote": "blockquote", "lb": "br", "code": "pre", "row": "tr"}


def write(tree: HtmlElement, flow: Flow) -> None:
    """Adds the main text of a page that `tree.prepared` made ready. It changes the tree."""
    _drop(tree, _NEVER, _NEVER_ROLES)
    if sum(1 for _ in tree.iter()) <= MAX_ELEMENTS:
        found = _mark_tables(tree)
        body = _main(tree)
        if body is not None:
            _write_main(body, found, flow)
            return
        _unmark(tree)
    _drop(tree, _ASIDE, frozenset(["complementary", "banner"]))
    blocks.write(tree, flow, tabular.table)


def _drop(tree: HtmlElement, tags: frozenset[str], roles: frozenset[str]) -> None:
    """Takes the elements of these tags and roles away, with all that is in them."""
    for element in [e for e in tree.iter("*") if e.tag in tags or e.get("role") in roles]:
        if element.getparent() is not None and element.tag not in ("html", "body"):
            element.drop_tree()


def _main(tree: HtmlElement) -> _Element | None:
    """The main text as trafilatura gives it, None where it finds none."""
    found = bare_extraction(
        deepcopy(tree), include_comments=False, include_links=True, include_tables=True, deduplicate=False
    )
    body = found.body if found is not None and not isinstance(found, dict) else None
    return body if body is not None and "".join(body.itertext()).strip() else None


def _mark_tables(tree: HtmlElement) -> list[Table]:
    """The tables of a page. The first cell of each now holds its number.

    Spans go, and of a huge table all but its first rows: trafilatura would fill them in, in the square of their number.
    """
    found: list[Table] = []
    for element in list(tree.iter("table")):
        table = tabular.table(element)
        if table is None:
            continue
        cells = list(element.iterdescendants("td", "th"))
        cells[0].text = f"⸢t{len(found)}⸣{cells[0].text or ''}"
        found.append(table)
        for cell in cells[_MAX_CELLS:]:
            cell.getparent().remove(cell)
    for cell in tree.iter("td", "th"):
        cell.attrib.pop("colspan", None)
        cell.attrib.pop("rowspan", None)
    return found


def _unmark(root: _Element) -> None:
    for element in root.iter("*"):
        for part in ("text", "tail"):
            words = getattr(element, part)
            if words and "⸢" in words:
                setattr(element, part, _MARK.sub("", words))


def _write_main(body: _Element, tables: list[Table], flow: Flow) -> None:
    left: dict[int, Table] = dict(enumerate(tables))
    kept: dict[_Element, Table | None] = {}
    for element in body.iter("table"):
        mark = _MARK.search("".join(element.itertext()))
        kept[element] = left.pop(int(mark[1]), None) if mark else None
    _unmark(body)
    for element in body.iter("*"):
        tag = str(element.tag)
        if tag == "head":
            rank = element.get("rend", "h3")
            element.tag = rank if rank in blocks.HEADINGS else "h3"
        elif tag == "ref":
            element.tag = "a"
            element.set("href", element.get("target") or "")
        elif tag == "cell":
            element.tag = "td"
        elif tag in _HTML and not (tag == "code" and str(element.getparent().tag) in ("p", "td", "li", "item", "cell")):
            element.tag = _HTML[tag]
    blocks.write(body, flow, kept.get)
