from __future__ import annotations

import uuid

import pytest

from pipelines.store import Store, StoreFault


@pytest.fixture(params=["memory", "file"])
def store(request, tmp_path):
    """An empty store."""
    return Store(f"memory://{uuid.uuid4().hex}/deep" if request.param == "memory" else f"file://{tmp_path}/deep")


FILES = {"a.parquet": b"one", "b.parquet": b"two"}


def test_a_batch_is_got_as_it_was_put(store):
    store.put("batch_1", FILES)
    assert store.get("batch_1") == FILES
    assert store.names() == ["batch_1"]


def test_what_is_not_there_is_none(store):
    assert store.names() == []
    assert store.get("batch_1") is None
    store.delete("batch_1")
    store.clear()


def test_a_batch_may_be_put_twice_and_is_deleted_once(store):
    for _ in range(2):
        store.put("batch_1", FILES)
    store.put("batch_2", FILES)
    store.delete("batch_1")
    assert store.names() == ["batch_2"]
    store.clear()
    assert store.names() == []


def test_the_same_files_make_the_same_bytes(tmp_path):
    for name in "ab":
        Store(f"file://{tmp_path}").put(name, FILES)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_half_written_batch_is_none(tmp_path):
    store = Store(f"file://{tmp_path}")
    store.put("batch_1", FILES)
    whole = (tmp_path / "batch_1.zip").read_bytes()
    for length in range(len(whole)):
        (tmp_path / "batch_1.zip").write_bytes(whole[:length])
        assert store.get("batch_1") is None


@pytest.mark.parametrize("url", ["nonsense://bucket", "file:///proc/none"])
def test_a_store_that_cannot_be_used_is_one_line_that_names_it(url):
    with pytest.raises(StoreFault, match=url) as fault:
        Store(url).put("batch_1", FILES)
    assert "\n" not in str(fault.value)
