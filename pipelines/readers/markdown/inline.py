"""One paragraph: its tokens become a line of words with marks where links stood."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from markdown_it.token import Token

from ..line import Line, LineWriter
from .syntax import CITATION

_HREF = re.compile(r"<a\s[^<>]{0,2000}?\bhref\s{0,9}=\s{0,9}[\"']?(https?://[^\"'\s>]{1,2000})", re.IGNORECASE)
_ANCHOR_END = re.compile(r"</a\s{0,9}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)


def line_of(token: Token, soft_break: str, notes: Mapping[str, tuple[str, ...]]) -> Line:
    """The line of an inline token. `notes` gives the source links of each footnote, by its label."""
    writer = LineWriter()
    internal: list[bool] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            writer.words(child.content)
        elif child.type == "softbreak":
            writer.words(soft_break)
        elif child.type == "hardbreak":
            writer.words("\n")
        elif child.type == CITATION:
            writer.cite([child.content])
        elif child.type == "footnote_ref":
            writer.cite(notes.get(str(child.meta["label"]), ()))
        elif child.type == "link_open":
            address = str(child.attrs.get("href", ""))
            internal.append(not address.lower().startswith(("http://", "https://")))
            if not internal[-1]:
                writer.open_link(address)
        elif child.type == "link_close":
            if internal and not internal.pop():
                writer.close_link()
        elif child.type == "html_inline":
            if href := _HREF.match(child.content):
                writer.open_link(html.unescape(href.group(1)))
            elif _ANCHOR_END.match(child.content):
                writer.close_link()
            elif _BREAK.match(child.content):
                writer.words("\n")
    return writer.line()
