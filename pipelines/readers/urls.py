"""Bare URLs in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

BARE_URL = re.compile(r"https?://[^\s<>\[\]\"“”«»`|\\^{}]{1,2000}", re.IGNORECASE)
_TRAILING = ".,;:!?'’*_~…"


def find(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each bare URL, without the punctuation of the sentence it stands in."""
    for match in BARE_URL.finditer(text):
        end = match.start() + len(trimmed(match.group()))
        if end - match.start() > len("https://"):
            yield match.start(), end


def trimmed(url: str) -> str:
    """`url` without closing punctuation, and without a closing parenthesis that was opened before it."""
    surplus = url.count(")") - url.count("(")
    end = len(url)
    while end and (url[end - 1] in _TRAILING or (url[end - 1] == ")" and surplus > 0)):
        surplus -= url[end - 1] == ")"
        end -= 1
    return url[:end]
