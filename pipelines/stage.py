"""Extracted batches on disk: what a killed run had done is not done again.

A batch is a folder with one Parquet file a table. It is written under another name and renamed when all of it has
reached the disk, so that a batch is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pyarrow.parquet as pq

from . import __version__, schema
from .durable import sync
from .extract.model import Facts
from .resources import PACKAGE
from .rows import Row, arrow_table, rows_of

if TYPE_CHECKING:
    from .ingest import KnownDocument, SourceDocument

DECIDING_SOURCES = ("extract", "rows.py")
"""The code that decides what rows a document gives; what readers make of a file is in the document's own hashes."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What, beside a document itself, decides its rows: the rules, the spaCy model and the word lists."""

    extractor: str
    model: str
    lexicon: str


@cache
def extractor_version() -> str:
    """The package's version and a hash of the code that makes rows: a changed rule is another version."""
    digest = hashlib.sha256()
    for name in DECIDING_SOURCES:
        path = PACKAGE / name
        for source in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(source.relative_to(PACKAGE).as_posix().encode() + b"\0")
            digest.update(source.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return f"{__version__}+{digest.hexdigest()[:12]}"


def cache_key(document: SourceDocument | KnownDocument, versions: Versions) -> str:
    """As long as this stays the same, extracting the document again would give the same rows. Paths are no part."""
    parts = (document.document_id, document.content_sha256, document.metadata_sha256)
    whole = "\x1f".join((*parts, versions.extractor, versions.model, versions.lexicon))
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()


class Stage:
    """The batches of one database, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, batch: Sequence[tuple[SourceDocument, Facts]], versions: Versions) -> Path:
        """Writes the rows of some documents and returns the batch's folder; its name follows from their cache keys.

        Raises OSError where the disk refuses, and then leaves no batch behind.
        """
        tables: dict[str, list[Row]] = {table: [] for table in schema.STAGED}
        keys = []
        for document, facts in batch:
            keys.append(cache_key(document, versions))
            for table, rows in rows_of(
                document, facts, extractor_version=versions.extractor, cache_key=keys[-1]
            ).items():
                tables[table] += rows
        name = hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:20]
        target = self.folder / f"{_prefix()}{name}"
        if not target.is_dir():
            self._write_whole(tables, target)
        return target

    def _write_whole(self, tables: dict[str, list[Row]], target: Path) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._hidden(target)
        try:
            unfinished.mkdir()
            for table, rows in tables.items():
                path = unfinished / f"{table}.parquet"
                pq.write_table(arrow_table(table, rows), path, compression="zstd")
                sync(path)
            sync(unfinished)
            try:
                os.rename(unfinished, target)
            except OSError:
                if not target.is_dir():  # else another process was first with the very same batch
                    raise
            sync(self.folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def batches(self) -> list[Path]:
        """The complete batches, sorted by name. What killed runs and other versions left is swept away."""
        if not self.folder.is_dir():
            return []
        self._sweep()
        return sorted(path for path in self.folder.glob(f"{_prefix()}*") if path.is_dir())

    def staged_keys(self) -> set[str]:
        """The cache keys of all documents in the stage."""
        return {key for batch in self.batches() for key in _keys(batch)}

    def keep_only(self, wanted: Collection[str]) -> None:
        """Deletes the batches of which no document's cache key is wanted any more."""
        for batch in self.batches():
            if not _keys(batch).intersection(wanted):
                self._delete(batch)

    def clear(self) -> None:
        """Deletes every batch."""
        for batch in self.batches():
            self._delete(batch)

    def _hidden(self, batch: Path) -> Path:
        """A name under which no batch is found, free for this process; what an earlier process left there is gone."""
        path = self.folder / f".{batch.name}.{os.getpid()}"
        shutil.rmtree(path, ignore_errors=True)
        return path

    def _delete(self, batch: Path) -> None:
        """Hidden first, so that a kill in the middle leaves no half batch."""
        hidden = self._hidden(batch)
        os.rename(batch, hidden)
        shutil.rmtree(hidden)

    def _sweep(self) -> None:
        for path in self.folder.glob("batch_*"):
            if path.is_dir() and not path.name.startswith(_prefix()):
                self._delete(path)
        for path in self.folder.glob(".batch_*.*"):
            if not _is_alive(path.name.rpartition(".")[2]):
                shutil.rmtree(path, ignore_errors=True)


@cache
def _prefix() -> str:
    """How names of batches begin: the layout of their tables is part of it, as another version may have another."""
    layout = "\n".join(f"{table} {schema.fingerprint(table)}" for table in schema.STAGED)
    return f"batch_{hashlib.sha256(layout.encode()).hexdigest()[:8]}_"


def _keys(batch: Path) -> set[str]:
    return set(pq.read_table(batch / "documents.parquet", columns=["cache_key"])["cache_key"].to_pylist())


def _is_alive(process: str) -> bool:
    return process.isdecimal() and psutil.pid_exists(int(process))
