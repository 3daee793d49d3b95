"""Work in processes of this machine: a bounded number of items in hand at any time, none left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from .faults import RunFault
from .freed import end_at_once

T = TypeVar("T")
R = TypeVar("R")

IN_HAND = 4
"""Items a worker may be ahead of the one that is awaited: more even out long and short ones, and take more memory."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
"""A worker has one core: more threads of its libraries for linear algebra would only take each other's."""


class WorkerDied(RunFault):
    """Worker processes ended without an answer (killed, or out of memory)."""


def outcomes(
    work: Callable[[T], R], items: Iterable[T], *, workers: int, ordered: bool = False, apart: bool = False
) -> Generator[R, None, None]:
    """What `work` makes of each item: in this process for one worker, else in so many; in order, or as each is done.

    With `apart` one worker is a process of its own, too, and so gives all of its memory back. `work` comes from a
    module that other processes can import. No worker outlives the generator. Raises what `work` raises, and WorkerDied
    where an item, named by its `str`, kills two workers.
    """
    if workers == 1 and not apart:
        for item in items:
            yield work(item)
        return
    in_hand: list[tuple[Future[R], T]] = []
    with _Workers(workers) as pool:
        for item in items:
            in_hand.append((pool.submit(work, item), item))
            while in_hand and (in_hand[0][0].done() or len(in_hand) >= IN_HAND * workers):
                yield pool.result(work, *_taken(in_hand, ordered))
        while in_hand:
            yield pool.result(work, *_taken(in_hand, ordered))


def _taken(in_hand: list[tuple[Future[R], T]], ordered: bool) -> tuple[Future[R], T]:
    """The next of the items in hand: the first, or one that is done, as soon as there is one."""
    if not ordered:
        done, _ = wait([future for future, _ in in_hand], return_when=FIRST_COMPLETED)
        return in_hand.pop(next(number for number, (future, _) in enumerate(in_hand) if future in done))
    return in_hand.pop(0)


class _Workers:
    """A pool of worker processes that is replaced when one of them is killed."""

    def __init__(self, count: int) -> None:
        self._others = set(multiprocessing.active_children())
        self._pool = self._new(count)
        self._count = count

    def _new(self, count: int) -> ProcessPoolExecutor:
        # No fork: this process may have threads.
        return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _start_worker)

    def submit(self, work: Callable[[T], R], item: T) -> Future[R]:
        with _environment(ONE_THREAD):  # processes are started here
            try:
                return self._pool.submit(work, item)
            except BrokenProcessPool:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._new(self._count)
                return self._pool.submit(work, item)

    def result(self, work: Callable[[T], R], future: Future[R], item: T) -> R:
        """The result of an item; one that was in hand when a worker was killed is done again, with no other beside."""
        try:
            return future.result()
        except BrokenProcessPool:
            alone = self._new(1)
            try:
                with _environment(ONE_THREAD):
                    return alone.submit(work, item).result()
            except BrokenProcessPool as error:
                raise WorkerDied(
                    f"{item}: two worker processes were killed over it (out of memory?); what was staged is kept: run "
                    "again with more memory or fewer workers, or take what it names out of the source"
                ) from error
            finally:
                alone.shutdown(cancel_futures=True)

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if kind is not None:
            for worker in set(multiprocessing.active_children()) - self._others:
                worker.terminate()  # an item takes longer than a stop may
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """The environment of processes that are started in the block."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _start_worker() -> None:
    end_at_once()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would otherwise wait for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
