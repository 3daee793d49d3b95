"""What the Dagster UI shows of an asset: row counts, columns with their descriptions, rejects by code, sample rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow.parquet as pq

from .schema import arrow_schema, column_comments
from .validate import ExpectationResult

SAMPLE_ROWS = 5
SAMPLE_COLUMNS = {
    "events": ("starts_on", "ends_on", "trigger", "description"),
    "quotes": ("speaker_name", "cue", "kind", "text"),
    "statistics": ("comparator", "value", "unit", "measure", "text"),
}
CELL_CHARACTERS = 120


def column_schema(table: str) -> dg.TableSchema:
    """The columns of a table or view of the warehouse with their types and comments."""
    comments = column_comments(table)
    return dg.TableSchema(
        columns=[
            dg.TableColumn(field.name, str(field.type), description=comments[field.name])
            for field in arrow_schema(table)
        ]
    )


def fact_metadata(table: str, batches: Sequence[Path]) -> dict[str, Any]:
    """Row count and a few escaped rows of a fact table over the staged batches."""
    count = sum(pq.read_metadata(batch / f"{table}.parquet").num_rows for batch in batches)
    rows: list[dict[str, Any]] = []
    for batch in batches:
        if len(rows) < SAMPLE_ROWS:
            columns = list(SAMPLE_COLUMNS[table])
            rows += pq.read_table(batch / f"{table}.parquet", columns=columns).slice(0, SAMPLE_ROWS).to_pylist()
    return {
        "dagster/row_count": count,
        "sample": dg.MetadataValue.md(markdown_table(SAMPLE_COLUMNS[table], rows[:SAMPLE_ROWS])),
    }


def reject_metadata(accepted: Path) -> dict[str, Any]:
    """How many rejects the validated batches hold, by code."""
    codes: Counter[str] = Counter()
    for path in sorted(accepted.glob("*/rejects.parquet")):
        codes.update(pq.read_table(path, columns=["code"]).column("code").to_pylist())
    rows = [{"code": code, "rows": count} for code, count in codes.most_common()]
    return {
        "dagster/row_count": codes.total(),
        "by_code": dg.MetadataValue.md(markdown_table(("code", "rows"), rows)),
    }


def failing_rows(result: ExpectationResult) -> str:
    """The first rows that failed an expectation, as a Markdown table."""
    return markdown_table(("id", "value"), result.examples)


def markdown_table(columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> str:
    """A Markdown table that shows every cell as plain text, whatever it holds."""
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(_cell(row[column]) for column in columns) + " |" for row in rows]
    return "\n".join(lines)


_MARKS = str.maketrans({mark: f"&#{ord(mark)};" for mark in "|`*_[]()#!~\\$@"} | {"\n": " ", "\r": " "})


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return escape(text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - 1] + "…").translate(_MARKS)
