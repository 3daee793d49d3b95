"""What an earlier run made of each file: one that has not changed is neither decoded nor rendered again.

Rendering 10,000 articles takes half a minute, hashing them a second.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.readers.limits import Limits
from pipelines.resources import PACKAGE

from .records import SourceDocument
from .walk import SourceFile

DECIDING_SOURCES = ("ingest", "readers", "extract/model.py", "extract/paragraphs.py")
"""The code that decides what document a file gives."""


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that is loaded as it is: only what names it and its state, as nobody will read its text."""

    document_id: str
    source_paths: tuple[str, ...]
    content_sha256: str
    metadata_sha256: str


@dataclass(frozen=True, slots=True)
class FileState:
    """All that decides what a file gives: its bytes, those of its sidecar, and the names of both."""

    source_path: str
    sha256: str
    sidecar_sha256: str | None


class Memory:
    """What earlier runs found, by what decided it, and what this one finds; kept in one JSON file.

    Only what this run has seen is kept, so that the file does not grow. One of another version of the code or of other
    limits, or one that cannot be read, is an empty one: it saves time and nothing else.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._version = hashlib.sha256(f"{_code()} {limits}".encode()).hexdigest()
        self._texts: dict[str, str] = {}
        self._documents: dict[str, list[str]] = {}
        self._seen_texts: dict[str, str] = {}
        self._seen_documents: dict[str, list[str]] = {}
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            if kept["version"] == self._version:
                self._texts, self._documents = kept["texts"], kept["documents"]
        except (OSError, ValueError, KeyError, TypeError):
            pass

    def text_of(self, file: SourceFile, sha256: str) -> str | None:
        """The document id of a file with these bytes."""
        return self._texts.get(_text_key(file, sha256))

    def document_of(self, document_id: str, files: Sequence[FileState]) -> KnownDocument | None:
        """The document that these files, all that hold its text, make together."""
        hashes = self._documents.get(_document_key(document_id, files))
        return None if hashes is None else KnownDocument(document_id, tuple(f.source_path for f in files), *hashes)

    def keep(self, document: SourceDocument | KnownDocument, files: Sequence[tuple[SourceFile, FileState]]) -> None:
        """Writes down for the next run what these files gave."""
        for file, state in files:
            self._seen_texts[_text_key(file, state.sha256)] = document.document_id
        key = _document_key(document.document_id, [state for _, state in files])
        self._seen_documents[key] = [document.content_sha256, document.metadata_sha256]

    def save(self) -> None:
        """Replaces the file, whole or not at all. Raises OSError where the disk refuses."""
        values = {"version": self._version, "texts": self._seen_texts, "documents": self._seen_documents}
        unfinished = self._path.with_name(self._path.name + ".part")
        unfinished.write_text(json.dumps(values), encoding="utf-8")
        os.replace(unfinished, self._path)


def _text_key(file: SourceFile, sha256: str) -> str:
    return f"{sha256}{file.suffix}"


def _document_key(document_id: str, files: Sequence[FileState]) -> str:
    whole = repr((document_id, [(f.source_path, f.sha256, f.sidecar_sha256) for f in files]))
    return hashlib.sha256(whole.encode()).hexdigest()


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for name in DECIDING_SOURCES:
        path = PACKAGE / name
        for source in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(source.relative_to(PACKAGE).as_posix().encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()
