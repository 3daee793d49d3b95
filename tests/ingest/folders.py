"""Folders written for a test, and what ingest makes of them."""

from pathlib import Path

from pipelines.ingest import Limits, SourceDocument, SourceReject, ingest


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
