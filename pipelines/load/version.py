"""The next version of a database: a copy, worked on under another name, that takes the old one's place in the end."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from .. import lake
from ..durable import sync
from ..lake import Database, Lake
from .lock import DatabaseBusy
from .target import LoadError

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",
}
"""A connection that reaches no other file and no network, whatever a text or a query asks for. One thread: with
two 4,000 documents load no faster and take 100 MB more (measured), and readers keep a core."""

LOADING = {**CONFIG, "memory_limit": "288MB"}
"""What is more goes to a folder beside the copy, where DuckDB puts it. The 1.4 million events of 100,000 documents are
gathered within 256 MB, and not within 224 (`python -m tests.benchmarks.scale 100000`)."""


@dataclass(frozen=True)
class NextVersion:
    """A copy of the database, or nothing yet where there is none. `notes` says what was found and put right."""

    database: Path
    config: dict[str, str | bool | int | float | list[str]]
    notes: list[str] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """Beside the database, so that renaming is all it takes. Runs exclude each other: one name will do."""
        return self.database.with_name(f".{self.database.name}.next")

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to the copy; at the end all of it is in the one file."""
        with self._open() as connection:
            yield connection
            connection.execute("CHECKPOINT")

    def settle(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Commits what was done so far. Nobody sees it before the swap, and what is committed takes no more memory.

        DuckDB knows the size of committed tables alone, and without it joins in a bad order: deriving the happenings of
        8,762 documents takes 8.9 s in the transaction that loads them, and 3.1 s in the next one.
        """
        connection.execute("COMMIT")
        connection.execute("BEGIN")

    def _open(self) -> duckdb.DuckDBPyConnection:
        try:
            return duckdb.connect(str(self.path), config=self.config)
        except duckdb.Error as error:
            if not wal_of(self.path).exists():
                raise
            wal = wal_of(self.database)
            self.notes.append(f"{wal} does not fit the database and was not applied ({first_line(error)})")
            wal_of(self.path).unlink()
            return duckdb.connect(str(self.path), config=self.config)

    def swap(self) -> None:
        """Puts the copy in the database's place: from here on everybody finds the old or the new one, never between.

        A write-ahead log of the old one is moved aside first, as the new one could not be opened beside it.
        """
        if wal_of(self.path).exists():
            raise LoadError(f"{self.path} could not be written out; {self.database} is unchanged: run again")
        sync(self.path)
        wal = wal_of(self.database)
        if wal.exists():
            aside = _free_name(wal)
            os.rename(wal, aside)
            self.notes.append(f"{wal} was left by a program that did not close the database: moved to {aside.name}")
        os.replace(self.path, self.database)
        sync(self.database.parent)


@dataclass(frozen=True)
class NextSnapshot:
    """The same of a lake, which needs no copy: what is committed is its next snapshot, and its readers keep theirs."""

    lake: Lake
    notes: list[str] = field(default_factory=list)

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection to the lake; at the end its small files are joined and those of old snapshots deleted."""
        with lake.connect(self.lake, read_only=False) as connection:
            yield connection
            try:
                lake.tidy(connection)
            except duckdb.Error as error:
                self.notes.append(f"{self.lake} was published and not tidied ({first_line(error)}): the next run tries")

    def settle(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Readers see what is committed: here one transaction holds it all."""

    def swap(self) -> None:
        """The commit did it."""


@contextmanager
def next_version(database: Database, *, limited: bool = True) -> Iterator[NextVersion | NextSnapshot]:
    """A copy of `database` to work on, `limited` in memory. It is gone after the block, unless it was swapped in.

    The caller holds the database's lock. Raises DatabaseBusy where another program has the file open for writing.
    """
    if isinstance(database, Lake):
        yield NextSnapshot(database)
        return
    version = NextVersion(database, LOADING if limited else CONFIG)
    _remove(version.path)
    try:
        with _kept_from_writers(database) as descriptor:
            if descriptor is not None:
                _copy(database, descriptor, version.path)
            yield version
    finally:
        _remove(version.path)


@contextmanager
def _kept_from_writers(database: Path) -> Iterator[int | None]:
    """Holds the lock that DuckDB's readers hold, so that no writer changes the file while it is copied and replaced."""
    try:
        descriptor = os.open(database, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        yield None
        return
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise DatabaseBusy(
                f"{database} is open for writing in another program: close it there and run again"
            ) from None
        yield descriptor
    finally:
        os.close(descriptor)


def _copy(database: Path, descriptor: int, target: Path) -> None:
    """Copies from the descriptor: closing another one of the same file would let go of the lock (POSIX)."""
    with open(descriptor, "rb", closefd=False) as source, target.open("xb") as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
        os.fchmod(copy.fileno(), os.fstat(descriptor).st_mode & 0o777)
    wal = wal_of(database)
    if wal.exists():
        shutil.copyfile(wal, wal_of(target))


def wal_of(database: Path) -> Path:
    """DuckDB's write-ahead log of `database`: there while a program writes it, or after one was killed."""
    return database.with_name(database.name + ".wal")


def _free_name(wal: Path) -> Path:
    number = 1
    while (name := wal.with_name(f"{wal.name}.aside-{number}")).exists():
        number += 1
    return name


def _remove(path: Path) -> None:
    """Deletes a working copy and what DuckDB puts beside it."""
    path.unlink(missing_ok=True)
    wal_of(path).unlink(missing_ok=True)
    shutil.rmtree(path.with_name(path.name + ".tmp"), ignore_errors=True)


def first_line(error: BaseException) -> str:
    """The first line of an error's message: DuckDB's go on with hints and stack traces."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
