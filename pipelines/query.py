"""Reading the published warehouse: a read-only connection that can touch no other file, and ways to write a result."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal, TextIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table
from rich.text import Text

from . import lake
from .faults import RunFault
from .lake import Database, Lake
from .resources import folder

Format = Literal["table", "csv", "json", "parquet"]

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins with one of these is run as a formula by spreadsheet programs (OWASP, "CSV injection")."""


class QueryFault(RunFault):
    """The database cannot be read, or it refuses the query."""


def connect(database: Database, config: Mapping[str, str] | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection without access to other files, the network or extensions.

    `config` are DuckDB's settings for it beyond that. Raises QueryFault where there is no readable database, and
    LakeFault where there is no lake or a part that it needs is missing.
    """
    if isinstance(database, Lake):
        return _connect_lake(database, config)
    if not database.is_file():
        raise QueryFault(f"there is no database at {database}: run `factmill run` first, or name one with --database")
    try:
        connection = duckdb.connect(str(database), read_only=True, config=dict(config or {}))
    except duckdb.Error as error:
        raise QueryFault(f"{database} cannot be read: {_first_line(error)}; try `factmill doctor`") from error
    connection.execute("SET enable_external_access = false")  # here, as it bars some of `config`
    connection.execute("SET lock_configuration = true")
    return connection


def cursor(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A second connection to the same database; DuckDB's own cursors forget which of the attached ones is meant."""
    made = connection.cursor()
    if lake.is_attached(made):
        made.execute(f"USE {lake.NAME}")
    return made


def _connect_lake(database: Lake, config: Mapping[str, str] | None) -> duckdb.DuckDBPyConnection:
    try:
        connection = lake.connect(database, read_only=True, config=config)
    except duckdb.Error as error:
        told = f"{database} cannot be read: {_first_line(error)}"
        raise QueryFault(f"{told}; run `factmill run` first, or name another with --database") from error
    connection.execute("SET lock_configuration = true")
    return connection


def run_query(database: Database, sql: str, parameters: list[Any] | None = None) -> pa.Table:
    """The answer to one query. Raises QueryFault with DuckDB's own explanation where the query is refused."""
    with connect(database) as connection:
        try:
            if isinstance(database, Lake):
                _refuse_writing(connection, sql)
            if not connection.extract_statements(sql):
                raise QueryFault('the query is empty: try factmill sql "SELECT * FROM timeline"')
            return connection.execute(sql, parameters).to_arrow_table()
        except duckdb.Error as error:
            raise QueryFault(f"the query was refused: {str(error).strip()}") from error


@contextmanager
def of_this_version(database: Database) -> Iterator[None]:
    """Raises QueryFault where the database lacks a table, column or macro that factmill's own SQL asks for."""
    try:
        yield
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise QueryFault(
            f"{database} was not made by this version of factmill ({_first_line(error)}): "
            "bring it up to date with `factmill run`, or name another one with --database"
        ) from error


def _refuse_writing(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Who may read the files of a lake could put others beside them with COPY: only questions are let through."""
    for statement in connection.extract_statements(sql):
        if statement.type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
            raise QueryFault(f"the query was refused: {statement.type.name} is no question; write SELECT, FROM or WITH")


@cache
def lookup(name: str) -> str:
    """The SQL of `warehouse/lookups/NAME.sql`: what the command line itself asks."""
    return (folder("warehouse/lookups") / f"{name}.sql").read_text(encoding="utf-8")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def as_text(table: pa.Table, form: Format) -> str:
    """The rows as an aligned table, formula-safe CSV or JSON Lines."""
    rows = table.to_pylist()
    if form == "json":
        return "".join(json_line(row) + "\n" for row in rows)
    if form == "csv":
        output = io.StringIO()
        write_csv(table.column_names, [rows], output)
        return output.getvalue()
    return _aligned(table.column_names, rows)


def json_line(row: Mapping[str, Any]) -> str:
    """A row as a JSON object on one line; days and moments as ISO 8601 writes them."""
    return json.dumps(row, ensure_ascii=False, default=str)


def write_csv(columns: Sequence[str], batches: Iterable[Sequence[Mapping[str, Any]]], output: TextIO) -> None:
    """Formula-safe CSV: a line of names, then the rows; NULL is an empty cell, a list is JSON."""
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow([_cell(name) for name in columns])
    for rows in batches:
        writer.writerows([_cell(value) for value in row.values()] for row in rows)


def _cell(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA_MARKS):
        return "'" + value
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _aligned(columns: list[str], rows: list[dict[str, Any]]) -> str:
    output = io.StringIO()
    table = Table(show_edge=False, pad_edge=False)
    for name in columns:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if value is None else _one_line(value)) for value in row.values()))
    Console(file=output, width=max(120, 24 * len(columns)), color_system=None).print(table)
    count = f"{len(rows)} row" + ("" if len(rows) == 1 else "s")
    return output.getvalue() + f"({count})\n"


def _one_line(value: Any) -> str:
    """A value without line breaks or terminal control characters."""
    text = " ".join(str(value).split())
    return "".join(character if character.isprintable() else "�" for character in text)


def write_parquet(table: pa.Table, output: Path) -> None:
    pq.write_table(table, output)
