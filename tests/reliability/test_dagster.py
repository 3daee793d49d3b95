"""A run that Dagster started and whose process was killed is started again by Dagster's daemon."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.config import Settings, settings
from pipelines.dagster_home import instance, prepare, ui_command
from pipelines.load import lock_owner
from pipelines.query import run_query
from pipelines.steps import stage_of

from .mill import Mill
from .test_processes import much_to_do, until

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]

OFTEN = "run_monitoring:\n  enabled: true\n  poll_interval_seconds: 2\n"
"""Dagster looks at running processes every two minutes; a test need not wait so long."""


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("FACTMILL_WORKERS", "1")
    much_to_do(Mill(tmp_path), documents=5)
    found = settings({}, source=tmp_path / "texts", database=tmp_path / "f.duckdb", home=tmp_path / "home")
    config = prepare(found) / "dagster.yaml"
    config.write_text(config.read_text().replace("run_monitoring:\n  enabled: true\n", OFTEN))
    return found


@pytest.fixture
def daemon(chosen: Settings) -> Iterator[None]:
    """`factmill ui` at work: webserver, code location, and the daemon whose sensor starts a run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command, environment = ui_command(chosen, port)
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield
        assert process.poll() is None
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


@pytest.mark.usefixtures("daemon")
def test_a_run_whose_process_was_killed_is_started_again_and_ends_well(chosen):
    with instance(chosen) as runs:
        until(lambda: stage_of(chosen).staged_keys())
        process = lock_owner(chosen.database)
        assert process
        os.kill(process, signal.SIGKILL)
        until(lambda: [run for run in runs.get_runs() if run.parent_run_id])
        (again,) = (run for run in runs.get_runs() if run.parent_run_id)
        assert runs.get_run_by_id(again.parent_run_id).status == dg.DagsterRunStatus.FAILURE
        until(lambda: runs.get_run_by_id(again.run_id).is_finished)
        assert runs.get_run_by_id(again.run_id).status == dg.DagsterRunStatus.SUCCESS
    assert run_query(chosen.database, "SELECT count(*) AS n FROM documents").to_pylist() == [
        {"n": len(list(chosen.source.iterdir()))}
    ]
