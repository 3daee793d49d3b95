from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines import schema, stage
from pipelines.stage import Stage, cache_key, extractor_version
from tests.small_facts import VERSIONS, ferry, mill

NO_PROCESS = 2**22 + 1
"""Above the highest process id of Linux."""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_batch_is_a_folder_with_a_file_for_every_table(tmp_path):
    batch = Stage(tmp_path / "stage").write([ferry(), mill()], VERSIONS)
    assert names(batch) == sorted(f"{table}.parquet" for table in schema.STAGED)
    for table in schema.STAGED:
        assert pq.read_schema(batch / f"{table}.parquet") == schema.staged_schema(table)
    assert pq.read_metadata(batch / "events.parquet").num_rows == 2


def test_a_batch_is_found_again(tmp_path):
    batch = Stage(tmp_path / "stage").write([ferry()], VERSIONS)
    assert Stage(tmp_path / "stage").batches() == [batch]


def test_a_stage_without_a_folder_is_empty(tmp_path):
    empty = Stage(tmp_path / "stage")
    assert empty.batches() == []
    assert empty.staged_keys() == set()
    empty.clear()


def test_staged_documents_are_known_by_their_cache_keys(tmp_path):
    staged = Stage(tmp_path)
    staged.write([ferry()], VERSIONS)
    staged.write([mill()], VERSIONS)
    assert staged.staged_keys() == {cache_key(ferry()[0], VERSIONS), cache_key(mill()[0], VERSIONS)}


def test_the_same_documents_are_the_same_batch(tmp_path):
    staged = Stage(tmp_path)
    assert staged.write([ferry(), mill()], VERSIONS) == staged.write([mill(), ferry()], VERSIONS)
    assert len(staged.batches()) == 1


def test_the_same_documents_make_the_same_bytes(tmp_path):
    first, second = (Stage(tmp_path / name).write([ferry(), mill()], VERSIONS) for name in "ab")
    for table in schema.STAGED:
        assert (first / f"{table}.parquet").read_bytes() == (second / f"{table}.parquet").read_bytes()


def test_clearing_leaves_nothing(tmp_path):
    staged = Stage(tmp_path)
    staged.write([ferry()], VERSIONS)
    staged.clear()
    assert names(tmp_path) == []


def test_clearing_spares_what_is_not_the_stages_own(tmp_path):
    (tmp_path / "letters").mkdir()
    Stage(tmp_path).clear()
    assert names(tmp_path) == ["letters"]


def test_batches_without_a_wanted_document_are_dropped(tmp_path):
    staged = Stage(tmp_path)
    kept = staged.write([ferry()], VERSIONS)
    staged.write([mill()], VERSIONS)
    staged.keep_only({cache_key(ferry()[0], VERSIONS)})
    assert staged.batches() == [kept]


def test_what_a_killed_run_left_is_swept_and_what_a_living_one_writes_is_not(tmp_path):
    staged = Stage(tmp_path)
    batch = staged.write([ferry()], VERSIONS)
    for process in (NO_PROCESS, os.getpid()):
        (tmp_path / f".{batch.name}.{process}").mkdir()
    assert staged.batches() == [batch]
    assert names(tmp_path) == [f".{batch.name}.{os.getpid()}", batch.name]


def test_batches_of_another_layout_are_swept(tmp_path):
    (tmp_path / "batch_00000000_0123456789abcdef0123").mkdir()
    assert Stage(tmp_path).batches() == []
    assert names(tmp_path) == []


@pytest.mark.parametrize("fault", ["fsync", "rename"])
def test_a_fault_of_the_disk_leaves_no_batch(tmp_path, monkeypatch, fault):
    def fail(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, fault, fail)
    with pytest.raises(OSError, match="No space"):
        Stage(tmp_path).write([ferry()], VERSIONS)
    assert names(tmp_path) == []


def test_a_kill_while_clearing_leaves_no_half_batch(tmp_path, monkeypatch):
    staged = Stage(tmp_path)
    staged.write([ferry()], VERSIONS)

    def killed(path, ignore_errors=False):
        if any(path.glob("*.parquet")):
            next(path.glob("*.parquet")).unlink()
            raise KeyboardInterrupt

    monkeypatch.setattr(stage.shutil, "rmtree", killed)
    with pytest.raises(KeyboardInterrupt):
        staged.clear()
    monkeypatch.undo()
    assert staged.batches() == []


def test_two_processes_may_write_the_same_batch(tmp_path, monkeypatch):
    rename = os.rename

    def beaten(source, target):
        rename(source, target)
        Path(source).mkdir()
        raise OSError(39, "Directory not empty")

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", beaten)
        batch = Stage(tmp_path).write([ferry()], VERSIONS)
    assert names(tmp_path) == [batch.name]


def test_a_cache_key_changes_with_all_that_decides_the_rows_and_not_with_paths():
    document = ferry()[0]
    key = cache_key(document, VERSIONS)
    assert key == cache_key(replace(document, source_paths=("elsewhere.md",)), VERSIONS)
    others = {
        cache_key(replace(document, document_id="doc_2"), VERSIONS),
        cache_key(replace(document, content_sha256="1" * 64), VERSIONS),
        cache_key(replace(document, metadata_sha256="1" * 64), VERSIONS),
        cache_key(document, replace(VERSIONS, extractor="2")),
        cache_key(document, replace(VERSIONS, model="2")),
        cache_key(document, replace(VERSIONS, lexicon="2")),
    }
    assert len(others - {key}) == 6


def test_the_extractor_version_names_the_package_and_its_rules():
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{12}", extractor_version())


def test_a_changed_rule_is_another_extractor_version(tmp_path, monkeypatch):
    (tmp_path / "extract" / "dates").mkdir(parents=True)
    rule = tmp_path / "extract" / "dates" / "ranges.py"
    rule.write_text("one = 1\n")
    (tmp_path / "rows.py").write_text("")
    monkeypatch.setattr(stage, "PACKAGE", tmp_path)
    version = extractor_version.__wrapped__
    before = version()
    rule.write_bytes(b"one = 1\r\n")
    assert version() == before, "the ends of lines are no rule"
    rule.write_text("one = 2\n")
    assert version() != before
