"""A place on a shared or object store where machines leave whole batches for each other: anything that fsspec speaks.

A batch is one object, a zip of its files that are compressed already. Its list of files stands at the end, so that a
half-written one, on a store that shows such a thing, is not taken for a batch.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import fsspec  # type: ignore[import-untyped]

from .faults import RunFault

SUFFIX = ".zip"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name: the same files make the same bytes at any time."""


class StoreFault(RunFault):
    """The store cannot be used; the message names its URL, what failed, and what to do."""


@dataclass(frozen=True, slots=True)
class Store:
    """The batches below `url` (`s3://bucket/factmill`, `gs://…`, `file:///mnt/share`), by name."""

    url: str

    def put(self, name: str, files: Mapping[str, bytes]) -> None:
        """Writes a batch, whole or not at all; the very same one may be there already. Raises StoreFault."""
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
            for file, content in sorted(files.items()):
                archive.writestr(zipfile.ZipInfo(file, _NO_TIME), content)
        with self._opened("written") as (store, root):
            store.makedirs(root, exist_ok=True)
            store.pipe_file(f"{root}/{name}{SUFFIX}", whole.getvalue())

    def get(self, name: str) -> dict[str, bytes] | None:
        """The files of a batch, None where it is not there or not whole. Raises StoreFault."""
        with self._opened("read") as (store, root):
            try:
                whole = store.cat_file(f"{root}/{name}{SUFFIX}")
            except FileNotFoundError:
                return None
        try:
            with zipfile.ZipFile(io.BytesIO(whole)) as archive:
                return {file: archive.read(file) for file in archive.namelist()}
        except zipfile.BadZipFile:
            return None

    def names(self) -> list[str]:
        """The names of all batches, sorted. Raises StoreFault."""
        with self._opened("read") as (store, root):
            store.invalidate_cache()
            try:
                paths = store.ls(root, detail=False)
            except FileNotFoundError:
                return []
        return sorted(path.rpartition("/")[2].removesuffix(SUFFIX) for path in paths if path.endswith(SUFFIX))

    def delete(self, name: str) -> None:
        """Deletes a batch, if it is there. Raises StoreFault."""
        with self._opened("written") as (store, root):
            try:
                store.rm_file(f"{root}/{name}{SUFFIX}")
            except FileNotFoundError:
                return

    def clear(self) -> None:
        """Deletes all below the URL. Raises StoreFault."""
        with self._opened("written") as (store, root):
            try:
                store.rm(root, recursive=True)
            except FileNotFoundError:
                return

    @contextmanager
    def _opened(self, wanted: str) -> Iterator[tuple[Any, str]]:
        """The file system and the path that the URL names; any fault inside becomes one line."""
        try:
            store, root = fsspec.core.url_to_fs(self.url)
            yield store, root.rstrip("/")
        except (ImportError, ValueError) as error:
            raise StoreFault(f"{self.url}: {_line(error)}; see docs/scale.md for what FACTMILL_STAGE may be") from error
        except Exception as error:
            advice = "see whether it is up and this machine has its keys, then run again: what was staged is kept"
            raise StoreFault(f"{self.url} cannot be {wanted}: {_line(error)}; {advice}") from error


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
