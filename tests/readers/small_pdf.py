"""A small writer of PDF files for tests: text at places, in the fonts that every reader of PDF has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FONTS = {"F1": "Times-Roman", "F2": "Times-Bold", "F3": "Helvetica"}
WIDTH, HEIGHT = 420, 595
"""A5, in points."""
TOP = 540
LEADING = 14


@dataclass(frozen=True)
class Text:
    """Words at a place, in points from the lower left corner."""

    words: str
    x: float
    y: float
    size: float = 10
    font: str = "F1"


@dataclass(frozen=True)
class Link:
    """An address behind a rectangle."""

    url: str
    rectangle: tuple[float, float, float, float]


Page = Sequence[Text | Link]


def lines(*texts: str, x: float = 50, y: float = TOP, size: float = 10, font: str = "F1") -> list[Text]:
    """Lines below one another; an empty one leaves a line free."""
    return [Text(words, x, y - LEADING * at, size, font) for at, words in enumerate(texts) if words]


def pdf(*pages: Page, information: Mapping[str, str] | None = None) -> bytes:
    """A file of these pages (PDF 1.4)."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(objects)

    fonts = " ".join(f"/{name} {add(_font(base))} 0 R" for name, base in FONTS.items())
    tree = len(objects) + 1 + sum(2 + sum(isinstance(item, Link) for item in page) for page in pages)
    kids = []
    for page in pages:
        content = b"\n".join(_shown(item) for item in page if isinstance(item, Text))
        stream = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        links = " ".join(f"{add(_link(item))} 0 R" for item in page if isinstance(item, Link))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {stream} 0 R "
                f"/Annots [{links}] /Resources << /Font << {fonts} >> >> >>"
            )
        )
    assert add(f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>") == tree
    root = add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    about = add("<< " + " ".join(f"/{key} ({_escaped(value)})" for key, value in (information or {}).items()) + " >>")
    return _file(objects, f"/Root {root} 0 R /Info {about} 0 R")


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode("latin-1")
    return bytes(out)


def _font(base: str) -> str:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>"


def _link(link: Link) -> str:
    place = " ".join(map(str, link.rectangle))
    return f"<< /Type /Annot /Subtype /Link /Rect [{place}] /A << /S /URI /URI ({_escaped(link.url)}) >> >>"


def _shown(text: Text) -> bytes:
    words = _escaped(text.words).encode("cp1252")
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (text.font.encode(), text.size, text.x, text.y, words)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
