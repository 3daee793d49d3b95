"""What an earlier run made of each file: one that has not changed is neither decoded nor rendered again.

Rendering 10,000 articles takes half a minute, hashing them a second.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, cast

from pipelines.readers.limits import DEFAULT_CHOICES, Choices, Limits
from pipelines.readers.refused import RejectCode
from pipelines.resources import PACKAGE

from .places import Place, ReadFile, Structure
from .records import SourceDocument

DECIDING_SOURCES = ("ingest", "readers", "extract/model.py", "extract/paragraphs.py")
"""The code that decides what documents a file gives."""
LIBRARIES = ("trafilatura", "lxml", "feedparser", "pypdfium2", "markdown-it-py", "ftfy")
"""The libraries that decide it, too."""


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that is loaded as it is: only what names it and its state, as nobody will read its text."""

    document_id: str
    source_paths: tuple[str, ...]
    content_sha256: str
    metadata_sha256: str


@dataclass(frozen=True, slots=True)
class KnownText:
    """What a record of a file gave: the document whose text it is with hash and structure of the place, or a reject.

    `name` is '' where the file is one document.
    """

    name: str
    document_id: str = ""
    sha256: str = ""
    structure: Structure = (0, 0, 0)
    reject: tuple[RejectCode, str] | None = None


class Memory:
    """What earlier runs found, by what decided it, and what this one finds; kept in one SQLite file.

    Nothing of it is held in memory, as a folder may have very many documents. Only what this run has seen is kept, so
    that the file does not grow. One of another version of the code, of other limits or other choices, or one that
    cannot be read or written, is an empty one: it saves time and nothing else.
    """

    def __init__(self, path: Path, limits: Limits, choices: Choices = DEFAULT_CHOICES) -> None:
        self._path = path
        version = hashlib.sha256(f"{_code()} {limits} {choices}".encode()).hexdigest()
        self._unfinished = path.with_name(path.name + ".part")
        self._unfinished.unlink(missing_ok=True)
        self._seen = _opened(self._unfinished)
        self._write("PRAGMA journal_mode = OFF")
        self._write("PRAGMA synchronous = OFF")  # what a crash leaves is not used: it still has its other name
        for statement in _TABLES:
            self._write(statement)
        self._write("BEGIN")
        self._write("INSERT INTO version VALUES (?)", version)
        self._kept = _opened(path) if path.is_file() else None
        if self._kept and self._read("SELECT version FROM version") != (version,):
            self._kept.close()
            self._kept = None

    @property
    def folder(self) -> Path:
        """Where the memory lies: a place for what passes, too."""
        return self._path.parent

    def texts_of(self, read: ReadFile) -> list[KnownText] | None:
        """What a file with these bytes and this suffix holds; None where no run has read it."""
        key = _text_key(read)
        row = self._read("SELECT texts FROM files WHERE key = ?", key)
        if row is None:
            return None
        self._write("INSERT OR IGNORE INTO files VALUES (?, ?)", key, row[0])
        return [_known(*text) for text in json.loads(row[0])]

    def keep_texts(self, read: ReadFile, texts: Sequence[KnownText]) -> None:
        """Writes down for the next run what a file holds; not where the machine's speed had a part in it."""
        if any(text.reject and text.reject[0] == "too_slow" for text in texts):
            return
        kept = [
            (text.name, *text.reject) if text.reject else (text.name, text.document_id, text.sha256, *text.structure)
            for text in texts
        ]
        self._write("INSERT OR IGNORE INTO files VALUES (?, ?)", _text_key(read), json.dumps(kept))

    def document_of(self, document_id: str, places: Sequence[Place]) -> KnownDocument | None:
        """The document that its text at these places, all that hold it, makes."""
        row = self._read("SELECT content, metadata FROM documents WHERE key = ?", _document_key(document_id, places))
        return None if row is None else KnownDocument(document_id, tuple(sorted(p.path for p in places)), *row)

    def keep(self, document: SourceDocument | KnownDocument, places: Sequence[Place]) -> None:
        """Writes down for the next run what the text at these places gave."""
        key = _document_key(document.document_id, places)
        hashes = (document.content_sha256, document.metadata_sha256)
        self._write("INSERT OR IGNORE INTO documents VALUES (?, ?, ?)", key, *hashes)

    def save(self) -> None:
        """Replaces the file, whole or not at all. Raises OSError where the disk refuses."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None
        self._write("COMMIT")
        if self._seen is not None:
            self._seen.close()
            self._seen = None
            os.replace(self._unfinished, self._path)

    def _read(self, question: str, *values: str | bytes) -> Any:
        """The first row of an answer; None where there is none, or the file is broken."""
        if self._kept is None:
            return None
        try:
            return self._kept.execute(question, values).fetchone()
        except sqlite3.Error:
            return None

    def _write(self, statement: str, *values: str | bytes) -> None:
        """Writes what saves time; where that cannot be done, nothing is kept."""
        if self._seen is not None:
            try:
                self._seen.execute(statement, values)
            except sqlite3.Error:
                self._seen.close()
                self._seen = None


def _opened(path: Path) -> sqlite3.Connection | None:
    try:
        return sqlite3.connect(path, isolation_level=None)
    except sqlite3.Error:
        return None


_TABLES = (
    "CREATE TABLE version (version TEXT)",
    "CREATE TABLE files (key TEXT PRIMARY KEY, texts TEXT) WITHOUT ROWID",
    "CREATE TABLE documents (key BLOB PRIMARY KEY, content TEXT, metadata TEXT) WITHOUT ROWID",
)


def _known(name: str, what: str, rest: str, *structure: int) -> KnownText:
    """What `keep_texts` wrote; a reject has no structure."""
    if structure:
        return KnownText(name, what, rest, cast(Structure, structure))
    return KnownText(name, reject=(cast(RejectCode, what), rest))


def _text_key(read: ReadFile) -> str:
    return f"{read.sha256}{read.file.suffixes}"


def _document_key(document_id: str, places: Sequence[Place]) -> bytes:
    """A hash of all that decides a document: what its places hold, what is beside them, and how they are called."""
    whole = repr((document_id, [(place.path, place.sha256, place.read.sidecar_sha256) for place in places]))
    return hashlib.sha256(whole.encode()).digest()


@cache
def _code() -> str:
    digest = hashlib.sha256(repr([(name, metadata.version(name)) for name in LIBRARIES]).encode())
    for name in DECIDING_SOURCES:
        path = PACKAGE / name
        for source in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(source.relative_to(PACKAGE).as_posix().encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()
