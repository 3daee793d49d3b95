"""How time and memory grow with the number of documents.

    python -m tests.benchmarks.scale [DOCUMENTS …]     part of make benchmark-speed; writes docs/scale.md and its chart

Each size runs in processes of its own: a first run over articles of some 300 words, and a second one that finds nothing
to do. Memory is that of the whole tree of processes, shared pages counted once, looked at twice a second: more often it
takes a share of a core itself.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from pipelines.freed import end_at_once, made_to_stay
from tests.benchmarks.articles import write_articles

if TYPE_CHECKING:
    from tests.benchmarks.growth import Row

STEPS = ("plan", "extract", "validate", "load")


@dataclass
class Measured:
    """One run: seconds and peak memory in MB, by step and as a whole, and seconds of computing in all processes.

    `begun` is when each step began, on the machine's clock. With one worker `seconds` has "stage", too: what of
    extraction is the writing of batches.
    """

    begun: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    wall: float = 0.0
    computing: float = 0.0
    megabytes: float = 0.0
    megabytes_by_step: dict[str, float] = field(default_factory=dict)
    words: int = 0
    file_megabytes: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def words_per_second(self) -> float:
        """Over the whole run, its start and end included."""
        return self.words / self.wall

    @property
    def beside_extraction(self) -> float:
        """What plan, validation and load take, as a share of extraction."""
        return sum(self.seconds[step] for step in STEPS if step != "extract") / self.seconds["extract"]


def measure(documents: int, folder: Path, workers: int = 0) -> tuple[Measured, Measured]:
    """The first run over so many articles, and the one behind it, in `folder`."""
    write_articles(folder / "texts", documents)
    return run_measured(folder, workers), run_measured(folder, workers)


def run_measured(folder: Path, workers: int = 0) -> Measured:
    """A run of FOLDER/texts into FOLDER/f.duckdb in a process of its own; 0 workers are one a core."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "tests.benchmarks.scale", "--run", str(folder), "--workers", str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process, _watched(process.pid) as sizes:
        out, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"the run over {folder} failed")
    done = Measured(**json.loads(out.splitlines()[-1]), wall=time.monotonic() - begun)
    done.megabytes = max(size for _, size in sizes) / 1e6
    for step in STEPS:
        first, last = done.begun[step], done.begun[step] + done.seconds[step]
        done.megabytes_by_step[step] = max((size for at, size in sizes if first <= at <= last), default=0) / 1e6
    return done


@contextmanager
def _watched(process: int) -> Iterator[list[tuple[float, int]]]:
    """Bytes of the process and its children from time to time (proportional set size), with the times."""
    sizes = [(time.monotonic(), 0)]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            try:
                root = psutil.Process(process)
                size = sum(_bytes(one) for one in (root, *root.children(recursive=True)))
                sizes.append((time.monotonic(), size))
            except psutil.Error:
                return

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield sizes
    finally:
        over.set()
        watcher.join()


def _bytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:  # it has ended
        return 0


class _Words:
    """Progress that counts the words that were extracted."""

    def __init__(self) -> None:
        self.words = 0

    def start(self, documents: int, words: int) -> None:
        pass

    def advance(self, documents: int, words: int) -> None:
        self.words += words


def _run_here(folder: Path, workers: int) -> Measured:
    """The whole job as `factmill run` does it, with each step's time taken."""
    end_at_once()
    with made_to_stay():
        from pipelines import steps
        from pipelines.config import settings
        from pipelines.job import run_job
        from pipelines.query import run_query
        from pipelines.stage import Stage

    done = Measured()

    def timed(step: str, function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            begun = time.monotonic()
            done.begun.setdefault(step, begun)
            try:
                return function(*arguments, **options)
            finally:
                done.seconds[step] = round(done.seconds.get(step, 0.0) + time.monotonic() - begun, 3)

        return call

    functions = ("plan_documents", "extract_facts", "validate_facts", "load_warehouse")
    timed_ones = [
        *((steps, name, step) for name, step in zip(functions, STEPS, strict=True)),
        (Stage, "write", "stage"),
    ]
    for owner, name, step in timed_ones:
        setattr(owner, name, timed(step, getattr(owner, name)))
    words = _Words()
    chosen = settings({}, source=folder / "texts", database=folder / "f.duckdb", home=folder / "home", workers=workers)
    outcome = run_job(chosen, words)
    done.words = words.words
    done.file_megabytes = chosen.database.stat().st_size / 1e6
    (row,) = run_query(chosen.database, "SELECT * FROM runs ORDER BY started_at DESC LIMIT 1").to_pylist()
    assert row["run_id"] == outcome.run_id
    done.counts = {name: value for name, value in row.items() if isinstance(value, int)}
    times = psutil.Process().cpu_times()
    done.computing = times.user + times.system + times.children_user + times.children_system
    return done


def _told(documents: int, name: str, done: Measured) -> str:
    seconds = ", ".join(f"{step} {done.seconds[step]:.1f}" for step in STEPS)
    memory = ", ".join(f"{step} {done.megabytes_by_step[step]:,.0f}" for step in STEPS)
    speed = (
        f", {done.words_per_second:,.0f} words/s, {done.beside_extraction:.0%} beside extraction" if done.words else ""
    )
    return (
        f"{documents:7,} documents, {name:9} run: {done.wall:7.1f} s ({seconds}; computing {done.computing:.1f}), "
        f"{done.megabytes:5,.0f} MB ({memory}), file {done.file_megabytes:,.0f} MB{speed}"
    )


def _row(documents: int, name: str, done: Measured) -> Row:
    """In the columns of docs/scale.md."""
    speed = f"{done.words_per_second:,.0f}" if done.words else ""
    steps = (f"{done.seconds[step]:,.1f}" for step in STEPS)
    figures = (f"{done.wall:,.1f}", speed, f"{done.megabytes:,.0f}", f"{done.file_megabytes:,.0f}")
    return (f"{documents:,}", name, *steps, *figures)


def main(sizes: list[int]) -> None:
    from tests.benchmarks.growth import show  # what it imports would count as memory of the run and of each worker

    for size in sizes:
        folder = Path(tempfile.mkdtemp(prefix="factmill-scale-"))
        try:
            runs = list(zip(("first", "unchanged"), measure(size, folder), strict=True))
        finally:
            shutil.rmtree(folder)
        for name, done in runs:
            print(_told(size, name, done), flush=True)
        show([_row(size, name, done) for name, done in runs])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--workers", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.run:
        measured = _run_here(chosen.run, chosen.workers)
        kept = ("begun", "seconds", "computing", "words", "file_megabytes", "counts")
        print(json.dumps({name: getattr(measured, name) for name in kept}))
    else:
        main(chosen.documents)
