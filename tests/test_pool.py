from __future__ import annotations

import multiprocessing
import os
from contextlib import closing

import pytest

from pipelines import pool
from pipelines.pool import WorkerDied, outcomes

from . import errands


def test_one_worker_is_this_process():
    assert list(outcomes(errands.measured, ["a", "b"], workers=1)) == [("a", os.getpid()), ("b", os.getpid())]


def test_one_worker_apart_is_a_process_of_its_own():
    processes = {process for _, process in outcomes(errands.measured, "abc", workers=1, apart=True)}
    assert len(processes) == 1
    assert processes != {os.getpid()}


def test_no_more_items_are_in_hand_than_memory_is_meant_to_hold():
    taken = []

    def items():
        for number in range(100):
            taken.append(number)
            yield str(number)

    with closing(outcomes(errands.measured, items(), workers=2, ordered=True)) as answers:
        next(answers)
        assert len(taken) <= pool.IN_HAND * 2
    assert multiprocessing.active_children() == []


def test_items_whose_worker_was_killed_are_done_again(tmp_path):
    items = [tmp_path / "quiet", tmp_path / "loud", tmp_path / "quiet"]
    assert sorted(outcomes(errands.killed_once, items, workers=2)) == [False, False, True]


def test_an_item_that_kills_every_worker_is_named():
    with pytest.raises(WorkerDied, match=r"^deadly: two worker processes were killed"):
        list(outcomes(errands.killed_always, ["a", "deadly", "b"], workers=2))
    assert multiprocessing.active_children() == []


def test_what_the_work_raises_is_raised_here_and_leaves_no_process():
    with pytest.raises(ValueError, match="no good"):
        list(outcomes(errands.refused, ["a", "bad", "b"], workers=2))
    assert multiprocessing.active_children() == []


def test_a_worker_computes_in_one_thread(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    assert list(outcomes(errands.environment, ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], workers=2)) == ["1", "1"]
