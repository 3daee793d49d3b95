"""One paragraph as a line of words with marks where links stood, spaced as if no link had been there.

A mark is a pair of Unicode noncharacters, which no normalised text holds: OPEN words CLOSE, the words empty where the
link had none. The i-th pair belongs to the i-th of the line's URLs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from . import urls
from .characters import normalise_characters

OPEN, CLOSE = "\ufdd0", "\ufdd1"
MARKS = re.compile(f"([{OPEN}{CLOSE}])")

_LINKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_REFERENCE_MARK = re.compile(r"\[\^?\d{1,3}\]|\^\d{1,3}|[↑↗→🔗*]")
_NUMBER = re.compile(r"\d{1,3}")
_ATTACHED = re.compile(rf"[\w.,;:!?)\]’”\"'{CLOSE}]")
_NUMBERED = re.compile(
    rf"[(\[]{OPEN}\d{{1,3}}{CLOSE}(?:[,;]? ?{OPEN}\d{{1,3}}{CLOSE}){{0,50}}[)\]]",
)
_NO_MARK = re.compile(f"[^{OPEN}{CLOSE}]")

_ACCENT = re.compile(f"([{OPEN}{CLOSE}]{{1,8}})([\u0300-\u036f]+)")
_BLANKS = re.compile(r"[ \t]+")
_BREAKS = re.compile(r" ?\n[ \n]*")
_EMPTY = f"(?:{OPEN}{CLOSE})+"
_BETWEEN = re.compile(f"(?<={OPEN}{CLOSE})[ ,;|]+(?={OPEN}{CLOSE})")
_BRACKETED = re.compile(rf"[(\[] ?({_EMPTY}) ?[)\]]")
_BLANK_BEFORE = re.compile(rf" ({_EMPTY})(?=[\s.,;:!?)\]’”\"']|$)")
_SENTENCE_JOINED = re.compile(rf"([.!?][\"'’”)]?{_EMPTY})(?=[\"“‘]?[A-Z])")
_LINE_FIRST = re.compile(rf"\n({_EMPTY}) ?\n?")
_BLANK_FIRST = re.compile(rf"^({_EMPTY})\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A block's text with marks, and the URLs of its marks in order."""

    marked: str
    urls: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The text alone."""
        return MARKS.sub("", self.marked).strip()

    @classmethod
    def joined(cls, lines: Sequence[Line], separator: str) -> Line:
        """Several lines in one."""
        return cls(separator.join(line.marked for line in lines), tuple(url for line in lines for url in line.urls))


@dataclass
class LineWriter:
    """Takes the words, links and line ends of one paragraph in order. A link inside a link's words is left out."""

    _parts: list[str] = field(default_factory=list)
    _urls: list[str] = field(default_factory=list)
    _opened: int = 0

    def words(self, text: str) -> None:
        """Running text; a "\\n" in it ends the line."""
        self._parts.append(normalise_characters(text))

    def cite(self, addresses: Iterable[str]) -> None:
        """Links without words of their own."""
        for address in addresses:
            if self._opened:
                return
            self._parts.append(OPEN + CLOSE)
            self._urls.append(address)

    def open_link(self, address: str) -> None:
        """The words that follow are linked to `address`."""
        if not self._opened:
            self._parts.append(OPEN)
            self._urls.append(address)
        self._opened += 1

    def close_link(self) -> None:
        """The words of the link end here; nothing where none is open."""
        if self._opened == 1:
            self._parts.append(CLOSE)
        self._opened = max(0, self._opened - 1)

    def line(self) -> Line:
        """All that was taken in, as one line. A link that is still open ends with it."""
        closing = CLOSE if self._opened else ""
        return Line(_spaced("".join((*self._parts, closing))), tuple(self._urls))


def _spaced(marked: str) -> str:
    """The line without what links leave behind: blanks before a full stop, empty brackets, lists of nothing."""
    if OPEN not in marked:
        return _BREAKS.sub("\n", _BLANKS.sub(" ", unicodedata.normalize("NFC", marked))).strip()
    marked = unicodedata.normalize("NFC", _ACCENT.sub(r"\2\1", marked))
    marked = _NUMBERED.sub(lambda numbers: _NO_MARK.sub("", numbers.group()), marked)
    marked = _LINKED.sub(_without_address, marked)
    marked = _BREAKS.sub("\n", _BLANKS.sub(" ", marked))
    marked = _BETWEEN.sub("", marked)
    marked = _BRACKETED.sub(r"\1", marked)
    marked = _LINE_FIRST.sub(r"\1\n", marked)
    marked = _BLANK_BEFORE.sub(r"\1", marked)
    marked = _SENTENCE_JOINED.sub(r"\1 ", marked)
    return _BLANK_FIRST.sub(r"\1", marked.strip()).strip()


def _without_address(link: re.Match[str]) -> str:
    """A link's words between marks; none where they are only its address or the number of a reference."""
    raw = link.group(1)
    words = raw.strip()
    attached = link.start() > 0 and _ATTACHED.match(link.string, link.start() - 1)
    if urls.BARE_URL.fullmatch(words) or _REFERENCE_MARK.fullmatch(words) or (attached and _NUMBER.fullmatch(words)):
        return OPEN + CLOSE
    before, after = raw[: len(raw) - len(raw.lstrip())], raw[len(raw.rstrip()) :]
    return f"{before}{OPEN}{words}{CLOSE}{after}" if words else f"{before}{OPEN}{CLOSE}"
