from __future__ import annotations

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest

from pipelines.load import LoadError, publish, schema_is_current
from pipelines.load import version as load_version
from tests.small_facts import NOON, a_batch, a_run, ferry, known, mill, rows, sources_of


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
    assert known(database).keys() == sources_of([ferry()]).keys()
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
            known(database)
        writer.communicate("\n")
    load(mill(), run="run_2")


def test_the_loading_connection_reaches_no_other_file(tmp_path):
    with load_version.next_version(tmp_path / "x.duckdb") as version, version.connect() as connection:
        (tmp_path / "secret.csv").write_text("a\n1\n")
        with pytest.raises(duckdb.PermissionException):
            connection.execute(f"FROM '{tmp_path / 'secret.csv'}'")
