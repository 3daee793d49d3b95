"""The Markdown that documents are written in: CommonMark, tables, strikethrough, footnotes, bare URLs and `<cite>`."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

from .. import urls

CITATION = "citation"
"""The type of the token that stands for a URL in the text; its `content` is the URL."""

_CITE = re.compile(r"<cite\b[^<>]{0,500}>([^<>]*)</cite\s{0,9}>", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s,;|]+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE
)


MAX_BLOCK_NESTING = 100
"""Quotes and lists inside one another. What lies deeper is dropped by the parser, so this is beyond any document."""

MAX_INLINE_NESTING = 20
"""Links and emphasis inside one another. What lies deeper stays plain text; the time for brackets grows with it."""


@cache
def blocks(*, plain_lines: bool) -> MarkdownIt:
    """The parser of whole texts; reused, because building one costs more than parsing a page.

    Indented code is off: in prose four blanks indent a paragraph. `plain_lines` also turns off headings made by a
    line of dashes below a paragraph, which plain texts use as a rule.
    """
    markdown = _parser(MAX_BLOCK_NESTING).disable(["code", *(["lheading"] if plain_lines else [])])
    markdown.core.ruler.at("inline", _parse_lines)
    return markdown


@cache
def lines() -> MarkdownIt:
    """The parser of what stands inside a paragraph; for its `parseInline`."""
    markdown = _parser(MAX_INLINE_NESTING)
    markdown.inline.ruler.before("text", "bare_url", _bare_url)
    markdown.inline.ruler.before("link", "lone_bracket", _lone_bracket)
    markdown.inline.ruler.before("html_inline", "cite", _cite)
    return markdown


def _parser(nesting: int) -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": nesting}).enable(["table", "strikethrough"])
    return markdown.use(partial(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True))


def _parse_lines(state: StateCore) -> None:
    """Parses the paragraphs of a text by `lines`, which knows the text's link definitions and footnotes by `env`."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            lines().inline.parse(token.content, lines(), state.env, token.children)


def _lone_bracket(state: StateInline, silent: bool) -> bool:
    """A `[` or `![` with no `]` behind it opens no link; said at once, because looking for one costs a paragraph."""
    length = next((len(mark) for mark in ("[", "![") if state.src.startswith(mark, state.pos)), 0)
    if not length or state.pos < _last_closing(state.src):
        return False
    if not silent:
        state.pending += state.src[state.pos : state.pos + length]
    state.pos += length
    return True


@lru_cache(maxsize=2)
def _last_closing(paragraph: str) -> int:
    return paragraph.rfind("]")


def _bare_url(state: StateInline, silent: bool) -> bool:
    """A URL in running text; the text rule stops at its colon, so the scheme is taken back from what is pending."""
    if state.src[state.pos] != ":" or state.linkLevel > 0:
        return False
    for scheme in ("https", "http"):
        start = state.pos - len(scheme)
        if start < 0 or state.src[start : state.pos].lower() != scheme:
            continue
        match = urls.BARE_URL.match(state.src, start, state.posMax)
        url = urls.trimmed(match.group()) if match else ""
        if len(url) <= len(scheme) + len("://"):
            return False
        if not silent:
            if not state.pending.lower().endswith(scheme):
                return False
            state.pending = state.pending[: -len(scheme)]
            state.push(CITATION, "", 0).content = url
        state.pos = start + len(url)
        return True
    return False


def _cite(state: StateInline, silent: bool) -> bool:
    """`<cite>` around one or several addresses; around anything else it is the name of a work, and stays text."""
    if state.src[state.pos] != "<":
        return False
    match = _CITE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    addresses = [part for part in _SEPARATORS.split(match.group(1)) if part]
    if not all(_ADDRESS.fullmatch(address) for address in addresses):
        return False
    if not silent:
        for address in addresses:
            state.push(CITATION, "", 0).content = address
    state.pos = match.end()
    return True
