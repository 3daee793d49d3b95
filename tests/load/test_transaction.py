from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines import resources, schema
from pipelines.ingest import SourceReject
from pipelines.load import LoadError, publish, search, transaction
from pipelines.rows import arrow_table, entity_id
from pipelines.stage import cache_key
from tests.small_facts import FERRY, MILL, NOON, VERSIONS, a_batch, a_run, dump, ferry, known, mill, rows, sources_of


def test_the_first_load_makes_the_database(load, database):
    outcome = load(ferry(), mill())
    assert rows(database, "SELECT source_path, text, run_id FROM documents ORDER BY ALL") == [
        ("ferry.md", FERRY, "run_1"),
        ("mill.txt", MILL, "run_1"),
    ]
    assert rows(database, "SELECT trigger, starts_on, ends_on, date_text, rule, run_id FROM events ORDER BY ALL") == [
        ("closed", date(1998, 1, 1), date(1998, 12, 31), "1998", "event_test", "run_1"),
        ("opened", date(2021, 5, 3), date(2021, 5, 3), "3 May 2021", "event_test", "run_1"),
    ]
    assert rows(database, "SELECT role, text, name FROM event_participants") == [("actor", "Ada Núñez", "Ada Núñez")]
    assert rows(database, "SELECT text, speaker, speaker_name FROM quotes") == [
        ('"It carries 40 percent of commuters,"', "she", "Ada Núñez")
    ]
    assert rows(database, "SELECT value, unit, measure, quote_id IS NULL FROM statistics ORDER BY ALL") == [
        (40.0, "percent", "commuters", False),
        (2e6, "USD", None, True),
    ]
    assert rows(database, "SELECT heading, is_empty FROM sections") == [("Harbour", False)]
    assert len(rows(database, "FROM sentences")) == 5
    assert rows(database, "SELECT DISTINCT url FROM citations") == [("https://example.org/source",)]
    assert rows(database, "SELECT kind, code, text FROM rejects") == [("date", "unparsed_date", "ferry line")]
    assert outcome.rows["events"] == 2
    assert outcome.rows["sentences"] == 5
    assert outcome.notes == ()


def test_entities_are_gathered_from_all_documents(load, database):
    load(ferry(), mill())
    assert rows(database, "FROM entities") == [
        (entity_id("person", "Ada Núñez"), "ADA NÚÑEZ", "person", ["Ada Núñez"], 2, 2)
    ]


def test_the_run_is_written_down_with_its_counts(load, database):
    load(ferry(), rejects=[SourceReject("x.bin", "binary", "NUL byte at 0")])
    assert rows(database, "SELECT started_at, finished_at, source, model FROM runs") == [
        (datetime(2025, 4, 1, 12), datetime(2025, 4, 1, 12, 30), "texts", "small 1.0")
    ]
    counts = "SELECT documents, events, quotes, statistics, rejects, documents_rejected FROM runs"
    assert rows(database, counts) == [(1, 1, 1, 1, 2, 1)]


def test_what_is_published_is_known_to_the_next_run(load, database):
    assert known(database) == {}
    load(ferry("b.md", "a.md"), mill())
    assert known(database) == {
        ferry()[0].document_id: (cache_key(ferry()[0], VERSIONS), ("a.md", "b.md")),
        mill()[0].document_id: (cache_key(mill()[0], VERSIONS), ("mill.txt",)),
    }


def test_an_unchanged_document_keeps_its_rows_and_their_run(load, database):
    load(ferry(), run="run_1")
    before = dump(database, without=())["events"]
    load(ferry(), mill(), staged=[mill()], run="run_2")
    assert rows(database, "SELECT run_id, count(*) FROM events GROUP BY ALL ORDER BY ALL") == [
        ("run_1", 1),
        ("run_2", 1),
    ]
    assert set(before) < set(dump(database, without=())["events"])
    assert len(rows(database, "FROM runs")) == 2


def test_a_removed_document_leaves_nothing_behind(load, database, tmp_path):
    load(ferry(), mill())
    load(mill(), staged=[], run="run_2")
    incremental = dump(database)
    database.unlink()
    load(mill())
    assert incremental == dump(database)


def test_the_last_document_may_go(load, database):
    load(ferry())
    outcome = load(run="run_2")
    assert {table: count for table, count in outcome.rows.items() if count} == {
        "runs": 2,
        "factmill_schema": len(schema.tables()) + len(schema.views()) + len(schema.macros()) + 1,
    }


def test_a_document_extracted_anew_replaces_its_rows(load, database):
    load(ferry(), mill())
    document, facts = ferry(title="A title")
    load((document, replace(facts, quotes=())), mill(), staged=[(document, replace(facts, quotes=()))], run="run_2")
    assert rows(database, "SELECT title, run_id FROM documents ORDER BY ALL") == [("A title", "run_2"), (None, "run_1")]
    assert rows(database, "FROM quotes") == []
    assert len(rows(database, "FROM events")) == 2


def test_a_moved_document_has_its_new_paths_without_new_work(load, database):
    load(ferry("a.md"), mill())
    load(ferry("c.md", "b.md"), mill(), staged=[], run="run_2")
    assert rows(database, "SELECT source_path, source_paths FROM documents ORDER BY ALL") == [
        ("b.md", ["b.md", "c.md"]),
        ("mill.txt", ["mill.txt"]),
    ]


def test_loading_the_same_again_changes_nothing(load, database):
    load(ferry(), mill())
    before = dump(database)
    load(ferry(), mill(), run="run_2")
    assert dump(database) == before


def test_a_batch_staged_by_a_killed_run_may_be_out_of_date(load, database):
    old_title, vanished = ferry(title="Old"), mill()
    load(ferry(title="New"), staged=[old_title, vanished, ferry(title="New")])
    assert rows(database, "SELECT title FROM documents") == [("New",)]


def test_a_staged_document_that_was_moved_since_has_its_new_path(load, database):
    load(ferry("new.md"), staged=[ferry("old.md")])
    assert rows(database, "SELECT source_paths FROM documents") == [(["new.md"],)]


def test_refused_files_are_those_of_the_last_run(load, database):
    gone, fixed = SourceReject("gone.txt", "empty", "no text in it"), SourceReject("fixed.txt", "binary", "NUL byte")
    load(ferry(), rejects=[gone, fixed])
    load(ferry(), staged=[], run="run_2", rejects=[SourceReject("new.txt", "empty", "no text in it")])
    assert rows(database, "SELECT source_path, code FROM rejects WHERE document_id IS NULL") == [("new.txt", "empty")]
    assert rows(database, "SELECT code FROM rejects WHERE document_id IS NOT NULL") == [("unparsed_date",)]


def test_a_document_that_validation_refused_leaves_its_rejects_alone(load, database, tmp_path):
    document, _ = mill()
    reject = {
        "reject_id": "rej_1",
        "document_id": document.document_id,
        "kind": "document",
        "text": "",
        "code": "orphan",
    }
    batch = a_batch(tmp_path / "stage", ferry())
    row = dict.fromkeys(schema.staged_schema("rejects").names) | reject | {"detail": "x"}
    pq.write_table(arrow_table("rejects", [row]), batch / "rejects.parquet")
    refused = {"document_id": document.document_id, "cache_key": cache_key(document, VERSIONS), "expectations": "judge"}
    pq.write_table(pa.Table.from_pylist([refused]), batch / "refused.parquet")
    sources = sources_of([ferry(), mill()])
    for run in ("run_1", "run_2"):
        publish(database, [batch], sources=sources, rejects=[], run=a_run(run), now=lambda: NOON)
        assert rows(database, "SELECT reject_id, run_id FROM rejects") == [("rej_1", run)]
        assert rows(database, "SELECT source_path FROM documents") == [("ferry.md",)]
    assert rows(database, "SELECT documents_rejected FROM runs") == [(1,), (1,)]


def test_a_refused_document_is_known_to_the_next_run_until_the_expectations_change(load, database, tmp_path):
    document, _ = mill()
    key = cache_key(document, VERSIONS)
    batch = a_batch(tmp_path / "stage", ferry())
    refused = {"document_id": document.document_id, "cache_key": key, "expectations": "judge"}
    pq.write_table(pa.Table.from_pylist([refused]), batch / "refused.parquet")
    sources = sources_of([ferry(), mill()])
    publish(database, [batch], sources=sources, rejects=[], run=a_run(), now=lambda: NOON)
    assert known(database)[document.document_id] == (key, ("mill.txt",))
    assert document.document_id not in known(database, expectations="a stricter judge")
    load(ferry(), mill("moved.txt"), staged=[], run="run_2")
    assert known(database)[document.document_id] == (key, ("moved.txt",))
    load(ferry(), mill(), staged=[mill()], run="run_3")
    assert rows(database, "FROM refused_documents") == []
    assert len(rows(database, "FROM documents")) == 2


def test_derived_tables_are_left_alone_where_no_document_changed(load, database, monkeypatch):
    load(ferry(), mill())
    before = dump(database)
    done = []
    monkeypatch.setattr(transaction, "derived", lambda: done.append("derived") or ())
    monkeypatch.setattr(transaction, "index_words", lambda connection, anew: done.append(anew))
    load(ferry("moved.md"), mill(), staged=[], run="run_2", rejects=[SourceReject("x.bin", "binary", "NUL byte at 0")])
    assert done == []
    load(mill(), staged=[], run="run_3")
    assert done == ["derived", False]
    monkeypatch.undo()
    load(ferry(), mill(), staged=[ferry()], run="run_4")
    assert dump(database) == before


def test_derived_tables_are_filled_anew_where_the_sql_that_derives_them_changed(load, database):
    load(ferry(), mill())
    before = dump(database)
    with duckdb.connect(str(database)) as own:
        own.execute("UPDATE factmill_schema SET fingerprint = 'earlier' WHERE kind = 'derivation'")
        own.execute("DELETE FROM happenings; UPDATE search_places SET word = 'x'; DELETE FROM search_words")
    load(ferry(), mill(), staged=[], run="run_2")
    assert dump(database) == before


def test_words_are_indexed_in_slices_as_they_are_all_at_once(load, database, monkeypatch):
    load(ferry(), mill())
    before = dump(database)
    with duckdb.connect(str(database)) as own:
        own.execute("UPDATE factmill_schema SET fingerprint = 'earlier' WHERE kind = 'derivation'")
    monkeypatch.setattr(search, "DOCUMENTS_AT_ONCE", 1)
    load(ferry(), mill(), staged=[], run="run_2")
    assert dump(database) == before
    assert rows(database, "SELECT count(DISTINCT document_id) FROM search_places") == [(2,)]


def test_what_many_commits_bring_in_is_what_one_does(load, database, monkeypatch):
    load(ferry(), mill())
    before = dump(database)
    database.unlink()
    monkeypatch.setattr(transaction, "SETTLED_TOGETHER", 1)
    load(ferry(), mill())
    assert dump(database) == before


def test_a_load_that_fails_behind_a_commit_leaves_the_database_as_it_was(load, database, monkeypatch):
    load(ferry())
    before = dump(database)
    monkeypatch.setattr(transaction, "SETTLED_TOGETHER", 1)
    monkeypatch.setattr(transaction, "check", fail)
    with pytest.raises(LoadError, match="nothing in it was changed"):
        load(mill(), run="run_2")
    assert dump(database) == before


def fail(*_: object) -> None:
    raise duckdb.Error("no")


def test_a_file_that_cannot_be_read_just_now_keeps_its_document(load, database):
    load(ferry(), mill())
    gone = SourceReject("gone.txt", "unreadable", "Input/output error")
    load(ferry(), mill(), staged=[], run="run_2", rejects=[replace(gone, source_path="ferry.md"), gone])
    assert rows(database, "SELECT source_path, kind, detail FROM rejects WHERE document_id IS NULL ORDER BY ALL") == [
        ("ferry.md", "update", "Input/output error; its document stands as it was loaded before"),
        ("gone.txt", "file", "Input/output error"),
    ]
    counts = "SELECT documents_seen, documents, documents_rejected FROM runs WHERE run_id = 'run_2'"
    assert rows(database, counts) == [(3, 2, 1)]


def test_a_load_that_does_not_fit_in_the_memory_it_is_given_starts_over_with_more(load, database, monkeypatch):
    limits = []
    check = transaction.check

    def check_with_little_memory(connection, *arguments):
        limits.append(connection.execute("SELECT current_setting('memory_limit')").fetchone())
        if len(limits) == 1:
            raise duckdb.OutOfMemoryException("could not allocate block")
        check(connection, *arguments)

    monkeypatch.setattr(transaction, "check", check_with_little_memory)
    load(ferry(), mill(), rejects=[SourceReject("gone.txt", "unreadable", "Input/output error")])
    assert limits[0] == ("274.6 MiB",)
    assert limits[1] != limits[0]
    assert rows(database, "SELECT count(*) FROM documents") == [(2,)]
    assert rows(database, "SELECT source_path FROM rejects WHERE kind = 'file'") == [("gone.txt",)]


def test_a_file_refused_twice_for_one_reason_is_one_reject(load, database):
    fault = SourceReject("shared.meta.yaml", "bad_metadata", "no such key")
    load(ferry(), rejects=[fault, fault])
    assert rows(database, "SELECT kind FROM rejects WHERE document_id IS NULL") == [("metadata",)]


def test_an_entity_whose_mentions_were_all_refused_is_named_by_nobody(load, database):
    document, facts = ferry()
    batch_facts = replace(facts, entities=())
    load((document, batch_facts))
    assert rows(database, "SELECT entity_id FROM event_participants") == [(None,)]
    assert rows(database, "FROM entities") == []


HOSTILE = "a\u0000b'); DROP TABLE events; -- \u202e 👩‍👩‍👧 e\u0301\u0323 {x} $1 ?"


def test_text_reaches_the_database_as_it_is(load, database):
    document, facts = mill()
    load((replace(document, title=HOSTILE, publisher=HOSTILE), facts))
    assert rows(database, "SELECT title, publisher FROM documents") == [(HOSTILE, HOSTILE)]


def test_a_derived_table_is_rebuilt_after_those_it_reads():
    files = sorted(resources.folder("warehouse/load").glob("rebuild_*.sql"))
    derived = [path.stem.removeprefix("rebuild_") for path in files]
    for place, path in enumerate(files):
        read = set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", path.read_text("utf-8"))) - {derived[place]}
        assert read & set(derived) <= set(derived[:place]), path.name
