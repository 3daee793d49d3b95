"""HTML: the main text of a web page, and the text of fragments that are all text.

tree      bytes and characters to a tree that is safe to walk: bounded in depth, links whole, hidden parts gone
page      what of a page is its text, by trafilatura
described what a page says of itself: title, author, site, day, language, address
blocks    a tree's paragraphs, headings, lists, links and tables, in order
tabular   a table element to rows of cells
"""

from __future__ import annotations

from ..content import Content
from ..encodings import decode
from ..flow import Flow
from ..limits import Choices, Limits
from ..refused import Refused
from . import blocks, described, page, tabular, tree

__all__ = ["read", "write"]


def read(data: bytes, limits: Limits, choices: Choices) -> Content:
    """The content of a web page: its main text without navigation, banners, comments and links to other pages.

    Raises Refused (`undecodable`, `binary`, `malformed`, `empty`).
    """
    document = tree.parsed(decode(data, choices, tree.declared_encoding(data)))
    metadata = described.metadata(document)
    flow = Flow()
    page.write(tree.prepared(document, metadata.url), flow)
    content = flow.content(metadata, ())
    if not content.text:
        raise Refused("empty", "no text that is the page's own")
    return content


def write(source: str, flow: Flow, base: str | None = None) -> None:
    """Adds the paragraphs of an HTML fragment, all of which is text (an e-mail, an entry of a feed, a chapter).

    `base` is the address that relative links lean on. Raises Refused (`malformed`).
    """
    blocks.write(tree.prepared(tree.parsed(source), base), flow, tabular.table)
