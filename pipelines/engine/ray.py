"""Extraction as tasks of a Ray cluster: the documents travel with the task, the batch goes to the shared stage.

Ray does a task again whose worker or machine is lost, on another one. The code that runs is the one installed there, so
each task compares versions first.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

from ..config import Settings
from ..faults import RunFault
from ..pool import WorkerDied
from ..stage import Stage, Versions, installed_versions
from .local import model_of_worker
from .pieces import Done, extract_piece, pieces_of

RETRIES = 3
"""How often a piece may lose its worker; more often, it is the piece that kills them."""
AHEAD = 2
"""Tasks in hand for each core of the cluster: one at work, and one that waits where the next core is free."""


KNOCK_SECONDS = 10


class RayFault(RunFault):
    """Ray or its cluster cannot be used."""


class OtherVersion(RunFault):
    """A machine of the cluster would extract by other rules, another model or other word lists."""


def outcomes(
    pending: Sequence[Path], stage: Stage, versions: Versions, settings: Settings
) -> Generator[Done, None, None]:
    """Extracts every pending file on the cluster; yields each piece as it is done.

    Raises RayFault where there is no cluster, or where its workers stage what this machine cannot see; OtherVersion;
    WorkerDied where a piece loses worker after worker; and what a task raises. Nothing is left running.
    """
    with _cluster(settings) as ray:
        task = ray.remote(num_cpus=1, max_retries=RETRIES)(_extract)
        waiting: list[Any] = []
        staged: set[str] = set()
        try:
            for piece in pieces_of(pending, settings.workers or _cores(ray)):
                while len(waiting) >= (settings.workers or AHEAD * _cores(ray)):
                    yield _result(ray, waiting, stage, staged)
                waiting.append(task.remote(piece.lines(), stage, versions, settings.spacy_model))
            while waiting:
                yield _result(ray, waiting, stage, staged)
        finally:
            for reference in waiting:
                ray.cancel(reference, force=True)
    missing = staged.difference(batch.name for batch in stage.batches())
    if missing:
        raise RayFault(f"{len(missing)} staged batches are gone from {stage}: run again")


def _extract(lines: Sequence[str], stage: Stage, versions: Versions, model: str) -> Done:
    """The task, as the worker runs it."""
    mine = _versions(model)
    if mine != versions:
        raise OtherVersion(
            f"{socket.gethostname()} has {mine.extractor} with {mine.model}, this machine {versions.extractor} with "
            f"{versions.model}: install the same factmill and model on every machine of the cluster"
        )
    return model_of_worker(model).does(lambda documents, nlp: extract_piece(documents, stage, versions, nlp), lines)


_versions = cache(installed_versions)


def _result(ray: ModuleType, waiting: list[Any], stage: Stage, staged: set[str]) -> Done:
    """The outcome of a task that is done. The first one is looked for: the machines may not share the stage."""
    (reference, *_), _ = ray.wait(waiting, num_returns=1)
    waiting.remove(reference)
    try:
        done: Done = ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        raise (error.cause if isinstance(error.cause, RunFault | OSError) else RayFault(_line(error.cause))) from error
    except (ray.exceptions.WorkerCrashedError, ray.exceptions.NodeDiedError, ray.exceptions.OutOfMemoryError) as error:
        raise WorkerDied(
            f"a piece lost its worker {RETRIES + 1} times (out of memory?); what was staged is kept: run again with "
            "more memory on each machine"
        ) from error
    except ray.exceptions.RayError as error:
        raise RayFault(f"the Ray cluster failed: {_line(error)}; what was staged is kept: run again") from error
    if not staged and not stage.holds(done.batch):
        raise RayFault(
            f"the cluster staged batch {done.batch} where this machine cannot see it: set FACTMILL_STAGE to a folder "
            "or an object store that all machines share"
        )
    staged.add(done.batch)
    return done


def _cores(ray: ModuleType) -> int:
    """The cores of all machines that are in the cluster now."""
    return max(1, int(ray.cluster_resources().get("CPU", 0)))


def check_cluster(address: str) -> None:
    """Starts nothing. Raises RayFault where Ray is not installed, or where nothing answers at a "host:port"."""
    if util.find_spec("ray") is None:
        raise RayFault("the engine ray needs Ray: pip install 'factmill[ray]'")
    host, _, port = address.rpartition(":")
    if host and port.isdecimal():
        try:  # Ray itself goes on trying for some ten minutes
            socket.create_connection((host, int(port)), timeout=KNOCK_SECONDS).close()
        except OSError as error:
            raise _unreachable(address, error) from error


def _unreachable(address: str, error: Exception) -> RayFault:
    return RayFault(
        f"no Ray cluster at {address!r} ({_line(error)}): start one with `ray start --head`, and set "
        "FACTMILL_RAY_ADDRESS to its host:port"
    )


@contextmanager
def _cluster(settings: Settings) -> Iterator[ModuleType]:
    """Ray, connected to the cluster of the settings and silent; the handlers of signals stay as they were."""
    check_cluster(settings.ray_address)
    alone = settings.ray_address == "local"
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO"] = "0"
    if alone:  # with a secret of its own: Ray would leave one in the user's home
        os.environ.setdefault("RAY_AUTH_MODE", "token")
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    import ray

    quiet: dict[str, Any] = {"logging_level": logging.CRITICAL, "log_to_driver": False, "configure_logging": True}
    if alone:
        quiet |= {"num_cpus": settings.processes, "include_dashboard": False}
    in_main_thread = threading.current_thread() is threading.main_thread()
    on_term = signal.getsignal(signal.SIGTERM)
    try:
        ray.init(address=settings.ray_address, **quiet)
    except Exception as error:
        raise _unreachable(settings.ray_address, error) from error
    finally:
        if in_main_thread:
            signal.signal(signal.SIGTERM, on_term)  # Ray puts its own in the place
    try:
        yield ray
    finally:
        ray.shutdown()


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
