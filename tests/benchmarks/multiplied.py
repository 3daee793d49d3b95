"""A warehouse of many documents in a minute: the rows of a small one, over and over, each time in another alphabet.

A copy swaps vowels among vowels and consonants among consonants, so that spans keep their places and no two copies
share a sentence; names repeat every `NAMES` copies, and each copy happens some days after the one before.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import schema
from pipelines.load import publish
from tests.small_facts import a_run

PROSE = {
    *("text", "sentence", "section", "heading", "title", "description", "trigger", "date_text", "date_anchor"),
    *("speaker", "cue", "measure", "whole", "unit_text"),
}
NAMED = {"name", "speaker_name", "location", "counterpart", "author", "publisher"}
IDS = {"document_id", "section_id", "sentence_id", "event_id", "quote_id", "statistic_id", "citation_id", "reject_id"}
ENTITIES = {"entity_id", "speaker_entity_id"}
DAYS = {"published_on", "starts_on", "ends_on", "said_on_start", "said_on_end", "as_of_start", "as_of_end"}

NAMES = 50
DAYS_APART = 5
COPIES_A_BATCH = 20


def multiply(database: Path, output: Path, documents: int) -> None:
    """Publishes to `output` a warehouse of at least `documents` documents, made of those of `database`."""
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = {
            table: connection.execute(
                f"SELECT {', '.join(schema.staged_schema(table).names)} FROM {table}"  # noqa: S608
                + (" WHERE document_id IS NOT NULL" if table == "rejects" else "")
            ).to_arrow_table()
            for table in schema.STAGED
        }
    copies = -(-documents // tables["documents"].num_rows)
    with tempfile.TemporaryDirectory(prefix="factmill-multiplied-") as folder:
        batches, sources = [], {}
        for first in range(0, copies, COPIES_A_BATCH):
            batches.append(Path(folder) / f"{first:06d}")
            batches[-1].mkdir()
            for table, rows in tables.items():
                copied = pa.concat_tables(
                    [_copy(rows, number) for number in range(first, min(first + COPIES_A_BATCH, copies))]
                )
                pq.write_table(copied, batches[-1] / f"{table}.parquet")
                if table == "documents":
                    for row in copied.to_pylist():
                        sources[row["document_id"]] = (row["cache_key"], tuple(row["source_paths"]))
        run = a_run("run_of_copies")
        publish(output, batches, sources=sources, rejects=[], run=run, now=lambda: datetime.now(UTC))


def _copy(rows: pa.Table, number: int) -> pa.Table:
    columns = [_column(field.name, rows[field.name].to_pylist(), number) for field in rows.schema]
    return pa.table([pa.array(list(c), f.type) for c, f in zip(columns, rows.schema, strict=True)], schema=rows.schema)


def _column(name: str, values: list[Any], number: int) -> Iterator[Any]:
    """The values of a column in the copy `number`."""
    if name in IDS:
        return (value and f"{value}_{number}" for value in values)
    if name in ENTITIES:
        return (value and f"{value}_{number % NAMES}" for value in values)
    if name == "source_path":
        return (value and f"{number:05d}/{value}" for value in values)
    if name == "source_paths":
        return ([f"{number:05d}/{path}" for path in value] for value in values)
    if name in DAYS:
        return (value and _later(value, number * DAYS_APART) for value in values)
    if name in PROSE | NAMED:
        alphabet = _alphabet(number if name in PROSE else number % NAMES)
        return (value and value.translate(alphabet) for value in values)
    return iter(values)


def _later(day: date, days: int) -> date:
    return day + timedelta(days) if day.year < 9000 else day


def _alphabet(number: int) -> dict[int, str]:
    chance = random.Random(number)
    swapped: dict[int, str] = {}
    for letters in ("aeiou", "bcdfghjklmnpqrstvwxyz"):
        other = "".join(chance.sample(letters, len(letters)))
        swapped |= str.maketrans(letters + letters.upper(), other + other.upper())
    return swapped
