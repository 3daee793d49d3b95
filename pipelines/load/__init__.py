"""The published DuckDB file: read what it holds, and replace it by its next version, whole or not at all.

    target       what may stand in the file's place, and what is refused
    lock         one run at a time for a database
    version      the next version: a copy that is worked on, and the swap
    tables       factmill's own tables, views and macros in the file; everything else is its owner's
    search       the index behind the macro search_facts
    batches      what to load of the accepted batches
    statements   the SQL of a load, and what the derived tables depend on
    transaction  remove, insert, derive, check, publish
    checks       the promises a database is held to before it is published
    state        what is published, for the plan of the next run

Readers keep the snapshot they opened; nobody waits for a load.
"""

from __future__ import annotations

from .batches import Sources
from .lock import DatabaseBusy, database_lock, lock_owner
from .search import stemmer
from .state import schema_is_current, write_published
from .target import LoadError, check_target
from .transaction import Published, RunRecord, publish

__all__ = [
    "DatabaseBusy",
    "LoadError",
    "Published",
    "RunRecord",
    "Sources",
    "check_target",
    "database_lock",
    "lock_owner",
    "publish",
    "schema_is_current",
    "stemmer",
    "write_published",
]
