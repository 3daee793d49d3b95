"""A folder that is written whole or not at all, and never over files of somebody else.

It is written beside its place and then renamed. What a killed process left there is cleared away by the next one, which
knows it by a mark, and by a lock on the folder that goes with the process that held it.
"""

from __future__ import annotations

import fcntl
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .faults import RunFault

MARK = "written-by-factmill"
"""The file by which a folder is known again, by its first line: only what factmill wrote itself is ever replaced."""


class OutputFault(RunFault):
    """A folder cannot be written where it should go."""


@contextmanager
def replaced(output: Path, content: str) -> Iterator[Path]:
    """A new folder to write to, which becomes `output` when all has gone well and is gone otherwise.

    `content` says what it is ("report"). Raises OutputFault where `output` holds something else, or cannot be written.
    """
    output = Path(os.path.realpath(output))
    mark = f"factmill {content}\n"
    if output.exists() and not _may_be_replaced(output, mark):
        raise OutputFault(f"{output} holds files that are no {content}: choose a new or empty folder with --output")
    unfinished: Path | None = None
    lock: int | None = None
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        _clear_away(output, mark)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
        lock = _locked(unfinished)
        (unfinished / MARK).write_text(mark, encoding="utf-8")
        new = unfinished / "new"
        new.mkdir()
        yield new
        (new / MARK).write_text(f"{mark}The next {content} replaces this folder as a whole.\n", encoding="utf-8")
        if output.exists():
            output.rename(unfinished / "old")
        new.rename(output)
    except OSError as error:
        raise OutputFault(f"{output} cannot be written: {error.strerror or error}; choose another --output") from error
    finally:
        if unfinished is not None:
            _put_back(unfinished / "old", output)
            shutil.rmtree(unfinished, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _locked(folder: Path) -> int | None:
    """A descriptor that locks the folder until it is closed; None where a process holds it, or locks do not work."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _clear_away(output: Path, mark: str) -> None:
    """Removes what killed processes left of `output`; the old folder, if one had moved it, comes back."""
    for left in sorted(output.parent.glob(f".{glob.escape(output.name)}-*")):
        if not left.is_symlink() and _is_marked(left, mark) and (lock := _locked(left)) is not None:
            _put_back(left / "old", output)
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


def _may_be_replaced(folder: Path, mark: str) -> bool:
    if not folder.is_dir():
        return False
    if (folder / MARK).is_file():
        return _is_marked(folder, mark)
    return not any(folder.iterdir())


def _is_marked(folder: Path, mark: str) -> bool:
    known = folder / MARK
    return known.is_file() and known.read_text(encoding="utf-8", errors="replace").startswith(mark)


def _put_back(old: Path, output: Path) -> None:
    """Keeps the folder of before where the new one could not take its place."""
    if old.exists() and not output.exists():
        old.rename(output)
