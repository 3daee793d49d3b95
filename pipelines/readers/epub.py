"""EPUB 2 and 3: the chapters of a book in the order of its spine."""

from __future__ import annotations

import re

from lxml import etree  # type: ignore[import-untyped]

from . import html
from .content import Content
from .encodings import decode
from .flow import Flow
from .full_date import full_date
from .limits import Choices, Limits
from .metadata import Metadata, from_values
from .refused import Refused
from .zipped import Archive, beside

_NAMES = {
    "container": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "enc": "http://www.w3.org/2001/04/xmlenc#",
}
_OPF = "{http://www.idpf.org/2007/opf}"
_FONT_MANGLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Algorithms that keep fonts from being copied; the text beside them is open."""

_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_DECLARED = re.compile(rb"""<\?xml\s[^<>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_:.-]{2,40})""")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


def read(data: bytes, limits: Limits, choices: Choices) -> Content:
    """The content of a book: all its chapters but the list of contents, headings as sections.

    Raises Refused (`malformed`, `encrypted`, `unpacks_too_large`, `undecodable`, `empty`).
    """
    archive = Archive.opened(data, limits.max_unpacked_bytes)
    _refuse_protected(archive)
    name = _package_name(archive)
    package = archive.needed(name)
    flow = Flow()
    for chapter in _spine(package):
        source = archive.read(beside(name, chapter))
        if source is None:
            raise Refused("malformed", f"the chapter {chapter[:100]} is missing in the archive")
        declared = _DECLARED.match(source)
        try:
            html.write(decode(source, choices, declared[1].decode("ascii") if declared else None), flow)
        except Refused as refused:
            if refused.code != "empty":  # a page with nothing but a picture is none the worse
                raise
    content = flow.content(_metadata(package, flow.title), ())
    if not content.text:
        raise Refused("empty", "no text in it")
    return content


def _refuse_protected(archive: Archive) -> None:
    root = archive.xml("META-INF/encryption.xml")
    for method in () if root is None else root.iterfind(".//enc:EncryptionMethod", _NAMES):
        if method.get("Algorithm") not in _FONT_MANGLING:
            raise Refused("encrypted", "its chapters are protected (DRM)")


def _package_name(archive: Archive) -> str:
    container = archive.needed("META-INF/container.xml")
    root = container.find("container:rootfiles/container:rootfile", _NAMES)
    name = None if root is None else root.get("full-path")
    if not name:
        raise Refused("malformed", "META-INF/container.xml in the archive names no package")
    return beside("", name)


def _spine(package: etree._Element) -> list[str]:
    """The addresses of the chapters, in reading order, those beside the main line (`linear="no"`) and contents out."""
    items = {}
    for item in package.iterfind("opf:manifest/opf:item", _NAMES):
        if "nav" not in (item.get("properties") or "").split() and item.get("media-type") in _CHAPTERS:
            items[item.get("id")] = item.get("href") or ""
    references = package.iterfind("opf:spine/opf:itemref", _NAMES)
    named = (reference.get("idref") for reference in references if reference.get("linear") != "no")
    return list(dict.fromkeys(items[name] for name in named if name in items))


def _metadata(package: etree._Element, heading: str | None) -> Metadata:
    """What the package says. Unlike an office file's, its title is the book's: no reader would show it without."""
    values = {
        "title": _first(package, "title") or heading,
        "author": ", ".join(_all(package, "creator")) or None,
        "publisher": _first(package, "publisher"),
        "published_on": _published_on(package),
        "language": _first(package, "language"),
        "url": next((source for source in _all(package, "source") if source.startswith(("http://", "https://"))), None),
    }
    return from_values({name: value for name, value in values.items() if value})[0]


def _published_on(package: etree._Element) -> str | None:
    """The first date that is a whole day and not one of a change (EPUB 2 says of each what it is of)."""
    for element in package.iterfind("opf:metadata/dc:date", _NAMES):
        value = "".join(map(str, element.itertext())).strip()
        if element.get(f"{_OPF}event", "publication") in ("publication", "original-publication"):
            day = full_date(value[:10]) if _DAY.match(value) else full_date(value[:100])
            if day is not None:
                return day.isoformat()
    return None


def _all(package: etree._Element, name: str) -> list[str]:
    found = ("".join(map(str, e.itertext())) for e in package.iterfind(f"opf:metadata/dc:{name}", _NAMES))
    return [" ".join(words.split()) for words in found if words.strip()]


def _first(package: etree._Element, name: str) -> str | None:
    return next(iter(_all(package, name)), None)
