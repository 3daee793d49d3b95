"""The tables of one staged batch, with the look-ups that judging them needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from ..schema import primary_key

KINDS = {
    "documents": "document",
    "sections": "section",
    "sentences": "sentence",
    "citations": "citation",
    "entity_mentions": "entity_mention",
    "events": "event",
    "event_participants": "event_participant",
    "quotes": "quote",
    "statistics": "statistic",
}
"""What a row of each table is called in `rejects.kind`; parents stand before their children."""

PARENTS = {
    "sections": {"document_id": "documents"},
    "sentences": {"document_id": "documents"},
    "citations": {"document_id": "documents", "sentence_id": "sentences"},
    "entity_mentions": {"document_id": "documents"},
    "events": {"document_id": "documents", "sentence_id": "sentences"},
    "event_participants": {"document_id": "documents", "event_id": "events"},
    "quotes": {"document_id": "documents", "sentence_id": "sentences"},
    "statistics": {"document_id": "documents", "sentence_id": "sentences"},
}
"""The rows that a row cannot do without, by the column that names them."""

VALUE_CHARACTERS = 200


@dataclass(frozen=True)
class Batch:
    """The staged tables by name, each with the columns of its staged schema."""

    tables: Mapping[str, pa.Table]

    def rows(self, table: str, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """The rows of these numbers, in their order."""
        rows: list[dict[str, Any]] = self.tables[table].take(pa.array(numbers, pa.int64())).to_pylist()
        return rows

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each document."""
        documents = self.tables["documents"]
        return dict(zip(documents["document_id"].to_pylist(), documents["text"].to_pylist(), strict=True))


def row_id(table: str, row: Mapping[str, Any]) -> str:
    """The primary key of a row, in one word."""
    return ":".join(str(row[column]) for column in primary_key(table))


def values_of(row: Mapping[str, Any], columns: Iterable[str], *, only_missing: bool = False) -> str:
    """The values that an expectation looked at, for a person to read: "char_start=5, char_end=3"."""
    text = ", ".join(f"{column}={row[column]}" for column in columns if row[column] is None or not only_missing)
    return text if len(text) <= VALUE_CHARACTERS else text[: VALUE_CHARACTERS - 1] + "…"
