"""Documents with hand-made facts, for tests of what comes after extraction: as a staged batch or as a small warehouse.

A fact is given by its words; its offsets are looked up in the text, so that every span is right unless a test makes
it wrong on purpose.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import resources, schema
from pipelines.extract.model import content_id
from pipelines.load import publish
from pipelines.rows import arrow_table, entity_id

from .small_facts import NOON, a_run

Row = dict[str, Any]
RUN = "run_1"


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Told:
    """One document: its sentences are cut at full stops, its facts are added one by one."""

    def __init__(self, name: str, text: str, *, published_on: str | None = None, publisher: str | None = None) -> None:
        self.text = text
        self.id = content_id("doc", text, name)
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.rows: dict[str, list[Row]] = {table: [] for table in schema.STAGED}
        self.rows["documents"].append(
            {
                "document_id": self.id,
                "source_path": f"{name}.txt",
                "source_paths": [f"{name}.txt"],
                "title": name.replace("_", " ").capitalize(),
                "author": None,
                "publisher": publisher,
                "published_on": day(published_on),
                "published_on_basis": "sidecar" if published_on else None,
                "language": "en",
                "url": None,
                "format": "text",
                "page_count": None,
                "content_sha256": digest,
                "metadata_sha256": digest,
                "char_count": len(text),
                "word_count": len(text.split()),
                "duplicate_of": None,
                "similarity": None,
                "text": text,
                "extractor_version": "1",
                "cache_key": digest,
            }
        )
        for ordinal, match in enumerate(re.finditer(r"\S[^.]*\.", text)):
            self.rows["sentences"].append(
                {
                    "sentence_id": content_id("sen", self.id, ordinal),
                    "document_id": self.id,
                    "ordinal": ordinal,
                    "section": "",
                    "char_start": match.start(),
                    "char_end": match.end(),
                    "text": match[0],
                    "page": None,
                }
            )

    def section(self, heading: str, words: str = "") -> Row:
        start = self.text.index(words) if words else len(self.text)
        row = {
            "section_id": content_id("sec", self.id, heading),
            "document_id": self.id,
            "ordinal": len(self.rows["sections"]),
            "heading": heading,
            "level": 1,
            "char_start": start,
            "char_end": start + len(words),
            "is_empty": not words,
        }
        return self._add("sections", row)

    def mention(self, words: str, kind: str = "person", name: str | None = None) -> Row:
        start = self.text.index(words)
        row = {
            "document_id": self.id,
            "entity_id": entity_id(kind, name or words),  # type: ignore[arg-type]
            "name": name or words,
            "kind": kind,
            "gender": None,
            "text": words,
            "char_start": start,
            "char_end": start + len(words),
        }
        same = [r for r in self.rows["entity_mentions"] if r == row]
        return same[0] if same else self._add("entity_mentions", row)

    def event(
        self,
        words: str,
        trigger: str,
        date_text: str,
        starts_on: str | None,
        ends_on: str | None,
        *,
        precision: str = "day",
        actors: tuple[str, ...] = (),
        recipients: tuple[str, ...] = (),
        **other: Any,
    ) -> Row:
        fact = self._fact("evt", words)
        row = {
            "event_id": fact.pop("id"),
            **fact,
            "description": words,
            "trigger": trigger,
            **self._span("trigger", trigger, near=fact["char_start"]),
            "event_type": None,
            "state": False,
            "starts_on": day(starts_on),
            "ends_on": day(ends_on),
            "date_text": date_text,
            **self._span("date", date_text),
            "date_edtf": starts_on if starts_on == ends_on else f"{starts_on or '..'}/{ends_on or '..'}",
            "date_precision": precision,
            "date_qualifier": "in",
            "date_basis": "explicit",
            "date_anchor": None,
            "location": None,
            "factuality": "asserted",
            **other,
        }
        for role, names in (("actor", actors), ("recipient", recipients)):
            for name in names:
                self.participant(row, name, role)
        return self._add("events", row)

    def participant(self, event: Row, words: str, role: str = "actor", kind: str = "person") -> Row:
        start = self.text.index(words)
        row = {
            "event_id": event["event_id"],
            "document_id": self.id,
            "role": role,
            "char_start": start,
            "char_end": start + len(words),
            "text": words,
            "name": words,
            "entity_id": self.mention(words, kind)["entity_id"],
        }
        return self._add("event_participants", row)

    def quote(self, words: str, speaker: str | None, name: str | None = None, **other: Any) -> Row:
        fact = self._fact("quo", words)
        place = self._span("speaker", speaker) if speaker else {"speaker_start": None, "speaker_end": None}
        row = {
            "quote_id": fact.pop("id"),
            **fact,
            "kind": "indirect",
            "speaker": speaker,
            **place,
            "speaker_name": name or speaker,
            "speaker_kind": "person" if speaker else None,
            "speaker_entity_id": self.mention(speaker, name=name)["entity_id"] if speaker else None,
            "cue": "said",
            "said_on_start": None,
            "said_on_end": None,
            **other,
        }
        return self._add("quotes", row)

    def statistic(self, words: str, value: float, unit: str, **other: Any) -> Row:
        fact = self._fact("sta", words)
        row = {
            "statistic_id": fact.pop("id"),
            **fact,
            "value": value,
            "value_high": None,
            "value_from": None,
            "unit": unit,
            "unit_text": unit,
            "unit_kind": "percent" if unit == "percent" else "count",
            "comparator": "=",
            "direction": None,
            "measure": None,
            "whole": None,
            "counterpart": None,
            "counterpart_role": None,
            "as_of_start": None,
            "as_of_end": None,
            "quote_id": None,
            **other,
        }
        return self._add("statistics", row)

    def citation(self, words: str, url: str) -> Row:
        start = self.text.index(words)
        row = {
            "citation_id": content_id("cit", self.id, url),
            "document_id": self.id,
            "sentence_id": self._sentence(start)["sentence_id"],
            "char_start": start,
            "char_end": start + len(words),
            "text": words,
            "url": url,
        }
        return self._add("citations", row)

    def reject(self, code: str, kind: str = "event") -> Row:
        row = {
            "reject_id": content_id("rej", self.id, kind, code, len(self.rows["rejects"])),
            "document_id": self.id,
            "source_path": None,
            "content_sha256": None,
            "kind": kind,
            "text": "",
            "char_start": None,
            "char_end": None,
            "code": code,
            "detail": "made for a test",
        }
        return self._add("rejects", row)

    def _add(self, table: str, row: Row) -> Row:
        self.rows[table].append(row)
        return row

    def _sentence(self, offset: int) -> Row:
        return next(s for s in self.rows["sentences"] if s["char_start"] <= offset < s["char_end"])

    def _span(self, name: str, words: str, near: int = 0) -> Row:
        start = self.text.find(words, near)
        start = start if start >= 0 else self.text.index(words)
        return {f"{name}_start": start, f"{name}_end": start + len(words)}

    def _fact(self, prefix: str, words: str) -> Row:
        start = self.text.index(words)
        sentence = self._sentence(start)
        count = sum(map(len, self.rows.values()))
        return {
            "id": content_id(prefix, self.id, start, words, count),
            "document_id": self.id,
            "sentence_id": sentence["sentence_id"],
            "char_start": start,
            "char_end": start + len(words),
            "text": words,
            "sentence": sentence["text"],
            "section": "",
            "confidence": 0.9,
            "rule": "by_hand",
            "extractor_version": "1",
        }


def stage(folder: Path, *documents: Told) -> Path:
    """The documents as a staged batch in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in schema.STAGED:
        rows = [row for document in documents for row in document.rows[table]]
        pq.write_table(arrow_table(table, rows), folder / f"{table}.parquet")
    return folder


def read(folder: Path, table: str) -> list[Row]:
    """The rows of one table of a batch."""
    rows: list[Row] = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return rows


def warehouse(*documents: Told) -> duckdb.DuckDBPyConnection:
    """The documents as a database in memory, with derived tables and views."""
    connection = duckdb.connect(":memory:")
    for table in schema.tables():
        connection.execute(schema.sql(table))
    for table in schema.STAGED:
        rows = arrow_table(table, [row for document in documents for row in document.rows[table]])
        wanted = schema.arrow_schema(table)
        if schema.PUT_ON_AT_LOAD in wanted.names:
            rows = rows.append_column(schema.PUT_ON_AT_LOAD, pa.array([RUN] * rows.num_rows, pa.string()))
        connection.from_arrow(rows.select(wanted.names)).insert_into(table)
    counts = dict.fromkeys((c.name for c in schema.columns("runs") if c.type == "INTEGER"), len(documents))
    texts = dict.fromkeys(("source", "factmill_version", "extractor_version", "model", "lexicon"), "1")
    moments = {"started_at": datetime(2025, 4, 1, 5), "finished_at": datetime(2025, 4, 1, 5, 2)}
    run = pa.Table.from_pylist([{"run_id": RUN, **counts, **texts, **moments}], schema=schema.arrow_schema("runs"))
    connection.from_arrow(run).insert_into("runs")
    for path in sorted(resources.folder("warehouse/load").glob("rebuild_*.sql")):  # in the order of a load
        connection.execute(path.read_text("utf-8"))
    for statements in dict.fromkeys(schema.views().values()):
        connection.execute(statements)
    return connection


def ask(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    """The rows of a query."""
    rows: list[Row] = connection.execute(query).to_arrow_table().to_pylist()
    return rows


def publish_told(folder: Path, *documents: Told) -> Path:
    """The documents as a warehouse in a file, by a real load: with checks, views, macros and the index of words."""
    database = folder / "facts.duckdb"
    sources = {
        row["document_id"]: (row["cache_key"], tuple(row["source_paths"]))
        for d in documents
        for row in d.rows["documents"]
    }
    run = a_run(f"{RUN}_of_{len(documents)}")
    publish(database, [stage(folder / "stage", *documents)], sources=sources, rejects=[], run=run, now=lambda: NOON)
    return database
