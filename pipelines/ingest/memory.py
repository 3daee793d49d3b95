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
from importlib import metadata
from pathlib import Path
from typing import cast

from pipelines.readers.limits import DEFAULT_CHOICES, Choices, Limits
from pipelines.readers.refused import RejectCode
from pipelines.resources import PACKAGE

from .places import Place, ReadFile
from .records import SourceDocument

DECIDING_SOURCES = ("ingest", "readers", "extract/model.py", "extract/paragraphs.py")
"""The code that decides what documents a file gives."""
LIBRARIES = ("trafilatura", "lxml", "feedparser", "pypdfium2", "python-docx", "odfdo", "markdown-it-py", "ftfy")
"""The libraries that decide it, too."""


_KeptText = tuple[str, str, str, str]
"""In the file: ("text", name, document id, hash of the place) or ("reject", name, code, detail)."""


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that is loaded as it is: only what names it and its state, as nobody will read its text."""

    document_id: str
    source_paths: tuple[str, ...]
    content_sha256: str
    metadata_sha256: str


@dataclass(frozen=True, slots=True)
class KnownText:
    """What a record of a file gave: the document whose text it is with the hash of the place, or a reject.

    `name` is '' where the file is one document.
    """

    name: str
    document_id: str = ""
    sha256: str = ""
    reject: tuple[RejectCode, str] | None = None


class Memory:
    """What earlier runs found, by what decided it, and what this one finds; kept in one JSON file.

    Only what this run has seen is kept, so that the file does not grow. One of another version of the code, of other
    limits or other choices, or one that cannot be read, is an empty one: it saves time and nothing else.
    """

    def __init__(self, path: Path, limits: Limits, choices: Choices = DEFAULT_CHOICES) -> None:
        self._path = path
        self._version = hashlib.sha256(f"{_code()} {limits} {choices}".encode()).hexdigest()
        self._texts: dict[str, list[_KeptText]] = {}
        self._documents: dict[str, list[str]] = {}
        self._seen_texts: dict[str, list[_KeptText]] = {}
        self._seen_documents: dict[str, list[str]] = {}
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            if kept["version"] == self._version:
                self._texts, self._documents = kept["texts"], kept["documents"]
        except (OSError, ValueError, KeyError, TypeError):
            pass

    def texts_of(self, read: ReadFile) -> list[KnownText] | None:
        """What a file with these bytes and this suffix holds; None where no run has read it."""
        key = _text_key(read)
        kept = self._texts.get(key)
        if kept is None:
            return None
        self._seen_texts[key] = kept
        return [
            KnownText(name, what, rest) if kind == "text" else KnownText(name, reject=(cast(RejectCode, what), rest))
            for kind, name, what, rest in kept
        ]

    def keep_texts(self, read: ReadFile, texts: Sequence[KnownText]) -> None:
        """Writes down for the next run what a file holds; not where the machine's speed had a part in it."""
        if any(text.reject and text.reject[0] == "too_slow" for text in texts):
            return
        self._seen_texts[_text_key(read)] = [
            ("reject", text.name, *text.reject) if text.reject else ("text", text.name, text.document_id, text.sha256)
            for text in texts
        ]

    def document_of(self, document_id: str, places: Sequence[Place]) -> KnownDocument | None:
        """The document that its text at these places, all that hold it, makes."""
        hashes = self._documents.get(_document_key(document_id, places))
        return None if hashes is None else KnownDocument(document_id, tuple(sorted(p.path for p in places)), *hashes)

    def keep(self, document: SourceDocument | KnownDocument, places: Sequence[Place]) -> None:
        """Writes down for the next run what the text at these places gave."""
        key = _document_key(document.document_id, places)
        self._seen_documents[key] = [document.content_sha256, document.metadata_sha256]

    def save(self) -> None:
        """Replaces the file, whole or not at all. Raises OSError where the disk refuses."""
        values = {"version": self._version, "texts": self._seen_texts, "documents": self._seen_documents}
        unfinished = self._path.with_name(self._path.name + ".part")
        unfinished.write_text(json.dumps(values), encoding="utf-8")
        os.replace(unfinished, self._path)


def _text_key(read: ReadFile) -> str:
    return f"{read.sha256}{read.file.suffixes}"


def _document_key(document_id: str, places: Sequence[Place]) -> str:
    """A hash of all that decides a document: what its places hold, what is beside them, and how they are called."""
    whole = repr((document_id, [(place.path, place.sha256, place.read.sidecar_sha256) for place in places]))
    return hashlib.sha256(whole.encode()).hexdigest()


@cache
def _code() -> str:
    digest = hashlib.sha256(repr([(name, metadata.version(name)) for name in LIBRARIES]).encode())
    for name in DECIDING_SOURCES:
        path = PACKAGE / name
        for source in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(source.relative_to(PACKAGE).as_posix().encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()
