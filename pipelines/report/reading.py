"""What the report reads from the warehouse, in streams: as much memory for ten thousand documents as for ten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import duckdb

from ..query import cursor, lookup

Row = dict[str, Any]

ROWS_AT_ONCE = 1_000
DOCUMENTS_AT_ONCE = 50
CHARACTERS_AT_ONCE = 2_000_000

FACTS = {"events": "event", "quotes": "quote", "statistics": "statistic"}
"""The fact tables, each with what one of its rows is called."""


@dataclass(slots=True)
class Story:
    """One document with everything that was found in it; `counts` is its row in the list of documents."""

    counts: Row
    document: Row
    facts: list[tuple[str, Row]] = field(default_factory=list)
    sections: list[Row] = field(default_factory=list)
    rejects: list[Row] = field(default_factory=list)
    citations: dict[str, list[str]] = field(default_factory=dict)


def stream(connection: duckdb.DuckDBPyConnection, name: str, parameters: Any = None) -> Iterator[Row]:
    """The rows of `warehouse/lookups/NAME.sql`, on a cursor of their own so that streams may run side by side."""
    with cursor(connection) as reader:
        for batch in reader.execute(lookup(name), parameters).to_arrow_reader(ROWS_AT_ONCE):
            yield from batch.to_pylist()


def in_order(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[Row]:
    """The rows of a list, each with its `group_name`: sorted by `NAME_order`, which gives ids, and fetched by `NAME`.

    DuckDB holds whatever it sorts in memory, so it sorts no texts.
    """
    order = stream(connection, f"{name}_order")
    while batch := list(islice(order, ROWS_AT_ONCE)):
        found = {row["id"]: row for row in stream(connection, name, {"ids": [row["id"] for row in batch]})}
        for row in batch:
            yield found.pop(row["id"]) | {"group_name": row["group_name"]}


def stories(connection: duckdb.DuckDBPyConnection) -> Iterator[Story]:
    """Every document with its facts, in the order of the list of documents."""
    ids: list[str] = []
    characters = 0
    for row in stream(connection, "report_documents_order"):
        if ids and (len(ids) == DOCUMENTS_AT_ONCE or characters + row["char_count"] > CHARACTERS_AT_ONCE):
            yield from _batch(connection, ids)
            ids, characters = [], 0
        ids.append(row["id"])
        characters += row["char_count"]
    if ids:
        yield from _batch(connection, ids)


def _batch(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> Iterator[Story]:
    counts = {row["id"]: row for row in stream(connection, "report_documents", {"ids": ids})}
    texts = {row["document_id"]: row for row in stream(connection, "report_texts", [ids])}
    found = {identifier: Story(counts[identifier], texts[identifier]) for identifier in ids}
    for table, kind in FACTS.items():
        for row in stream(connection, f"report_{table}", {"documents": ids}):
            found[row["document_id"]].facts.append((kind, row))
    for row in stream(connection, "report_sections", [ids]):
        found[row["document_id"]].sections.append(row)
    for row in stream(connection, "report_rejects", [ids]):
        found[row["document_id"]].rejects.append(row)
    for row in stream(connection, "report_citations", [ids]):
        found[row["document_id"]].citations.setdefault(row["sentence_id"], []).append(row["url"])
    while found:  # a story that was told is let go
        yield found.pop(next(iter(found)))
