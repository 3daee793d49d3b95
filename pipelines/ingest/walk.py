"""The files of a folder, in the order of their paths, each with its sidecar. Links are never followed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .records import SourceFolderError, SourceReject

SIDECAR = ".meta.yaml"
"""What a sidecar's name ends in: `report.meta.yaml` or `report.txt.meta.yaml` describes `report.txt`."""

_PACKED = ".gz"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A regular file: where to open it, how it is called, and the sidecar beside it."""

    path: str
    source_path: str
    sidecar: str | None = None

    @property
    def name(self) -> str:
        """The name without its folder."""
        return os.path.basename(self.source_path)

    @property
    def suffixes(self) -> str:
        """What of the name decides how the file is read: its last two suffixes at most, in lower case."""
        return self.name.removeprefix(stem(self.name)).lower()

    @property
    def sidecar_path(self) -> str:
        """The sidecar's name for messages, relative to the folder."""
        folder = os.path.dirname(self.source_path)
        name = shown(os.path.basename(self.sidecar or ""))
        return f"{folder}/{name}" if folder else name


def shown(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 come out as `\\xNN`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def check_folder(folder: Path) -> None:
    """Raises SourceFolderError unless `folder` can be listed."""
    try:
        os.scandir(folder).close()
    except FileNotFoundError as error:
        raise SourceFolderError(f"source folder {folder} does not exist: create it, or name another") from error
    except NotADirectoryError as error:
        raise SourceFolderError(f"source {folder} is not a folder: name the folder that holds it") from error
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise SourceFolderError(f"source folder {folder} cannot be listed ({reason}): check its permissions") from error


def walk(folder: Path) -> Iterator[SourceFile | SourceReject]:
    """Every file below `folder`, sorted by path; memory is that of the folders on the way down.

    Passed over: hidden files and folders, `README*`, and sidecars of documents. A sidecar without a document is a
    `bad_metadata` reject, whatever is neither file nor folder is `not_regular`, a folder that cannot be listed is
    `unreadable`.
    """
    waiting: list[SourceFile | SourceReject | tuple[str, str]] = [(os.fspath(folder), "")]
    while waiting:
        found = waiting.pop()
        if isinstance(found, tuple):
            waiting.extend(reversed(_listed(*found)))
        else:
            yield found


def fingerprint(folder: Path) -> str:
    """A hash over the names, sizes and times of change of all that `walk` finds, sidecars included: opens no file.

    It differs when a document was added, changed, renamed or removed. Raises SourceFolderError as `ingest` does.
    """
    check_folder(folder)
    digest = hashlib.sha256()
    for found in walk(folder):
        names = (found.path, found.sidecar) if isinstance(found, SourceFile) else ()
        digest.update(repr((found.source_path, *(_status(name) for name in names if name))).encode())
    return digest.hexdigest()


def holds_more_than(size: int, folder: Path) -> bool:
    """Whether the files below `folder` have more than `size` bytes: looks no further than it must, keeps nothing."""
    waiting = [os.fspath(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if _is_folder(entry):
                        waiting.append(entry.path)
                    else:
                        size -= entry.stat(follow_symlinks=False).st_size
                        if size < 0:
                            return True
        except OSError:
            continue  # whoever reads the folder says so
    return False


def _status(path: str) -> tuple[int, int, int] | None:
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _listed(folder: str, prefix: str) -> list[SourceFile | SourceReject | tuple[str, str]]:
    """What `folder` holds, in order; folders as (path, path relative to the source with a closing slash)."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        return [SourceReject(prefix.rstrip("/") or ".", "unreadable", error.strerror or type(error).__name__)]
    found = [entry for entry in found if not entry.name.lower().startswith("readme") or _is_folder(entry)]
    sidecars = {entry.name for entry in found if entry.name.endswith(SIDECAR) and entry.is_file(follow_symlinks=False)}
    names = {entry.name for entry in found} - sidecars
    described = {whole for name in names for whole in _described_by(name)}
    listed: list[tuple[str, SourceFile | SourceReject | tuple[str, str]]] = []
    for entry in found:
        relative = prefix + shown(entry.name)
        if _is_folder(entry):
            listed.append((relative + "/", (entry.path, relative + "/")))
        elif not entry.is_file(follow_symlinks=False):
            listed.append((relative, SourceReject(relative, "not_regular", _nature(entry))))
        elif entry.name not in sidecars:
            listed.append((relative, SourceFile(entry.path, relative, _sidecar(folder, entry.name, sidecars))))
        elif entry.name.removesuffix(SIDECAR) not in described:
            listed.append((relative, SourceReject(relative, "bad_metadata", "no document of this name beside it")))
    listed.sort(key=lambda pair: pair[0])
    return [item for _, item in listed]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def stem(name: str) -> str:
    """A file's name without its suffix, and without the one below that where it is compressed ("page.html.gz")."""
    inner = name[: -len(_PACKED)] if name.lower().endswith(_PACKED) else name
    return os.path.splitext(inner)[0]


def _described_by(name: str) -> tuple[str, ...]:
    """What the names of sidecars for the file `name` begin with: its whole name goes before shorter forms."""
    return tuple(dict.fromkeys((name, os.path.splitext(name)[0], stem(name))))


def _sidecar(folder: str, name: str, sidecars: set[str]) -> str | None:
    for described in _described_by(name):
        if described + SIDECAR in sidecars:
            return os.path.join(folder, described + SIDECAR)
    return None


_NATURES = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISDIR, "a folder"),
)


def nature(mode: int) -> str:
    """What an entry of file mode `mode` is, in words."""
    return next((words for test, words in _NATURES if test(mode)), "a device")


def _nature(entry: os.DirEntry[str]) -> str:
    try:
        return f"{nature(entry.stat(follow_symlinks=False).st_mode)}, not a file"
    except OSError:
        return "gone before it could be looked at"
