"""The whole mill over small folders."""

from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.config import settings
from pipelines.faults import RunFault
from pipelines.job import run_job
from pipelines.why import explain, fact_row

TEXT = (
    "More than 40% of the valley's apples go to Norway.\n\n"
    '"The harvest is safe," said Marta Kovacs, who runs the growers\' union.\n\n'
    "On 3 February 2025 the growers signed a contract with a Norwegian buyer.\n"
)


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "2025-03-01_wire_apples.txt").write_text(TEXT)
    return folder


def rows(folder: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(folder / "f.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def run(folder: Path, **options) -> tuple[int, int, int, int]:
    """Runs the mill over FOLDER/texts into FOLDER/f.duckdb; documents new, changed, removed, unchanged."""
    run_id = run_job(
        settings({}, source=folder / "texts", database=folder / "f.duckdb", home=folder / "home", **options)
    ).run_id
    columns = "documents_new, documents_changed, documents_removed, documents_unchanged"
    (counts,) = rows(folder, f"SELECT {columns} FROM runs WHERE run_id = '{run_id}'")  # noqa: S608
    return counts


def test_a_folder_becomes_events_quotes_and_statistics_and_a_second_run_finds_nothing_to_do(texts, tmp_path):
    assert run(tmp_path) == (1, 0, 0, 0)
    assert rows(tmp_path, "SELECT value, unit, comparator, measure, counterpart FROM statistics") == [
        (40, "percent", ">", "valley's apples", "Norway")
    ]
    assert rows(tmp_path, "SELECT speaker_name, cue, kind, text FROM quotes") == [
        ("Marta Kovacs", "said", "direct", "The harvest is safe,")
    ]
    assert rows(tmp_path, "SELECT trigger, CAST(starts_on AS VARCHAR), CAST(ends_on AS VARCHAR) FROM events") == [
        ("signed", "2025-02-03", "2025-02-03")
    ]
    assert run(tmp_path) == (0, 0, 0, 1)


def test_broken_files_become_rejects_and_the_rest_is_loaded(texts, tmp_path):
    (texts / "empty.txt").write_text("  \n")
    (texts / "binary.txt").write_bytes(b"\x00\x01\x02" * 50)
    (texts / "undecodable.txt").write_bytes(b"caf\xe9 au lait")
    (texts / "long.txt").write_text("x" * 20_000)
    (texts / "linked.txt").symlink_to(texts / "empty.txt")
    (texts / "paper.pdf").write_bytes(b"%PDF-1.7 nothing")
    run(tmp_path)
    assert rows(tmp_path, "SELECT source_path, code FROM rejects ORDER BY source_path") == [
        ("binary.txt", "binary"),
        ("empty.txt", "empty"),
        ("linked.txt", "not_regular"),
        ("long.txt", "long_token"),
        ("paper.pdf", "malformed"),
        ("undecodable.txt", "undecodable"),
    ]
    assert rows(tmp_path, "SELECT count(*) FROM documents") == [(1,)]
    (detail,) = rows(tmp_path, "SELECT detail FROM rejects WHERE code = 'undecodable'")[0]
    assert "byte 3" in detail


def test_an_edited_and_a_deleted_document_take_their_facts_with_them(texts, tmp_path):
    (texts / "2025-03-02_wire_mine.txt").write_text("The mine closed on 1 March 2025.")
    run(tmp_path)
    (texts / "2025-03-02_wire_mine.txt").write_text("The mine closed on 4 March 2025.")
    (texts / "2025-03-01_wire_apples.txt").unlink()
    assert run(tmp_path) == (0, 1, 1, 0)
    assert rows(tmp_path, "SELECT CAST(starts_on AS VARCHAR) FROM events") == [("2025-03-04",)]
    assert rows(tmp_path, "SELECT count(*) FROM quotes") == [(0,)]


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.write_text("a file")], ids=["none", "a file"])
def test_a_source_that_is_no_folder_is_one_line_and_nothing_is_made(tmp_path, make):
    make(tmp_path / "texts")
    with pytest.raises(RunFault, match="texts"):
        run(tmp_path)
    assert not (tmp_path / "f.duckdb").exists()


def test_a_database_that_cannot_be_written_is_one_line_and_left_alone(texts, tmp_path):
    (tmp_path / "f.duckdb").mkdir()
    with pytest.raises(RunFault, match="is a folder"):
        run(tmp_path)
    assert list((tmp_path / "f.duckdb").iterdir()) == []


def test_an_empty_folder_does_not_empty_a_warehouse(texts, tmp_path):
    run(tmp_path)
    (texts / "2025-03-01_wire_apples.txt").unlink()
    with pytest.raises(RunFault, match="Is the folder mounted"):
        run(tmp_path)
    assert rows(tmp_path, "SELECT count(*) FROM documents") == [(1,)]
    run(tmp_path, rebuild=True)
    assert rows(tmp_path, "SELECT count(*) FROM documents") == [(0,)]


def test_why_shows_the_sentence_the_rule_and_how_the_speaker_was_found(texts, tmp_path):
    run(tmp_path)
    ((quote_id,),) = rows(tmp_path, "SELECT quote_id FROM quotes")
    shown = explain(fact_row(tmp_path / "f.duckdb", quote_id)).plain
    assert "2025-03-01_wire_apples.txt" in shown
    assert "speaker_name: Marta Kovacs" in shown
    assert "rule:" in shown
    lines = shown.splitlines()
    assert lines[0][lines[1].index("^") : lines[1].rindex("^") + 1] == "The harvest is safe,"
    assert ", page 7, characters" in explain(fact_row(tmp_path / "f.duckdb", quote_id) | {"page": 7}).plain


def test_the_run_is_recorded_where_the_ui_shows_it(texts, tmp_path):
    run(tmp_path)
    ((run_id,),) = rows(tmp_path, "SELECT run_id FROM runs")
    with dg.DagsterInstance.from_config(str(tmp_path / "home" / "dagster")) as instance:
        (record,) = instance.get_runs()
        assert (record.run_id, record.job_name, record.status) == (run_id, "factmill", dg.DagsterRunStatus.SUCCESS)
        counts = {
            key.to_user_string(): event.asset_materialization.metadata["dagster/row_count"].value
            for key in instance.all_asset_keys()
            if (event := instance.get_latest_materialization_event(key)) and event.asset_materialization
        }
    assert counts == {"documents": 1, "events": 1, "quotes": 1, "statistics": 1, "rejects": 0, "warehouse": 3}


def test_a_stale_write_ahead_log_is_moved_aside_and_the_run_says_so(texts, tmp_path):
    run(tmp_path)
    (tmp_path / "f.duckdb.wal").write_bytes(b"left over")
    chosen = settings({}, source=texts, database=tmp_path / "f.duckdb", home=tmp_path / "home")
    (note,) = run_job(chosen).notes
    assert "f.duckdb.wal" in note
    assert not (tmp_path / "f.duckdb.wal").exists()
