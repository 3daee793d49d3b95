"""How time and memory grow with the number of documents: `python -m tests.benchmarks.scale [DOCUMENTS …]`.

Texts of 2 KB are made by chance from a seed; each size runs in processes of its own: a first run, and a second one
that finds nothing to do.
"""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.reliability.mill import ONE, THREE, TWO

CHARACTERS = 2_000


def make_texts(folder: Path, documents: int) -> None:
    """Writes `documents` Markdown files, no two alike."""
    chance = random.Random(documents)
    folder.mkdir(parents=True)
    for number in range(documents):
        lines = [f"# Report {number}"]
        while sum(map(len, lines)) < CHARACTERS:
            lines.append(f"{chance.choice((ONE, TWO, THREE))} Of {chance.randrange(10**6)} visitors many came again.")
        (folder / f"{number:06d}.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def measure(documents: int) -> dict[str, tuple[float, float]]:
    """Seconds and peak memory (MB, of the largest process) of the first and of the unchanged run."""
    folder = Path(tempfile.mkdtemp(prefix="factmill-scale-"))
    try:
        make_texts(folder / "texts", documents)
        return {name: _run(folder) for name in ("first", "unchanged")}
    finally:
        shutil.rmtree(folder)


def _run(folder: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.benchmarks.scale", "--run", str(folder)]
    begun = time.monotonic()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.monotonic() - begun, float(done.stdout.split()[-1])


def _run_here(folder: Path) -> None:
    from pipelines.config import settings
    from pipelines.job import run_job

    run_job(settings({}, source=folder / "texts", database=folder / "f.duckdb", home=folder / "home"))
    usage = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(max(usage) / 1024)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        _run_here(Path(sys.argv[2]))
    else:
        for size in map(int, sys.argv[1:] or ("1000", "10000")):
            for name, (seconds, megabytes) in measure(size).items():
                print(f"{size:6} documents, {name:9} run: {seconds:6.1f} s, {megabytes:5.0f} MB", flush=True)
