"""What a run has to do: which documents are new, changed, removed or unchanged, and the batches left to extract.

A plan lives on disk, so that each step of a run can start from it in a process of its own, that a person can read what
is about to happen, and that it takes no more memory for a million documents than for ten: `plan.json` holds the counts,
`sources.parquet` the documents that the warehouse is to hold, `rejects.jsonl` the files that gave none, and
`pending/*.jsonl` the documents to extract, one a line.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from . import resources
from .extract.model import Cell, Section
from .ingest import KnownDocument, SourceDocument, SourceReject
from .keys import Keys
from .readers import Citation
from .stage import Versions, cache_key

BATCH_CHARACTERS = 400_000
"""Text in one batch: some 65,000 words or ten seconds of one process, so that a killed run loses little work and
several workers end at about the same time."""
BATCH_DOCUMENTS = 500

SOURCES = pa.schema({"document_id": pa.string(), "cache_key": pa.string(), "source_paths": pa.list_(pa.string())})
"""The documents of a source: what they are, what decides their rows, and where they lie (sorted)."""

ROWS_AT_ONCE = 10_000
MEMORY = "256MB"
"""What comparing with the published documents may take; beyond that DuckDB goes to the disk."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Counts of documents by what happens to them.

    `pending` and `words` measure what is left to extract; `rejects` are the files that gave no document.
    """

    source: str
    seen: int = 0
    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    pending: int = 0
    words: int = 0
    rejects: int = 0


def make_plan(
    found: Iterable[SourceDocument | KnownDocument | SourceReject],
    source: str,
    folder: Path,
    *,
    published: pa.Table | ds.Dataset,
    done: Sequence[AbstractSet[str] | Keys],
    versions: Versions,
    rebuild: bool = False,
) -> Plan:
    """Compares what the folder holds with what is published and writes the plan into `folder`.

    `published` are the documents of the warehouse, in the columns `SOURCES`. `done` are the cache keys of documents
    that need no extraction: those that are published as they are, and those that a run killed before this one has
    staged. With `rebuild` every document counts as new. A published document of which a file cannot be read just now
    stands as it is, unless `rebuild` starts over.
    """
    shutil.rmtree(folder / "pending", ignore_errors=True)
    (folder / "pending").mkdir(parents=True)
    pending = words = rejects = 0
    with (
        _RowsWriter(folder / "found.parquet", SOURCES) as rows,
        _RowsWriter(folder / "unreadable.parquet", UNREADABLE) as unreadable,
        (folder / "rejects.jsonl").open("w", encoding="utf-8") as refused,
        _PendingWriter(folder / "pending") as waiting,
    ):
        for item in found:
            if isinstance(item, SourceReject):
                rejects += 1
                refused.write(json.dumps(asdict(item), ensure_ascii=False) + "\n")
                if item.code == "unreadable":
                    unreadable.add(item.source_path)
                continue
            key = cache_key(item, versions)
            rows.add(item.document_id, key, sorted(item.source_paths))
            if isinstance(item, SourceDocument) and not any(key in keys for keys in done):
                pending += 1
                words += len(item.text.split())
                waiting.add(item)
    counts = _compare(folder, published, rebuild=rebuild)
    plan = Plan(source=source, **counts, pending=pending, words=words, rejects=rejects)
    (folder / "plan.json").write_text(json.dumps(asdict(plan), ensure_ascii=False), encoding="utf-8")
    return plan


def read_plan(folder: Path) -> Plan:
    """The plan that `make_plan` wrote into `folder`. Raises FileNotFoundError where there is none."""
    return Plan(**json.loads((folder / "plan.json").read_text(encoding="utf-8")))


def planned_sources(folder: Path) -> ds.Dataset:
    """The documents that the warehouse is to hold, in the columns `SOURCES`."""
    return ds.dataset(folder / "sources.parquet", schema=SOURCES)


@dataclass(frozen=True, slots=True)
class PlannedRejects:
    """The files that gave no document, and the faults of metadata, in the order in which they were found.

    They are read from the plan in `folder` each time that somebody goes through them.
    """

    folder: Path

    def __iter__(self) -> Iterator[SourceReject]:
        with (self.folder / "rejects.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                yield SourceReject(**json.loads(line))


def pending_batches(folder: Path) -> list[Path]:
    """The files of documents to extract, in order."""
    return sorted((folder / "pending").glob("*.jsonl"))


def read_batch(lines: Iterable[str]) -> Iterator[SourceDocument]:
    """The documents of lines of a pending file."""
    for line in lines:
        yield _document(json.loads(line))


UNREADABLE = pa.schema({"source_path": pa.string()})


def _compare(folder: Path, published: pa.Table | ds.Dataset, *, rebuild: bool) -> dict[str, int]:
    """Writes `sources.parquet` and counts what happens to its documents."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "memory_limit": MEMORY,
        "temp_directory": str(folder / "spill"),
        "threads": "1",
    }
    queries = resources.folder("warehouse/load")
    with duckdb.connect(":memory:", config=config) as connection:
        connection.register("published", published)
        connection.register("found", ds.dataset(folder / "found.parquet"))
        unreadable = pq.read_table(folder / "unreadable.parquet", partitioning=None)
        connection.register("unreadable", unreadable.slice(0, 0) if rebuild else unreadable)
        rows = connection.execute((queries / "plan_sources.sql").read_text("utf-8"))
        with pq.ParquetWriter(folder / "sources.parquet", SOURCES, compression="zstd") as writer:
            for batch in rows.to_arrow_reader(ROWS_AT_ONCE):
                writer.write_batch(batch.cast(SOURCES))
        connection.register("sources", planned_sources(folder))
        counts = connection.execute((queries / "plan_counts.sql").read_text("utf-8"), {"rebuild": rebuild})
        (row,) = counts.to_arrow_table().to_pylist()
    for name in ("found.parquet", "unreadable.parquet"):
        (folder / name).unlink()
    shutil.rmtree(folder / "spill", ignore_errors=True)
    return {name: int(value) for name, value in row.items()}


class _RowsWriter:
    """Writes rows into a Parquet file, holding some thousands of them at a time."""

    def __init__(self, path: Path, columns: pa.Schema) -> None:
        self._writer = pq.ParquetWriter(path, columns, compression="zstd")
        self._columns = columns
        self._rows: list[tuple[Any, ...]] = []

    def __enter__(self) -> _RowsWriter:
        return self

    def add(self, *values: Any) -> None:
        self._rows.append(values)
        if len(self._rows) >= ROWS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            columns = list(zip(*self._rows, strict=True))
            self._writer.write_table(pa.table(columns, schema=self._columns))
            self._rows = []

    def __exit__(self, *error: object) -> None:
        self._flush()
        self._writer.close()


class _PendingWriter:
    """Writes documents into numbered files of bounded size, holding one file open at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: list[str] = []
        self._characters = 0
        self._files = 0

    def __enter__(self) -> _PendingWriter:
        return self

    def add(self, document: SourceDocument) -> None:
        self._lines.append(json.dumps(asdict(document), ensure_ascii=False, default=date.isoformat))
        self._characters += len(document.text)
        if self._characters >= BATCH_CHARACTERS or len(self._lines) >= BATCH_DOCUMENTS:
            self._flush()

    def _flush(self) -> None:
        if self._lines:
            path = self._folder / f"{self._files:06d}.jsonl"
            path.write_text("\n".join(self._lines) + "\n", encoding="utf-8")
            self._files += 1
            self._lines, self._characters = [], 0

    def __exit__(self, *error: object) -> None:
        self._flush()


def _document(values: dict[str, Any]) -> SourceDocument:
    published = values["published_on"]
    values["published_on"] = date.fromisoformat(published) if published else None
    values["source_paths"] = tuple(values["source_paths"])
    values["sections"] = tuple(Section(**section) for section in values["sections"])
    values["citations"] = tuple(Citation(**citation) for citation in values["citations"])
    values["pages"] = tuple(values["pages"])
    values["cells"] = tuple(Cell(**cell) for cell in values["cells"])
    return SourceDocument(**values)
