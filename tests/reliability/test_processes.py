"""Runs as the processes they are: stopped by a signal, killed with their workers, or several at once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from pipelines.load import database_lock, lock_owner

from .mill import ONE, THREE, TWO, Mill

FACTMILL = str(Path(sys.executable).with_name("factmill"))
PATIENCE = 120


@pytest.fixture
def factmill(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts `factmill run` over FOLDER/texts; what is left of it in the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def run(*options: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "FACTMILL_HOME": str(tmp_path / "home")}
        command = [FACTMILL, "run", str(tmp_path / "texts"), "--database", str(tmp_path / "f.duckdb"), *options]
        started.append(
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        )
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def much_to_do(mill: Mill, documents: int = 24) -> None:
    """Documents each of which is the work of seconds; they make a batch for four of them, and more."""
    chance = random.Random(3)
    for number in range(documents):
        text = "\n\n".join(
            f"{chance.choice((ONE, TWO, THREE))} It was number {chance.randrange(10**9)}." for _ in range(1000)
        )
        mill.write(**{f"n{number}": text})


def batches(mill: Mill) -> list[Path]:
    return list((mill.folder / "home" / "stage").glob("*/batches/batch_*"))


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_run_within_five_seconds_and_what_was_staged_is_kept(tmp_path, factmill, number, workers):
    mill = Mill(tmp_path)
    much_to_do(mill)
    process = factmill("--workers", workers)
    until(lambda: batches(mill))
    children = psutil.Process(process.pid).children(recursive=True)
    begun = time.monotonic()
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert time.monotonic() - begun < 5
    assert process.returncode == 1
    assert said == "factmill: stopped; what was staged is kept and the next run goes on from there\n"
    assert batches(mill)
    until(lambda: not any(child.is_running() for child in children))
    assert lock_owner(mill.database) is None


@pytest.mark.slow
def test_workers_end_with_a_run_that_is_killed(tmp_path, factmill):
    mill = Mill(tmp_path)
    much_to_do(mill)
    process = factmill("--workers", "2")
    until(lambda: batches(mill))
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.kill()
    until(lambda: not any(child.is_running() for child in children))


def test_a_second_run_waits_and_names_the_process_it_waits_for(tmp_path, factmill):
    Mill(tmp_path).write(one=ONE)
    with database_lock(tmp_path / "f.duckdb"):
        process = factmill()
        assert process.stderr
        said = process.stderr.readline()
    assert f"is being written by another run, process {os.getpid()}: waiting up to 600 s" in said
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0


@pytest.mark.slow
def test_four_runs_at_once_end_with_the_tables_of_one(tmp_path, factmill):
    mill = Mill(tmp_path)
    mill.write(one=ONE, two=TWO, three=THREE)
    processes = [factmill("--workers", "1") for _ in range(4)]
    for process in processes:
        process.communicate(timeout=300)
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert mill.dump() == mill.rebuilt()
