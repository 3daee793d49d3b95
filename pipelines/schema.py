"""What the tables look like: the files of `warehouse/schema`, one a table and read by DuckDB itself, are the one truth."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

import duckdb
import pyarrow as pa

from . import resources

STAGED = (
    "documents",
    "sections",
    "sentences",
    "entity_mentions",
    "events",
    "event_participants",
    "quotes",
    "statistics",
    "citations",
    "rejects",
)
"""The tables that extraction fills, document by document; the others are derived when a run is loaded."""

PUT_ON_AT_LOAD = "run_id"
"""The one column that staged rows lack: they may be loaded by a later run than the one that extracted them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as DuckDB knows it; `type` is DuckDB's name of it, `required` means NOT NULL."""

    name: str
    type: str
    required: bool
    comment: str | None


@cache
def tables() -> tuple[str, ...]:
    """The names of all tables of the warehouse, sorted."""
    return tuple(sorted(path.stem for path in resources.folder("warehouse/schema").glob("*.sql")))


@cache
def sql(table: str) -> str:
    """The statements that make `table` and its comments."""
    return (resources.folder("warehouse/schema") / f"{table}.sql").read_text("utf-8")


@cache
def fingerprint(table: str) -> str:
    """Changes with every change to the SQL of `table`."""
    return hashlib.sha256(sql(table).encode("utf-8")).hexdigest()


@cache
def arrow_schema(table: str) -> pa.Schema:
    """Names and Arrow types of the columns of `table`, in order; NOT NULL is left to `columns`."""
    return _described(table)[0]


@cache
def staged_schema(table: str) -> pa.Schema:
    """`arrow_schema` without the column that only the load puts on: the layout of stage files."""
    schema = arrow_schema(table)
    return pa.schema([field for field in schema if field.name != PUT_ON_AT_LOAD])


def columns(table: str) -> tuple[Column, ...]:
    """The columns of `table` in order."""
    return _described(table)[1]


def column_comments(table: str) -> dict[str, str | None]:
    """What each column of `table` holds, in the order of the columns."""
    return {column.name: column.comment for column in columns(table)}


def table_comment(table: str) -> str | None:
    """What `table` holds."""
    return _described(table)[2]


def checks(table: str) -> tuple[str, ...]:
    """The CHECK expressions of `table`, as SQL; as ever in SQL, NULL passes them."""
    return _described(table)[3]


def primary_key(table: str) -> tuple[str, ...]:
    """The columns of the primary key of `table`."""
    return _described(table)[4]


_Described = tuple[pa.Schema, tuple[Column, ...], str | None, tuple[str, ...], tuple[str, ...]]


@cache
def _described(table: str) -> _Described:
    """Schema, columns, comment, checks and key of `table`, asked of a DuckDB in memory that holds it."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(sql(table))
        schema = connection.table(table).to_arrow_table().schema
        found = connection.execute(
            "SELECT column_name, data_type, NOT is_nullable, comment FROM duckdb_columns() "
            "WHERE table_name = ? ORDER BY column_index",
            [table],
        ).fetchall()
        comment = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [table]).fetchall()
        constraints = connection.execute(
            "SELECT constraint_type, expression, constraint_column_names FROM duckdb_constraints() "
            "WHERE table_name = ? ORDER BY constraint_index",
            [table],
        ).fetchall()
    return (
        schema,
        tuple(Column(*row) for row in found),
        comment[0][0],
        tuple(expression for kind, expression, _ in constraints if kind == "CHECK"),
        next((tuple(names) for kind, _, names in constraints if kind == "PRIMARY KEY"), ()),
    )
