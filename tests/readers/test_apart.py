from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelines.readers import Content, apart
from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS, Limits
from pipelines.readers.refused import Refused

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
