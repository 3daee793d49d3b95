"""What has not changed since the last run is not decoded again, and nothing else is taken for unchanged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.ingest import KnownDocument, Limits, SourceDocument, ingest

from .folders import fill, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "a.txt": "Tides rose.",
        "b.txt": "Tides rose.",
        "b.meta.yaml": "title: Tides",
        "c.md": "# Ferry\n\nIt left.",
    }
    return fill(tmp_path / "texts", files)


def test_what_is_loaded_and_has_not_changed_is_known_without_being_decoded(folder: Path, decoded: list[str]) -> None:
    first = run(folder)
    decoded.clear()
    for _ in range(2):
        second = run(folder)
        assert [type(found) for found in second] == [KnownDocument, KnownDocument]
        for new, old in zip(second, first, strict=True):
            names = ("document_id", "source_paths", "content_sha256", "metadata_sha256")
            assert [getattr(new, name) for name in names] == [getattr(old, name) for name in names]
    assert decoded == []


def test_what_is_not_loaded_is_read(folder: Path) -> None:
    first = run(folder)
    assert run(folder, is_loaded=lambda _: False) == first


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.txt").write_text("Tides rose. \n"),
        lambda folder: (folder / "a.txt").rename(folder / "2024-03-09_wire_a.txt"),
        lambda folder: (folder / "a.txt").unlink(),
        lambda folder: (folder / "d.txt").write_text("Tides rose."),
        lambda folder: (folder / "b.meta.yaml").write_text("title: High tides"),
        lambda folder: (folder / "b.meta.yaml").unlink(),
        lambda folder: (folder / "a.meta.yaml").write_text("author: Ann Brook"),
    ],
    ids=["edited", "renamed", "deleted", "copied", "sidecar edited", "sidecar deleted", "sidecar added"],
)
def test_whatever_changes_is_read_as_without_a_memory(folder: Path, change: Callable[[Path], object]) -> None:
    run(folder)
    change(folder)
    changed, unchanged = run(folder)
    assert isinstance(changed, SourceDocument)
    assert changed == next(iter(ingest(folder)))
    assert isinstance(unchanged, KnownDocument)


def test_other_limits_or_a_broken_memory_are_no_memory(folder: Path) -> None:
    first = run(folder)
    assert run(folder, Limits(max_token_characters=99)) == first
    for broken in ("", "[]", "{}", '{"version": 1}', "\0"):
        (folder.parent / "memory.sqlite").write_text(broken)
        assert run(folder) == first


def test_rejects_come_again_each_time(folder: Path) -> None:
    fill(folder, {"d.txt": "It left.", "d.meta.yaml": "title: [1]", "e.txt": b"\xff", "f.txt": ""})
    first = run(folder)
    second = run(folder)
    assert [f for f in second if not isinstance(f, KnownDocument)] == [
        f for f in first if not isinstance(f, SourceDocument) or f.source_path == "c.md"
    ]


def test_a_memory_holds_what_the_last_run_saw_and_no_more(folder: Path) -> None:
    run(folder)
    size = (folder.parent / "memory.sqlite").stat().st_size
    for number in range(5):
        (folder / "a.txt").write_text(f"Tides rose {number} times.")
        run(folder)
    assert (folder.parent / "memory.sqlite").stat().st_size < 2 * size
