"""The folder where Dagster keeps its runs, and the command that shows them: both without a word to the network."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

import dagster as dg

from .config import Settings

INSTANCE = """\
# Written by factmill on first use; yours to change afterwards.
telemetry:
  enabled: false
python_logs:
  python_log_level: INFO
# One run at a time: the schedule and the sensor queue up instead of meeting at the database.
concurrency:
  runs:
    max_concurrent_runs: 1
# A run whose process was killed is started again; one that failed for a reason is not.
run_monitoring:
  enabled: true
run_retries:
  enabled: true
  max_retries: 2
  retry_on_asset_or_op_failure: false
"""

WORKSPACE = """\
load_from:
  - python_module:
      module_name: pipelines.definitions
      location_name: factmill
"""

LOCATION_TAGS = {".dagster/repository": "__repository__@factmill", "dagster/code_location": "factmill"}
"""Puts a run of the command line beside those of the UI's own code location (Dagster's tags for it)."""


def prepare(settings: Settings) -> Path:
    """Makes Dagster's folder with its two files where they are missing, and returns it."""
    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    for name, content in (("dagster.yaml", INSTANCE), ("workspace.yaml", WORKSPACE)):
        if not (home / name).exists():
            (home / name).write_text(content, encoding="utf-8")
    return home


def instance(settings: Settings) -> dg.DagsterInstance:
    """The instance that `factmill ui` shows.

    Dagster makes its tables when it is first opened; of two processes that do so at once one would fail.
    """
    home = prepare(settings)
    with (home / "opening.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return dg.DagsterInstance.from_config(str(home))


def ui_command(settings: Settings, port: int) -> tuple[list[str], dict[str, str]]:
    """The command line and environment of the UI (webserver and daemon) on loopback."""
    home = prepare(settings)
    instance(settings).dispose()  # its three processes find the tables made
    command = [sys.executable, "-m", "dagster", "dev", "--workspace", str(home / "workspace.yaml")]
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(home),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
        "FACTMILL_SOURCE": str(settings.source),
        "FACTMILL_DATABASE": str(settings.database),
        "FACTMILL_HOME": str(settings.home),
        "FACTMILL_LAKE_DATA": settings.lake_data,
    }
    return [*command, "--host", "127.0.0.1", "--port", str(port)], environment
