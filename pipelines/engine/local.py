"""Extraction in worker processes of this machine: the model loaded once in each."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Generator, Iterable
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from .. import pool
from .model import Model

if TYPE_CHECKING:
    from spacy.language import Language

T = TypeVar("T")
R = TypeVar("R")

WORKER_BYTES = 100_000
"""Text that pays for one more process: to start it and load the model takes as long as 10,000 to 15,000 words."""


def useful_workers(size: int, processes: int) -> int:
    """How many of `processes` workers are worth starting for `size` bytes of text."""
    return min(processes, 1 + size // WORKER_BYTES)


def in_order(
    work: Callable[[T, Language], R], items: Iterable[T], *, size: Callable[[T], int], model: str, processes: int
) -> Generator[R, None, None]:
    """What `work` makes of each item, streaming, in the items' order, with up to `processes` workers.

    With more than one, as many items are read ahead as pay for a second worker. Raises what `work` raises.
    """
    waiting = iter(items)
    ahead: list[T] = []
    if processes > 1:
        enough = 0
        for item in waiting:
            ahead.append(item)
            enough += size(item)
            if enough >= WORKER_BYTES:
                break
        else:
            processes = 1
    yield from outcomes(work, itertools.chain(ahead, waiting), model=model, workers=processes, ordered=True)


def outcomes(
    work: Callable[[T, Language], R], items: Iterable[T], *, model: str, workers: int, ordered: bool = False
) -> Generator[R, None, None]:
    """What `work` makes of each item: in this process for one worker, else in so many; in order, or as each is done.

    No worker outlives the generator. Raises what `work` raises, ModelMissing, and WorkerDied where an item kills two
    workers.
    """
    done = partial(Model(model).does, work) if workers == 1 else partial(_in_worker, model, work)
    return pool.outcomes(done, items, workers=workers, ordered=ordered)


@cache
def model_of_worker(name: str) -> Model:
    """The model that a worker process loads once and keeps."""
    return Model(name)


def _in_worker(model: str, work: Callable[[Any, Language], R], item: Any) -> R:
    return model_of_worker(model).does(work, item)
