"""`factmill doctor` finds each fault of operation and says what to do about it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from dataclasses import replace

import pytest

from pipelines import steps
from pipelines.config import Settings
from pipelines.doctor import Finding, examine
from pipelines.lake import address
from pipelines.load import database_lock

from .mill import ONE, TWO, Counter, Mill


def fault(settings: Settings, subject: str) -> Finding:
    """The one fault that the doctor finds, which is about `subject`."""
    (found,) = (finding for finding in examine(settings) if finding.advice)
    assert found.subject == subject
    return found


@pytest.fixture
def healthy(mill: Mill) -> Settings:
    mill.write(one=ONE).run()
    return mill.settings()


def test_nothing_is_found_where_nothing_is_wrong(healthy: Settings) -> None:
    findings = {finding.subject: finding for finding in examine(healthy)}
    assert [finding for finding in findings.values() if finding.advice] == []
    assert findings["database"].state == f"{healthy.database}, 1 documents"


def test_a_missing_model_is_found(healthy: Settings) -> None:
    found = fault(replace(healthy, spacy_model="xx_none"), "spaCy model")
    assert (found.state, "FACTMILL_SPACY_MODEL" in found.advice) == ("xx_none is not installed", True)


def test_a_source_that_cannot_be_read_is_found(healthy: Settings) -> None:
    found = fault(replace(healthy, source=healthy.source / "nowhere"), "source")
    assert "is no readable folder" in found.state


@pytest.mark.parametrize("subject", ["database folder", "home"])
def test_a_folder_that_cannot_be_written_is_found(healthy: Settings, subject: str, monkeypatch) -> None:
    """By pretending, as the rights of files bind no test that root runs."""
    closed = healthy.database.parent if subject == "database folder" else healthy.home
    really = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: really(path, mode) and not (path == closed and mode & os.W_OK))
    found = [finding for finding in examine(healthy) if finding.advice]
    assert subject in {finding.subject for finding in found}
    assert all("rights" in finding.advice for finding in found)


def test_garbage_in_the_databases_place_is_found(healthy: Settings) -> None:
    healthy.database.write_bytes(b"no database at all")
    found = fault(healthy, "database")
    assert found.state == f"{healthy.database} is no DuckDB database"
    assert found.advice.startswith("move it away")


def test_a_link_or_a_folder_in_the_databases_place_is_found(healthy: Settings) -> None:
    healthy.database.unlink()
    healthy.database.symlink_to("elsewhere")
    assert "is a symbolic link" in fault(healthy, "database").state
    healthy.database.unlink()
    healthy.database.mkdir()
    assert "is a folder" in fault(healthy, "database").state


def test_a_damaged_database_is_found(healthy: Settings) -> None:
    content = healthy.database.read_bytes()
    healthy.database.write_bytes(content[:5000])
    assert "--rebuild" in fault(healthy, "database").advice


def test_a_stale_write_ahead_log_is_found(healthy: Settings) -> None:
    program = "import duckdb, os, sys; own = duckdb.connect(sys.argv[1]); own.execute(sys.argv[2]); os._exit(9)"
    subprocess.run([sys.executable, "-c", program, str(healthy.database), "CREATE TABLE mine (x INT)"], check=False)
    found = fault(healthy, "write-ahead log")
    assert "is left over" in found.state


def test_a_lock_that_is_held_is_found_with_its_process(healthy: Settings) -> None:
    with database_lock(healthy.database):
        assert fault(healthy, "lock").state == f"held by process {os.getpid()}"


def test_a_disk_that_is_nearly_full_is_found(healthy: Settings, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**12, 10**12, 5 * 10**8))
    assert fault(healthy, "disk").state == "0.5 GB free"


def test_what_a_killed_run_had_staged_is_found(mill: Mill) -> None:
    mill.write(one=ONE, two=TWO)
    steps.plan_documents(mill.settings())
    steps.extract_facts(mill.settings(), Counter())
    assert fault(mill.settings(), "stage").state == "2 documents were extracted by a run that did not end"


def test_a_copy_that_a_killed_run_left_is_found(healthy: Settings) -> None:
    copy = healthy.database.with_name(f".{healthy.database.name}.next")
    copy.write_bytes(b"half")
    assert str(copy) in fault(healthy, "unfinished copy").state


def test_a_cluster_that_nobody_has_started_is_found(healthy: Settings, monkeypatch) -> None:
    def refuse(place: tuple[str, int], timeout: float) -> None:
        raise ConnectionRefusedError(f"nobody at {place}")

    monkeypatch.setattr(socket, "create_connection", refuse)
    found = fault(replace(healthy, engine="ray", ray_address="ford.example:6379"), "engine")
    assert found.state == "no Ray cluster at 'ford.example:6379' (nobody at ('ford.example', 6379))"
    assert found.advice.startswith("start one with")


def test_a_stage_of_an_unknown_kind_is_found(healthy: Settings) -> None:
    found = fault(replace(healthy, stage="nowhere://bucket"), "stage")
    assert found.state.startswith("nowhere://bucket/")
    assert found.advice == "see docs/scale.md for what FACTMILL_STAGE may be"


def test_a_lake_that_no_run_has_made_is_no_fault(healthy: Settings) -> None:
    lake = address(f"ducklake:sqlite:{healthy.home / 'facts.sqlite'}")
    findings = {finding.subject: finding for finding in examine(replace(healthy, database=lake))}
    assert findings["database"] == Finding("database", f"{lake} (none yet: factmill run makes it)")
