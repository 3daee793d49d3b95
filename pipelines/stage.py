"""Extracted batches on disk: what a killed run had done is not done again.

A batch is a folder with one Parquet file a table. It is written under another name and renamed when all of it has
reached the disk, so that a batch is there whole or not at all. Where machines share no disk, batches go to a store
that all of them reach (`store.Store`), and from there into the folder of the machine that loads them.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import socket
import time
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pyarrow.parquet as pq

from . import __version__, schema
from .durable import sync
from .extract.lexicon import fingerprint
from .extract.model import Facts
from .resources import PACKAGE
from .rows import Row, arrow_table, rows_of
from .store import Store

if TYPE_CHECKING:
    from .ingest import KnownDocument, SourceDocument

DECIDING_SOURCES = ("extract", "rows.py")
"""The code that decides what rows a document gives; what readers make of a file is in the document's own hashes."""

FOREIGN_SECONDS = 24 * 3600
"""How old an unfinished batch of another machine is before it counts as left behind: no batch takes that long."""
FETCHES = 16
"""Batches fetched from a store at once: it is waiting, not work."""


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


def installed_versions(model: str) -> Versions:
    """The versions that this process extracts with, with the spaCy pipeline `model`."""
    try:
        model_version = metadata.version(model.replace("_", "-"))
    except metadata.PackageNotFoundError:
        model_version = "unknown"
    return Versions(extractor=extractor_version(), model=f"{model} {model_version}", lexicon=fingerprint())


def cache_key(document: SourceDocument | KnownDocument, versions: Versions) -> str:
    """As long as this stays the same, extracting the document again would give the same rows. Paths are no part."""
    parts = (document.document_id, document.content_sha256, document.metadata_sha256)
    whole = "\x1f".join((*parts, versions.extractor, versions.model, versions.lexicon))
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Stage:
    """The batches of one database, in one folder; with a store, those that are not here yet are there."""

    folder: Path
    store: Store | None = None

    def name(self, documents: Sequence[SourceDocument], versions: Versions) -> str:
        """What the batch of these documents is called, in whatever order they come: it follows from their keys."""
        keys = sorted(cache_key(document, versions) for document in documents)
        return _prefix() + hashlib.sha256("\n".join(keys).encode()).hexdigest()[:20]

    def holds(self, name: str) -> bool:
        """Whether the batch is there, whole."""
        return (self.folder / name).is_dir() or (self.store is not None and self.store.get(name) is not None)

    def write(self, batch: Sequence[tuple[SourceDocument, Facts]], versions: Versions) -> Path:
        """Writes the rows of some documents and returns the batch's folder, in which it is once it was fetched.

        Raises OSError where the disk refuses, or StoreFault, and then leaves no batch behind.
        """
        tables: dict[str, list[Row]] = {table: [] for table in schema.STAGED}
        for document, facts in batch:
            key = cache_key(document, versions)
            for table, rows in rows_of(document, facts, extractor_version=versions.extractor, cache_key=key).items():
                tables[table] += rows
        name = self.name([document for document, _ in batch], versions)
        if not self.holds(name):
            files = {f"{table}.parquet": _parquet(table, rows) for table, rows in tables.items()}
            if self.store is None:
                self._write_whole(name, files)
            else:
                self.store.put(name, files)
        return self.folder / name

    def _write_whole(self, name: str, files: Mapping[str, bytes]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / name
        unfinished = self._hidden(target)
        try:
            unfinished.mkdir()
            for file, content in files.items():
                (unfinished / file).write_bytes(content)
                sync(unfinished / file)
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
        """The complete batches, sorted by name, fetched where they are in the store alone.

        What killed runs and other versions left is swept away.
        """
        self._fetch()
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
        if self.store is not None:
            self.store.clear()
        for batch in self.batches():
            self._delete(batch)

    def _fetch(self) -> None:
        if self.store is None:
            return
        missing = []
        for name in self.store.names():
            if not name.startswith(_prefix()):
                self.store.delete(name)
            elif not (self.folder / name).is_dir():
                missing.append(name)
        with ThreadPoolExecutor(FETCHES) as threads:
            for first in range(0, len(missing), FETCHES):  # no more at once than memory holds
                names = missing[first : first + FETCHES]
                for name, files in zip(names, threads.map(self.store.get, names), strict=True):
                    if files is not None:
                        self._write_whole(name, files)

    def _hidden(self, batch: Path) -> Path:
        """A name under which no batch is found, free for this process; what an earlier process left there is gone."""
        path = self.folder / f".{batch.name}.{os.getpid()}@{socket.gethostname()}"
        shutil.rmtree(path, ignore_errors=True)
        return path

    def _delete(self, batch: Path) -> None:
        """Hidden first, so that a kill in the middle leaves no half batch."""
        if self.store is not None:
            self.store.delete(batch.name)
        hidden = self._hidden(batch)
        os.rename(batch, hidden)
        shutil.rmtree(hidden)

    def _sweep(self) -> None:
        for path in self.folder.glob("batch_*"):
            if path.is_dir() and not path.name.startswith(_prefix()):
                self._delete(path)
        for path in self.folder.glob(".batch_*.*"):
            if not _is_written(path):
                shutil.rmtree(path, ignore_errors=True)


def stage_at(place: str, workspace: Path) -> Stage:
    """The stage of a workspace: in it where `place` is empty, else in the folder or behind the URL that it names."""
    if "://" in place:
        return Stage(workspace / "batches", Store(f"{place.rstrip('/')}/{workspace.name}"))
    return Stage(Path(place).expanduser().absolute() / workspace.name if place else workspace / "batches")


@cache
def _prefix() -> str:
    """How names of batches begin: the layout of their tables is part of it, as another version may have another."""
    layout = "\n".join(f"{table} {schema.fingerprint(table)}" for table in schema.STAGED)
    return f"batch_{hashlib.sha256(layout.encode()).hexdigest()[:8]}_"


def _keys(batch: Path) -> set[str]:
    return set(pq.read_table(batch / "documents.parquet", columns=["cache_key"])["cache_key"].to_pylist())


def _parquet(table: str, rows: list[Row]) -> bytes:
    content = io.BytesIO()
    pq.write_table(arrow_table(table, rows), content, compression="zstd")
    return content.getvalue()


def _is_written(unfinished: Path) -> bool:
    """Whether the process that an unfinished batch is named after may still be at it."""
    process, _, host = unfinished.name[1:].partition(".")[2].partition("@")
    if host == socket.gethostname():
        return process.isdecimal() and psutil.pid_exists(int(process))
    try:
        return time.time() - unfinished.stat().st_mtime < FOREIGN_SECONDS
    except FileNotFoundError:
        return False
