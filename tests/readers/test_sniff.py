"""A file is what its bytes are; only between kinds of plain text its name decides."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers import READERS, Refused, sniff
from pipelines.readers.sniff import binary_format, format_of, signed_format

SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".csv": "csv",
    ".html": "html",
    ".jsonl": "json_lines",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "email",
}


def zipped(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            fixed = zipfile.ZipInfo(name.replace("__", "/").replace("_dot_", "."))  # with a date of its own
            archive.writestr(fixed, content)
    return buffer.getvalue()


MAIL = (
    b"Received: from ford.example\r\n\tby sea.example\r\nFrom: Ann <a@ford.example>\r\nSubject: Tides\r\n\r\nThey rose."
)


@pytest.mark.parametrize(
    ("data", "format_name"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4", "pdf"),
        (b"<!DOCTYPE html>\n<title>x</title>", "html"),
        (b"\n <!-- saved -->\n<html lang=en>", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n<html>', "html"),
        ("<!doctype HTML><p>x".encode("utf-16"), "html"),
        (b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel/></rss>', "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "feed"),
        (b"<rdf:RDF xmlns='x'></rdf:RDF>", "feed"),
        (MAIL, "email"),
        (b"From ann@ford.example Sat Mar  9 10:00:00 2024\n" + MAIL.replace(b"\r", b""), "email"),
        (b'{"text": "a"}\n{"text": "b"}', "json_lines"),
        (zipped(mimetype="application/epub+zip", a="x"), "epub"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (zipped(word__document_dot_xml="<w/>"), "docx"),
    ],
)
def test_a_signature_is_believed_whatever_the_name_is(data: bytes, format_name: str) -> None:
    assert signed_format(data) == format_name
    for name in ("a.txt", "a.csv", "a.html", "a", "a.unknown"):
        assert format_of(name, data, SUFFIXES) == format_name


@pytest.mark.parametrize(
    "data",
    [
        b"The text of a page: <html> is its root.",
        b"<p>A fragment</p>",
        b"<note>XML of another kind</note>",
        b"From: Ann\nTo: Bo\nSubject: the tides\n\nThey rose.",
        b"Dear all,\nReceived: your letter.\n",
        b"{not json}",
        b"{",
        b'["a list"]',
        b"",
        b"\xff\xfe\x00",
        zipped(xl__workbook_dot_xml="<x/>"),
        zipped(a="b")[:-10],
    ],
)
def test_without_a_signature_the_name_tells_and_an_unknown_name_tells_nothing(data: bytes) -> None:
    assert signed_format(data) is None
    assert format_of("a.odd", data, SUFFIXES) is None
    assert format_of("a", data, SUFFIXES) is None
    if not data.startswith(b"PK"):
        assert format_of("a.TXT", data, SUFFIXES) == "text"
        assert format_of("a.b.md", data, SUFFIXES) == "markdown"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04rest", "a ZIP archive or office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"{\\rtf1 Tides}", "an RTF document"),
        (b"ID3\x03\x00\x00\x00", "an MP3 sound"),
        (b"SQLite format 3\x00", "an SQLite database"),
    ],
)
def test_what_is_called_a_text_and_is_none_is_said_to_be_what_it_is(data: bytes, what: str) -> None:
    assert binary_format(data) == what
    with pytest.raises(Refused, match=re.escape(f"binary: it begins like {what}")):
        format_of("a.txt", data, SUFFIXES)
    assert format_of("a.png", data, SUFFIXES) is None


def test_an_office_document_under_lock_and_key_goes_to_the_reader_that_its_name_tells() -> None:
    assert format_of("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", SUFFIXES) == "docx"


def test_an_archive_of_very_many_files_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniff, "MAX_DIRECTORY_BYTES", 100)
    with pytest.raises(Refused, match="malformed: a ZIP archive of more files"):
        signed_format(zipped(a="x", b="x", c="x"))


def test_no_suffix_stands_for_two_formats() -> None:
    suffixes = [suffix for known in READERS.values() for suffix in known.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


def test_every_format_of_the_registry_has_its_function() -> None:
    for known in READERS.values():
        assert callable(known.function)


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"{", b"<", b"%PDF", b"From: ", b"\xff\xfe"]))
def test_any_bytes_have_a_format_or_none(data: bytes, start: bytes) -> None:
    assert signed_format(start + data) in (None, *("pdf", "docx", "odt", "epub", "html", "feed", "email", "json_lines"))
