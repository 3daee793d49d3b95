from __future__ import annotations

import multiprocessing

import pytest

from pipelines import extract, pool
from pipelines.engine import in_order
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
    monkeypatch.setattr(pool, "_Workers", None)
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


def test_a_missing_model_is_named_whatever_the_number_of_workers():
    with pytest.raises(ModelMissing, match="no_such_model"):
        list(outcomes(errands.refused, ["a", "b"], model="no_such_model", workers=2))
