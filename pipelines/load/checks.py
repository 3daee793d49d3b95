"""The promises that a loaded database is held to before it is published."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from .. import resources, schema
from ..lake import is_lake
from .target import LoadError

EXAMPLES = 3


def check(connection: duckdb.DuckDBPyConnection, run_id: str, expected: Mapping[str, int]) -> None:
    """Raises LoadError where a table has not the rows `expected` of it, or a query `check_*.sql` finds a fault.

    NOT NULL and CHECK are held by DuckDB at each insert; no published table has an index for its key and a lake has no
    CHECK, so these are looked at here.
    """
    for table in schema.tables():
        _check_key(connection, table)
        if is_lake(connection):
            _check_conditions(connection, table)
    for table, rows in expected.items():
        counted = count(connection, table)
        if counted != rows:
            raise LoadError(_refusal(f"table {table} has {counted} rows and should have {rows}"))
    for path in sorted(resources.folder("warehouse/load").glob("check_*.sql")):
        query = path.read_text("utf-8")
        found = connection.execute(query, {"run_id": run_id} if "$run_id" in query else None).fetchall()
        if found:
            examples = "; ".join(f"{identifier} {fault}" for identifier, fault in found[:EXAMPLES])
            raise LoadError(_refusal(f"{path.stem} finds {len(found)} faults: {examples}"))


def _check_key(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Raises LoadError where rows share a key. Hashes are compared first: they take a third of the memory of ids."""
    key = ", ".join(schema.primary_key(table))
    rows = connection.table(table)
    if not key or not rows.aggregate("count(*) AS n", f"hash({key})").filter("n > 1").limit(1).fetchall():
        return
    if twice := rows.aggregate(f"{key}, count(*) AS n", key).filter("n > 1").limit(EXAMPLES).fetchall():
        raise LoadError(_refusal(f"table {table} has rows of the same {key}: {twice}"))


def _check_conditions(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Raises LoadError where rows fail a CHECK of the table."""
    for condition in schema.checks(table):
        if failing := connection.table(table).filter(f"NOT ({condition})").limit(EXAMPLES).fetchall():
            raise LoadError(_refusal(f"table {table} has rows that fail {condition}: {failing}"))


def count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """The rows of a table."""
    counted = connection.table(table).count("*").fetchone()
    assert counted is not None
    return int(counted[0])


def _refusal(fault: str) -> str:
    return f"the loaded database failed its own check and was not published: {fault}; run again with --rebuild"
