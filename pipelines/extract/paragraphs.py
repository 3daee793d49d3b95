"""Paragraphs: where a text may break, so that no sentence, quote or attachment runs across.

A blank line always breaks. A single line break does too (articles saved one paragraph a line, headings without a full
stop), unless the lines are hard-wrapped: of similar width, or going on in lower case.
"""

from __future__ import annotations

import re
from itertools import pairwise

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_WRAP_WIDTHS = range(50, 110)
"""Widths that editors and mail programs wrap at (72 to 100), less the longest word that may not have fitted."""


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of each paragraph of `text`, in order, without the white space around it."""
    spans: list[tuple[int, int]] = []
    for block in _BLOCK.finditer(text):
        lines = _lines(block.group(), block.start())
        wrapped = _is_hard_wrapped([end - start for start, end in lines])
        for start, end in lines:
            if start == end:
                continue
            if spans and spans[-1][1] > block.start() and (wrapped or _goes_on(text, spans[-1], start)):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
    return tuple(spans)


def _lines(block: str, offset: int) -> list[tuple[int, int]]:
    lines = []
    for line in block.split("\n"):
        lead = len(line) - len(line.lstrip())
        lines.append((offset + lead, offset + max(lead, len(line.rstrip()))))
        offset += len(line) + 1
    return lines


def _is_hard_wrapped(widths: list[int]) -> bool:
    """Three lines or more, all but the last of about one width."""
    return len(widths) >= 3 and all(w in _WRAP_WIDTHS for w in widths[:-1]) and widths[-1] <= max(widths)


def _goes_on(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether the line at `start` continues the line before it: lower case after a line without a full stop."""
    return text[start].islower() and text[before[1] - 1] not in ".!?:;”\"'"


def index_at(spans: tuple[tuple[int, int], ...], offset: int) -> int:
    """The index of the span that holds `offset`, or of the last one before it; -1 where it stands before all."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][0] <= offset:
            low = middle + 1
        else:
            high = middle
    return low - 1


def gaps(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """The stretches between neighbouring spans."""
    return tuple((a[1], b[0]) for a, b in pairwise(spans))
