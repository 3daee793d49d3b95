"""One paragraph: its tokens become a line of words with marks where links stood, spaced as if no link had been there.

A mark is a pair of Unicode noncharacters, which no normalised text holds: OPEN words CLOSE, the words empty where the
link had none. The i-th pair belongs to the i-th of the line's URLs.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from .. import urls
from ..characters import normalise_characters
from .syntax import CITATION

OPEN, CLOSE = "\ufdd0", "\ufdd1"
MARKS = re.compile(f"([{OPEN}{CLOSE}])")

_HREF = re.compile(r"<a\s[^<>]{0,2000}?\bhref\s{0,9}=\s{0,9}[\"']?(https?://[^\"'\s>]{1,2000})", re.IGNORECASE)
_ANCHOR_END = re.compile(r"</a\s{0,9}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)

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


def line_of(token: Token, soft_break: str, notes: Mapping[str, tuple[str, ...]]) -> Line:
    """The line of an inline token. `notes` gives the source links of each footnote, by its label."""
    parts: list[str] = []
    found: list[str] = []
    opened = 0

    def cite(addresses: Iterable[str]) -> None:
        for address in addresses:
            if opened:  # a link inside a link's words: the outer one stands for both
                return
            parts.append(OPEN + CLOSE)
            found.append(address)

    def start(address: str) -> None:
        nonlocal opened
        if not opened:
            parts.append(OPEN)
            found.append(address)
        opened += 1

    def finish() -> None:
        nonlocal opened
        if opened == 1:
            parts.append(CLOSE)
        opened = max(0, opened - 1)

    internal: list[bool] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(normalise_characters(child.content))
        elif child.type == "softbreak":
            parts.append(soft_break)
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == CITATION:
            cite([child.content])
        elif child.type == "footnote_ref":
            cite(notes.get(str(child.meta["label"]), ()))
        elif child.type == "link_open":
            address = str(child.attrs.get("href", ""))
            internal.append(not address.lower().startswith(("http://", "https://")))
            if not internal[-1]:
                start(address)
        elif child.type == "link_close":
            if internal and not internal.pop():
                finish()
        elif child.type == "html_inline":
            if href := _HREF.match(child.content):
                start(html.unescape(href.group(1)))
            elif _ANCHOR_END.match(child.content):
                finish()
            elif _BREAK.match(child.content):
                parts.append("\n")
    if opened:
        parts.append(CLOSE)
    return Line(_spaced("".join(parts)), tuple(found))


def _spaced(marked: str) -> str:
    """The line without what links leave behind: blanks before a full stop, empty brackets, lists of nothing."""
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
