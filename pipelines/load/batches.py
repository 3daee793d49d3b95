"""What is to be loaded: the documents of the source, and the rows of the accepted batches that are theirs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from ..plan import SOURCES
from ..validate import REFUSED, REFUSED_COLUMNS
from .target import LoadError
from .version import first_line

Sources: TypeAlias = "Mapping[str, tuple[str, tuple[str, ...]]] | pa.Table | ds.Dataset"
"""Cache key and paths by document id, for a few; a table or dataset with the columns `SOURCES` for many."""


def source_rows(sources: Sources) -> pa.Table | ds.Dataset:
    """The sources as something that DuckDB can scan."""
    if not isinstance(sources, Mapping):
        return sources
    keys = [key for key, _ in sources.values()]
    paths = [sorted(paths) for _, paths in sources.values()]
    return pa.table([list(sources), keys, paths], schema=SOURCES)


def staged_documents(folder: Path, number: int) -> pa.Table:
    """The documents of batch `number`, those that validation refused among them."""
    accepted = read_rows(folder, "documents", ["document_id", "cache_key"])
    accepted = accepted.append_column("expectations", pa.nulls(accepted.num_rows, pa.string()))
    refused = REFUSED_COLUMNS.empty_table()
    if (folder / REFUSED).exists():
        refused = pq.read_table(folder / REFUSED, schema=REFUSED_COLUMNS, partitioning=None)
    rows = pa.concat_tables([accepted.cast(REFUSED_COLUMNS), refused])
    is_refused = [False] * accepted.num_rows + [True] * refused.num_rows
    return rows.append_column("batch", pa.array([number] * rows.num_rows)).append_column(
        "is_refused", pa.array(is_refused, pa.bool_())
    )


def rows_to_load(folder: Path, table: str, documents: pa.Array) -> pa.Table:
    """The rows of `table` that belong to `documents`."""
    rows = read_rows(folder, table)
    return rows.filter(pc.is_in(rows["document_id"], value_set=documents))


def read_rows(folder: Path, table: str, columns: list[str] | None = None) -> pa.Table:
    """The rows of `table` in an accepted batch. Raises LoadError where they are missing or cannot be read."""
    path = folder / f"{table}.parquet"
    try:
        return pq.read_table(path, columns=columns, partitioning=None)
    except FileNotFoundError:
        raise LoadError(f"batch {folder} lacks {path.name}: run again") from None
    except pa.ArrowInvalid as error:
        raise LoadError(f"{path} cannot be read ({first_line(error)}): run again with --rebuild") from error
