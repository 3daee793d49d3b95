"""HTML inside Markdown, as far as prose needs it: comments go, block tags part paragraphs."""

from __future__ import annotations

import re

_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|body|center|col|colgroup|dd|details|dialog|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|head|header|hr|html|legend|li|link|main|menu|meta|nav|ol|option|p|section|select"
    r"|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_UNSHOWN = ("script", "style", "template")


def without_comments(text: str) -> str:
    """`text` without its `<!-- comments -->`; one that never closes stays, for it may hold all the rest."""
    return _without(text, "<!--", "-->")


def paragraphs(fragment: str) -> list[str]:
    """The pieces of an HTML block between its block tags, without scripts and styles; inline tags stay in them."""
    for name in _UNSHOWN:
        fragment = _without(fragment, f"<{name}", f"</{name}>")
    pieces = (piece for part in _BLOCK_TAG.split(fragment) for piece in _BLANK_LINE.split(part))
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def _without(text: str, opening: str, closing: str) -> str:
    """`text` without every stretch from `opening` to `closing`; one pass, whatever the text."""
    lower = text.lower()
    if len(lower) != len(text):  # a character whose lower case is longer: look for the marks as they are
        lower = text
    parts: list[str] = []
    at = 0
    while (start := lower.find(opening, at)) >= 0:
        end = lower.find(closing, start + len(opening))
        if end < 0:
            break
        parts.append(text[at:start])
        at = end + len(closing)
    return "".join((*parts, text[at:]))
