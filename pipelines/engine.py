"""Extraction over pending batches: in this process, or in several when there is enough to do.

A batch is the unit of work: its documents are read from one pending file, parsed, and staged whole. A worker that
is killed leaves no half batch behind.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path
from typing import Protocol

from spacy.language import Language

from .budget import extract_in_time
from .extract import load
from .faults import RunFault
from .plan import read_batch
from .stage import Stage, Versions


class Progress(Protocol):
    """Told what there is to do, and then of each batch that is done."""

    def start(self, documents: int, words: int) -> None: ...

    def advance(self, documents: int, words: int) -> None: ...


WORKER_BYTES = 300_000
"""Text that pays for one more process: starting it and loading the model cost as much as some 50,000 words."""


class WorkerDied(RunFault):
    """A worker process ended without an answer (killed, or out of memory)."""


def extract_batches(
    pending: Sequence[Path], stage_folder: Path, versions: Versions, *, model: str, processes: int, progress: Progress
) -> None:
    """Extracts every pending file into the stage, with up to `processes` workers.

    Raises WorkerDied where a worker is killed; what was staged until then stays.
    """
    if not pending:
        return
    enough = 1 + sum(path.stat().st_size for path in pending) // WORKER_BYTES
    workers = min(processes, enough, len(pending))
    if workers == 1:
        nlp = load(model)
        for path in pending:
            progress.advance(*extract_batch(path, stage_folder, versions, nlp))
        return
    with closing(_in_processes(pending, stage_folder, versions, model, workers)) as outcomes:
        for documents, words in outcomes:
            progress.advance(documents, words)


def extract_batch(path: Path, stage_folder: Path, versions: Versions, nlp: Language) -> tuple[int, int]:
    """Extracts and stages one pending file; returns its documents and words."""
    sources = list(read_batch(path))
    facts = extract_in_time([source.document for source in sources], nlp)
    Stage(stage_folder).write(list(zip(sources, facts, strict=True)), versions)
    return len(sources), sum(len(source.text.split()) for source in sources)


_nlp: Language | None = None
"""The model of a worker process, loaded once when the process starts."""


def _start_worker(model: str) -> None:
    global _nlp
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _nlp = load(model)


def _end_with_parent() -> None:
    """A worker whose parent was killed would otherwise wait for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _work(path: Path, stage_folder: Path, versions: Versions) -> tuple[int, int]:
    assert _nlp is not None
    return extract_batch(path, stage_folder, versions, _nlp)


def _in_processes(
    pending: Sequence[Path], stage_folder: Path, versions: Versions, model: str, workers: int
) -> Generator[tuple[int, int], None, None]:
    """Documents and words of each batch, in the order in which they are done. No worker outlives the generator."""
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(workers, context, _start_worker, (model,))
    try:
        largest_first = sorted(pending, key=lambda path: -path.stat().st_size)
        for future in as_completed([pool.submit(_work, path, stage_folder, versions) for path in largest_first]):
            yield future.result()
    except BrokenProcessPool as error:
        raise WorkerDied(
            "a worker process was killed (out of memory?); what it had staged is kept: run again, or with --workers 1"
        ) from error
    except BaseException:
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()  # a batch takes longer than a stop may; it is staged whole or not at all
        raise
    finally:
        pool.shutdown(cancel_futures=True)
