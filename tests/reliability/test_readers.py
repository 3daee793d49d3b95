"""Who reads the warehouse never waits for a load and never sees half of one."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.load import publish
from tests.small_facts import NOON, Extracted, a_batch, a_run, ferry, mill, sources_of

READER = textwrap.dedent("""
    import sys, time, duckdb
    print("reading", flush=True)
    longest, seen = 0.0, set()
    query = '''SELECT
        (SELECT max(run_id) FROM runs), (SELECT count(*) FROM documents), (SELECT count(*) FROM events),
        (SELECT count(*) FROM runs), (SELECT min(title) FROM documents), (SELECT max(title) FROM documents)'''
    while "run_9" not in seen:
        begun = time.monotonic()
        with duckdb.connect(sys.argv[1], read_only=True, config={"threads": "1"}) as reader:
            run, *state = reader.execute(query).fetchone()
        longest = max(longest, time.monotonic() - begun)
        number = int(run[-1])
        assert state == [2, 2, number + 1, f"Edition {number}", f"Edition {number}"], (run, state)
        seen.add(run)
    print(longest)
""")


def loads_beside_a_reader(folder: Path, loads: int = 10) -> float:
    """Ten loads that each exchange every title, while another process reads; its longest wait in seconds."""
    database = folder / "facts.duckdb"

    def load(number: int) -> None:
        told = [made(title=f"Edition {number}") for made in (ferry, titled_mill)]
        run = a_run(f"run_{number}")
        batches = [a_batch(folder / "stage", *told)]
        publish(database, batches, sources=sources_of(told), rejects=[], run=run, now=lambda: NOON)

    load(0)
    arguments = [sys.executable, "-c", READER, str(database)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "reading\n"
        for number in range(1, loads):
            load(number)
        out, err = reader.communicate()
    assert err == ""
    return float(out)


def titled_mill(title: str) -> Extracted:
    document, facts = mill()
    return replace(document, title=title, metadata_sha256=hashlib.sha256(title.encode()).hexdigest()), facts


def test_a_reader_never_meets_an_error_or_half_a_load(tmp_path: Path) -> None:
    assert loads_beside_a_reader(tmp_path) > 0


@pytest.mark.slow
def test_a_reader_never_waits_a_tenth_of_a_second_for_a_load(tmp_path: Path) -> None:
    assert loads_beside_a_reader(tmp_path) < 0.1
