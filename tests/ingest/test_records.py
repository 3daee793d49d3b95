"""A file may hold many documents: each is traced to its file and record, and they share what stands beside the file."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipelines.ingest import KnownDocument, Limits, Memory, SourceDocument, SourceReject, ingest, waiting

from .folders import documents, fill, rejects, run


def lines(*texts: str) -> str:
    return "".join(json.dumps({"text": text}) + "\n" for text in texts)


def paths(folder: Path) -> list[tuple[str, ...]]:
    return [document.source_paths for document in documents(folder)]


def test_a_record_is_told_behind_the_path_of_its_file(tmp_path: Path) -> None:
    fill(tmp_path, {"a/feed.jsonl": lines("Tides rose.", "", "Tides fell."), "b.txt": "Ferries left."})
    first, second, third = documents(tmp_path)
    assert (first.source_path, second.source_path) == ("a/feed.jsonl#line 1", "a/feed.jsonl#line 3")
    assert (first.format, third.format) == ("json_lines", "text")
    assert rejects(tmp_path) == [("a/feed.jsonl#line 2", "empty", "nothing in key 'text'")]


def test_a_records_hash_is_that_of_its_text_so_that_a_line_more_changes_no_other(tmp_path: Path) -> None:
    fill(tmp_path, {"feed.jsonl": lines("Tides rose.", "Tides fell.")})
    before = documents(tmp_path)
    fill(tmp_path, {"feed.jsonl": lines("Tides rose.", "Tides fell.", "Tides turned.")})
    assert documents(tmp_path)[:2] == before
    assert before[0].content_sha256 == hashlib.sha256(b"Tides rose.").hexdigest()


def test_one_text_in_several_records_and_files_is_one_document(tmp_path: Path) -> None:
    fill(
        tmp_path,
        {
            "a.jsonl": lines("Tides rose.", "Tides fell.", "Tides rose."),
            "b.txt": "Tides fell.",
            "c.jsonl": '{"text": "Tides fell.", "author": "Ann Brook"}\n{"text": "Tides rose.", "title": "Tides"}',
        },
    )
    rose, fell = documents(tmp_path)
    assert rose.source_paths == ("a.jsonl#line 1", "a.jsonl#line 3", "c.jsonl#line 2")
    assert fell.source_paths == ("a.jsonl#line 2", "b.txt", "c.jsonl#line 1")
    assert (rose.title, fell.author) == ("Tides", "Ann Brook")


def test_paths_are_sorted_as_texts_are(tmp_path: Path) -> None:
    fill(tmp_path, {"feed.jsonl": lines(*["Tides rose."] * 11)})
    (found,) = paths(tmp_path)
    assert list(found) == sorted(found)


def test_a_sidecar_describes_every_record_and_its_fault_is_told_once(tmp_path: Path) -> None:
    sidecar = "publisher: The Ford Herald\npublished_on: soon\n"
    fill(tmp_path, {"feed.jsonl.gz": lines("Tides rose.", "Tides fell."), "feed.meta.yaml": sidecar})
    assert [document.publisher for document in documents(tmp_path)] == ["The Ford Herald"] * 2
    assert [(path, code) for path, code, _ in rejects(tmp_path)] == [("feed.meta.yaml", "bad_metadata")]


def test_the_metadata_of_a_record_wins_over_the_name_of_its_file(tmp_path: Path) -> None:
    source = '{"text": "Tides rose.", "date": "2024-03-09"}\n{"text": "Tides fell."}\n{"text": "A", "date": "soon"}'
    fill(tmp_path, {"2023-01-02_herald_feed.jsonl.gz": source})
    first, second, third = documents(tmp_path)
    assert (first.published_on, first.published_on_basis, first.publisher) == (date(2024, 3, 9), "metadata", "herald")
    assert (second.published_on, second.published_on_basis) == (date(2023, 1, 2), "file_name")
    assert third.published_on == date(2023, 1, 2)
    assert rejects(tmp_path) == [
        (
            "2023-01-02_herald_feed.jsonl.gz#line 3",
            "bad_metadata",
            "published_on: 'soon' is no date; write YYYY-MM-DD",
        )
    ]


def test_a_file_without_records_is_empty(tmp_path: Path) -> None:
    fill(tmp_path, {"a.csv": "text\n", "b.jsonl": "\n", "c.json": "[]"})
    assert rejects(tmp_path) == [(name, "empty", "no document in it") for name in ("a.csv", "b.jsonl", "c.json")]


def test_records_that_do_not_fit_in_memory_wait_on_the_disk_and_no_file_is_read_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, decoded: list[str]
) -> None:
    fill(tmp_path, {"a.jsonl": lines(*(f"Text {n}." for n in range(50))), "b.jsonl": lines("Text 7.", "Text 50.")})
    whole = list(ingest(tmp_path))
    monkeypatch.setattr(waiting, "KEPT_CHARACTERS", 40)
    decoded.clear()
    assert list(ingest(tmp_path)) == whole
    assert len(whole) == 51
    assert sorted(decoded) == ["a.jsonl", "b.jsonl"]


def test_a_record_that_changes_while_the_folder_is_read_is_said_so(
    tmp_path: Path,
) -> None:
    """One that an earlier run has read is read again only when its turn comes."""
    folder = tmp_path / "texts"
    fill(folder, {"a.jsonl": lines("One.", "Two.", "Three."), "b.txt": "Ferries.", "c.jsonl": lines("Two.")})
    run(folder)
    found = ingest(folder, memory=Memory(tmp_path / "memory.sqlite", Limits()))
    assert isinstance(next(found), SourceDocument)
    (folder / "a.jsonl").unlink()
    fill(folder, {"b.txt": "Other ferries."})
    assert isinstance(next(found), SourceDocument)  # the file is open, and read to its end
    rest = list(found)
    assert [item.code for item in rest if isinstance(item, SourceReject)] == ["unreadable"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(
        tmp_path / "texts",
        {
            "a.jsonl": lines("Tides rose.", "Tides fell.", "Tides turned."),
            "b.jsonl": lines("Tides fell.", "Ferries left."),
        },
    )


def test_records_that_have_not_changed_are_known_and_their_rejects_told_again(folder: Path, decoded: list[str]) -> None:
    fill(folder, {"c.jsonl": lines("Ferries came.", "") + "nonsense\n"})
    first = run(folder)
    decoded.clear()
    second = run(folder)
    assert decoded == []
    assert [type(item) for item in second] == [KnownDocument] * 5 + [SourceReject] * 2
    assert [item.source_paths for item in second[:5]] == [item.source_paths for item in first[:5]]
    assert second[5:] == first[5:]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda folder: fill(folder, {"a.jsonl": lines("Tides rose.", "Tides fell.", "Tides turned.", "New.")}), 1),
        (lambda folder: fill(folder, {"a.jsonl": lines("Tides rose.", "Tides fell.", "Tides stood.")}), 1),
        (lambda folder: fill(folder, {"a.jsonl": lines("Tides fell.", "Tides turned.")}), 2),
        (lambda folder: fill(folder, {"c.txt": "Tides fell."}), 1),
        (lambda folder: (folder / "b.jsonl").unlink(), 1),
        (lambda folder: fill(folder, {"b.meta.yaml": "title: B"}), 2),
    ],
    ids=["line added", "line changed", "line removed", "copy added", "copy removed", "sidecar added"],
)
def test_only_the_records_that_changed_come_again(folder: Path, change: Callable[[Path], object], left: int) -> None:
    run(folder)
    change(folder)
    found = run(folder)
    anew = [item for item in found if isinstance(item, SourceDocument)]
    assert len(anew) == left
    without = {item.document_id: item for item in ingest(folder) if isinstance(item, SourceDocument)}
    assert all(without[item.document_id] == item for item in anew)
    assert set(without) == {item.document_id for item in found}


def test_what_is_remembered_and_not_loaded_is_read_as_without_a_memory(folder: Path) -> None:
    first = run(folder)
    assert run(folder, is_loaded=lambda _: False) == first


def test_a_remembered_file_is_read_again_once_for_all_copies_in_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, decoded: list[str]
) -> None:
    texts = [f"Text number {n}." for n in range(40)]
    fill(folder, {"c.jsonl": lines(*texts), "d.jsonl": lines(*reversed(texts))})
    first = run(folder)
    decoded.clear()
    monkeypatch.setattr(waiting, "KEPT_CHARACTERS", 0)
    assert run(folder, is_loaded=lambda _: False) == first
    assert len(decoded) <= 8


def test_memory_does_not_grow_by_the_texts_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def all_of(count: int) -> int:
        folder = tmp_path / str(count)
        fill(folder, {"a.jsonl": lines(*(f"Text {n} of many. " + "Tides rose. " * 400 for n in range(count)))})
        tracemalloc.start()
        assert sum(1 for _ in ingest(folder)) == count
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    monkeypatch.setattr(waiting, "KEPT_CHARACTERS", 50_000)
    list(ingest(fill(tmp_path / "first", {"a.jsonl": lines("Tides rose. " * 40)})))
    size = len(lines("Tides rose. " * 400))
    assert all_of(1_000) < 1_000 * (size + 2_000)  # the bytes of the file, and not its texts beside them
