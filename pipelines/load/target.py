"""What may stand where the database is to be. Whatever else is found there is refused and left alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..faults import RunFault
from ..lake import Database, Lake

MAGIC = b"DUCK"
MAGIC_OFFSET = 8
"""A DuckDB file has these bytes behind the checksum of its first block (DuckDB's storage format)."""

ELSEWHERE = "name another file with --database"


class LoadError(RunFault):
    """The database cannot be published. The one that was there before is unchanged."""


def check_target(database: Database) -> None:
    """Makes sure that `database` can be made or replaced; changes nothing.

    Raises LoadError where something other than a DuckDB file is in its place, or the folder refuses new files.
    What a lake refuses is seen when it is opened.
    """
    if isinstance(database, Lake):
        return
    _check_folder(database)
    try:
        mode = os.lstat(database).st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise LoadError(f"database {database} cannot be looked at ({error.strerror}): {ELSEWHERE}") from error
    if stat.S_ISLNK(mode):
        raise LoadError(f"database {database} is a symbolic link: name the file it points to with --database")
    if stat.S_ISDIR(mode):
        raise LoadError(f"database {database} is a folder: name a file in it with --database")
    if not stat.S_ISREG(mode):
        raise LoadError(f"database {database} is a device or a pipe and no file: {ELSEWHERE}")
    _check_content(database)


def _check_content(database: Path) -> None:
    try:
        with database.open("rb") as file:
            head = file.read(MAGIC_OFFSET + len(MAGIC))
    except OSError as error:
        raise LoadError(f"database {database} cannot be read ({error.strerror}): {ELSEWHERE}") from error
    if head[MAGIC_OFFSET:] != MAGIC:
        raise LoadError(f"{database} is no DuckDB database: move it away, or {ELSEWHERE}")
    if not os.access(database, os.W_OK):
        raise LoadError(f"database {database} is write-protected: give yourself the right to write it, or {ELSEWHERE}")


def _check_folder(database: Path) -> None:
    """The folder takes new files, or the nearest one above it that exists takes new folders."""
    folder = database.parent
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    if not folder.is_dir():
        raise LoadError(f"database {database} cannot be made, as {folder} is no folder: {ELSEWHERE}")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise LoadError(f"database {database} cannot be written: change the rights of folder {folder}, or {ELSEWHERE}")
