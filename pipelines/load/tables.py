"""Factmill's own tables, views and macros in a database; every other one is its owner's and is left alone.

Table `factmill_schema` lists what is factmill's, with a hash of the SQL that made it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import duckdb
import pyarrow as pa

from .. import near_duplicates, schema
from ..lake import Database, is_lake
from .search import stemmer
from .statements import derived, statements
from .target import LoadError

KEPT = "runs"
"""The one table that outlives a change of the schema: everything else can be made again from the texts."""

DERIVATION = "derivation"
"""The kind of the row of `factmill_schema` that says what filled the derived tables."""


def made_here(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str]]:
    """Kind (`table`, `view` or `macro`) and fingerprint of what factmill made in the database, by name."""
    if "factmill_schema" not in _names(connection):
        return {}
    rows = connection.execute("SELECT name, kind, fingerprint FROM factmill_schema").fetchall()
    return {name: (kind, fingerprint) for name, kind, fingerprint in rows if kind != DERIVATION}


def derivation() -> str:
    """Changes with all that, beside the documents, decides what derived tables and the index of words hold."""
    parts = [statements(name) for name in (*derived(), "add_search_places")]
    parts += [*schema.macros().values(), str(stemmer() is not None), near_duplicates.method()]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()


def derivation_of(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The `derivation` that filled the derived tables of the database; None where nothing did so far."""
    query = "SELECT fingerprint FROM factmill_schema WHERE kind = $1"
    found = connection.execute(query, [DERIVATION]).fetchone()
    return None if found is None else str(found[0])


def tables_are_current(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the database has all of factmill's tables as this version makes them."""
    made = made_here(connection)
    there = _names(connection)
    current = {table: ("table", schema.fingerprint(table)) for table in schema.tables()}
    old = {name for name, (kind, _) in made.items() if kind == "table"} - set(current)
    return not old and all(made.get(table) == state and table in there for table, state in current.items())


def check_names(connection: duckdb.DuckDBPyConnection, database: Database) -> None:
    """Raises LoadError where a table, view or macro that factmill did not make has a name that factmill needs."""
    found = {*schema.tables(), *schema.views()} & _names(connection) | set(schema.macros()) & set(_macros(connection))
    taken = sorted(found - set(made_here(connection)))
    if taken:
        raise LoadError(
            f"{database} has its own {', '.join(taken)}, not made by factmill: rename it, or use another --database"
        )


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes all tables anew and empty, but for the history of runs. Tables of earlier versions go."""
    made = made_here(connection)
    runs = connection.table(KEPT).to_arrow_table() if made.get(KEPT) else None
    _drop(connection, {name: kind for name, (kind, _) in made.items()})
    for table in schema.tables():
        connection.execute(schema.sql_without_key(table, checked=not is_lake(connection)))
    if runs is not None:
        _restore_runs(connection, runs)


def _drop(connection: duckdb.DuckDBPyConnection, kinds: Mapping[str, str]) -> None:
    """Drops what there is of the tables, views and macros of these names and kinds."""
    tables, macros = _names(connection), _macros(connection)
    for name, kind in kinds.items():
        if kind == "macro" and name in macros:
            connection.execute(f"DROP MACRO{macros[name]} {_quoted(name)}")
        elif kind != "macro" and name in tables:
            connection.execute(f"DROP {kind.upper()} {_quoted(name)}")


def _restore_runs(connection: duckdb.DuckDBPyConnection, runs: pa.Table) -> None:
    """Puts back the columns that the table still has; one that is new takes its default."""
    shared = [name for name in schema.arrow_schema(KEPT).names if name in runs.column_names]
    connection.register("earlier_runs", runs.select(shared))
    connection.execute("INSERT INTO runs BY NAME SELECT * FROM earlier_runs")
    connection.unregister("earlier_runs")


def make_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the views and macros, drops those of earlier versions, and writes down what is factmill's."""
    made_before = {name: kind for name, (kind, _) in made_here(connection).items()}
    _drop(connection, {name: kind for name, kind in made_before.items() if kind != "table"})
    for made_by in dict.fromkeys((*schema.views().values(), *schema.macros().values())):
        connection.execute(_without_comments(connection, made_by) if is_lake(connection) else made_by)
    made = [(table, "table", schema.fingerprint(table)) for table in schema.tables()]
    for kind, texts in (("view", schema.views()), ("macro", schema.macros())):
        made += [(name, kind, hashlib.sha256(text.encode()).hexdigest()) for name, text in texts.items()]
    made.append(("derived tables", DERIVATION, derivation()))
    names, kinds, fingerprints = zip(*made, strict=True)
    connection.execute("DELETE FROM factmill_schema")
    rows = pa.table(
        {"name": names, "kind": kinds, "fingerprint": fingerprints}, schema=schema.arrow_schema("factmill_schema")
    )
    connection.from_arrow(rows).insert_into("factmill_schema")


def _without_comments(connection: duckdb.DuckDBPyConnection, text: str) -> str:
    """A lake keeps comments on tables and their columns alone."""
    made = [s.query for s in connection.extract_statements(text)]
    return "".join(s for s in made if not s.lstrip().upper().startswith("COMMENT"))


def _names(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """All tables and views of the main schema, in lower case: DuckDB tells no names apart by case."""
    query = (
        "SELECT lower(table_name) FROM information_schema.tables "
        "WHERE table_schema = 'main' AND table_catalog = current_database()"
    )
    return {name for (name,) in connection.execute(query).fetchall()}


def _macros(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """All macros of the main schema, in lower case, each with what DROP MACRO wants behind it: TABLE or nothing."""
    query = (
        "SELECT lower(function_name), if(function_type = 'table_macro', ' TABLE', '') FROM duckdb_functions() "
        "WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()"
    )
    return dict(connection.execute(query).fetchall())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
