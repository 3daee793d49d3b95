"""Markdown: markup is not text. Headings become sections, links become citations, marks go, words stay.

syntax   CommonMark, tables and footnotes, and the two things it lacks: bare URLs and `<cite>`
inline   one paragraph's tokens to a line of text with marks where links stood
html     HTML inside Markdown
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from .. import front_matter
from ..characters import normalise, normalise_characters
from ..content import Content
from ..flow import Flow
from ..line import Line
from ..metadata import Metadata
from ..tables import Slot, Table, is_figure
from . import html, syntax
from .inline import line_of

MAX_HEADING = 200
"""Characters; a longer "heading" is a paragraph that a rule or a `#` happens to stand beside."""

_HEADING = re.compile(r"^#{1,6} +[^\s#][^\n]{0,200}$", re.MULTILINE)
_LINK = re.compile(r"<cite>\s{0,9}https?://|\]\(https?://", re.IGNORECASE)
_STRONG = re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*")


def looks_like(text: str) -> bool:
    """Whether a text that came as plain text is Markdown beyond doubt.

    A source link in Markdown or `<cite>`, a heading on the first line, two headings, or two phrases in `**bold**`.
    """
    if _LINK.search(text):
        return True
    headings = [match.start() for _, match in zip(range(2), _HEADING.finditer(text), strict=False)]
    if len(headings) == 2 or (headings and not text[: headings[0]].strip("\ufeff \t\r\n")):
        return True
    return sum(1 for _ in zip(range(2), _STRONG.finditer(text), strict=False)) == 2


def read(text: str, *, keep_lines: bool = False) -> Content:
    """The content of a Markdown text.

    Each paragraph, list item, table cell and quoted paragraph is a block of its own between empty lines; the rows of a
    table without figures stay together. A heading's
    words are its section's path and no part of the text. `keep_lines` keeps single line ends inside a paragraph, for
    texts that are Markdown only by accident and mean one paragraph a line; Markdown joins such lines.
    """
    metadata, faults, body = front_matter.split(normalise_characters(text))
    flow = Flow()
    _write(syntax.blocks(plain_lines=keep_lines).parse(html.without_comments(body)), flow, "\n" if keep_lines else " ")
    title = metadata.title or flow.title
    metadata = Metadata(title, *(getattr(metadata, name) for name in Metadata.__slots__[1:]))
    return flow.content(metadata, faults)


def _write(tokens: list[Token], flow: Flow, soft_break: str) -> None:
    """Writes the blocks of a token stream to `flow`, in order."""
    notes = _footnote_urls(tokens, soft_break)
    rows: list[list[Slot]] | None = None
    heading = 0
    in_note = False
    for token in tokens:
        if token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = 0
        elif token.type in ("footnote_reference_open", "footnote_reference_close"):
            in_note = token.nesting == 1
        elif token.type == "table_open":
            rows = []
        elif token.type == "tr_open" and rows is not None:
            rows.append([])
        elif token.type == "table_close" and rows is not None:
            flow.table(_table(rows))
            rows = None
        elif token.type in ("fence", "code_block"):
            flow.block(Line(normalise(token.content)))
        elif token.type == "html_block":
            for piece in html.paragraphs(token.content):
                for inner in syntax.lines().parseInline(piece):
                    flow.block(line_of(inner, soft_break, notes))
        elif token.type == "inline":
            line = line_of(token, soft_break, notes)
            if in_note:  # its links stand where the note is referred to
                line = Line(line.words)
            if rows is not None:
                rows[-1].append(Slot(line))
            elif heading and len(line.words) <= MAX_HEADING:
                flow.heading(line, heading)
            else:
                flow.block(line)


def _table(rows: list[list[Slot]]) -> Table:
    """The table. Its first row is its head, unless nothing stands in it, or figures do: Markdown has no other form."""
    words = [slot.line.words for slot in rows[0]] if rows else []
    if sum(map(is_figure, words[1:])) * 2 > len(words[1:]):
        return Table(rows)
    return Table(rows, 1) if any(words) else Table(rows[1:])


def _footnote_urls(tokens: list[Token], soft_break: str) -> dict[str, tuple[str, ...]]:
    """The source links of each footnote, by its label."""
    urls: dict[str, tuple[str, ...]] = {}
    label = None
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = str(token.meta["label"])
        elif token.type == "footnote_reference_close":
            label = None
        elif token.type == "inline" and label is not None:
            urls[label] = urls.get(label, ()) + line_of(token, soft_break, {}).urls
    return urls
