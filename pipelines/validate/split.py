"""Accepted rows and rejects: a row that failed goes, and its children go with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..extract.model import content_id
from ..schema import staged_schema
from .batch import KINDS, PARENTS, Batch, row_id, values_of
from .suites import MISSING, Expectation, suites

LOOSE_LINKS = {
    "statistics": {"quote_id": ("quotes", "quote_id")},
    "event_participants": {"entity_id": ("entity_mentions", "entity_id")},
    "quotes": {"speaker_entity_id": ("entity_mentions", "entity_id")},
}
"""References that a row can do without: they become NULL where what they name was rejected."""


@dataclass(frozen=True)
class Parts:
    """The tables to load, rejects among them, and how many rows of each table were rejected."""

    accepted: dict[str, pa.Table]
    rejected: dict[str, int]


def split(batch: Batch, failures: Mapping[str, Mapping[str, list[int]]]) -> Parts:
    """Takes the rows that `failures` names (by table, expectation, row number) and their children out of the batch."""
    accepted: dict[str, pa.Table] = {}
    gone: dict[str, set[str]] = {}
    rejects: list[dict[str, Any]] = []
    counts: Counter[str] = Counter()
    for table in KINDS:
        rows = batch.tables[table]
        failed = _failed(batch, table, failures[table])
        orphaned = _following(table, rows, gone)
        out = sorted(failed.keys() | orphaned.keys())
        for number, row in zip(out, batch.rows(table, out), strict=True):
            code, reason = failed.get(number) or orphaned[number]
            rejects.append(_reject(table, row, code, f"{row_id(table, row)}: {reason}"))
        counts[table] = len(out)
        accepted[table] = _without(rows, out)
        gone[table] = _identifiers(rows) - _identifiers(accepted[table])
    for table, links in LOOSE_LINKS.items():
        for column, (target, key) in links.items():
            accepted[table] = _unlinked(accepted[table], column, batch.tables[target][key], accepted[target][key])
    accepted["rejects"] = _all_rejects(batch.tables["rejects"], rejects, batch, gone["documents"])
    return Parts(accepted, dict(counts))


def _failed(batch: Batch, table: str, failures: Mapping[str, list[int]]) -> dict[int, tuple[str, str]]:
    """Code and reason of each failing row: the code of the suite's first broken expectation, all in the reason."""
    broken: dict[int, list[Expectation]] = {}
    for expectation in suites()[table]:
        for number in failures[expectation.name]:
            broken.setdefault(number, []).append(expectation)
    numbers = sorted(broken)
    return {
        number: (
            broken[number][0].code,
            "; ".join(
                f"expectation {e.name} failed ({values_of(row, e.columns, only_missing=e.code == MISSING)})"
                for e in broken[number]
            ),
        )
        for number, row in zip(numbers, batch.rows(table, numbers), strict=True)
    }


def _following(table: str, rows: pa.Table, gone: Mapping[str, set[str]]) -> dict[int, tuple[str, str]]:
    """Code and reason of each row whose parent was rejected."""
    follows: dict[int, tuple[str, str]] = {}
    for column, parent in PARENTS.get(table, {}).items():
        if gone[parent]:
            for number, identifier in enumerate(rows[column].to_pylist()):
                if identifier in gone[parent]:
                    follows.setdefault(number, ("parent_rejected", f"its {KINDS[parent]} {identifier} was rejected"))
    return follows


def _without(rows: pa.Table, out: list[int]) -> pa.Table:
    if not out:
        return rows
    return rows.filter(pc.invert(pc.is_in(pa.array(range(rows.num_rows)), value_set=pa.array(out))))


def _identifiers(rows: pa.Table) -> set[str]:
    """The values of the first column, which names the row in every table that has children."""
    return set(rows.column(0).to_pylist())


def _unlinked(rows: pa.Table, column: str, staged: pa.ChunkedArray, accepted: pa.ChunkedArray) -> pa.Table:
    """`rows` with NULL in `column` where it names a row that was staged and not accepted."""
    values = rows[column]
    lost = pc.and_(pc.is_in(values, value_set=staged), pc.invert(pc.is_in(values, value_set=accepted)))
    linked = pc.if_else(lost, pa.scalar(None, values.type), values)
    return rows.set_column(rows.schema.get_field_index(column), rows.schema.field(column), linked)


def _reject(table: str, row: Mapping[str, Any], code: str, detail: str) -> dict[str, Any]:
    start, end = row.get("char_start"), row.get("char_end")
    placed = start is not None and end is not None and 0 <= start <= end
    return {
        "document_id": row.get("document_id"),
        "kind": KINDS[table],
        # A refused document's words are the whole file: its path and the detail say enough.
        "text": "" if table == "documents" else row.get("text") or row.get("heading") or "",
        "char_start": start if placed else None,
        "char_end": end if placed else None,
        "code": code,
        "detail": detail,
    }


def _all_rejects(brought: pa.Table, found: list[dict[str, Any]], batch: Batch, lost: set[str]) -> pa.Table:
    """The batch's own rejects and then those found here; those of a document that was rejected itself name its file."""
    documents = batch.tables["documents"]
    paths = dict(zip(documents["document_id"].to_pylist(), documents["source_path"].to_pylist(), strict=True))
    rows: dict[str, dict[str, Any]] = {}
    for row in [*brought.to_pylist(), *found]:
        if row["document_id"] is None or row["document_id"] in lost:
            row = row | {
                "source_path": row.get("source_path") or paths.get(row["document_id"]) or "",
                "document_id": None,
            }
        where = row["document_id"] or row["source_path"]
        parts = (row[name] for name in ("kind", "char_start", "char_end", "text", "code", "detail"))
        identifier = row.get("reject_id") or content_id("rej", where, *parts)
        rows.setdefault(identifier, row | {"reject_id": identifier})
    schema = staged_schema("rejects")
    return pa.Table.from_pylist(list(rows.values()), schema=schema)
