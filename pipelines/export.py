"""`factmill export`: every table and view as a file of its own, with a list of all columns and what they hold.

The rows come in an order that hangs on them alone: what two exports differ in is what has changed between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from . import schema
from .lake import Database
from .output_folder import replaced
from .query import connect, cursor, lookup, of_this_version, write_csv

Format = Literal["parquet", "csv"]

ROWS_AT_ONCE = 1_000
"""As much memory for a million rows as for a thousand; documents carry their whole text."""

LITTLE_MEMORY = {"memory_limit": "1GB", "threads": "1"}
"""For sorting; what is more goes to the disk. Some 120,000 rows a thread have to fit (DuckDB 1.5.5): 400,000 texts of
4,000 characters do, in a process of 1.2 GB (measured)."""

ORDER_OF_VIEWS = {"corroboration": "facts", "facts": "fact_id", "who_said_what": "quote_id"}
"""What tells the rows apart of the views that have no order of their own; a table has its primary key."""

COLUMNS = "columns"
"""The name of the file that lists the others: table, column, type and comment."""


def default_output(database: Database) -> Path:
    """The folder of an export where none is chosen: beside the database."""
    return database.parent / "export"


def write_export(database: Database, output: Path, form: Format = "parquet") -> list[Path]:
    """Writes the folder, whole or not at all, and returns its files.

    Where a sort does not fit in the memory it is given, all starts over with what DuckDB takes by itself.

    Raises QueryFault where the database cannot be read, OutputFault where the folder cannot be written.
    """
    try:
        return _write_export(database, output, form, LITTLE_MEMORY)
    except duckdb.OutOfMemoryException:
        return _write_export(database, output, form, {})


def _write_export(database: Database, output: Path, form: Format, config: Mapping[str, str]) -> list[Path]:
    with replaced(output, "export") as folder:
        # The one folder that is known to take files; DuckDB clears up there when the connection is closed.
        spilling = {**config, "temp_directory": str(folder / "sorting")}
        with connect(database, spilling) as connection, of_this_version(database):
            names = _write_tables(connection, folder, form)
    return [output / f"{name}.{form}" for name in names]


def _write_tables(connection: duckdb.DuckDBPyConnection, folder: Path, form: Format) -> list[str]:
    columns = connection.execute(lookup("exported_columns")).to_arrow_table()
    names = list(dict.fromkeys(columns["table_name"].to_pylist()))
    for name in names:
        with cursor(connection) as reader:
            rows = reader.table(name)
            if order := _order(name):
                rows = rows.order(order)
            _write(rows.to_arrow_reader(ROWS_AT_ONCE), folder / f"{name}.{form}")
    _write(columns.to_reader(), folder / f"{COLUMNS}.{form}")
    return [*names, COLUMNS]


def _order(name: str) -> str | None:
    """What the rows of a table or view are sorted by, None where they are already."""
    return ", ".join(schema.primary_key(name)) if name in schema.tables() else ORDER_OF_VIEWS.get(name)


def _write(rows: pa.RecordBatchReader, path: Path) -> None:
    if path.suffix == ".parquet":
        with pq.ParquetWriter(path, rows.schema, compression="zstd") as writer:
            for batch in rows:
                writer.write_batch(batch)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            write_csv(rows.schema.names, _batches(rows), file)


def _batches(rows: pa.RecordBatchReader) -> Iterator[list[dict[str, Any]]]:
    for batch in rows:
        yield batch.to_pylist()
