"""DOCX (Office Open XML, ECMA-376): the text as the author would see it with all changes accepted.

styles      which paragraph styles are headings, titles, tables of contents
paragraphs  a paragraph's runs, links, notes and text boxes
body        paragraphs, lists, tables and notes in order
"""

from __future__ import annotations

from ..content import Content
from ..flow import Flow
from ..limits import Choices, Limits
from ..metadata import Metadata, from_values
from ..office_dates import office_date
from ..refused import Refused
from ..zipped import Archive, words_of
from . import body

__all__ = ["read"]

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
"""An encrypted DOCX is an OLE compound file with a stream of this name (MS-OFFCRYPTO)."""

_CORE = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}


def read(data: bytes, limits: Limits, choices: Choices) -> Content:
    """The content of a DOCX file.

    Raises Refused (`malformed`, `encrypted`, `unpacks_too_large`, `unsupported_format` for a Word file of before 2007,
    `empty`).
    """
    if data.startswith(_COMPOUND_FILE):
        if _ENCRYPTED_STREAM in data:
            raise Refused("encrypted", "it needs a password")
        raise Refused("unsupported_format", "a Word document in the form of before 2007; save it as DOCX")
    archive = Archive.opened(data, limits.max_unpacked_bytes)
    flow = Flow()
    body.write(archive, flow)
    metadata = _metadata(archive, flow.title)
    content = flow.content(metadata, ())
    if not content.text:
        raise Refused("empty", "no text in it")
    return content


def _metadata(archive: Archive, title: str | None) -> Metadata:
    """What the core properties say. A title that the text itself carries goes before that of the properties, which
    are often those of the file it was made from."""
    core = archive.xml("docProps/core.xml")
    stated = {name: words_of(core, f"dc:{name}", _CORE) for name in ("title", "creator", "language")}
    created, changed = (words_of(core, f"dcterms:{name}", _CORE) for name in ("created", "modified"))
    values = {
        "title": title or stated["title"],
        "author": stated["creator"],
        "published_on": office_date(created, changed),
        "language": stated["language"],
    }
    return from_values({name: value for name, value in values.items() if value})[0]
