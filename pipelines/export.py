"""`factmill export`: every table and view as a file of its own, with a list of all columns and what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from .lake import Database
from .output_folder import replaced
from .query import connect, cursor, lookup, of_this_version, write_csv

Format = Literal["parquet", "csv"]

ROWS_AT_ONCE = 1_000
"""As much memory for a million rows as for a thousand; documents carry their whole text."""

COLUMNS = "columns"
"""The name of the file that lists the others: table, column, type and comment."""


def default_output(database: Database) -> Path:
    """The folder of an export where none is chosen: beside the database."""
    return database.parent / "export"


def write_export(database: Database, output: Path, form: Format = "parquet") -> list[Path]:
    """Writes the folder, whole or not at all, and returns its files.

    Raises QueryFault where the database cannot be read, OutputFault where the folder cannot be written.
    """
    with connect(database) as connection, replaced(output, "export") as folder, of_this_version(database):
        columns = connection.execute(lookup("exported_columns")).to_arrow_table()
        names = list(dict.fromkeys(columns["table_name"].to_pylist()))
        for name in names:
            with cursor(connection) as reader:
                rows = reader.table(name).to_arrow_reader(ROWS_AT_ONCE)
                _write(rows, folder / f"{name}.{form}")
        _write(columns.to_reader(), folder / f"{COLUMNS}.{form}")
    return [output / f"{name}.{form}" for name in (*names, COLUMNS)]


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
