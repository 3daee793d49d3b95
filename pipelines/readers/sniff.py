"""What a file is: by its first bytes where they leave no doubt, else by its name.

A format with a signature is known by it whatever the file is called (a PDF named `.txt` is a PDF). Between the kinds
of plain text (`.txt`, `.md`, `.csv`) only the name can tell, and a name that nobody knows is believed in nothing.
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Mapping

from .encodings import MARKS
from .refused import Refused

HEAD = 8_192
"""Bytes from the top within which a signature stands."""

_BINARIES = (
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, sound or film (RIFF)"),
    (b"ID3\x03", "an MP3 sound"),
    (b"ID3\x04", "an MP3 sound"),
    (b"OggS", "a sound or film (Ogg)"),
    (b"\x1aE\xdf\xa3", "a film (Matroska)"),
    (b"PAR1", "Parquet data"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
"""First bytes of formats that get called .txt; a text that began so would be a rarer thing than such a file."""

_MIMETYPES = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
}
_ZIPPED = ("docx", "odt", "epub")

MAX_DIRECTORY_BYTES = 2_000_000
"""Of a ZIP archive's directory: some 25,000 files, where a book of many pictures has a thousand."""

_XML_PROLOGUE = re.compile(r"\s*(?:(?:<\?[^>]{0,400}>|<!--.{0,2000}?-->)\s*){0,9}", re.DOTALL)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_FEED = re.compile(r"(?:<!DOCTYPE[^>]{0,400}>\s*)?<(?:rss|feed|rdf:RDF|atom:feed)[\s>]")
_OTHER_XML = re.compile(r"<\?xml\s")

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):[^\n]*\n(?:[ \t][^\n]*\n)*")
_MAIL_FIELDS = frozenset({"message-id", "received", "mime-version", "return-path", "delivered-to", "x-mailer"})
"""Header fields that programs write: nobody begins a memorandum with them."""


def format_of(name: str, data: bytes, suffixes: Mapping[str, str]) -> str | None:
    """The format of a file with these bytes and this name, as `suffixes` calls them; None where nobody can tell.

    `suffixes` gives the format that each suffix (".txt", lower case) stands for. Raises Refused (`binary`) for a file
    named like a text that has the signature of something else.
    """
    named = suffixes.get(suffix(name))
    signed = signed_format(data)
    if signed is not None:
        return signed
    what = binary_format(data)
    if named is None or what is None or named in _ZIPPED:  # a DOCX that is encrypted is an old office document
        return named
    raise Refused("binary", f"it begins like {what}")


def signed_format(data: bytes) -> str | None:
    """The format that the bytes have beyond doubt; None where their name has to tell."""
    if data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    head = _head(data)
    prologue = _XML_PROLOGUE.match(head)
    root = prologue.end() if prologue else 0
    if _FEED.match(head, root):
        return "feed"
    if _HTML.match(head, root):
        return "html"
    if _is_mail(head):
        return "email"
    if head.lstrip()[:1] == "{" and _opens_with_an_object(data):
        return "json_lines"
    return None


def binary_format(data: bytes) -> str | None:
    """What data that is no text begins like, in words; None where it may be text or nobody knows."""
    return next((what for signature, what in _BINARIES if data.startswith(signature)), None)


def suffix(name: str) -> str:
    """The end of a file's name from its last dot, in lower case; '' where it has none."""
    return os.path.splitext(name)[1].lower()


def is_xml(data: bytes) -> bool:
    """Whether the bytes open with an XML declaration."""
    return _OTHER_XML.match(_head(data).lstrip()) is not None


def _head(data: bytes) -> str:
    """The first characters of a text, good enough to look for markup in ASCII."""
    mark, encoding = next((m for m in MARKS if data.startswith(m[0])), (b"", "utf-8"))
    return data[len(mark) : HEAD].decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")


def _is_mail(head: str) -> bool:
    """Whether the head is a block of header fields (RFC 5322), one of them such as only a program writes."""
    at = 0
    names = set()
    if head.startswith("From ") and "\n" in head:  # the line that opens each message of an mbox
        at = head.index("\n") + 1
    while field := _FIELD.match(head, at):
        names.add(field.group(1).lower())
        at = field.end()
    return len(names) > 2 and bool(names & _MAIL_FIELDS) and bool(names & {"from", "date", "subject"})


def _opens_with_an_object(data: bytes) -> bool:
    """Whether the first line that is not blank is a JSON object, whole."""
    start = len(data) - len(data.removeprefix(MARKS[0][0]).lstrip())
    end = data.find(b"\n", start)
    line = data[start : end if end >= 0 else len(data)]
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _zipped(data: bytes) -> str | None:
    """Which of the formats that are ZIP archives it is, None where it is another or broken.

    Raises Refused (`malformed`) for an archive whose list of files alone would fill the memory.
    """
    end = data.rfind(b"PK\x05\x06", -66_000)
    if end >= 0 and int.from_bytes(data[end + 12 : end + 16], "little") > MAX_DIRECTORY_BYTES:
        raise Refused("malformed", "a ZIP archive of more files than any document has")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            stated = archive.read("mimetype").strip() if "mimetype" in names else b""
    except Exception:  # whatever a broken archive makes zipfile raise: zlib's errors, struct's, its own
        return None
    if stated in _MIMETYPES:
        return _MIMETYPES[stated]
    if "word/document.xml" in names:
        return "docx"
    if "META-INF/container.xml" in names:
        return "epub"
    return "odt" if {"content.xml", "META-INF/manifest.xml"} <= names else None
