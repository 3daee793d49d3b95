"""A run may be killed at any instant: the next one ends with the tables of a run that never was."""

from __future__ import annotations

import random

import pytest

from .killing import killed_run, run_killed_after
from .mill import ONE, THREE, TWO, Mill


@pytest.fixture
def wanted(mill: Mill) -> dict[str, list[tuple[object, ...]]]:
    """What the mill is to publish in the end, over an earlier version of its texts."""
    mill.write(one=ONE, two=ONE, gone=THREE).run()
    (mill.texts / "gone.txt").unlink()
    return mill.write(two=TWO, three="The port closed on 7 July 2007.").rebuilt()


def test_a_run_killed_at_any_boundary_between_its_steps_is_finished_by_the_next(mill: Mill, wanted) -> None:
    before = mill.dump()
    operation, kills = 1, 0
    while killed_run(mill, operation):
        kills += 1
        assert mill.dump() in (before, wanted)
        operation += 7
    assert kills > 5
    assert mill.dump() == wanted


@pytest.mark.slow
def test_a_run_killed_at_any_operation_on_a_file_is_finished_by_the_next(mill: Mill, wanted) -> None:
    before = mill.dump()
    operation = 1
    while killed_run(mill, operation, validate=True):
        assert mill.dump() in (before, wanted)
        operation += 1
    assert operation >= 50
    assert mill.dump() == wanted


@pytest.mark.slow
def test_runs_killed_at_thirty_random_times_leave_the_tables_of_a_run_never_killed(mill: Mill) -> None:
    chance = random.Random(5)
    kills = 0
    for attempt in range(30):
        mill.write(one=f"{ONE} Number {attempt}.", two=TWO, three=f"The port closed on {attempt + 1} May 2007 or so.")
        kills += run_killed_after(mill, chance.uniform(0.01, 1.0))
        _, _ = mill.run()
        assert mill.dump() == mill.rebuilt()
    assert kills > 10


def test_what_was_staged_before_a_kill_is_not_extracted_again(mill: Mill) -> None:
    mill.write(one=ONE, two=TWO, three=THREE)
    operation = 1
    while not staged(mill):
        assert killed_run(mill, operation)
        operation += 3
    waiting = staged(mill)
    assert 0 < waiting < 3
    _, extracted = mill.run()
    assert extracted == 3 - waiting
    assert mill.dump() == mill.rebuilt()


def staged(mill: Mill) -> int:
    from pipelines.steps import stage_of

    return len(stage_of(mill.settings()).staged_keys())
