"""The statements of a load, by the names of their files in `warehouse/load`."""

from __future__ import annotations

from functools import cache

from .. import resources


@cache
def statements(name: str) -> str:
    """The SQL of `warehouse/load/NAME.sql`."""
    return (resources.folder("warehouse/load") / f"{name}.sql").read_text("utf-8")


@cache
def derived() -> tuple[str, ...]:
    """What rebuilds the tables that are derived from all documents, in order of name: each may use those before it."""
    return tuple(sorted(path.stem for path in resources.folder("warehouse/load").glob("rebuild_*.sql")))
