"""Large products of matrices, by the library that numpy brings (OpenBLAS, Accelerate): four times as fast as the one
that spaCy brings (the wheels of BLIS 1.3 hold its plain C kernels only)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps

Floats = NDArray[np.float32]

BLOCK = 128
"""Rows that are multiplied at a time. Products of one shape take one path through the library, so that a row's result
depends on nothing but the row; and what a block needs stays in the processor's cache."""

_PREFIXES = (("scipy_openblas", "64_"), ("openblas", "64_"), ("scipy_openblas", ""), ("openblas", ""))


def weights(model: Model[Any, Any], name: str) -> Floats:
    """A parameter of a layer, as numpy has it."""
    return np.asarray(model.get_param(name), dtype=np.float32)


def product(rows: Floats, matrix: Floats, out: Floats | None = None) -> Floats:
    """`rows @ matrix`, block by block, into `out` where given; `matrix` has shape (width of a row, of the result)."""
    count = len(rows)
    result = np.empty((count, matrix.shape[1]), dtype=np.float32) if out is None else out
    whole = count - count % BLOCK
    for begin in range(0, whole, BLOCK):
        np.matmul(rows[begin : begin + BLOCK], matrix, out=result[begin : begin + BLOCK])
    if whole < count:
        last = np.zeros((BLOCK, rows.shape[1]), dtype=np.float32)
        last[: count - whole] = rows[whole:]
        result[whole:] = (last @ matrix)[: count - whole]
    return result


class _FastOps(NumpyOps):  # type: ignore[misc]
    """spaCy's operations on arrays, with the products above."""

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return product(x.T if trans1 else x, y.T if trans2 else y, out)


def with_fast_products(model: Model[Any, Any]) -> None:
    """Lets the layers of `model` multiply by `product`, where they compute on the processor."""
    ops = _FastOps()
    for node in model.walk():
        if type(node.ops) is NumpyOps:
            node.ops = ops


@contextmanager
def one_thread() -> Iterator[None]:
    """Within, products take one thread: a process per core is the better use of several, and threads that wait for
    each other burn what the other processes need. Where the library has no such switch, nothing happens."""
    switch = _switch()
    if switch is None:
        yield
        return
    get, set_to = switch
    before = get()
    set_to(1)
    try:
        yield
    finally:
        set_to(before)


@cache
def _switch() -> tuple[Any, Any] | None:
    """OpenBLAS's functions that tell and set the number of threads, found through numpy's own extension module."""
    try:
        extension = import_module("numpy._core._multiarray_umath")
        library = ctypes.CDLL(extension.__file__)
    except (ImportError, AttributeError, OSError):
        return None
    for name, suffix in _PREFIXES:
        try:
            return library[f"{name}_get_num_threads{suffix}"], library[f"{name}_set_num_threads{suffix}"]
        except AttributeError:
            continue
    return None
