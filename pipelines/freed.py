"""Memory that is free again, so that a long run stays as small as it begins; and what need not be looked for."""

from __future__ import annotations

import atexit
import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def end_at_once() -> None:
    """Lets this process end without a last look for garbage: the system takes all of its memory in any case.

    Python would go through every object before it ends: more than a second where a run has loaded all its libraries.
    """
    atexit.register(gc.freeze)


@contextmanager
def made_to_stay() -> Iterator[None]:
    """For imports and models: nothing that is made in the block is looked at when Python looks for garbage.

    It would go through the million objects of the libraries again and again while they are made: two of the twelve
    seconds of a run over one document (measured). And it looks the more seldom the more there is to go through: with
    the model set aside extraction holds 200 MB after 2,000 articles, else 240.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect()  # what was made and does not stay: 100 MB where Great Expectations is imported
        gc.freeze()
        if looking:
            gc.enable()


def give_back() -> None:
    """Hands what Arrow and the C library hold and do not use to the system: between two steps, some milliseconds.

    A worker on a piece of 230 articles keeps 40 MB otherwise, and Arrow with its own allocator hundreds (measured).
    Where the C library is not glibc, it decides for itself.
    """
    arrow = sys.modules.get("pyarrow")
    if arrow is not None:
        arrow.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
