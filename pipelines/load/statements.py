"""The statements of a load, by the names of their files in `warehouse/load`."""

from __future__ import annotations

import hashlib
from functools import cache

from .. import near_duplicates, resources, schema
from .search import stemmer


@cache
def statements(name: str) -> str:
    """The SQL of `warehouse/load/NAME.sql`."""
    return (resources.folder("warehouse/load") / f"{name}.sql").read_text("utf-8")


@cache
def derived() -> tuple[str, ...]:
    """What rebuilds the tables that are derived from all documents, in order of name: each may use those before it."""
    return tuple(sorted(path.stem for path in resources.folder("warehouse/load").glob("rebuild_*.sql")))


def derivation() -> str:
    """Changes with all that, beside the documents, decides what derived tables and the index of words hold."""
    parts = [statements(name) for name in (*derived(), "add_search_places")]
    parts += [*schema.macros().values(), str(stemmer() is not None), near_duplicates.method()]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()
