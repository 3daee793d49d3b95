"""Pairs of quotation marks, paragraph by paragraph, so that one odd mark never costs more than its own paragraph.

Curly, straight, typewriter (``…''), low, angular and single marks, nested or not. A pair may mix families (a straight
opening and a curly closing). A quote still open at the end of its paragraph is kept with `closed` False: that is how a
quote over several paragraphs is written, the opening mark repeated, the closing one only at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Shape = Literal["open", "close", "either"]

_MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚'`]")
_OPENING = frozenset(("“", "„", "‟", "«", "``", "‘", "‚"))
_CLOSING = frozenset(("”", "»", "''", "’"))
_SINGLE = frozenset(("‘", "’", "‚", "'", "`"))
_BEFORE_OPENING = frozenset("([{-–—/:,;.…|>")
_MAX_SINGLE = 1200
"""Characters that a pair of single marks may span: a straight apostrophe is a likelier reading of a far one."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The characters start..end between two marks; outer_start..outer_end with the marks; depth 0 is outermost."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int = 0
    closed: bool = True
    single: bool = False


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    end: int

    @property
    def single(self) -> bool:
        return self.mark in _SINGLE


def pair(text: str, paragraphs: tuple[tuple[int, int], ...]) -> tuple[Marked, ...]:
    """Every marked stretch of the text, in text order, nested ones behind the one that holds them."""
    found = [marked for start, end in paragraphs for marked in _paragraph(text, start, end)]
    return tuple(sorted(found, key=lambda m: (m.outer_start, -m.outer_end)))


def _paragraph(text: str, start: int, end: int) -> list[Marked]:
    marks = list(_MARK.finditer(text, start, end))
    surplus = _surplus(marks)
    stack: list[_Open] = []
    pairs: list[tuple[_Open, int, int]] = []
    stray: _Open | None = None
    for n, match in enumerate(marks):
        mark, at, to = match.group(), match.start(), match.end()
        single = mark in _SINGLE
        if mark == '"' and _is_attribute(text, at, marks[n - 1] if n else None):
            continue
        if single and not _is_single_mark(text, match, stack, start, end):
            continue
        shape = _shape(text, mark, at, to, start, end)
        partner = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].single == single), None)
        if shape == "either":
            shape = "close" if partner is not None else "open"
        if shape == "open" and partner is not None and not _nests(stack[partner], mark, surplus[n + 1]):
            del stack[partner:]
            partner = None
        if shape == "open":
            stack.append(_Open(mark, at, to))
        elif partner is not None:
            pairs.append((stack[partner], at, to))
            del stack[partner:]
        elif stray is not None and not single:
            pairs.append((stray, at, to))
            stray = None
        elif not single and (at == start or text[at - 1] in ",:"):
            stray = _Open(mark, at, to)  # said," and so on" : the blank stands on the wrong side of the opening mark
    outer = next((o for o in stack if not o.single), None)
    kept = [_between(text, o, at, to) for o, at, to in pairs if text[o.end : at].strip()]
    is_last = outer is not None and not any(m.outer_start > outer.start and not m.single for m in kept)
    if outer is not None and is_last and text[outer.end : end].strip():
        kept.append(Marked(outer.end, end, outer.start, end, closed=False))
    return _with_depth(kept)


def _between(text: str, opening: _Open, at: int, to: int) -> Marked:
    """The words between the marks, without the blanks that French sets inside them."""
    inner = text[opening.end : at]
    start = opening.end + len(inner) - len(inner.lstrip())
    return Marked(start, opening.end + len(inner.rstrip()), opening.start, to, single=opening.single)


def _with_depth(marked: list[Marked]) -> list[Marked]:
    ordered = sorted(marked, key=lambda m: (m.outer_start, -m.outer_end))
    open_ends: list[int] = []
    result: list[Marked] = []
    for m in ordered:
        while open_ends and open_ends[-1] <= m.outer_start:
            open_ends.pop()
        result.append(Marked(m.start, m.end, m.outer_start, m.outer_end, len(open_ends), m.closed, m.single))
        open_ends.append(m.outer_end)
    return result


def _shape(text: str, mark: str, at: int, to: int, start: int, end: int) -> Shape:
    """What the mark does by its form; where form and place contradict each other the place decides."""
    before = text[at - 1] if at > start else " "
    after = text[to] if to < end else " "
    opens_here = (before.isspace() or before in _BEFORE_OPENING or before in _OPENING) and not after.isspace()
    closes_here = not before.isspace() and (after.isspace() or not after.isalnum())
    if mark in _OPENING:
        return "close" if closes_here and not opens_here and after.isspace() and mark == "“" else "open"
    if mark in _CLOSING:
        return "open" if before.isspace() and after.isalnum() else "close"
    if opens_here and (before.isspace() or not closes_here):
        return "open"
    if closes_here and not opens_here:
        return "close"
    return "either"


def _is_attribute(text: str, at: int, before: re.Match[str] | None) -> bool:
    """Whether the mark belongs to a tag left in the text (`id="7"`): the one behind "=", or its partner."""
    if at > 0 and text[at - 1] == "=":
        return True
    return before is not None and before.group() == '"' and before.start() > 0 and text[before.start() - 1] == "="


def _nests(outer: _Open, mark: str, surplus: int) -> bool:
    """Whether an opening mark within an open quote of its family opens a quote in the quote, or shows the first odd.

    `surplus` is how many more closing than opening marks follow.
    """
    return surplus >= 2 and not (mark == outer.mark and mark == '"')


def _surplus(marks: list[re.Match[str]]) -> list[int]:
    """For each mark, and for the end: how many more closing than opening marks stand from there on."""
    counts = [0]
    for match in reversed(marks):
        mark = match.group()
        counts.append(counts[-1] + (mark in ("”", "»", "''", '"')) - (mark in ("“", "„", "«", "``")))
    return counts[::-1]


def _is_single_mark(text: str, match: re.Match[str], stack: list[_Open], start: int, end: int) -> bool:
    """Whether a single mark quotes, and is no apostrophe, inch or accent."""
    at, to, mark = match.start(), match.end(), match.group()
    before = text[at - 1] if at > start else " "
    after = text[to] if to < end else " "
    if before.isalnum() and after.isalnum():
        return False
    opened = next((o for o in reversed(stack) if o.single), None)
    if opened is None:
        if mark == "’" or not (before.isspace() or before in _BEFORE_OPENING or before in '"“') or after.isspace():
            return False
        return any(True for _ in _single_closings(text, to, end, mark))
    if mark == "‘":
        return not before.isalnum() and not after.isspace()
    if before.isspace():
        return False
    return at in set(_single_closings(text, opened.end, end, opened.mark))


def _single_closings(text: str, begin: int, end: int, opening: str) -> Iterator[int]:
    """Where a single quote opened before `begin` may close: the plural genitive ("the workers' rights") last of all."""
    stop = min(end, begin + _MAX_SINGLE)
    marks = "’" if opening in ("‘", "‚") else "'’"
    genitive: int | None = None
    if text[begin : begin + 2].isdigit() and text[begin + 2 : begin + 3] == "s":
        return
    for at in range(begin + 1, stop):
        if text[at] not in marks:
            continue
        after = text[at + 1] if at + 1 < end else " "
        if after.isalnum() or text[at - 1].isspace():
            continue
        if text[at - 1] == "s" and after == " " and text[at + 2 : at + 3].islower():
            genitive = genitive or at
            continue
        yield at
        return
    if genitive is not None:
        yield genitive
