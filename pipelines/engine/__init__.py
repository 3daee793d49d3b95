"""Extraction as work for one process, for all cores of a machine, or for a cluster.

pieces      the units of work: some documents of one pending file, extracted and staged whole, wherever that happens
model       the spaCy pipeline of one process
local       worker processes of this machine; `factmill extract` uses them, too
ray         tasks of a Ray cluster (extra `factmill[ray]`)

The name of a batch in the stage follows from its documents and the versions: doing one again, on any machine, changes
nothing, and a worker that is killed leaves no half batch behind.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..config import Settings
from ..pool import WorkerDied
from ..stage import Stage, Versions
from . import local
from .local import in_order
from .pieces import Done, Piece, extract_piece, pieces_of

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Progress", "WorkerDied", "extract_batches", "in_order"]


class Progress(Protocol):
    """Told what there is to do, and then of each batch that is done."""

    def start(self, documents: int, words: int) -> None: ...

    def advance(self, documents: int, words: int) -> None: ...


def extract_batches(
    pending: Sequence[Path], stage: Stage, versions: Versions, *, settings: Settings, progress: Progress
) -> None:
    """Extracts every pending file into the stage, with the engine, the model and the workers of the settings.

    Raises RunFault where the engine cannot be used, and WorkerDied where workers are killed again and again; what was
    staged until then stays.
    """
    if not pending:
        return
    with closing(_outcomes(pending, stage, versions, settings)) as outcomes:
        for done in outcomes:
            progress.advance(done.documents, done.words)


def _outcomes(
    pending: Sequence[Path], stage: Stage, versions: Versions, settings: Settings
) -> Generator[Done, None, None]:
    if settings.engine == "ray":
        from . import ray

        return ray.outcomes(pending, stage, versions, settings)
    workers = local.useful_workers(sum(path.stat().st_size for path in pending), settings.processes)
    work = partial(_extract, stage=stage, versions=versions)
    return local.outcomes(work, pieces_of(pending, workers), model=settings.spacy_model, workers=workers)


def _extract(piece: Piece, nlp: Language, *, stage: Stage, versions: Versions) -> Done:
    return extract_piece(piece.lines(), stage, versions, nlp)
