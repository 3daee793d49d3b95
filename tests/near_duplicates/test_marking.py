"""Copies are marked the same, whatever was loaded before and in whatever order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pipelines import schema
from pipelines.near_duplicates import mark_copies, marking
from pipelines.near_duplicates.wording import shingles

from . import articles

TEXTS = {
    "report": articles.REPORT,
    "headline": articles.NEW_HEADLINE,
    "truncated": articles.TRUNCATED,
    "edited": articles.EDITED,
    "agency": articles.AGENCY,
    "writer": articles.OF_ANOTHER_WRITER,
    "quoting": articles.QUOTING,
    "bulletin": articles.BULLETIN,
    "next": articles.NEXT_BULLETIN,
    "note": "Nothing of note.",
}
Marked = dict[str, tuple[str | None, float | None]]


class Documents:
    """A database with the tables that are needed."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:")
        for table in ("documents", "signatures"):
            self.connection.execute(schema.sql(table))

    def put(self, name: str, published_on: date | None = None) -> None:
        """Loads a text, in the place of what was loaded of it."""
        text = TEXTS[name]
        row = dict.fromkeys(("source_path", "format", "extractor_version", "cache_key", "run_id"), "x")
        sizes = {"char_count": len(text), "word_count": len(text.split()), "source_paths": ["x"]}
        row |= dict.fromkeys(("content_sha256", "metadata_sha256"), "0" * 64)
        self.remove(name)
        rows = [{**row, **sizes, "document_id": name, "text": text, "published_on": published_on}]
        self.connection.from_arrow(pa.Table.from_pylist(rows, schema.arrow_schema("documents"))).insert_into(
            "documents"
        )

    def remove(self, name: str) -> None:
        self.connection.execute("DELETE FROM documents WHERE document_id = $1", [name])

    def marked(self) -> Marked:
        mark_copies(self.connection)
        found = self.connection.execute("SELECT document_id, duplicate_of, similarity FROM documents ORDER BY ALL")
        return {name: (original, alike) for name, original, alike in found.fetchall()}

    def originals(self) -> dict[str, str]:
        """The original of each copy."""
        return {name: original for name, (original, _) in self.marked().items() if original}


@pytest.fixture
def documents() -> Iterator[Documents]:
    made = Documents()
    yield made
    made.connection.close()


def test_copies_point_to_the_earliest_text_and_others_to_none(documents: Documents) -> None:
    for name in TEXTS:
        documents.put(name, date(2021, 5, 4 if name == "report" else 5))
    assert documents.originals() == dict.fromkeys(("headline", "truncated", "edited", "agency"), "report")
    runs = {name: len(set(shingles(TEXTS[name]))) for name in ("truncated", "report")}
    assert documents.marked()["truncated"][1] == runs["truncated"] / runs["report"]


def test_of_one_day_the_longest_is_the_original_and_undated_texts_come_last(documents: Documents) -> None:
    documents.put("truncated", date(2021, 5, 4))
    documents.put("report", date(2021, 5, 4))
    documents.put("agency")
    assert documents.originals() == {"truncated": "report", "agency": "report"}


def test_without_their_original_copies_point_to_the_earliest_of_them(documents: Documents) -> None:
    for day, name in enumerate(("report", "edited", "headline"), start=1):
        documents.put(name, date(2021, 5, day))
    assert documents.originals() == {"edited": "report", "headline": "report"}
    documents.remove("report")
    assert documents.originals() == {"headline": "edited"}
    documents.put("report", date(2021, 6, 1))
    assert documents.originals() == {"headline": "edited", "report": "edited"}


def test_texts_are_compared_once(documents: Documents, monkeypatch: pytest.MonkeyPatch) -> None:
    documents.put("report", date(2021, 5, 4))
    documents.put("edited")
    before = documents.marked()
    monkeypatch.setattr(marking, "copied", None)
    monkeypatch.setattr(marking, "signatures", None)
    assert documents.marked() == before


def test_what_another_method_found_is_found_anew(documents: Documents) -> None:
    documents.put("report", date(2021, 5, 4))
    documents.put("edited")
    before = documents.marked()
    documents.connection.execute("UPDATE signatures SET method = 'other', signature = 'x'::BLOB")
    documents.connection.execute("UPDATE documents SET similarity = 0.99 WHERE duplicate_of IS NOT NULL")
    assert documents.marked() == before


def test_a_database_without_documents_has_no_copies(documents: Documents) -> None:
    assert documents.marked() == {}


days = st.none() | st.dates(date(2021, 5, 1), date(2021, 5, 3))
steps = st.lists(
    st.tuples(st.just("put"), st.sampled_from(sorted(TEXTS)), days)
    | st.tuples(st.just("remove"), st.sampled_from(sorted(TEXTS)), st.none()),
    min_size=1,
    max_size=12,
)


@given(loads=st.lists(steps, min_size=1, max_size=4), room=st.sampled_from((1, 3_000, 1_000_000)))
@hypothesis_settings(max_examples=40, derandomize=True, database=None)
def test_many_loads_mark_what_one_load_marks(loads: list[list[tuple[str, str, date | None]]], room: int) -> None:
    documents, there = Documents(), dict[str, date | None]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marking, "KEPT_CHARACTERS", room)  # what fits into memory decides nothing
        for load in loads:
            for step, name, published_on in load:
                if step == "put":
                    documents.put(name, published_on)
                    there[name] = published_on
                else:
                    documents.remove(name)
                    there.pop(name, None)
            marked = documents.marked()
    at_once = Documents()
    for name in sorted(there):
        at_once.put(name, there[name])
    assert marked == at_once.marked()
