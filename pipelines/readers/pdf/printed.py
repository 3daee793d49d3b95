"""What pdfium finds on the pages of a PDF: stretches of printed text with their places, in the file's own order.

pdfium has no notion of a line's place. Its characters are asked for one by one, their boxes only at the ends of words
and lines, as each question costs a third of a microsecond.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage

from ..characters import normalise_characters
from ..limits import Limits
from ..line import CLOSE, OPEN
from ..refused import Refused

_HYPHEN = 0x02
"""What pdfium puts for a hyphen at the end of a line, and no line end behind it."""

_GAP = 1.25
"""Blanks wider than this many heights of the letters part columns or cells; those of justified lines are narrower."""
_PERHAPS_A_GAP = 0.5
"""Blanks of narrow justified columns may be so wide, and so may those between the cells of a tight table."""

_LINE_HYPHENS = ("-", "\u2010", "\u00ad")
_RAISED_SIZE = 0.8
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIGATURES = str.maketrans(
    {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
)
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_MAX_ADDRESS = 2_000
_MAX_LINKS = 2_000


@dataclass(slots=True)
class Printed:
    """A stretch of text on one line. Places are in points from the lower left corner of the page.

    `text` may hold the marks of links (`line.OPEN`, `line.CLOSE`), `urls` their addresses. `hyphen` says that it ended
    with one, which is no longer part of it. `row` is the same for stretches of one line that a wide gap parts; `loose`
    says that the gap before this one may be no more than a blank.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int
    row: int
    hyphen: bool = False
    loose: bool = False
    urls: list[str] = field(default_factory=list)

    @property
    def letter(self) -> float:
        """The width of a letter, on average."""
        return (self.right - self.left) / max(len(self.text), 1)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's height in points, and its text in the order of the file."""

    height: float
    lines: list[Printed]


def pages(document: PdfDocument, limits: Limits) -> list[Page]:
    """All pages; one that pdfium cannot load is empty. Raises Refused (`too_many_pages`, `too_large`)."""
    count = len(document)
    if count > limits.max_pages:
        raise Refused("too_many_pages", f"{count} pages; at most {limits.max_pages} are taken")
    found = []
    room = 2 * limits.max_characters  # blanks and running heads are still to go
    for number in range(count):
        try:
            page = document[number]
            text = page.get_textpage()
        except PdfiumError:
            found.append(Page(0.0, []))
            continue
        room -= text.count_chars()
        if room < 0:
            raise Refused("too_large", f"more than {2 * limits.max_characters} characters")
        found.append(Page(page.get_height(), list(_lines(text, number, _links(document, page, text)))))
        text.close()
        page.close()
    return found


@dataclass(slots=True)
class _Stretch:
    """Characters of a line so far: their indexes at pdfium, and what they are."""

    first: int
    last: int
    letters: list[str]
    urls: list[str]
    loose: bool = False


def _lines(text: PdfTextPage, page: int, links: dict[int, tuple[int, str]]) -> Iterator[Printed]:
    raw = text.raw
    row = 0
    current: _Stretch | None = None
    blank = False
    closing = -1
    high = ""
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in (0x0D, 0x0A, _HYPHEN):
            if current is not None:
                yield from _printed(raw, current, page, row, hyphen=code == _HYPHEN, is_open=closing >= 0)
                if closing >= 0:  # a link goes on in the next line
                    links[index + 1] = (closing, current.urls[-1])
                    closing = -1
                current = None
                row += 1
            blank = False
            continue
        if 0xD800 <= code <= 0xDBFF:
            high = chr(code)
            continue
        character = chr(code) if code <= 0x10FFFF else "\ufffd"
        if 0xDC00 <= code <= 0xDFFF:
            character = (high + character).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        if character.isspace() or code == 0:
            blank = current is not None
            continue
        gap = _gap(raw, current.last, index) if current is not None and blank else 0.0
        if current is not None and gap > _PERHAPS_A_GAP and closing < 0:
            yield from _printed(raw, current, page, row, hyphen=False)
            current = None
        if current is None:
            current = _Stretch(index, index, [], [], loose=0 < gap <= _GAP)
        elif blank:
            current.letters.append(" ")
        blank = False
        if character.isdecimal() and current.letters and not current.letters[-1][-1:].isspace():
            before = current.letters[-1]
            if not before.isdecimal() and _size(raw, index) < _RAISED_SIZE * _size(raw, current.first):
                character = character.translate(_RAISED)
        if index in links and closing < 0:
            closing, address = links[index]
            current.letters.append(OPEN)
            current.urls.append(address)
        current.letters.append(character)
        if index >= closing >= 0:
            current.letters.append(CLOSE)
            closing = -1
        current.last = index
    if current is not None:
        yield from _printed(raw, current, page, row, hyphen=False, is_open=closing >= 0)


def _printed(
    raw: object, stretch: _Stretch, page: int, row: int, *, hyphen: bool, is_open: bool = False
) -> Iterator[Printed]:
    """The stretch with its place; nothing where no character of it is of a kind that is kept."""
    text = "".join(stretch.letters)
    if text[-1:] in _LINE_HYPHENS and text[-2:-1].isalpha():
        text, hyphen = text[:-1], True
    text += CLOSE if is_open else ""
    text = normalise_characters(text.translate(_LIGATURES).replace(OPEN, "\ue000").replace(CLOSE, "\ue001"))
    text = " ".join(text.split()).replace("\ue000", OPEN).replace("\ue001", CLOSE)
    if not text:
        return
    start, end = _box(raw, stretch.first), _box(raw, stretch.last)
    samples = [stretch.first + (stretch.last - stretch.first) * tenth // 10 for tenth in (1, 3, 5, 7, 9)]
    size = sorted(_size(raw, index) for index in samples)[2]
    bold = all(_is_bold(raw, index) for index in samples)
    place = (start.left, end.right, start.bottom)
    yield Printed(text, *place, size, bold, page, row, hyphen, stretch.loose, stretch.urls)


def _box(raw: object, index: int) -> pdfium.FS_RECTF:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, index, box)
    return box


def _size(raw: object, index: int) -> float:
    """The size of a character's font as it is printed: boxes differ from font to font, and programs scale."""
    matrix = pdfium.FS_MATRIX()
    scale = math.hypot(matrix.c, matrix.d) if pdfium.FPDFText_GetMatrix(raw, index, matrix) else 1.0
    size = float(pdfium.FPDFText_GetFontSize(raw, index)) * scale
    return size if 0.1 < size < 10_000 else 1.0


def _gap(raw: object, before: int, index: int) -> float:
    """The width of the blank between two characters, in heights of the letter before it."""
    left, right = _box(raw, before), _box(raw, index)
    return float(right.left - left.right) / (float(left.top - left.bottom) or 1.0)


def _is_bold(raw: object, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(raw, index, name, len(name), flags)
    return 0 < length <= len(name) and any(word in name.value.decode("utf-8", "replace").lower() for word in _BOLD)


def _links(document: PdfDocument, page: PdfPage, text: PdfTextPage) -> dict[int, tuple[int, str]]:
    """The links of a page into the web: by the index of its first character the last one and the address."""
    found: dict[int, tuple[int, str]] = {}
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MAX_LINKS):
        if not pdfium.FPDFLink_Enumerate(page.raw, position, link):
            break
        address = _address(document, link)
        rectangle = pdfium.FS_RECTF()
        if not address or not pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        middle = (rectangle.top + rectangle.bottom) / 2
        ends = [
            pdfium.FPDFText_GetCharIndexAtPos(text.raw, at, middle, 3, 3)
            for at in (rectangle.left + 1, rectangle.right - 1)
        ]
        if 0 <= ends[0] <= ends[1]:
            found[ends[0]] = (ends[1], address)
    return found


def _address(document: PdfDocument, link: object) -> str | None:
    action = pdfium.FPDFLink_GetAction(link)
    buffer = ctypes.create_string_buffer(_MAX_ADDRESS)
    length = pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, len(buffer)) if action else 0
    if not 0 < length <= len(buffer):
        return None
    address = normalise_characters(buffer.value.decode("utf-8", "replace")).strip()
    return address if address.lower().startswith(("http://", "https://")) and not set(address) & set(" <>\n") else None
