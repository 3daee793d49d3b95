"""One load: what left the source goes, what validation accepted comes in, all of it in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .. import __version__, resources, schema
from ..rows import arrow_table, file_reject_rows
from ..stage import Versions
from .checks import check, count
from .lock import database_lock
from .search import index_words
from .tables import check_names, make_tables, make_views, tables_are_current
from .target import LoadError
from .version import first_line, next_version

if TYPE_CHECKING:
    from ..ingest import SourceReject

FACTS = ("events", "quotes", "statistics")


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What table `runs` says of a run; counts of rows are added when it is published. `started_at` has a time zone."""

    run_id: str
    started_at: datetime
    source: str
    documents_new: int
    documents_changed: int
    documents_removed: int
    documents_unchanged: int
    versions: Versions


@dataclass(frozen=True, slots=True)
class Published:
    """Rows of every table after the load, and what was found in the database's place and put right."""

    rows: dict[str, int]
    notes: tuple[str, ...] = ()


def publish(
    database: Path,
    accepted: Iterable[Path],
    *,
    sources: Mapping[str, tuple[str, tuple[str, ...]]],
    rejects: Sequence[SourceReject],
    run: RunRecord,
    now: Callable[[], datetime],
) -> Published:
    """Makes `database` hold exactly the documents of `sources`, and swaps it in when it has passed its checks.

    `sources` maps the id of every document of the source to its cache key and paths. Published documents that
    are not in it are removed. Of the batches in the folders `accepted` those documents are loaded, in place of what
    was published of them, that `sources` has with the same cache key: what a killed run staged of files that have
    changed since stays out. `rejects` are all files of the source that gave no document; they replace those of the
    run before.

    Raises LoadError where the database cannot be used or the result fails a check, DatabaseBusy where another process
    is writing it, OSError where the disk fails. In each case the published file is as it was.
    """
    with database_lock(database), next_version(database) as version:
        try:
            with version.connect() as connection:
                check_names(connection, database)
                load = _Load(connection, run.run_id, sources)
                connection.execute("BEGIN")
                load.bring_in(_selected(accepted, sources), rejects)
                rows = load.finish(run, now())
                connection.execute("COMMIT")
        except duckdb.Error as error:
            raise LoadError(
                f"loading {database} failed, nothing in it was changed ({first_line(error)}): "
                "run again, and with --rebuild if it fails again"
            ) from error
        version.swap()
    return Published(rows, tuple(version.notes))


@dataclass(frozen=True)
class _Selection:
    """Which documents of a batch are to be loaded; of `refused` ones validation left nothing but rejects."""

    folder: Path
    documents: frozenset[str]
    refused: set[str] = field(default_factory=set)

    def read(self, table: str) -> pa.Table:
        """The rows of `table` that are to be loaded."""
        wanted = self.documents | self.refused if table == "rejects" else self.documents
        rows = _read(self.folder, table)
        return rows.filter(pc.is_in(rows["document_id"], value_set=pa.array(sorted(wanted), pa.string())))


def _selected(accepted: Iterable[Path], sources: Mapping[str, tuple[str, tuple[str, ...]]]) -> list[_Selection]:
    """What to load of each batch, each document once."""
    selections = []
    taken: set[str] = set()
    for folder in accepted:
        staged = _read(folder, "documents", ["document_id", "cache_key"]).to_pylist()
        fitting = {r["document_id"] for r in staged if sources.get(r["document_id"], ("",))[0] == r["cache_key"]}
        refused = set(_read(folder, "rejects", ["document_id"])["document_id"].to_pylist())
        refused -= {r["document_id"] for r in staged}
        selections.append(_Selection(folder, frozenset(fitting - taken), refused & sources.keys()))
        taken |= fitting
    for selection in selections:
        selection.refused.difference_update(taken)
        taken |= selection.refused
    return selections


def _read(folder: Path, table: str, columns: list[str] | None = None) -> pa.Table:
    path = folder / f"{table}.parquet"
    try:
        return pq.read_table(path, columns=columns, partitioning=None)
    except FileNotFoundError:
        raise LoadError(f"batch {folder} lacks {path.name}: run again") from None
    except pa.ArrowInvalid as error:
        raise LoadError(f"{path} cannot be read ({first_line(error)}): run again with --rebuild") from error


class _Load:
    """The statements of one load, within the caller's transaction."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, run_id: str, sources: Mapping[str, tuple[str, tuple[str, ...]]]
    ) -> None:
        self._connection = connection
        self._run_id = run_id
        self._sources = sources
        self._refused_files = self._refused_documents = 0
        self._expected: dict[str, int] = {}
        self._changed = False

    def bring_in(self, selections: Sequence[_Selection], rejects: Sequence[SourceReject]) -> None:
        """Removes, inserts and derives."""
        ids = list(self._sources)
        keys = [key for key, _ in self._sources.values()]
        paths = [sorted(paths) for _, paths in self._sources.values()]
        self._register("sources", {"document_id": ids, "cache_key": keys, "source_paths": paths})
        self._remove({identifier for s in selections for identifier in s.documents | s.refused})
        self._expected = {table: count(self._connection, table) for table in schema.STAGED}
        for selection in selections:
            for table in schema.STAGED:
                self._insert(table, selection.read(table))
        refused_files = arrow_table("rejects", file_reject_rows(rejects))
        self._insert("rejects", refused_files)
        self._refused_files = refused_files["kind"].to_pylist().count("file")
        self._refused_documents = sum(len(s.refused) for s in selections)
        for name in ("update_paths", "forget_unknown_entities", *_derived()):
            self._connection.execute(_statements(name))

    def finish(self, run: RunRecord, finished_at: datetime) -> dict[str, int]:
        """Writes the run down and checks the whole; returns the rows of every table.

        A run that is tried again after a fault may be there already: its row is replaced.
        """
        make_views(self._connection)
        if self._changed:
            index_words(self._connection)  # the same documents have the same words
        counts = self._counts()
        self._insert_run(run, finished_at, counts)
        check(self._connection, self._run_id, self._expected)
        return self._counts()

    def _remove(self, loading: Collection[str]) -> None:
        """Makes room for the documents to load and deletes those that the source has no more."""
        there: set[str] = set()
        if tables_are_current(self._connection):
            query = "SELECT document_id FROM documents UNION SELECT document_id FROM rejects"
            there = {identifier for (identifier,) in self._connection.execute(query).fetchall() if identifier}
        leaving = [identifier for identifier in there if identifier in loading or identifier not in self._sources]
        self._changed = bool(loading or leaving)
        if len(leaving) == len(there):
            make_tables(self._connection)
            return
        self._register("leaving", {"document_id": leaving})
        self._connection.execute(_statements("remove_documents"))
        self._connection.execute(_statements("remove_file_rejects"))

    def _insert(self, table: str, rows: pa.Table) -> None:
        if schema.PUT_ON_AT_LOAD in schema.arrow_schema(table).names:
            rows = rows.append_column(schema.PUT_ON_AT_LOAD, pa.array([self._run_id] * rows.num_rows, pa.string()))
        wanted = schema.arrow_schema(table)
        self._connection.from_arrow(rows.select(wanted.names).cast(wanted)).insert_into(table)
        self._expected[table] += rows.num_rows

    def _insert_run(self, run: RunRecord, finished_at: datetime, counts: Mapping[str, int]) -> None:
        row: dict[str, Any] = {
            "run_id": run.run_id,
            "started_at": _utc(run.started_at),
            "finished_at": _utc(finished_at),
            "source": run.source,
            "documents_seen": len(self._sources) + self._refused_files,
            "documents_new": run.documents_new,
            "documents_changed": run.documents_changed,
            "documents_removed": run.documents_removed,
            "documents_unchanged": run.documents_unchanged,
            "documents_rejected": self._refused_files + self._refused_documents,
            **{table: counts[table] for table in ("documents", *FACTS, "rejects")},
            "factmill_version": __version__,
            "extractor_version": run.versions.extractor,
            "model": run.versions.model,
            "lexicon": run.versions.lexicon,
        }
        rows = pa.Table.from_pylist([row], schema=schema.arrow_schema("runs"))
        self._connection.register("this_run", rows)
        self._connection.execute(_statements("put_run"))

    def _counts(self) -> dict[str, int]:
        return {table: count(self._connection, table) for table in schema.tables()}

    def _register(self, name: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Makes columns of text, or of lists of text, a table that SQL can name."""
        types = {"source_paths": pa.list_(pa.string())}
        arrays = {key: pa.array(values, types.get(key, pa.string())) for key, values in columns.items()}
        self._connection.register(name, pa.table(arrays))


def _utc(moment: datetime) -> datetime:
    """A moment as table `runs` keeps it: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _derived() -> list[str]:
    """What rebuilds the tables that are derived from all documents, in order of name: each may use those before it."""
    return sorted(path.stem for path in resources.folder("warehouse/load").glob("rebuild_*.sql"))


def _statements(name: str) -> str:
    return (resources.folder("warehouse/load") / f"{name}.sql").read_text("utf-8")
