"""Small documents and facts made by hand, for the tests of all that happens to facts after extraction."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from pipelines import schema
from pipelines.extract.model import (
    DateValue,
    Entity,
    Event,
    Facts,
    Mention,
    Participant,
    Quote,
    Reject,
    Section,
    Sentence,
    Statistic,
    content_id,
)
from pipelines.ingest import SourceDocument
from pipelines.lake import Database
from pipelines.load import RunRecord, write_published
from pipelines.query import connect
from pipelines.readers import Citation
from pipelines.stage import Stage, Versions, cache_key

Extracted = tuple[SourceDocument, Facts]

NOON = datetime(2025, 4, 1, 12, 30, tzinfo=UTC)
VERSIONS = Versions("0.1.0+test", "small 1.0", "words")

FERRY = 'Harbour\n\nOn 3 May 2021, Ada Núñez 🚢 opened the ferry line. "It carries 40 percent of commuters," she said.'
MILL = "The mill closed in 1998. Now a cafe\u0301 👩‍👩‍👧: Ada Núñez bought it for $2 million."


def source(text: str, *paths: str, title: str | None = None, sections: tuple[Section, ...] = ()) -> SourceDocument:
    """A document under `paths`, with a citation behind the last character of its text."""
    return SourceDocument(
        document_id=content_id("doc", text),
        source_paths=paths,
        title=title,
        author=None,
        publisher="The Test",
        published_on=date(2021, 5, 4),
        published_on_basis="sidecar",
        language="en",
        url=None,
        content_sha256=hashlib.sha256(text.encode()).hexdigest(),
        metadata_sha256=hashlib.sha256(repr((title, sections)).encode()).hexdigest(),
        text=text,
        sections=sections,
        citations=(Citation(len(text), len(text), "https://example.org/source"),),
    )


def span(text: str, words: str) -> tuple[int, int, str]:
    start = text.index(words)
    return start, start + len(words), words


def a_date(text: str, words: str, first: date, last: date, edtf: str) -> DateValue:
    precision = "day" if first == last else "year"
    return DateValue(*span(text, words), "DATE", edtf, edtf, first, last, precision, "in", "explicit", "date_test")


def ferry(*paths: str, title: str | None = None) -> tuple[SourceDocument, Facts]:
    """An event with a participant, a quote by a pronoun, and a statistic inside the quote."""
    text = FERRY
    names = (Mention(*span(text, "Ada Núñez")),)
    spoken = span(text, '"It carries 40 percent of commuters,"')
    sentences = (
        Sentence(0, 0, 7, ""),
        Sentence(1, 9, text.index(' "It'), "Harbour"),
        Sentence(2, spoken[0], len(text), "Harbour"),
    )
    opened = Event(
        *span(text, "On 3 May 2021, Ada Núñez 🚢 opened the ferry line"),
        description="Ada Núñez opened the ferry line",
        trigger="opened",
        trigger_start=text.index("opened"),
        trigger_end=text.index("opened") + 6,
        event_type=None,
        date=a_date(text, "3 May 2021", date(2021, 5, 3), date(2021, 5, 3), "2021-05-03"),
        participants=(Participant("actor", *span(text, "Ada Núñez"), "Ada Núñez"),),
        location=None,
        factuality="asserted",
        state=False,
        confidence=0.9,
        rule="event_test",
    )
    said = Quote(
        *spoken,
        kind="direct",
        speaker="she",
        speaker_start=text.index("she said"),
        speaker_end=text.index("she said") + 3,
        speaker_name="Ada Núñez",
        speaker_kind="person",
        cue="said",
        said_on_start=None,
        said_on_end=None,
        confidence=0.8,
        rule="quote_test",
    )
    facts = Facts(
        doc_id=content_id("doc", text),
        sentences=sentences,
        dates=(opened.date,),
        entities=(Entity("Ada Núñez", "person", names, "female"),),
        events=(opened,),
        quotes=(said,),
        statistics=(a_statistic(text, "40 percent", 40.0, "percent", "percent", "commuters"),),
        rejects=(Reject("date", "unparsed_date", "no such month", *span(text, "ferry line")),),
    )
    return source(text, *(paths or ("ferry.md",)), title=title, sections=(Section(9, len(text), "Harbour"),)), facts


def mill(*paths: str) -> tuple[SourceDocument, Facts]:
    """An event dated by a year and a statistic that nobody claims; the same person as in `ferry`."""
    text = MILL
    start = text.index(" Now")
    closed = Event(
        *span(text, "The mill closed in 1998"),
        description="The mill closed",
        trigger="closed",
        trigger_start=text.index("closed"),
        trigger_end=text.index("closed") + 6,
        event_type=None,
        date=a_date(text, "1998", date(1998, 1, 1), date(1998, 12, 31), "1998"),
        participants=(),
        location=None,
        factuality="asserted",
        state=False,
        confidence=0.7,
        rule="event_test",
    )
    facts = Facts(
        doc_id=content_id("doc", text),
        sentences=(Sentence(0, 0, start), Sentence(1, start + 1, len(text))),
        dates=(closed.date,),
        entities=(Entity("ADA NÚÑEZ", "person", (Mention(*span(text, "Ada Núñez")),), "female"),),
        events=(closed,),
        statistics=(a_statistic(text, "$2 million", 2e6, "USD", "money", None),),
    )
    return source(text, *(paths or ("mill.txt",))), facts


def a_statistic(text: str, words: str, value: float, unit: str, kind: str, measure: str | None) -> Statistic:
    return Statistic(
        *span(text, words),
        value=value,
        value_high=None,
        value_from=None,
        unit=unit,
        unit_text=words,
        unit_kind=kind,  # type: ignore[arg-type]
        comparator="=",
        direction=None,
        measure=measure,
        whole=None,
        counterpart=None,
        counterpart_role=None,
        as_of_start=None,
        as_of_end=None,
        confidence=0.6,
        rule="statistic_test",
    )


def a_run(run_id: str = "run_1") -> RunRecord:
    return RunRecord(run_id, datetime(2025, 4, 1, 12, tzinfo=UTC), "texts", 1, 0, 0, 0, VERSIONS)


def a_batch(folder: Path, *documents: tuple[SourceDocument, Facts], versions: Versions = VERSIONS) -> Path:
    """The documents staged in `folder`."""
    return Stage(folder).write(documents, versions)


def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    with connect(database) as connection:
        return connection.execute(query).fetchall()


def sources_of(documents: Sequence[Extracted]) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {d.document_id: (cache_key(d, VERSIONS), d.source_paths) for d, _ in documents}


def known(database: Database, expectations: str = "judge") -> dict[str, tuple[str, tuple[str, ...]]]:
    """What the next run finds published: cache key and paths by document id."""
    with tempfile.TemporaryDirectory() as folder:
        write_published(database, Path(folder) / "published.parquet", expectations=expectations)
        found = pq.read_table(Path(folder) / "published.parquet").to_pylist()
    return {row["document_id"]: (row["cache_key"], tuple(row["source_paths"])) for row in found}


def dump(database: Database, *, without: Sequence[str] = ("run_id",)) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but the history of runs, in the order of their keys (or of all columns without one)."""
    found = {}
    with connect(database) as connection:
        for table in set(schema.tables()) - {"runs"}:
            wanted = [name for name in schema.arrow_schema(table).names if name not in without]
            ordered = connection.table(table).order(", ".join(schema.primary_key(table) or wanted))
            found[table] = ordered.select(*map(duckdb.ColumnExpression, wanted)).fetchall()
    return found
