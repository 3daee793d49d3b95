from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipelines import readers
from pipelines.readers import Content, Format, apart
from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS, Limits
from pipelines.readers.refused import CannotRead, Refused

from .misbehaving import WHOLE

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def child_that_finds_the_tests(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    apart.end()
    yield
    apart.end()


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Content:
    return apart.read("tests.readers.misbehaving", data, limits, DEFAULT_CHOICES)


def refusal(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        read(data, limits)
    return refused.value.code, refused.value.detail


def test_content_comes_back_as_it_was():
    assert read(b"") == WHOLE


def test_one_child_reads_file_after_file():
    first = read(b"who").text
    assert first != str(os.getpid())
    assert refusal(b"refuse") == ("encrypted", "no key")
    assert refusal(b"raise") == ("malformed", "its reader fails with KeyError: 'what'")
    assert read(b"who").text == first


def test_a_crash_is_a_reject_and_the_next_file_finds_a_new_child():
    first = read(b"who").text
    assert refusal(b"crash") == ("malformed", "its reader crashes on it (SIGSEGV)")
    assert refusal(b"leave") == ("malformed", "its reader crashes on it (exit code 3)")
    assert read(b"who").text != first


def test_an_endless_loop_is_ended_by_the_system():
    assert refusal(b"loop", Limits(max_seconds=0.1)) == ("too_slow", "not read after 0.1 s of computing")
    assert read(b"") == WHOLE


def test_memory_is_bounded():
    assert refusal(b"grow") == ("malformed", "its reader asks for more memory than it may have")


def test_what_a_library_prints_is_no_message():
    assert read(b"print") == WHOLE
    assert read(b"who").text.isdecimal()


def test_a_fork_starts_a_child_of_its_own():
    first = read(b"who").text
    pid = os.fork()
    if pid == 0:
        os._exit(0 if read(b"who").text != first else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert read(b"who").text == first


def test_a_child_that_does_not_start_is_the_installations_fault(monkeypatch, tmp_path):
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "pipelines" / "__init__.py").write_text("raise ImportError('half an installation')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(CannotRead, match=r"does not start \(exit code 1\): run `python -c .* install factmill again$"):
        read(b"")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert read(b"") == WHOLE
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    apart.end()
    with pytest.raises(CannotRead, match="cannot be started: No such file or directory"):
        read(b"")


def test_a_reader_that_cannot_be_loaded_is_the_installations_fault_and_ends_the_run(monkeypatch):
    with pytest.raises(CannotRead, match=r"^tests.readers.nowhere cannot be loaded \(No module named"):
        apart.read("tests.readers.nowhere", b"", DEFAULT_LIMITS, DEFAULT_CHOICES)
    monkeypatch.setattr(Format, "function", property(lambda _: lambda *_: read(b"")))
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    apart.end()
    with pytest.raises(CannotRead):
        list(readers.read("a.txt", b"Words.").records)


def test_a_missing_library_is_no_fault_of_the_file():
    with pytest.raises(CannotRead, match=r"^pipelines.readers.nowhere cannot be loaded .*; install factmill again$"):
        _ = Format("nowhere.read", (".txt",)).function
