"""What the tables look like: the files of `warehouse/schema`, one a table, are the one truth, and DuckDB reads them.

Views and macros are files too, in `warehouse/views` and `warehouse/macros`.
"""

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
def sql_without_key(table: str, *, checked: bool = True) -> str:
    """The statements that make `table` as it is published: its columns, comments and CHECKs, and no index for its key.

    DuckDB holds the index of a primary key in memory, some 77 bytes a row: what a load needs would grow with all that
    was ever loaded. Not `checked` it is without CHECKs too, as a lake has none. Each load looks at what is left out.
    """
    parts = [f'"{c.name}" {c.type}{" NOT NULL" if c.required else ""}' for c in columns(table)]
    if checked:
        parts += [f"CHECK ({condition})" for condition in checks(table)]
    comments = [(f'COLUMN {table}."{c.name}"', c.comment) for c in columns(table)]
    comments.append((f"TABLE {table}", table_comment(table)))
    told = (f"COMMENT ON {what} IS '{text.replace(chr(39), 2 * chr(39))}';" for what, text in comments if text)
    return f"CREATE TABLE {table} ({', '.join(parts)});\n" + "\n".join(told)


@cache
def fingerprint(table: str) -> str:
    """Changes with every change to the SQL of `table`."""
    return hashlib.sha256(sql(table).encode("utf-8")).hexdigest()


def arrow_schema(table: str) -> pa.Schema:
    """Names and Arrow types of the columns of `table`, or of a view, in order; NOT NULL is left to `columns`."""
    return _described()[table].schema


@cache
def staged_schema(table: str) -> pa.Schema:
    """`arrow_schema` without the column that only the load puts on: the layout of stage files."""
    schema = arrow_schema(table)
    return pa.schema([field for field in schema if field.name != PUT_ON_AT_LOAD])


def columns(table: str) -> tuple[Column, ...]:
    """The columns of `table`, or of a view, in order."""
    return _described()[table].columns


def column_comments(table: str) -> dict[str, str | None]:
    """What each column of `table` holds, in the order of the columns."""
    return {column.name: column.comment for column in columns(table)}


def table_comment(table: str) -> str | None:
    """What `table` holds."""
    return _described()[table].comment


def checks(table: str) -> tuple[str, ...]:
    """The CHECK expressions of `table`, as SQL; as ever in SQL, NULL passes them."""
    return _described()[table].checks


def primary_key(table: str) -> tuple[str, ...]:
    """The columns of the primary key of `table`."""
    return _described()[table].primary_key


@dataclass(frozen=True, slots=True)
class _Table:
    schema: pa.Schema
    columns: tuple[Column, ...]
    comment: str | None
    checks: tuple[str, ...]
    primary_key: tuple[str, ...]


@cache
def _described() -> dict[str, _Table]:
    """All tables and views, asked of a DuckDB in memory that holds them."""
    with duckdb.connect(":memory:") as connection:
        for statements in (*map(sql, tables()), *dict.fromkeys(views().values())):
            connection.execute(statements)
        return {name: _describe(connection, name) for name in (*tables(), *views())}


def _describe(connection: duckdb.DuckDBPyConnection, table: str) -> _Table:
    columns = connection.execute(
        "SELECT column_name, data_type, NOT is_nullable, comment FROM duckdb_columns() "
        "WHERE table_name = ? ORDER BY column_index",
        [table],
    ).fetchall()
    ((comment,),) = connection.execute(
        "SELECT comment FROM duckdb_tables() WHERE table_name = $1 "
        "UNION ALL SELECT comment FROM duckdb_views() WHERE view_name = $1",
        [table],
    ).fetchall()
    constraints = connection.execute(
        "SELECT constraint_type, expression, constraint_column_names FROM duckdb_constraints() "
        "WHERE table_name = ? ORDER BY constraint_index",
        [table],
    ).fetchall()
    return _Table(
        schema=connection.table(table).to_arrow_table().schema,
        columns=tuple(Column(*row) for row in columns),
        comment=comment,
        checks=tuple(expression for kind, expression, _ in constraints if kind == "CHECK"),
        primary_key=next((tuple(names) for kind, _, names in constraints if kind == "PRIMARY KEY"), ()),
    )


@cache
def views() -> dict[str, str]:
    """The SQL of each view of `warehouse/views` by its name, in the order of the files: that of making them."""
    found: dict[str, str] = {}
    with duckdb.connect(":memory:") as connection:
        for table in tables():
            connection.execute(sql(table))
        for path in sorted(resources.folder("warehouse/views").glob("*.sql")):
            statements = path.read_text("utf-8")
            connection.execute(statements)
            names = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
            found |= {name: statements for (name,) in names if name not in found}
    return found


@cache
def macros() -> dict[str, str]:
    """The SQL of each macro of `warehouse/macros` by its name, its file's, in the order of making them."""
    paths = sorted(resources.folder("warehouse/macros").glob("*.sql"))
    return {path.stem: path.read_text("utf-8") for path in paths}
