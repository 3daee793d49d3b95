"""What the twenty questions of `warehouse/queries` cost on 10,000 documents.

    python -m tests.benchmarks.queries [DATABASE] [--documents 10000]

Without a database, the seed documents are extracted and multiplied (`multiplied`). A question is asked `ROUNDS` times
of a database that is open; the quickest answer counts, as what disturbs a machine only ever adds.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from pipelines import resources
from pipelines.config import settings
from pipelines.job import run_job

from .accuracy import ROOT
from .multiplied import multiply

BOUND_MS = 100
"""Of CPU: the wait depends on what else the machine does."""

ROUNDS = 7
TABLES = ("documents", "sentences", "events", "quotes", "statistics")


def seeds(folder: Path) -> Path:
    """The warehouse of the seed documents."""
    chosen = settings({}, source=ROOT / "seeds" / "documents", database=folder / "seeds.duckdb", home=folder / "home")
    run_job(chosen)
    return chosen.database


def costs(database: Path) -> Iterator[tuple[str, int, float, float]]:
    """Each question with its rows and the milliseconds of CPU and of waiting for its quickest answer."""
    with duckdb.connect(str(database), read_only=True) as connection:
        counts = (f"{connection.table(table).count('*').fetchall()[0][0]:,} {table}" for table in TABLES)
        print(", ".join(counts))
        for path in sorted(resources.folder("warehouse/queries").glob("*.sql")):
            query = path.read_text("utf-8")
            cpu, wall = [], []
            for _ in range(ROUNDS):
                began, at = time.process_time(), time.monotonic()
                rows = len(connection.execute(query).fetchall())
                cpu.append((time.process_time() - began) * 1000)
                wall.append((time.monotonic() - at) * 1000)
            yield path.stem, rows, min(cpu), min(wall)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factmill-queries-") as folder:
        database = chosen.database
        if database is None:
            database = Path(folder) / "many.duckdb"
            multiply(seeds(Path(folder)), database, chosen.documents)
        print("| question | rows | CPU, ms | wall, ms |\n| --- | --: | --: | --: |")
        for name, rows, cpu, wall in costs(database):
            print(f"| {name} | {rows} | {cpu:.0f} | {wall:.0f} |{' over' if cpu > BOUND_MS else ''}")


if __name__ == "__main__":
    main()
