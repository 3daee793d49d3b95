"""The number of threads is the library's affair: where it has no switch, the pass runs as it would."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from pipelines.extract.quick import blas


@pytest.fixture(autouse=True)
def asked_anew():
    blas._switch.cache_clear()
    yield
    blas._switch.cache_clear()


class Library(dict):
    """A shared library with these functions; any other name raises AttributeError, as ctypes does."""

    def __missing__(self, name: str) -> None:
        raise AttributeError(f"undefined symbol: {name}")


def runs_in_the_block() -> bool:
    with blas.one_thread():
        return True


def fail_in_the_block(threads: list[int]) -> None:
    with blas.one_thread():
        assert threads[-1] == 1
        raise RuntimeError("in mid-pass")


def fails(error: Exception):
    def failing(*_: object) -> object:
        raise error

    return failing


def test_a_library_without_a_switch_such_as_accelerate_is_left_alone(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda path: Library())
    assert blas._switch() is None
    assert runs_in_the_block()


def test_a_module_that_cannot_be_opened_as_a_library_is_left_alone(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", fails(OSError("no such image")))
    assert blas._switch() is None
    assert runs_in_the_block()


def test_a_numpy_that_is_built_otherwise_is_left_alone(monkeypatch):
    monkeypatch.setattr(blas, "import_module", fails(ImportError("no module named numpy._core")))
    assert runs_in_the_block()
    blas._switch.cache_clear()
    monkeypatch.setattr(blas, "import_module", lambda name: SimpleNamespace())
    assert runs_in_the_block()


def test_half_a_switch_is_none(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda path: Library(openblas_get_num_threads=lambda: 4))
    assert blas._switch() is None
    assert runs_in_the_block()


def test_threads_are_one_within_and_what_they_were_behind_even_after_a_failure(monkeypatch):
    threads = [4]
    functions = {
        "openblas_get_num_threads": lambda: threads[-1],
        "openblas_set_num_threads": threads.append,
    }
    monkeypatch.setattr(ctypes, "CDLL", lambda path: Library(functions))
    with pytest.raises(RuntimeError, match="in mid-pass"):
        fail_in_the_block(threads)
    assert threads == [4, 1, 4]
