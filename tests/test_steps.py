from __future__ import annotations

from pathlib import Path

from pipelines import steps
from pipelines.config import settings

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
