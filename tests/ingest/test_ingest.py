"""A folder becomes documents and rejects."""

import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.model import content_id
from pipelines.ingest import (
    Limits,
    Memory,
    SourceDocument,
    SourceFolderError,
    SourceReject,
    fingerprint,
    holds_more_than,
    ingest,
    waiting,
)
from tests.readers.in_formats import Article, pdf

from .folders import documents, fill, only, rejects, run

MARKDOWN = "# Ferry\n\n## Fares\n\nThe fare rose to 4 pounds <cite>https://ferry.example</cite>.\n"


def test_a_document_carries_its_text_its_sections_and_its_hashes(tmp_path: Path) -> None:
    found = only(fill(tmp_path, {"ferry.md": MARKDOWN}))
    assert found.text == "The fare rose to 4 pounds."
    assert found.document_id == content_id("doc", found.text)
    assert found.source_paths == ("ferry.md",)
    assert found.content_sha256 == hashlib.sha256(MARKDOWN.encode()).hexdigest()
    assert [section.heading for section in found.sections] == ["Ferry", "Ferry > Fares"]
    assert [(c.start, c.url) for c in found.citations] == [(25, "https://ferry.example")]
    assert found.published_on is None
    assert found.published_on_basis is None


def test_the_extractions_view_of_a_document_is_the_same_text_and_date(tmp_path: Path) -> None:
    document = only(fill(tmp_path, {"2024-03-09_ferry-news_fares.md": MARKDOWN})).document
    assert (document.doc_id, document.text) == (content_id("doc", document.text), "The fare rose to 4 pounds.")
    assert document.published_on == date(2024, 3, 9)
    assert len(document.sections) == 2


def test_documents_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.txt", "a/b/c.md", "a-b.txt", "Z.TXT", "a.txt"]
    fill(tmp_path, {name: f"Text of {name} here." for name in names})
    assert [found.source_path for found in documents(tmp_path)] == sorted(names)


def test_one_text_under_several_names_is_one_document_with_all_paths(tmp_path: Path) -> None:
    found = only(
        fill(
            tmp_path,
            {
                "b.txt": "Tides rose.\r\n",
                "a/c.txt": "\ufeffTides rose.",
                "a/d.md": "Tides *rose*.",
                "z.txt": "Tides rose.",
            },
        )
    )
    assert found.source_paths == ("a/c.txt", "a/d.md", "b.txt", "z.txt")
    assert found.content_sha256 == hashlib.sha256("\ufeffTides rose.".encode()).hexdigest()


def test_a_copy_that_knows_more_completes_the_document(tmp_path: Path) -> None:
    found = only(
        fill(
            tmp_path,
            {
                "a.txt": "Tides rose.",
                "b.txt": "Tides rose.",
                "b.meta.yaml": "title: Tides\npublished_on: 2024-03-09",
                "c.txt": "Tides rose.",
                "c.meta.yaml": "title: Other\nauthor: Ann Brook\npublished_on: 2020-01-01",
            },
        )
    )
    assert (found.title, found.author, found.published_on) == ("Tides", "Ann Brook", date(2024, 3, 9))
    assert found.published_on_basis == "sidecar"


IN_FORMATS = Article("Ferry fares", "Bo Lind", date(2024, 5, 6), ("The fare rose on Monday.", "It had been low."))


def test_a_text_is_taken_from_the_file_that_knows_its_pages_whichever_comes_first(tmp_path: Path) -> None:
    printed = pdf(IN_FORMATS)
    alone = only(fill(tmp_path / "alone", {"b.pdf": printed}))
    links = f"## Fares\n\n{alone.text}\n"
    fill(tmp_path / "all", {"a.txt": alone.text, "a.md": links, "b.pdf": printed, "c.md": links, "d.pdf": printed})
    found = only(tmp_path / "all")
    assert found.source_paths == ("a.md", "a.txt", "b.pdf", "c.md", "d.pdf")
    assert (found.format, found.pages, found.sections) == ("pdf", (0,), alone.sections)
    assert found.content_sha256 == hashlib.sha256(printed).hexdigest()
    for name in ("b.pdf", "d.pdf"):
        (tmp_path / "all" / name).unlink()
    found = only(tmp_path / "all")
    assert (found.format, [s.heading for s in found.sections]) == ("markdown", ["Fares"])
    (tmp_path / "all" / "a.md").rename(tmp_path / "all" / "z.md")
    assert only(tmp_path / "all").metadata_sha256 == found.metadata_sha256


def test_copies_in_several_formats_are_the_same_document_whatever_fits_in_memory_or_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = pdf(IN_FORMATS)
    text = only(fill(tmp_path / "alone", {"b.pdf": printed})).text
    rows = "".join(json.dumps({"text": words}) + "\n" for words in (text, "Tides rose.", text))
    folder = fill(
        tmp_path / "all",
        {
            "a.jsonl": rows,
            "a.txt": text,
            "b.pdf": printed,
            "b.meta.yaml": "publisher: Echo",
            "c.md": "# Tides\n\nTides rose.",
        },
    )
    whole = documents(folder)
    assert [(d.format, d.publisher, len(d.source_paths)) for d in whole] == [("pdf", "Echo", 4), ("markdown", None, 2)]
    for room in (0, len(text) + 10, waiting.KEPT_CHARACTERS):
        monkeypatch.setattr(waiting, "KEPT_CHARACTERS", room)
        assert documents(folder) == whole
        for _ in range(2):
            memory = Memory(tmp_path / "memory.sqlite", Limits())
            assert list(ingest(folder, memory=memory)) == whole
            memory.save()


def test_texts_that_do_not_fit_in_memory_wait_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, {f"{n}.txt": f"Text number {n // 2}." for n in range(20)})
    whole = list(ingest(tmp_path))
    monkeypatch.setattr(waiting, "KEPT_CHARACTERS", 40)
    assert list(ingest(tmp_path)) == whole
    assert len(whole) == 10


def test_a_file_that_changes_while_the_folder_is_read_is_said_so(
    tmp_path: Path,
) -> None:
    """One that an earlier run has read is read again only when its turn comes."""
    folder = tmp_path / "texts"
    fill(folder, {"a.txt": "First text.", "b.txt": "Second text.", "c.txt": "Third text.", "d.txt": "Third text."})
    run(folder)
    found = ingest(folder, memory=Memory(tmp_path / "memory.sqlite", Limits()))
    assert isinstance(next(found), SourceDocument)
    fill(folder, {"b.txt": "Another text."})
    (folder / "c.txt").unlink()
    changed, document, vanished = found
    assert isinstance(changed, SourceReject)
    assert isinstance(vanished, SourceReject)
    assert (changed.source_path, changed.code, vanished.source_path) == ("b.txt", "unreadable", "c.txt")
    assert isinstance(document, SourceDocument)
    assert document.source_paths == ("d.txt",)


def test_hidden_files_readmes_and_sidecars_are_no_documents(tmp_path: Path) -> None:
    fill(
        tmp_path,
        {
            ".hidden.txt": "x y",
            ".git/a.txt": "x y",
            "README.md": "x y",
            "sub/readme.txt": "x y",
            "a.txt": "A text.",
            "a.meta.yaml": "title: A",
        },
    )
    assert only(tmp_path).title == "A"


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert list(ingest(tmp_path)) == []


def test_a_source_that_is_no_folder_is_said_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SourceFolderError, match=r"nowhere does not exist: create it, or name another$"):
        ingest(tmp_path / "nowhere")
    with pytest.raises(SourceFolderError, match=r"file is not a folder: name the folder that holds it$"):
        ingest(tmp_path / "file")

    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(SourceFolderError, match=r"cannot be listed \(permission denied\): check its permissions$"):
        ingest(tmp_path)


def test_a_changed_sidecar_is_a_changed_document_and_a_touched_one_is_not(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "Tides rose.", "a.meta.yaml": "title: Tides"})
    first = only(tmp_path)
    fill(tmp_path, {"a.meta.yaml": "# the same\ntitle: Tides"})
    assert only(tmp_path) == first
    fill(tmp_path, {"a.meta.yaml": "title: Tides\npublished_on: 2024-03-09"})
    second = only(tmp_path)
    assert second.document_id == first.document_id
    assert second.metadata_sha256 != first.metadata_sha256


def test_the_bytes_of_a_folder_are_those_of_the_files_in_all_of_its_folders(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "one.txt").write_bytes(b"12345")
    (tmp_path / "inner" / "two.txt").write_bytes(b"67890")
    (tmp_path / "inner" / "back").symlink_to(tmp_path)
    assert holds_more_than(9, tmp_path)
    assert not holds_more_than(1_000, tmp_path)
    assert not holds_more_than(0, tmp_path / "missing")


def test_the_fingerprint_of_a_folder_tells_of_every_change(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "Tides rose.", "a.meta.yaml": "title: Tides"})
    seen = [fingerprint(tmp_path)]
    assert fingerprint(tmp_path) == seen[0]
    fill(tmp_path, {"b.txt": "Tides fell."})
    seen.append(fingerprint(tmp_path))
    fill(tmp_path, {"a.meta.yaml": "title: High tides"})
    seen.append(fingerprint(tmp_path))
    (tmp_path / "b.txt").rename(tmp_path / "c.txt")
    seen.append(fingerprint(tmp_path))
    (tmp_path / "c.txt").unlink()
    seen.append(fingerprint(tmp_path))
    assert len(set(seen)) == 5


@settings(max_examples=500)
@given(st.binary(max_size=300), st.sampled_from([".txt", ".md"]), st.binary(max_size=60))
def test_any_bytes_give_a_document_or_a_reject(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str, sidecar: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    fill(folder, {f"x{suffix}": data, "x.meta.yaml": sidecar})
    found = list(ingest(folder))
    (folder / f"x{suffix}").unlink()
    assert found
    assert sum(
        f.source_path == f"x{suffix}" for f in found if isinstance(f, SourceReject) and f.code != "bad_metadata"
    ) == (0 if isinstance(found[0], SourceDocument) else 1)


def test_every_file_is_accounted_for(tmp_path: Path) -> None:
    fill(tmp_path, {f"{n}.txt": b"\xff\xfe" if n % 3 == 0 else f"Text {n % 7}." for n in range(1, 40)})
    fill(tmp_path, {"x.pdf": b"%PDF-", "sub/none": "x"})
    found = list(ingest(tmp_path))
    paths = [p for f in found for p in (f.source_paths if isinstance(f, SourceDocument) else (f.source_path,))]
    assert len(paths) == len(set(paths)) == 41


@pytest.mark.skipif(
    not Path("../shared/seeds").is_dir(), reason="the three real documents are not here (../shared/seeds)"
)
def test_the_three_real_documents_are_read_whole() -> None:
    opinion, report, analysis = documents(Path("../shared/seeds"))
    assert (opinion.author, analysis.author) == ("Petro Oleshchuk", "He Yan")
    assert report.title == "2025 Changes in US-Russia Relationship"
    assert {d.published_on for d in (opinion, report, analysis)} == {None}
    assert len(report.citations) == 12
    assert sum(s.start == s.end for s in report.sections) == 38
    assert "<cite>" not in report.text
    assert "#" not in report.text
    assert rejects(Path("../shared/seeds"), Limits()) == []
