"""Whatever happens to the folder, and however often a run is killed: an incremental result equals a clean rebuild."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from pipelines import extract, plan, steps
from tests.near_duplicates.articles import EDITED, REPORT

from .killing import killed_run
from .mill import ONE, THREE, TWO, Mill, accept_all, load_model

NAMES = ("a", "b", "2021-05-04_wire_c")
TEXTS = (ONE, TWO, THREE, REPORT, EDITED, "Nothing of note.", "  ")
SIDECARS = ("title: Harbour", "published_on: 2020-02-02", "language: en", "publised_on: 2020-01-01")


class FolderAndWarehouse(RuleBasedStateMachine):
    """Adds, edits, copies, renames and removes texts and sidecars between runs, some of which are killed."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(extract, "load", load_model)
        self.patch.setattr(plan, "BATCH_DOCUMENTS", 1)
        self.patch.setattr(steps, "validate", accept_all)
        self.mill = Mill(Path(tempfile.mkdtemp(prefix="factmill-")))
        self.mill.write(first=ONE)
        self.stale = True

    def path(self, name: str) -> Path:
        return self.mill.texts / f"{name}.txt"

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(TEXTS))
    def write(self, name: str, text: str) -> None:
        """Adds, edits, or gives a second name to a text."""
        self.path(name).write_text(text)
        self.stale = True

    @rule(name=st.sampled_from(NAMES))
    def delete(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)
        self.stale = True

    @rule(old=st.sampled_from(NAMES), new=st.sampled_from(NAMES))
    def rename(self, old: str, new: str) -> None:
        if self.path(old).exists():
            self.path(old).rename(self.path(new))
            self.stale = True

    @rule(name=st.sampled_from(NAMES), sidecar=st.sampled_from(SIDECARS))
    def describe(self, name: str, sidecar: str) -> None:
        (self.mill.texts / f"{name}.meta.yaml").write_text(sidecar)
        self.stale = True

    @rule(operation=st.integers(1, 60))
    def killed(self, operation: int) -> None:
        """A run whose process is killed at one of its operations on files."""
        killed_run(self.mill, operation)

    @rule()
    def run(self) -> None:
        self.mill.run()
        assert self.mill.dump() == self.mill.rebuilt()

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.mill.folder)


def explore(examples: int, steps_each: int) -> None:
    run_state_machine_as_test(
        FolderAndWarehouse,
        settings=hypothesis_settings(
            max_examples=examples,
            stateful_step_count=steps_each,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_an_incremental_result_equals_a_clean_rebuild_after_any_changes_and_kills() -> None:
    explore(4, 10)


@pytest.mark.slow
def test_an_incremental_result_equals_a_clean_rebuild_after_very_many_changes_and_kills() -> None:
    explore(60, 25)
