from __future__ import annotations

from dataclasses import replace

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.extract.model import Facts
from pipelines.load import LoadError, transaction
from pipelines.load.statements import statements
from tests.small_facts import a_batch, ferry, mill, rows


def test_a_document_missing_from_the_batches_fails_the_load(load, database):
    load(ferry())
    before = database.read_bytes()
    with pytest.raises(LoadError, match=r"check_documents finds 1 faults: doc_\w+ is in the source but was not among"):
        load(ferry(), mill(), staged=[], run="run_2")
    with pytest.raises(LoadError, match="outdated extraction"):
        load(ferry(title="New"), staged=[], run="run_2")
    assert database.read_bytes() == before


def a_quote_elsewhere(facts: Facts) -> Facts:
    return replace(facts, quotes=(replace(facts.quotes[0], start=facts.quotes[0].start + 1),))


def a_speaker_elsewhere(facts: Facts) -> Facts:
    return replace(facts, quotes=(replace(facts.quotes[0], speaker="He"),))


def a_date_elsewhere(facts: Facts) -> Facts:
    event = facts.events[0]
    return replace(facts, events=(replace(event, date=replace(event.date, start=0)),))


@pytest.mark.parametrize("spoil", [a_quote_elsewhere, a_speaker_elsewhere, a_date_elsewhere])
def test_words_that_are_not_those_of_the_text_fail_the_load(load, database, spoil):
    load(mill())
    before = database.read_bytes()
    document, facts = ferry()
    with pytest.raises(LoadError, match=r"check_spans finds 1 faults: .* does not have the words"):
        load(mill(), (document, spoil(facts)), run="run_2")
    assert database.read_bytes() == before


def test_a_fact_without_its_sentence_fails_the_load(load, database, tmp_path):
    batch = a_batch(tmp_path / "stage", ferry())
    path = batch / "sentences.parquet"
    pq.write_table(pq.read_table(path).slice(0, 1), path)
    with pytest.raises(LoadError, match=r"check_orphans finds .* has no sentence in its document"):
        load(ferry())
    assert not database.exists()


def test_a_value_that_the_tables_refuse_fails_the_load(load, database):
    document, facts = ferry()
    with pytest.raises(LoadError, match=r"nothing in it was changed .*CHECK"):
        load((document, replace(facts, quotes=(replace(facts.quotes[0], confidence=2.0),))))
    assert not database.exists()


def test_a_published_table_has_no_index_and_a_key_that_comes_twice_fails_the_load(load, database):
    load(ferry())
    assert rows(database, "SELECT count(*) FROM duckdb_indexes()") == [(0,)]
    assert rows(database, "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'") == [(0,)]
    with duckdb.connect(str(database)) as connection:
        connection.execute("INSERT INTO sentences SELECT * FROM sentences ORDER BY ordinal LIMIT 1")
    before = database.read_bytes()
    with pytest.raises(LoadError, match=r"table sentences has rows of the same sentence_id: .*--rebuild"):
        load(ferry(), mill(), staged=[mill()], run="run_2")
    assert database.read_bytes() == before


def test_a_table_with_other_than_the_given_rows_fails_the_load(load, database, monkeypatch):
    load(ferry())
    paths = "DELETE FROM events"
    monkeypatch.setattr(transaction, "statements", lambda name: paths if name == "update_paths" else statements(name))
    with pytest.raises(LoadError, match="table events has 0 rows and should have 2"):
        load(ferry(), mill(), staged=[mill()], run="run_2")
    assert len(rows(database, "FROM events")) == 1
