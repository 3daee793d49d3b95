"""Folders written for a test, and what ingest makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipelines.ingest import KnownDocument, Limits, Memory, SourceDocument, SourceReject, ingest


def fill(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Writes `files` (relative path: content) below `folder`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def documents(folder: Path) -> list[SourceDocument]:
    return [found for found in ingest(folder) if isinstance(found, SourceDocument)]


def only(folder: Path) -> SourceDocument:
    """The folder's one document, which comes without rejects."""
    (found,) = ingest(folder)
    assert isinstance(found, SourceDocument)
    return found


def rejects(folder: Path, limits: Limits = Limits()) -> list[tuple[str, str, str]]:  # noqa: B008
    return [(r.source_path, r.code, r.detail) for r in ingest(folder, limits) if isinstance(r, SourceReject)]


def run(folder: Path, limits: Limits = Limits(), is_loaded: Callable[[KnownDocument], bool] = lambda _: True) -> list:  # noqa: B008
    """What a run finds that remembers the one before it: its memory is beside the folder."""
    memory = Memory(folder.parent / "memory.sqlite", limits)
    found = list(ingest(folder, limits, memory, is_loaded))
    memory.save()
    return found
