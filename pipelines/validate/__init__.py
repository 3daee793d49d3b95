"""Great Expectations over the staged frames: rows that pass go on to the load, rows that fail become rejects.

suites      which expectations each table has, as data
conditions  the expectations that need more than one column, computed over Arrow
judge       Great Expectations, asked once a table; the only module that imports it
split       accepted rows and rejects, children following their parents
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .. import schema
from ..faults import RunFault
from . import judge
from .batch import Batch, row_id, values_of
from .split import Parts, split
from .suites import MISSING, Expectation, suite_names, suites

__all__ = [
    "REFUSED",
    "REFUSED_COLUMNS",
    "BadBatch",
    "ExpectationResult",
    "Validated",
    "expectations_version",
    "judged_together",
    "suite_names",
    "validate",
]

EXAMPLES = 5
"""Failing rows shown for an expectation: enough to see a pattern, few enough for a check's metadata."""

ROWS_TOGETHER = 225_000
"""Rows of all tables that are judged at once, those of some 1,900 articles: Great Expectations takes half a second
for its 86 expectations however few rows they have, and memory grows with the rows: at so many a process that judges is
as large as one that extracts, some 300 MB (measured)."""

REFUSED = "refused.parquet"
"""In the folder of an accepted batch: the documents of which nothing but rejects is left."""
REFUSED_COLUMNS = pa.schema({name: pa.string() for name in ("document_id", "cache_key", "expectations")})


class BadBatch(RunFault):
    """A staged batch that cannot be judged: a table or a column is missing, or has another type."""


@dataclass(frozen=True)
class ExpectationResult:
    """One expectation over all rows of a table. `examples` are failing rows as {"id": …, "value": …}."""

    table: str
    name: str
    success: bool
    element_count: int
    unexpected_count: int
    examples: tuple[dict[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "examples", tuple(self.examples))  # a list where it was read back from JSON

    def together_with(self, other: ExpectationResult) -> ExpectationResult:
        """This result and that of another batch as one."""
        return ExpectationResult(
            self.table,
            self.name,
            self.success and other.success,
            self.element_count + other.element_count,
            self.unexpected_count + other.unexpected_count,
            (self.examples + other.examples)[:EXAMPLES],
        )


@dataclass(frozen=True)
class Validated:
    """What became of a batch: rows accepted and rejected by table, and every expectation of every table.

    `rejected` counts the rows that failed and those that followed a rejected parent, not the rejects that the batch
    brought along.
    """

    accepted: Path
    rows: dict[str, int]
    rejected: dict[str, int]
    results: tuple[ExpectationResult, ...]


def judged_together(batches: Iterable[Path]) -> Iterator[list[Path]]:
    """Staged batches in groups of up to `ROWS_TOGETHER` rows, in order, no document twice in a group.

    A document that is staged twice, as its metadata changed between two runs that were killed, repeats its ids.
    """
    group: list[Path] = []
    documents: set[str] = set()
    rows = 0
    for batch in batches:
        ids = set(_read(batch, "documents", ["document_id"])["document_id"].to_pylist())
        size = sum(pq.read_metadata(path).num_rows for path in sorted(batch.glob("*.parquet")))
        if group and (rows + size > ROWS_TOGETHER or not documents.isdisjoint(ids)):
            yield group
            group, documents, rows = [], set(), 0
        group.append(batch)
        documents |= ids
        rows += size
    if group:
        yield group


def validate(batches: Sequence[Path], accepted: Path) -> Validated:
    """Judges the tables of the staged folders `batches` as one and writes the folder `accepted`, whole or not at all.

    `accepted` holds the same tables without the rows that failed; these are in its rejects.parquet, under the code of
    the first expectation they failed, after the rejects that the batch brought along. Documents that were refused
    themselves are named in a file `REFUSED`. A folder of that name is replaced.

    Raises BadBatch where a table or column is missing, and then writes nothing.
    """
    tables = {
        table: pa.concat_tables([_read(batch, table) for batch in batches]).combine_chunks() for table in schema.STAGED
    }
    staged = Batch(tables)
    failures = judge.failing_rows(staged)
    results = tuple(
        _result(staged, table, expectation, failures[table][expectation.name])
        for table, suite in suites().items()
        for expectation in suite
    )
    parts = split(staged, failures)
    with _folder_written_whole(accepted) as folder:
        for table, rows in parts.accepted.items():
            pq.write_table(rows, folder / f"{table}.parquet", compression="zstd")
        pq.write_table(_refused(staged, parts), folder / REFUSED, compression="zstd")
    return Validated(
        accepted=accepted,
        rows={table: rows.num_rows for table, rows in parts.accepted.items() if table != "rejects"},
        rejected=dict(Counter(dict.fromkeys(suites(), 0)) | parts.rejected),
        results=results,
    )


@cache
def expectations_version() -> str:
    """Changes with the code that judges: what other expectations refused has to be judged anew."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()


def _refused(staged: Batch, parts: Parts) -> pa.Table:
    """The documents that are not among the accepted ones; one without an id, or with another's, is nobody's."""
    documents = staged.tables["documents"].select(["document_id", "cache_key"])
    gone = pc.invert(pc.is_in(documents["document_id"], value_set=parts.accepted["documents"]["document_id"]))
    refused = documents.filter(pc.and_(gone, pc.is_valid(documents["document_id"])))
    versions = pa.array([expectations_version()] * refused.num_rows, pa.string())
    return refused.append_column("expectations", versions).cast(REFUSED_COLUMNS)


def _read(batch: Path, table: str, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a staged table with all columns that it must have, or those that are named."""
    path = batch / f"{table}.parquet"
    wanted = schema.staged_schema(table)
    if columns is not None:
        wanted = pa.schema(wanted.field(name) for name in columns)
    try:
        rows = pq.read_table(path, columns=columns, partitioning=None)
    except FileNotFoundError:
        raise BadBatch(f"staged batch {batch} lacks {table}.parquet: run again with --rebuild") from None
    except pa.ArrowInvalid as error:
        raise BadBatch(f"{path} cannot be read ({error}): run again with --rebuild") from error
    missing = [name for name in wanted.names if name not in rows.column_names]
    if missing:
        raise BadBatch(f"{path} lacks column {', '.join(missing)}: run again with --rebuild")
    try:
        return rows.select(wanted.names).cast(wanted)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise BadBatch(f"{path} has a column of another type ({error}): run again with --rebuild") from error


def _result(batch: Batch, table: str, expectation: Expectation, failing: list[int]) -> ExpectationResult:
    rows = batch.rows(table, failing[:EXAMPLES])
    only_missing = expectation.code == MISSING
    return ExpectationResult(
        table=table,
        name=expectation.name,
        success=not failing,
        element_count=batch.tables[table].num_rows,
        unexpected_count=len(failing),
        examples=tuple(
            {"id": row_id(table, row), "value": values_of(row, expectation.columns, only_missing=only_missing)}
            for row in rows
        ),
    )


@contextmanager
def _folder_written_whole(target: Path) -> Iterator[Path]:
    """A folder to write into that takes the place of `target` at the end, or vanishes where an exception is raised."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield new
        if target.exists():
            old = new.with_name(new.name + ".old")
            os.replace(target, old)
            os.replace(new, target)
            shutil.rmtree(old)
        else:
            os.replace(new, target)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
