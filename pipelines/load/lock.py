"""One run at a time for a database: a lock that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import fcntl
import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..lake import Database
from .target import LoadError, check_target

WAIT_SECONDS = 600.0
"""Longer than a run over some thousand documents: a scheduled run that finds another one at work follows it."""
POLL_SECONDS = 0.1

logger = logging.getLogger(__name__)

_held: Counter[Path] = Counter()
"""How often this process holds each lock: a run holds it from its first step, and publishing takes it again."""


class DatabaseBusy(LoadError):
    """Another process is writing the database. The message names it."""


@contextmanager
def database_lock(
    database: Database, *, wait: float = WAIT_SECONDS, announce: Callable[[str], None] = logger.warning
) -> Iterator[None]:
    """Keeps other processes from running on `database`; one process may take it several times over.

    `announce` is told once if the lock has to be waited for. Raises DatabaseBusy when it is not free within `wait`
    seconds, LoadError where the place of the database cannot be used.
    """
    path = lock_path(database)
    if not _held[path]:
        check_target(database)
        descriptor = _acquire(database, path, wait, announce)
    _held[path] += 1
    try:
        yield
    finally:
        _held[path] -= 1
        if not _held[path]:
            with suppress(OSError):
                path.unlink()  # while it is held; who has it open already will see that it is gone
            os.close(descriptor)


def lock_path(database: Database) -> Path:
    """The lock file of `database`, beside it."""
    return Path(os.path.realpath(database.parent)) / f"{database.name}.lock"


def lock_owner(database: Database) -> int | None:
    """The id of the process that holds the lock (0 where it has not said), None where it is free."""
    try:
        descriptor = os.open(lock_path(database), os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read_owner(descriptor)
    finally:
        os.close(descriptor)
    return None


def _acquire(database: Database, path: Path, wait: float, announce: Callable[[str], None]) -> int:
    deadline = time.monotonic() + wait
    announced = False
    while True:
        descriptor = _open(database, path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = _read_owner(descriptor)
            os.close(descriptor)
            if time.monotonic() >= deadline:
                raise DatabaseBusy(
                    f"{database} is being written by another run, process {owner} (waited {wait:.0f} s): "
                    "wait for it to end, or end it, and run again"
                ) from None
            if not announced:
                announce(f"{database} is being written by another run, process {owner}: waiting up to {wait:.0f} s")
                announced = True
            time.sleep(POLL_SECONDS)
            continue
        except OSError as error:
            os.close(descriptor)
            raise LoadError(f"{path} cannot be locked ({error.strerror}): put the database on a local disk") from error
        if _is_still(path, descriptor):
            with suppress(OSError):  # on a full disk the lock is held all the same; whose it is stays unsaid
                os.ftruncate(descriptor, 0)
                os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
            return descriptor
        os.close(descriptor)


def _open(database: Database, path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise LoadError(
            f"database {database} cannot be written, as {path} cannot be made ({error.strerror}): "
            "change the rights of its folder, or name another file with --database"
        ) from error


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the file that was locked still has its name: its last holder may have deleted it meanwhile."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _read_owner(descriptor: int) -> int:
    content = os.pread(descriptor, 20, 0).strip()
    return int(content) if content.isdigit() else 0
