"""The mill over 10,000 documents: nothing is lost, memory does not grow, and a run without work is soon over."""

from __future__ import annotations

from pathlib import Path

import pytest

from .scale import Measured, measure

MANY, FEW = 10_000, 1_000


@pytest.mark.slow
def test_ten_thousand_documents_are_loaded_in_the_memory_of_a_thousand(tmp_path: Path) -> None:
    few, _ = measure(FEW, tmp_path / "few")
    first, second = measure(MANY, tmp_path / "many")
    for run in (first, second):
        reconciled(run, MANY)
    assert (first.counts["documents_new"], second.counts["documents_unchanged"]) == (MANY, MANY)
    assert second.words == 0
    assert first.megabytes <= 1.5 * few.megabytes
    # The bound is 15 seconds. Counted is what all processes compute, as no test depends on what else the machine does;
    # an unchanged run waits for nothing but the disk.
    assert second.computing < 15


def reconciled(run: Measured, documents: int) -> None:
    """What was seen is what was new, changed or unchanged, or a refused file; and it is loaded or refused."""
    seen, rejected = run.counts["documents_seen"], run.counts["documents_rejected"]
    assert seen == documents
    assert seen == sum(run.counts[f"documents_{state}"] for state in ("new", "changed", "unchanged"))
    assert seen == run.counts["documents"] + rejected
    assert rejected == 0
