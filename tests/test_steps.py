from __future__ import annotations

from pathlib import Path

import pytest

from pipelines import steps
from pipelines.config import settings
from pipelines.ingest import ingest
from pipelines.load import LoadError
from pipelines.plan import pending_batches, planned_sources

from .small_facts import a_batch, ferry, mill
from .told import read


def test_groups_that_are_judged_by_several_workers_come_out_as_from_one(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("pipelines.validate.ROWS_TOGETHER", 10)
    outcomes = []
    for workers in (1, 4):
        chosen = settings({}, source=tmp_path, database=tmp_path / "f.duckdb", home=tmp_path / "home", workers=workers)
        a_batch(steps.stage_of(chosen).folder, ferry())
        a_batch(steps.stage_of(chosen).folder, mill())
        checked = steps.validate_facts(chosen)
        assert steps.read_checks(chosen) == checked
        accepted = sorted(steps.accepted_folder(chosen).iterdir())
        outcomes.append((checked, [(path.name, read(path, "rejects"), read(path, "documents")) for path in accepted]))
    assert outcomes[0] == outcomes[1]
    (checked, accepted) = outcomes[0]
    assert [len(documents) for _, _, documents in accepted] == [1, 1]
    assert checked.rows["documents"] == 2
    assert all(result.element_count for result in checked.results if result.table == "documents")


def test_a_large_source_is_read_by_another_process_with_the_same_plan(tmp_path: Path, monkeypatch) -> None:
    source = tmp_path / "texts"
    source.mkdir()
    for number in range(3):
        (source / f"{number}.txt").write_text(f"The harbour of town {number} was opened on 3 May 1998 by its mayor.\n")
    plans = []
    for large in (1_000_000, 20):
        monkeypatch.setattr(steps, "LARGE", large)
        home = tmp_path / str(large)
        chosen = settings({}, source=source, database=home / "f.duckdb", home=home, workers=2)
        read_here = []
        monkeypatch.setattr(steps, "ingest", lambda *a, done=read_here, **k: done.append(a) or ingest(*a, **k))
        plan = steps.plan_documents(chosen)
        (pending,) = pending_batches(steps.workspace(chosen))
        plans.append((plan, pending.read_text(), planned_sources(steps.workspace(chosen)).to_table()))
        assert bool(read_here) == (large > 20)
    assert plans[0] == plans[1]
    assert plans[0][0].pending == 3


def test_what_is_wrong_with_a_large_source_is_said_by_the_process_that_reads_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(steps, "LARGE", 20)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Long enough to be called large here.")
    (tmp_path / "f.duckdb").write_text("no database")
    chosen = settings({}, source=tmp_path / "texts", database=tmp_path / "f.duckdb", home=tmp_path / "home", workers=2)
    with pytest.raises(LoadError, match=r"f\.duckdb"):
        steps.plan_documents(chosen)
