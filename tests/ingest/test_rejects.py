"""Bad input is data: each fault has its code."""

import errno
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from pipelines.ingest import Limits, SourceDocument, ingest
from pipelines.readers import READERS

from .folders import documents, fill, rejects

KNOWN = ", ".join(sorted(suffix for known in READERS.values() for suffix in known.suffixes))


@pytest.mark.parametrize(
    ("content", "code", "detail"),
    [
        ("", "empty", "no text in it"),
        (" \n\t\r\n \ufeff", "empty", "no text in it"),
        ("*** --- …", "empty", "no word in it"),
        ("# Only\n\n## Headings\n", "empty", "no text in it"),
        (b"text\x00text", "binary", "a NUL byte at 4 (UTF-16 needs a byte order mark)"),
        ("text".encode("utf-16-le"), "binary", "a NUL byte at 1 (UTF-16 needs a byte order mark)"),
        (b"PK\x03\x04rest", "binary", "it begins like a ZIP archive or office document"),
        (b"\x01\x02\x03word", "binary", "3 of 7 characters are control characters"),
        (b"Caf\xe9 opens", "undecodable", "byte 3 (0xe9) is not UTF-8: invalid continuation byte; save it as UTF-8"),
        (b"\xef\xbb\xbfCaf\xe9", "undecodable", "byte 6 (0xe9) is not UTF-8: unexpected end of data; save it as UTF-8"),
        (b"\xff\xfea\x00b", "undecodable", "byte 4 (0x62) is not UTF-16-LE: truncated data; save it as UTF-8"),
        (
            b"lone \xed\xa0\x80",
            "undecodable",
            "byte 5 (0xed) is not UTF-8: invalid continuation byte; save it as UTF-8",
        ),
        (
            "see " + "x" * 10_001,
            "long_token",
            "10001 characters without a blank at 4; at most 10000 are taken",
        ),
    ],
)
def test_a_file_that_is_no_text_is_a_reject_that_says_why(
    tmp_path: Path, content: str | bytes, code: str, detail: str
) -> None:
    fill(tmp_path, {"bad.txt": content, "good.txt": "A good text."})
    assert rejects(tmp_path) == [("bad.txt", code, detail)]
    assert [d.source_path for d in documents(tmp_path)] == ["good.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_with_or_without_a_byte_order_mark_is_read(tmp_path: Path, encoding: str) -> None:
    fill(tmp_path, {"a.txt": "Café – “open”".encode(encoding)})
    assert [d.text for d in documents(tmp_path)] == ["Café – “open”"]


def test_too_many_bytes_or_characters_are_too_large(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "word " * 30, "b.txt": "word " * 10})
    assert rejects(tmp_path, Limits(max_bytes=100)) == [("a.txt", "too_large", "150 bytes; at most 100 are read")]
    limits = Limits(max_characters=60)
    assert rejects(tmp_path, limits) == [("a.txt", "too_large", "149 characters; at most 60 are taken")]


def test_a_suffix_without_a_reader_is_named(tmp_path: Path) -> None:
    fill(tmp_path, {"a.png": b"x", "b": b"x"})
    assert rejects(tmp_path) == [
        ("a.png", "unsupported_format", f"no reader for '.png'; there are readers for {KNOWN}"),
        ("b", "unsupported_format", f"a name without a suffix; there are readers for {KNOWN}"),
    ]


def test_what_is_neither_file_nor_folder_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, {"in/real.txt": "A real text.", "out/secret.txt": "Elsewhere."})
    source = tmp_path / "in"
    (source / "folder-link").symlink_to(tmp_path / "out")
    (source / "link.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (source / "loop").symlink_to(source)
    os.mkfifo(source / "pipe.txt")
    monkeypatch.chdir(source)
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("sock.txt")
        assert rejects(source) == [
            ("folder-link", "not_regular", "a symbolic link, not a file"),
            ("link.txt", "not_regular", "a symbolic link, not a file"),
            ("loop", "not_regular", "a symbolic link, not a file"),
            ("pipe.txt", "not_regular", "a FIFO, not a file"),
            ("sock.txt", "not_regular", "a socket, not a file"),
        ]
    assert [d.source_path for d in documents(source)] == ["real.txt"]


@pytest.mark.parametrize("replacement", ["link", "pipe", "folder"])
def test_a_file_that_turned_into_something_else_after_the_listing_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replacement: str
) -> None:
    fill(tmp_path, {"in/a.txt": "A text.", "secret.txt": "Elsewhere."})
    really_open = os.open

    def replace_and_open(path: str, *rest: Any) -> int:
        if path.endswith("a.txt"):
            os.unlink(path)
            if replacement == "link":
                os.symlink(tmp_path / "secret.txt", path)
            elif replacement == "pipe":
                os.mkfifo(path)
            else:
                os.mkdir(path)
        return really_open(path, *rest)

    monkeypatch.setattr(os, "open", replace_and_open)
    kinds = {"link": "a symbolic link", "pipe": "a FIFO", "folder": "a folder"}
    assert rejects(tmp_path / "in") == [("a.txt", "not_regular", f"{kinds[replacement]}, not a file")]


def test_a_file_without_permission_or_on_a_failing_disk_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, {"a.txt": "A text.", "b.txt": "Another text."})
    really_open = os.open
    faults = {"a.txt": errno.EACCES, "b.txt": errno.EIO}

    def refuse(path: str, *rest: Any) -> int:
        number = faults.get(os.path.basename(path))
        if number:
            raise OSError(number, os.strerror(number))
        return really_open(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    assert rejects(tmp_path) == [
        ("a.txt", "unreadable", "Permission denied"),
        ("b.txt", "unreadable", "Input/output error"),
    ]


def test_a_folder_that_cannot_be_listed_is_a_reject_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, {"a.txt": "A text.", "closed/b.txt": "Another text."})
    really_list = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return really_list(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert rejects(tmp_path) == [("closed", "unreadable", "Permission denied")]
    assert [d.source_path for d in documents(tmp_path)] == ["a.txt"]


def test_a_name_that_is_no_unicode_is_shown_with_its_bytes(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:
        file.write(b"A text.")
    assert [d.source_path for d in documents(tmp_path)] == ["caf\\xe9.txt"]


@pytest.mark.parametrize(
    ("sidecar", "detail"),
    [
        ("published_on: soon", "published_on: 'soon' is no date; write YYYY-MM-DD"),
        (b"\xff", "undecodable: byte 0 (0xff) is not UTF-8: invalid start byte; save it as UTF-8"),
        (b"title: \x00", "binary: a NUL byte at 7 (UTF-16 needs a byte order mark)"),
        ("# " + "x" * 64_000, "too_large: 64002 bytes; at most 64000 are read"),
    ],
)
def test_a_broken_sidecar_is_a_reject_of_its_own_and_its_document_is_kept(
    tmp_path: Path, sidecar: str | bytes, detail: str
) -> None:
    fill(tmp_path, {"sub/a.txt": "A text.", "sub/a.meta.yaml": sidecar})
    document = next(iter(ingest(tmp_path)))
    assert isinstance(document, SourceDocument)
    assert rejects(tmp_path) == [("sub/a.meta.yaml", "bad_metadata", detail)]
    assert document.published_on is None


def test_a_sidecar_that_is_a_link_is_not_followed_and_one_without_a_document_is_said(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "A text.", "lost.meta.yaml": "title: Lost", "z": ""})
    (tmp_path / "a.meta.yaml").symlink_to(tmp_path / "lost.meta.yaml")
    assert [(path, code) for path, code, _ in rejects(tmp_path)] == [
        ("a.meta.yaml", "not_regular"),
        ("lost.meta.yaml", "bad_metadata"),
        ("z", "unsupported_format"),
    ]
    assert [d.title for d in documents(tmp_path)] == [None]


def test_faulty_front_matter_is_said_of_the_document(tmp_path: Path) -> None:
    fill(tmp_path, {"a.md": "---\ntitle: Tides\ndate: soon\n---\nThey rose."})
    assert [(d.title, d.text) for d in documents(tmp_path)] == [("Tides", "They rose.")]
    assert rejects(tmp_path) == [
        ("a.md", "bad_metadata", "front matter, published_on: 'soon' is no date; write YYYY-MM-DD")
    ]
