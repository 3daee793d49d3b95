from __future__ import annotations

import multiprocessing
from contextlib import closing

import pytest

from pipelines import extract
from pipelines.engine import WorkerDied, in_order, local
from pipelines.engine.local import WORKER_BYTES, outcomes, useful_workers
from pipelines.extract import DEFAULT_MODEL, ModelMissing
from tests.reliability.mill import load_model

from . import errands

TWO = {"model": DEFAULT_MODEL, "workers": 2}


def test_a_worker_is_started_for_so_much_text_as_pays_for_it():
    assert [useful_workers(size, 8) for size in (0, WORKER_BYTES - 1, WORKER_BYTES, 3 * WORKER_BYTES, 10**9)] == [
        1,
        1,
        2,
        4,
        8,
    ]


def test_little_input_is_done_in_this_process(monkeypatch):
    monkeypatch.setattr(extract, "load", load_model)
    monkeypatch.setattr(local, "_Workers", None)
    answers = in_order(errands.refused, iter("abc"), size=len, model=DEFAULT_MODEL, processes=2)
    assert list(answers) == ["a", "b", "c"]


def test_one_worker_answers_before_it_reads_on(monkeypatch):
    monkeypatch.setattr(extract, "load", load_model)

    def lines():
        yield "first"
        raise AssertionError("read ahead")

    assert next(in_order(errands.refused, lines(), size=len, model=DEFAULT_MODEL, processes=1)) == "first"


def test_answers_come_in_order_from_processes_that_end_with_the_last_one():
    items = [str(number) for number in range(40)]
    answers = list(
        in_order(errands.measured, iter(items), size=lambda item: WORKER_BYTES, model=DEFAULT_MODEL, processes=2)
    )
    assert [item for item, _ in answers] == items
    assert len({process for _, process in answers}) <= 2
    assert multiprocessing.active_children() == []


def test_no_more_items_are_in_hand_than_memory_is_meant_to_hold():
    taken = []

    def items():
        for number in range(100):
            taken.append(number)
            yield str(number)

    with closing(outcomes(errands.measured, items(), ordered=True, **TWO)) as answers:
        next(answers)
        assert len(taken) <= local.IN_HAND * 2
    assert multiprocessing.active_children() == []


def test_items_whose_worker_was_killed_are_done_again(tmp_path):
    items = [tmp_path / "quiet", tmp_path / "loud", tmp_path / "quiet"]
    assert sorted(outcomes(errands.killed_once, items, **TWO)) == [False, False, True]


def test_an_item_that_kills_every_worker_is_named():
    with pytest.raises(WorkerDied, match=r"^deadly: two worker processes were killed"):
        list(outcomes(errands.killed_always, ["a", "deadly", "b"], **TWO))
    assert multiprocessing.active_children() == []


def test_what_the_work_raises_is_raised_here_and_leaves_no_process():
    with pytest.raises(ValueError, match="no good"):
        list(outcomes(errands.refused, ["a", "bad", "b"], **TWO))
    assert multiprocessing.active_children() == []


def test_a_missing_model_is_named_whatever_the_number_of_workers():
    with pytest.raises(ModelMissing, match="no_such_model"):
        list(outcomes(errands.refused, ["a", "b"], model="no_such_model", workers=2))


def test_a_worker_computes_in_one_thread(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    assert list(outcomes(errands.environment, ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], **TWO)) == ["1", "1"]
