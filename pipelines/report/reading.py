"""What the report reads from the warehouse, in streams: as much memory for ten thousand documents as for ten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import duckdb

from ..query import lookup

Row = dict[str, Any]

ROWS_AT_ONCE = 1_000
DOCUMENTS_AT_ONCE = 50

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
    with connection.cursor() as cursor:
        for batch in cursor.execute(lookup(name), parameters).to_arrow_reader(ROWS_AT_ONCE):
            yield from batch.to_pylist()


def stories(connection: duckdb.DuckDBPyConnection) -> Iterator[Story]:
    """Every document with its facts, in the order of the list of documents."""
    listed = stream(connection, "report_documents")
    while counts := list(islice(listed, DOCUMENTS_AT_ONCE)):
        yield from _batch(connection, counts)


def _batch(connection: duckdb.DuckDBPyConnection, counts: list[Row]) -> Iterable[Story]:
    ids = [row["document_id"] for row in counts]
    texts = {row["document_id"]: row for row in stream(connection, "report_texts", [ids])}
    found = {row["document_id"]: Story(row, texts[row["document_id"]]) for row in counts}
    for table, kind in FACTS.items():
        for row in stream(connection, f"report_{table}", {"documents": ids}):
            found[row["document_id"]].facts.append((kind, row))
    for row in stream(connection, "report_sections", [ids]):
        found[row["document_id"]].sections.append(row)
    for row in stream(connection, "report_rejects", [ids]):
        found[row["document_id"]].rejects.append(row)
    for row in stream(connection, "report_citations", [ids]):
        found[row["document_id"]].citations.setdefault(row["sentence_id"], []).append(row["url"])
    return found.values()
