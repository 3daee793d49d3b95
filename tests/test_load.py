from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines import schema
from pipelines.extract.model import Facts
from pipelines.ingest import SourceDocument, SourceReject
from pipelines.load import LoadError, Published, check_target, publish, published, schema_is_current
from pipelines.load import tables as load_tables
from pipelines.load import version as load_version
from pipelines.rows import arrow_table, entity_id
from pipelines.stage import cache_key
from tests.small_facts import FERRY, MILL, VERSIONS, a_batch, a_run, ferry, mill, rows

NOON = datetime(2025, 4, 1, 12, 30, tzinfo=UTC)
Extracted = tuple[SourceDocument, Facts]
Load = Callable[..., Published]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "facts.duckdb"


def sources_of(documents: Sequence[Extracted]) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {d.document_id: (cache_key(d, VERSIONS), d.source_paths) for d, _ in documents}


@pytest.fixture
def load(tmp_path: Path, database: Path) -> Load:
    """Publishes `documents` as all that the source holds, staging `staged` of them (all where not said)."""

    def load(*documents: Extracted, staged: Sequence[Extracted] | None = None, run: str = "run_1", rejects=()):
        new = documents if staged is None else staged
        batches = [a_batch(tmp_path / "stage", document) for document in new]
        sources = sources_of(documents)
        return publish(database, batches, sources=sources, rejects=rejects, run=a_run(run), now=lambda: NOON)

    return load


def dump(database: Path, *, without: Sequence[str] = ("run_id",)) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but the history of runs, in the order of their keys."""
    found = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        for table in set(schema.tables()) - {"runs"}:
            wanted = [name for name in schema.arrow_schema(table).names if name not in without]
            ordered = connection.table(table).order(", ".join(schema.primary_key(table)))
            found[table] = ordered.select(*map(duckdb.ColumnExpression, wanted)).fetchall()
    return found


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
    assert published(database) == {}
    load(ferry("b.md", "a.md"), mill())
    assert published(database) == {
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
        "factmill_schema": len(schema.tables()) + len(schema.views()),
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
    sources = sources_of([ferry(), mill()])
    for run in ("run_1", "run_2"):
        publish(database, [batch], sources=sources, rejects=[], run=a_run(run), now=lambda: NOON)
        assert rows(database, "SELECT reject_id, run_id FROM rejects") == [("rej_1", run)]
        assert rows(database, "SELECT source_path FROM documents") == [("ferry.md",)]
    assert rows(database, "SELECT documents_rejected FROM runs") == [(1,), (1,)]


def test_an_entity_whose_mentions_were_all_refused_is_named_by_nobody(load, database):
    document, facts = ferry()
    batch_facts = replace(facts, entities=())
    load((document, batch_facts))
    assert rows(database, "SELECT entity_id FROM event_participants") == [(None,)]
    assert rows(database, "FROM entities") == []


def test_a_users_own_tables_and_views_survive(load, database):
    load(ferry())
    with duckdb.connect(str(database)) as own:
        own.execute("CREATE TABLE notes AS SELECT 'mine' AS note")
        own.execute("CREATE VIEW my_events AS SELECT trigger FROM events")
        own.execute(
            "CREATE SCHEMA private; CREATE TABLE private.events (x INTEGER); INSERT INTO private.events VALUES (7)"
        )
        own.execute("CREATE MACRO twice(x) AS 2 * x")
    load(mill(), run="run_2")
    assert rows(database, "SELECT note, twice(2) FROM notes") == [("mine", 4)]
    assert rows(database, "FROM my_events") == [("closed",)]
    assert rows(database, "FROM private.events") == [(7,)]


def test_a_database_of_somebody_else_is_added_to(load, database):
    with duckdb.connect(str(database)) as own:
        own.execute("CREATE TABLE notes AS SELECT 'mine' AS note")
    assert published(database) == {}
    assert not schema_is_current(database)
    load(ferry())
    assert rows(database, "SELECT note, trigger FROM notes, events") == [("mine", "opened")]
    assert schema_is_current(database)


def test_a_users_table_of_a_name_that_is_needed_is_not_touched(load, database):
    with duckdb.connect(str(database)) as own:
        own.execute('CREATE TABLE "Events" AS SELECT 1 AS x')
    with pytest.raises(LoadError, match="its own events, not made by factmill"):
        load(ferry())
    assert rows(database, "FROM Events") == [(1,)]


def test_comments_are_in_the_database(load, database):
    load(ferry())
    query = (
        "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND schema_name = 'main' "
        "AND NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables())"
    )
    assert rows(database, query) == []
    assert rows(database, "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL") == []


def test_every_view_is_there_and_answers(load, database):
    load(ferry(), mill())
    for view in schema.views():
        rows(database, f"FROM {view}")


def test_another_schema_means_a_new_start_that_keeps_the_history_of_runs(load, database, monkeypatch):
    load(ferry())
    with duckdb.connect(str(database)) as own:
        own.execute("CREATE TABLE notes AS SELECT 'mine' AS note")
        own.execute(
            "CREATE TABLE old_facts (x INTEGER); INSERT INTO factmill_schema VALUES ('old_facts', 'table', '0')"
        )
        own.execute("CREATE VIEW old_view AS FROM events; INSERT INTO factmill_schema VALUES ('old_view', 'view', '0')")
        own.execute("UPDATE factmill_schema SET fingerprint = '0' WHERE name = 'events'")
        own.execute("ALTER TABLE runs DROP COLUMN lexicon; ALTER TABLE runs ADD COLUMN lexicon VARCHAR DEFAULT 'x'")
    assert not schema_is_current(database)
    load(ferry(), run="run_2")
    assert schema_is_current(database)
    assert rows(database, "SELECT run_id FROM runs ORDER BY ALL") == [("run_1",), ("run_2",)]
    assert rows(database, "FROM notes") == [("mine",)]
    there = {name for (name,) in rows(database, "SELECT table_name FROM information_schema.tables")}
    assert not there & {"old_facts", "old_view"}


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


def test_a_table_with_other_than_the_given_rows_fails_the_load(load, database, monkeypatch):
    load(ferry())
    monkeypatch.setattr("pipelines.load.transaction._statements", lambda name: "DELETE FROM events")
    with pytest.raises(LoadError, match="table events has 0 rows and should have 1"):
        load(ferry(), mill(), staged=[mill()], run="run_2")
    assert len(rows(database, "FROM events")) == 1


def test_a_failed_load_leaves_no_files_behind(load, database, tmp_path):
    with pytest.raises(LoadError):
        load(ferry(), staged=[])
    assert [path.name for path in tmp_path.iterdir()] == []
    load(ferry())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.duckdb", "stage"]


@pytest.mark.parametrize("fault", ["fsync", "replace"])
def test_a_fault_of_the_disk_leaves_the_old_database(load, database, monkeypatch, tmp_path, fault):
    load(ferry())
    before = database.read_bytes()
    batch = a_batch(tmp_path / "stage", mill())

    def fail(*arguments):
        raise OSError(28, "No space left on device")

    sources = sources_of([mill()])
    monkeypatch.setattr(os, fault, fail)
    with pytest.raises(OSError, match="No space"):
        publish(database, [batch], sources=sources, rejects=[], run=a_run("run_2"), now=lambda: NOON)
    assert database.read_bytes() == before
    assert not database.with_name(".facts.duckdb.next").exists()


def test_what_a_killed_load_left_is_cleared_away(load, database):
    left = database.with_name(".facts.duckdb.next")
    left.write_bytes(b"half")
    left.with_name(left.name + ".wal").write_bytes(b"half")
    left.with_name(left.name + ".tmp").mkdir()
    load(ferry())
    assert not list(database.parent.glob(".facts*"))


def test_the_database_keeps_its_file_rights(load, database):
    load(ferry())
    database.chmod(0o640)
    load(mill(), run="run_2")
    assert stat.S_IMODE(database.stat().st_mode) == 0o640


def talking_to(program: str, database: Path) -> subprocess.Popen[str]:
    """Another process that runs `program` with the database as its argument."""
    arguments = [sys.executable, "-c", program, str(database)]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def left_by_a_killed_writer(database: Path, statement: str) -> None:
    program = "import duckdb, os, sys; own = duckdb.connect(sys.argv[1]); own.execute(sys.argv[2]); os._exit(9)"
    subprocess.run([sys.executable, "-c", program, str(database), statement], check=False)
    assert load_version.wal_of(database).exists()


def test_what_a_killed_program_had_written_to_the_database_is_kept(load, database):
    load(ferry())
    left_by_a_killed_writer(database, "CREATE TABLE notes AS SELECT 'mine' AS note")
    outcome = load(ferry(), staged=[], run="run_2")
    assert rows(database, "FROM notes") == [("mine",)]
    assert not load_version.wal_of(database).exists()
    assert "moved to facts.duckdb.wal.aside-1" in outcome.notes[0]


def test_a_stale_log_that_does_not_fit_is_moved_aside_and_said(load, database):
    load(ferry())
    left_by_a_killed_writer(database, "CREATE TABLE notes AS SELECT 'mine' AS note")
    stale = load_version.wal_of(database).read_bytes()
    duckdb.connect(str(database)).close()  # takes the log in
    load_version.wal_of(database).write_bytes(stale)
    with pytest.raises(duckdb.Error):
        duckdb.connect(str(database))
    assert published(database).keys() == sources_of([ferry()]).keys()
    assert schema_is_current(database)
    outcome = load(ferry(), staged=[], run="run_2")
    assert rows(database, "FROM notes") == [("mine",)]
    assert "was not applied" in outcome.notes[0]
    assert "moved to facts.duckdb.wal.aside-1" in outcome.notes[1]


def test_a_reader_keeps_its_snapshot_during_and_after_a_load(load, database):
    load(ferry())
    program = textwrap.dedent("""
        import duckdb, sys
        reader = duckdb.connect(sys.argv[1], read_only=True)
        for _ in range(2):
            print(reader.execute("SELECT trigger FROM events").fetchall(), flush=True)
            input()
    """)
    with talking_to(program, database) as reader:
        assert reader.stdin
        assert reader.stdout
        assert reader.stdout.readline() == "[('opened',)]\n"
        load(mill(), run="run_2")
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "[('opened',)]\n"
        reader.stdin.write("\n")
    assert rows(database, "SELECT trigger FROM events") == [("closed",)]


def test_a_database_that_another_program_is_writing_is_left_alone(load, database):
    load(ferry())
    program = "import duckdb, sys; own = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    with talking_to(program, database) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "open\n"
        with pytest.raises(LoadError, match="is open for writing in another program"):
            load(mill(), run="run_2")
        with pytest.raises(LoadError, match="is open for writing in another program"):
            published(database)
        writer.communicate("\n")
    load(mill(), run="run_2")


def a_folder(place: Path) -> None:
    place.mkdir()


def a_link(place: Path) -> None:
    duckdb.connect(str(place.with_name("real.duckdb"))).close()
    place.symlink_to(place.with_name("real.duckdb"))


def a_link_to_nothing(place: Path) -> None:
    place.symlink_to(place.with_name("nothing"))


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def a_socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(place))


def garbage(place: Path) -> None:
    place.write_bytes(b"not a database" * 1000)


def an_empty_file(place: Path) -> None:
    place.touch()


@pytest.mark.parametrize(
    ("put", "complaint"),
    [
        (a_folder, "is a folder: name a file in it"),
        (a_link, "is a symbolic link: name the file it points to"),
        (a_link_to_nothing, "is a symbolic link"),
        (a_pipe, "is a device or a pipe"),
        (garbage, "is no DuckDB database: move it away"),
        (an_empty_file, "is no DuckDB database: move it away"),
    ],
)
def test_what_is_no_database_is_refused_in_one_line_and_left_alone(load, database, put, complaint):
    put(database)
    before = os.lstat(database)
    for attempt in (lambda: check_target(database), lambda: load(ferry())):
        with pytest.raises(LoadError, match=complaint) as refused:
            attempt()
        assert "\n" not in str(refused.value)
        assert str(database) in str(refused.value)
    assert os.lstat(database) == before
    assert not list(database.parent.glob("*.lock"))


def test_a_damaged_database_is_refused_in_one_line(load, database):
    load(ferry())
    content = bytearray(database.read_bytes())
    content[4096:8192] = bytes(4096)
    content[8192:12288] = os.urandom(4096)
    database.write_bytes(content)
    for attempt in (lambda: published(database), lambda: load(mill())):
        with pytest.raises(LoadError) as refused:
            attempt()
        assert "\n" not in str(refused.value)
    assert database.read_bytes() == content


def test_a_file_in_the_way_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LoadError, match="is no folder"):
        check_target(tmp_path / "file" / "facts.duckdb")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_refuses_new_files_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(LoadError, match="change the rights of folder"):
        check_target(tmp_path / "facts.duckdb")


def test_a_folder_that_is_not_there_yet_is_made(load, tmp_path):
    database = tmp_path / "new" / "deep" / "facts.duckdb"
    check_target(database)
    assert not database.parent.exists()
    batch = a_batch(tmp_path / "stage", ferry())
    publish(database, [batch], sources=sources_of([ferry()]), rejects=[], run=a_run(), now=lambda: NOON)
    assert len(published(database)) == 1


HOSTILE = "a\u0000b'); DROP TABLE events; -- \u202e 👩‍👩‍👧 e\u0301\u0323 {x} $1 ?"


def test_text_reaches_the_database_as_it_is(load, database):
    document, facts = mill()
    load((replace(document, title=HOSTILE, publisher=HOSTILE), facts))
    assert rows(database, "SELECT title, publisher FROM documents") == [(HOSTILE, HOSTILE)]


def test_the_loading_connection_reaches_no_other_file(tmp_path):
    with load_version.next_version(tmp_path / "x.duckdb") as version, version.connect() as connection:
        (tmp_path / "secret.csv").write_text("a\n1\n")
        with pytest.raises(duckdb.PermissionException):
            connection.execute(f"FROM '{tmp_path / 'secret.csv'}'")


def test_what_is_factmills_is_written_down(load, database):
    load(ferry())
    with duckdb.connect(str(database), read_only=True) as connection:
        made = load_tables.made_here(connection)
    assert {name for name, (kind, _) in made.items() if kind == "table"} == set(schema.tables())
    assert {name for name, (kind, _) in made.items() if kind == "view"} == set(schema.views())
