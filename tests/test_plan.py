from dataclasses import replace
from pathlib import Path

import pytest

from pipelines import plan as plans
from pipelines.extract.model import content_id
from pipelines.ingest import SourceDocument, SourceReject, ingest
from pipelines.load.batches import source_rows
from pipelines.plan import PlannedRejects, make_plan, pending_batches, planned_sources, read_batch, read_plan
from pipelines.stage import Versions, cache_key

VERSIONS = Versions("1", "small", "words")


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "2025-03-01_wire_port.md").write_text("# Trade\n\nThe port opened <cite>https://example.org/a</cite>.\n")
    (folder / "2025-03-02_wire_mine.txt").write_text("The mine closed.\n")
    return folder


def documents(folder: Path) -> list[SourceDocument]:
    return [item for item in ingest(folder) if isinstance(item, SourceDocument)]


def planned(folder: Path, work: Path, published=None, staged=(), rebuild=False, found=None):
    published = published or {}
    loaded = set() if rebuild else {key for key, _ in published.values()}
    return make_plan(
        ingest(folder) if found is None else found,
        str(folder),
        work,
        published=source_rows(published),
        done=[loaded, set(staged)],
        versions=VERSIONS,
        rebuild=rebuild,
    )


def sources(work: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What the warehouse is to hold by the plan."""
    rows = planned_sources(work).to_table().to_pylist()
    return {row["document_id"]: (row["cache_key"], tuple(row["source_paths"])) for row in rows}


def as_published(found: list[SourceDocument]) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {d.document_id: (cache_key(d, VERSIONS), d.source_paths) for d in found}


def counts(plan) -> tuple[int, int, int, int, int]:
    return plan.new, plan.changed, plan.removed, plan.unchanged, plan.pending


def lines_of(batch: Path) -> list[str]:
    with batch.open(encoding="utf-8") as file:
        return list(file)


def test_on_a_first_run_every_document_is_new_and_waits_in_a_pending_file(texts, tmp_path):
    plan = planned(texts, tmp_path / "work")
    assert counts(plan) == (2, 0, 0, 0, 2)
    (batch,) = pending_batches(tmp_path / "work")
    assert list(read_batch(lines_of(batch))) == documents(texts)
    assert read_plan(tmp_path / "work") == plan


def test_unchanged_documents_cost_nothing(texts, tmp_path):
    plan = planned(texts, tmp_path / "work", as_published(documents(texts)))
    assert counts(plan) == (0, 0, 0, 2, 0)
    assert pending_batches(tmp_path / "work") == []


def test_an_edited_file_is_changed_and_a_vanished_one_removed(texts, tmp_path):
    before = as_published(documents(texts))
    (texts / "2025-03-02_wire_mine.txt").write_text("The mine opened again.\n")
    (texts / "2025-03-01_wire_port.md").unlink()
    plan = planned(texts, tmp_path / "work", before)
    assert counts(plan) == (0, 1, 1, 0, 1)
    assert sources(tmp_path / "work").keys().isdisjoint(before)


def test_a_renamed_file_is_the_same_document_under_its_new_name(texts, tmp_path):
    before = as_published(documents(texts))
    (texts / "2025-03-02_wire_mine.txt").rename(texts / "2025-03-02_wire_pit.txt")
    plan = planned(texts, tmp_path / "work", before)
    assert counts(plan) == (0, 0, 0, 2, 0)
    assert ("2025-03-02_wire_pit.txt",) in [paths for _, paths in sources(tmp_path / "work").values()]


def test_a_new_sidecar_makes_a_document_changed(texts, tmp_path):
    before = as_published(documents(texts))
    (texts / "2025-03-02_wire_mine.meta.yaml").write_text("published_on: 2024-12-31\n")
    assert counts(planned(texts, tmp_path / "work", before)) == (0, 1, 0, 1, 1)


def test_what_a_killed_run_has_staged_is_counted_and_not_extracted_again(texts, tmp_path):
    keys = {cache_key(d, VERSIONS) for d in documents(texts)}
    assert counts(planned(texts, tmp_path / "work", staged=keys)) == (2, 0, 0, 0, 0)


def test_a_rebuild_takes_every_document_for_new(texts, tmp_path):
    before = as_published(documents(texts))
    assert counts(planned(texts, tmp_path / "work", before, rebuild=True)) == (2, 0, 0, 0, 2)


def test_rejected_files_survive_the_way_over_the_disk(tmp_path):
    found = [SourceReject("a.pdf", "unsupported_format", "no reader for “.pdf”", None)]
    plan = planned(tmp_path, tmp_path, found=found)
    assert plan.rejects == 1
    assert list(PlannedRejects(tmp_path)) == found


UNREADABLE = SourceReject("2025-03-02_wire_mine.txt", "unreadable", "Input/output error")


def test_a_file_that_cannot_be_read_just_now_keeps_its_document(texts, tmp_path):
    before = as_published(documents(texts))
    plan = planned(texts, tmp_path / "work", before, found=[documents(texts)[0], UNREADABLE])
    assert counts(plan) == (0, 0, 0, 2, 0)
    assert sources(tmp_path / "work") == before


def test_a_folder_that_cannot_be_listed_keeps_its_documents(tmp_path, texts):
    inside = {"doc_1": ("00" * 32, ("a/b/one.txt",)), "doc_2": ("11" * 32, ("ab/two.txt",))}
    refused = SourceReject("a", "unreadable", "Input/output error")
    plan = planned(texts, tmp_path / "work", inside, found=[refused])
    assert sources(tmp_path / "work") == {"doc_1": inside["doc_1"]}
    assert counts(plan) == (0, 0, 1, 1, 0)


def test_a_document_with_one_readable_and_one_unreadable_file_keeps_both_paths(tmp_path, texts):
    port, mine = documents(texts)
    before = as_published([port, replace(mine, source_paths=(UNREADABLE.source_path, "copy.txt"))])
    planned(texts, tmp_path / "work", before, found=[port, replace(mine, source_paths=("copy.txt",)), UNREADABLE])
    assert sources(tmp_path / "work") == before


def test_a_file_that_was_never_loaded_and_cannot_be_read_keeps_nothing(texts, tmp_path):
    planned(texts, tmp_path / "work", {}, found=[UNREADABLE])
    assert sources(tmp_path / "work") == {}


def test_a_rebuild_keeps_nothing_of_a_file_that_cannot_be_read(texts, tmp_path):
    port, _ = documents(texts)
    plan = planned(texts, tmp_path / "work", as_published(documents(texts)), found=[port, UNREADABLE], rebuild=True)
    assert counts(plan) == (1, 0, 1, 0, 1)
    assert sources(tmp_path / "work").keys() == {port.document_id}


def test_batches_are_bounded_so_that_a_kill_loses_little(tmp_path, texts, monkeypatch):
    monkeypatch.setattr(plans, "BATCH_CHARACTERS", 1000)
    one = documents(texts)[0]
    many = [replace(one, document_id=content_id("doc", n), text="A word. " * 50) for n in range(7)]
    planned(texts, tmp_path / "work", found=many)
    batches = [list(read_batch(lines_of(path))) for path in pending_batches(tmp_path / "work")]
    assert [len(batch) for batch in batches] == [3, 3, 1]
    assert [d for batch in batches for d in batch] == many
