"""What a published database holds, read without changing it: the plan of the next run starts from here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from .. import lake
from ..lake import Database, Lake
from ..plan import SOURCES
from .lock import DatabaseBusy, database_lock
from .statements import statements
from .tables import made_here, tables_are_current
from .target import LoadError
from .version import CONFIG, first_line, next_version, wal_of

ROWS_AT_ONCE = 10_000


def write_published(database: Database, target: Path, *, expectations: str) -> None:
    """Writes what `database` holds as a Parquet file with the columns `SOURCES`: a row for each document.

    Documents that validation refused are among them, where it was by the same `expectations`. The file is empty where
    there is no database or where its tables are of another version. Raises LoadError where the file cannot be read.
    """
    with pq.ParquetWriter(target, SOURCES, compression="zstd") as writer, _reading(database) as connection:
        if connection is None or "documents" not in made_here(connection):
            return
        for batch in _documents(connection, expectations):
            writer.write_batch(batch.cast(SOURCES))


def _documents(connection: duckdb.DuckDBPyConnection, expectations: str) -> Iterator[pa.RecordBatch]:
    for name, values in (("published_documents", None), ("published_refusals", {"expectations": expectations})):
        try:
            rows = connection.execute(statements(name), values)
        except (duckdb.CatalogException, duckdb.BinderException):
            return
        yield from rows.to_arrow_reader(ROWS_AT_ONCE)


def schema_is_current(database: Database) -> bool:
    """Whether a run can go on from `database`: otherwise every document has to be loaded anew.

    True where there is no database yet. Raises LoadError where the file cannot be read.
    """
    with _reading(database) as connection:
        return connection is None or tables_are_current(connection)


@contextmanager
def _reading(database: Database) -> Iterator[duckdb.DuckDBPyConnection | None]:
    """A connection that only reads, None where there is nothing to read yet.

    It is one to the lake or the file itself or, where a stale write-ahead log bars the way, to a copy of the file.
    """
    if isinstance(database, Lake):
        with _reading_lake(database) as connection:
            yield connection
        return
    if not os.path.lexists(database):
        yield None
        return
    try:
        connection = duckdb.connect(str(database), read_only=True, config=CONFIG)
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            raise DatabaseBusy(
                f"{database} is open for writing in another program: close it there and run again"
            ) from error
        if not wal_of(database).exists():
            raise LoadError(
                f"{database} cannot be read ({first_line(error)}): move it away, or name another file with --database"
            ) from error
        with database_lock(database), next_version(database) as copy, copy.connect() as connection:
            yield connection
        return
    with connection:
        yield connection


@contextmanager
def _reading_lake(database: Lake) -> Iterator[duckdb.DuckDBPyConnection | None]:
    try:
        connection = lake.connect(database, read_only=True)
    except lake.NoLakeYet:
        yield None
        return
    except duckdb.Error as error:
        raise LoadError(f"{database} cannot be opened ({first_line(error)}): is its catalogue there?") from error
    with connection:
        yield connection
