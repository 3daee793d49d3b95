"""One load: what left the source goes, what validation accepted comes in, and readers see all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from .. import __version__, schema
from ..freed import give_back
from ..lake import Database
from ..near_duplicates import mark_copies
from ..rows import arrow_table, file_reject_rows
from ..stage import Versions
from .batches import Sources, rows_to_load, source_rows, staged_documents
from .checks import check, count
from .lock import database_lock
from .search import index_words
from .statements import derived, statements
from .tables import check_names, derivation, derivation_of, make_tables, make_views, tables_are_current
from .target import LoadError
from .version import first_line, next_version

if TYPE_CHECKING:
    from ..ingest import SourceReject

FACTS = ("events", "quotes", "statistics")
REJECTS_AT_ONCE = 10_000
SETTLED_TOGETHER = 20
"""Folders of accepted rows, some four million of them, that one commit takes in: with all of 100,000 documents in one
it takes 250 MB, and with 450,000 rows in each bringing them in takes three times as long (measured)."""


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
    database: Database,
    accepted: Sequence[Path],
    *,
    sources: Sources,
    rejects: Iterable[SourceReject],
    run: RunRecord,
    now: Callable[[], datetime],
) -> Published:
    """Makes `database` hold exactly the documents of `sources`, and swaps it in when it has passed its checks.

    Published documents that are not in `sources` are removed. Of the batches in the folders `accepted` those documents
    are loaded, in place of what was published of them, that `sources` has with the same cache key: what a killed run
    staged of files that have changed since stays out. `rejects` are all files of the source that gave no document;
    they replace those of the run before. Where no document changes, and neither does the SQL that derives tables from
    them, these stay as they are.

    A load that does not fit in the memory it is given starts over with all that DuckDB takes by itself: `rejects` can
    be gone through twice.

    Raises LoadError where the database cannot be used or the result fails a check, DatabaseBusy where another process
    is writing it, OSError where the disk fails. In each case the published file is as it was.
    """
    with database_lock(database):
        try:
            return _publish(database, accepted, sources, rejects, run, now, limited=True)
        except duckdb.OutOfMemoryException:
            pass
        try:
            return _publish(database, accepted, sources, rejects, run, now, limited=False)
        except duckdb.OutOfMemoryException as error:
            raise _failure(database, error) from error


def _publish(
    database: Database,
    accepted: Sequence[Path],
    sources: Sources,
    rejects: Iterable[SourceReject],
    run: RunRecord,
    now: Callable[[], datetime],
    *,
    limited: bool,
) -> Published:
    with next_version(database, limited=limited) as version:
        try:
            with version.connect() as connection:
                check_names(connection, database)
                load = _Load(connection, run.run_id, source_rows(sources))
                connection.execute("BEGIN")
                settle = partial(version.settle, connection)
                load.bring_in(accepted, rejects, settle)
                settle()
                load.derive(settle)
                rows = load.finish(run, now())
                connection.execute("COMMIT")
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            raise _failure(database, error) from error
        version.swap()
    return Published(rows, tuple(version.notes))


def _failure(database: Database, error: duckdb.Error) -> LoadError:
    return LoadError(
        f"loading {database} failed, nothing in it was changed ({first_line(error)}): "
        "run again, and with --rebuild if it fails again"
    )


class _Load:
    """The statements of one load, within transactions of the caller's."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, run_id: str, sources: pa.Table | ds.Dataset) -> None:
        self._connection = connection
        self._run_id = run_id
        self._expected: dict[str, int] = {}
        self._changed = False
        with self._registered("given", sources):
            connection.execute("CREATE TEMP TABLE sources AS FROM given")

    def bring_in(self, batches: Sequence[Path], rejects: Iterable[SourceReject], settle: Callable[[], None]) -> None:
        """Removes and inserts. `settle` is called whenever much has come in: see `NextVersion.settle`."""
        self._choose(batches)
        self._remove()
        self._expected = {table: count(self._connection, table) for table in schema.STAGED}
        for number, folder in enumerate(batches):
            self._insert_batch(number, folder)
            give_back()
            if (number + 1) % SETTLED_TOGETHER == 0:
                settle()
        self._connection.execute(statements("add_refused_documents"), {"run_id": self._run_id})
        self._insert_refused_files(rejects)
        self._connection.execute(statements("update_paths"))

    def derive(self, settle: Callable[[], None]) -> None:
        """Makes the views and, where documents or the SQL have changed, what is derived from all documents.

        `settle` is called behind each part: see `NextVersion.settle`.
        """
        stale = self._changed or derivation_of(self._connection) != derivation()
        make_views(self._connection)
        if stale:
            mark_copies(self._connection)
            for name in ("forget_unknown_entities", *derived()):
                self._connection.execute(statements(name))
                settle()
            index_words(self._connection, anew=not self._changed)

    def finish(self, run: RunRecord, finished_at: datetime) -> dict[str, int]:
        """Writes the run down and checks the whole; returns the rows of every table.

        A run that is tried again after a fault may be there already: its row is replaced.
        """
        self._insert_run(run, finished_at)
        check(self._connection, self._run_id, self._expected)
        return {table: count(self._connection, table) for table in schema.tables()}

    def _choose(self, batches: Sequence[Path]) -> None:
        columns = "document_id VARCHAR, cache_key VARCHAR, expectations VARCHAR, batch INTEGER, is_refused BOOLEAN"
        self._connection.execute(f"CREATE TEMP TABLE staged ({columns})")
        for number, folder in enumerate(batches):
            self._connection.from_arrow(staged_documents(folder, number)).insert_into("staged")
        self._connection.execute(statements("choose_documents"))

    def _remove(self) -> None:
        """Makes room for the documents to load and deletes those that the source has no more."""
        if not tables_are_current(self._connection):
            make_tables(self._connection)
            self._changed = True
            return
        self._connection.execute(statements("find_leaving"))
        leaving = count(self._connection, "leaving")
        self._changed = bool(leaving or count(self._connection, "loading"))
        if leaving and leaving == count(self._connection, "documents") + count(self._connection, "refused_documents"):
            make_tables(self._connection)
            return
        if leaving:
            self._connection.execute(statements("remove_documents"))
        self._connection.execute(statements("remove_file_rejects"))

    def _insert_batch(self, number: int, folder: Path) -> None:
        chosen = self._connection.execute("SELECT document_id, is_refused FROM loading WHERE batch = $1", [number])
        rows = chosen.to_arrow_table()
        documents = rows["document_id"]
        accepted = rows.filter(pc.invert(rows["is_refused"]))["document_id"]
        for table in schema.STAGED:
            self._insert(table, rows_to_load(folder, table, documents if table == "rejects" else accepted))

    def _insert(self, table: str, rows: pa.Table) -> None:
        if schema.PUT_ON_AT_LOAD in schema.arrow_schema(table).names:
            rows = rows.append_column(schema.PUT_ON_AT_LOAD, pa.array([self._run_id] * rows.num_rows, pa.string()))
        wanted = schema.arrow_schema(table)
        self._connection.from_arrow(rows.select(wanted.names).cast(wanted)).insert_into(table)
        self._expected[table] += rows.num_rows

    def _insert_refused_files(self, rejects: Iterable[SourceReject]) -> None:
        """One file may be refused for the same reason twice: a sidecar that describes two documents, say."""
        waiting = iter(rejects)
        while some := list(islice(waiting, REJECTS_AT_ONCE)):
            with self._registered("refused_files", arrow_table("rejects", file_reject_rows(some))):
                added = self._connection.execute(statements("add_refused_files"), {"run_id": self._run_id}).fetchone()
            assert added is not None
            self._expected["rejects"] += int(added[0])

    def _insert_run(self, run: RunRecord, finished_at: datetime) -> None:
        refused_files = self._connection.execute("SELECT count(*) FROM rejects WHERE kind = 'file'").fetchone()
        assert refused_files is not None
        row: dict[str, Any] = {
            "run_id": run.run_id,
            "started_at": _utc(run.started_at),
            "finished_at": _utc(finished_at),
            "source": run.source,
            "documents_seen": count(self._connection, "sources") + refused_files[0],
            "documents_new": run.documents_new,
            "documents_changed": run.documents_changed,
            "documents_removed": run.documents_removed,
            "documents_unchanged": run.documents_unchanged,
            "documents_rejected": refused_files[0] + count(self._connection, "refused_documents"),
            **{table: count(self._connection, table) for table in ("documents", *FACTS, "rejects")},
            "factmill_version": __version__,
            "extractor_version": run.versions.extractor,
            "model": run.versions.model,
            "lexicon": run.versions.lexicon,
        }
        with self._registered("this_run", pa.Table.from_pylist([row], schema=schema.arrow_schema("runs"))):
            self._connection.execute(statements("put_run"))

    @contextmanager
    def _registered(self, name: str, rows: pa.Table | ds.Dataset) -> Iterator[None]:
        """Rows that SQL can name, for the length of the block."""
        self._connection.register(name, rows)
        try:
            yield
        finally:
            self._connection.unregister(name)


def _utc(moment: datetime) -> datetime:
    """A moment as table `runs` keeps it: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)
