from __future__ import annotations

import fcntl
import threading

from pipelines.config import settings
from pipelines.dagster_home import instance, prepare, ui_command


def test_one_process_at_a_time_opens_dagsters_tables(tmp_path):
    """Of two that make them at once one would fail."""
    chosen = settings({}, home=tmp_path)
    opened = threading.Event()

    def open_it() -> None:
        with instance(chosen):
            opened.set()

    waiting = threading.Thread(target=open_it)
    with (prepare(chosen) / "opening.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting.start()
        assert not opened.wait(1)
    waiting.join(60)
    assert opened.is_set()


def test_the_processes_of_the_ui_find_dagsters_tables_made(tmp_path):
    chosen = settings({}, home=tmp_path)
    _, environment = ui_command(chosen, 3000)
    assert environment["DAGSTER_HOME"] == str(chosen.dagster_home)
    assert list(chosen.dagster_home.rglob("runs.db"))
