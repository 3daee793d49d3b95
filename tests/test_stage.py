from __future__ import annotations

import os
import re
import socket
import time
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines import schema, stage
from pipelines.stage import Stage, cache_key, extractor_version, stage_at
from pipelines.store import Store
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
        (tmp_path / f".{batch.name}.{process}@{socket.gethostname()}").mkdir()
    assert staged.batches() == [batch]
    assert names(tmp_path) == [f".{batch.name}.{os.getpid()}@{socket.gethostname()}", batch.name]


def test_what_another_machine_writes_is_swept_only_when_it_is_old(tmp_path):
    staged = Stage(tmp_path)
    batch = staged.write([ferry()], VERSIONS)
    for machine, age in (("old.example", stage.FOREIGN_SECONDS + 1), ("new.example", 0)):
        unfinished = tmp_path / f".{batch.name}.7@{machine}"
        unfinished.mkdir()
        os.utime(unfinished, (time.time() - age,) * 2)
    assert staged.batches() == [batch]
    assert names(tmp_path) == [f".{batch.name}.7@new.example", batch.name]


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


def behind(tmp_path: Path, machine: str) -> Stage:
    """The stage as it is on one of the machines that share a store."""
    return Stage(tmp_path / machine, Store(f"file://{tmp_path}/store"))


def test_a_batch_written_on_one_machine_is_fetched_on_another(tmp_path):
    batch = behind(tmp_path, "worker").write([ferry(), mill()], VERSIONS)
    assert not (tmp_path / "worker").exists()
    (fetched,) = behind(tmp_path, "loader").batches()
    alone = Stage(tmp_path / "alone").write([ferry(), mill()], VERSIONS)
    assert fetched.name == batch.name == alone.name
    assert {path.name: path.read_bytes() for path in fetched.iterdir()} == {
        path.name: path.read_bytes() for path in alone.iterdir()
    }
    assert behind(tmp_path, "other").staged_keys() == {cache_key(d, VERSIONS) for d, _ in (ferry(), mill())}


def test_a_batch_in_the_store_is_held_and_not_written_again(tmp_path):
    name = behind(tmp_path, "worker").write([ferry()], VERSIONS).name
    other = behind(tmp_path, "other")
    assert other.holds(name)
    assert other.name([ferry()[0]], VERSIONS) == name
    assert not other.holds(other.name([mill()[0]], VERSIONS))


def test_what_is_dropped_and_cleared_is_gone_from_the_store(tmp_path):
    worker, loader = behind(tmp_path, "worker"), behind(tmp_path, "loader")
    worker.write([ferry()], VERSIONS)
    worker.write([mill()], VERSIONS)
    Store(f"file://{tmp_path}/store").put("batch_00000000_another_layout", {})
    loader.keep_only({cache_key(ferry()[0], VERSIONS)})
    assert len(loader.batches()) == len(behind(tmp_path, "new").batches()) == 1
    loader.clear()
    assert loader.batches() == behind(tmp_path, "newer").batches() == []


def test_a_half_written_batch_in_the_store_is_no_batch(tmp_path):
    name = behind(tmp_path, "worker").write([ferry()], VERSIONS).name
    path = tmp_path / "store" / f"{name}.zip"
    path.write_bytes(path.read_bytes()[:-1])
    assert behind(tmp_path, "loader").batches() == []
    assert not behind(tmp_path, "loader").holds(name)


def test_the_stage_is_where_the_setting_says(tmp_path):
    work = tmp_path / "home" / "facts-1"
    assert stage_at("", work) == Stage(work / "batches")
    assert stage_at(f"{tmp_path}/share", work) == Stage(tmp_path / "share" / "facts-1")
    assert stage_at("s3://bucket/stage/", work) == Stage(work / "batches", Store("s3://bucket/stage/facts-1"))
