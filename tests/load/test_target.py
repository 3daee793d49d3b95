from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from pipelines.load import LoadError, check_target, publish
from tests.small_facts import NOON, a_batch, a_run, ferry, known, mill, sources_of


def a_folder(place: Path) -> None:
    place.mkdir()


def a_link(place: Path) -> None:
    duckdb.connect(str(place.with_name("real.duckdb"))).close()
    place.symlink_to(place.with_name("real.duckdb"))


def a_link_to_nothing(place: Path) -> None:
    place.symlink_to(place.with_name("nothing"))


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def garbage(place: Path) -> None:
    place.write_bytes(b"not a database" * 1000)


def an_empty_file(place: Path) -> None:
    place.touch()


@pytest.mark.parametrize(
    ("put", "complaint"),
    [
        (a_folder, "is a folder: name a file in it"),
        (a_link, "is a symbolic link: name the file it points to"),
        (a_link_to_nothing, "is a symbolic link"),
        (a_pipe, "is a device or a pipe"),
        (garbage, "is no DuckDB database: move it away"),
        (an_empty_file, "is no DuckDB database: move it away"),
    ],
)
def test_what_is_no_database_is_refused_in_one_line_and_left_alone(load, database, put, complaint):
    put(database)
    before = os.lstat(database)
    for attempt in (lambda: check_target(database), lambda: load(ferry())):
        with pytest.raises(LoadError, match=complaint) as refused:
            attempt()
        assert "\n" not in str(refused.value)
        assert str(database) in str(refused.value)
    assert os.lstat(database) == before
    assert not list(database.parent.glob("*.lock"))


def test_a_damaged_database_is_refused_in_one_line(load, database):
    load(ferry())
    content = bytearray(database.read_bytes())
    content[4096:8192] = bytes(4096)
    content[8192:12288] = os.urandom(4096)
    database.write_bytes(content)
    for attempt in (lambda: known(database), lambda: load(mill())):
        with pytest.raises(LoadError) as refused:
            attempt()
        assert "\n" not in str(refused.value)
    assert database.read_bytes() == content


def test_a_file_in_the_way_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LoadError, match="is no folder"):
        check_target(tmp_path / "file" / "facts.duckdb")


def test_a_folder_that_refuses_new_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(LoadError, match="change the rights of folder"):
        check_target(tmp_path / "facts.duckdb")


def test_a_folder_that_is_not_there_yet_is_made(load, tmp_path):
    database = tmp_path / "new" / "deep" / "facts.duckdb"
    check_target(database)
    assert not database.parent.exists()
    batch = a_batch(tmp_path / "stage", ferry())
    publish(database, [batch], sources=sources_of([ferry()]), rejects=[], run=a_run(), now=lambda: NOON)
    assert len(known(database)) == 1
