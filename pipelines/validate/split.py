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
        gone[table] = _identifiers(rows) - _identifiers(accepted[table]) if out else set()
    # A figure stands without the quote it was found in; what a lost entity leaves behind is settled at load.
    accepted["statistics"] = _unlinked(accepted["statistics"], "quote_id", gone["quotes"])
    accepted["rejects"] = _with_rejects(batch.tables["rejects"], rejects)
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
    return set(rows.column(0).drop_null().to_pylist())


def _unlinked(rows: pa.Table, column: str, gone: set[str]) -> pa.Table:
    """`rows` with NULL in `column` where it names a row that was rejected."""
    lost = pc.is_in(rows[column], value_set=pa.array(sorted(gone), pa.string()))
    linked = pc.if_else(lost, pa.scalar(None, pa.string()), rows[column])
    return rows.set_column(rows.schema.get_field_index(column), rows.schema.field(column), linked)


def _reject(table: str, row: Mapping[str, Any], code: str, detail: str) -> dict[str, Any]:
    start, end = row.get("char_start"), row.get("char_end")
    placed = start is not None and end is not None and 0 <= start <= end
    # A refused document's words are the whole file: its path and the detail say enough.
    words = None if table == "documents" else row.get("text") or row.get("heading")
    reject = {
        "kind": KINDS[table],
        "char_start": start if placed else None,
        "char_end": end if placed else None,
        "text": words or "",
        "code": code,
        "detail": detail,
    }
    path = row.get("source_path") or ("" if row["document_id"] is None else None)
    identifier = content_id("rej", row["document_id"] or path, *reject.values())
    return {"reject_id": identifier, "document_id": row["document_id"], "source_path": path, **reject}


def _with_rejects(brought: pa.Table, found: list[dict[str, Any]]) -> pa.Table:
    """The batch's own rejects and then those found here, each once."""
    rows = {row["reject_id"]: row for row in [*brought.to_pylist(), *found]}
    return pa.Table.from_pylist(list(rows.values()), schema=staged_schema("rejects"))
