"""Gzip is unpacked within a bound, whole or not at all."""

from __future__ import annotations

import contextlib
import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers import Content, Refused, read
from pipelines.readers.limits import Limits
from pipelines.readers.unpack import gunzip

TEXT = b"Tides rose. " * 1_000
PACKED = gzip.compress(TEXT)


def code_of(data: bytes, bound: int = 1_000_000) -> str:
    with pytest.raises(Refused) as refused:
        gunzip(data, bound)
    return refused.value.code


def test_what_is_inside_comes_out_with_all_its_members_and_without_padding() -> None:
    assert gunzip(PACKED, 1_000_000) == TEXT
    assert gunzip(PACKED + gzip.compress(b"And fell.") + bytes(512), 1_000_000) == TEXT + b"And fell."
    assert gunzip(PACKED, len(TEXT)) == TEXT
    assert gunzip(gzip.compress(b""), 10) == b""


def test_more_than_the_bound_is_never_unpacked() -> None:
    assert code_of(PACKED, len(TEXT) - 1) == "unpacks_too_large"
    bomb = gzip.compress(bytes(100_000_000))
    tracemalloc.start()
    assert code_of(bomb, 1_000_000) == "unpacks_too_large"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000
    many = gzip.compress(b"x") * 2_000
    assert code_of(many, 1_999) == "unpacks_too_large"


@pytest.mark.parametrize("length", [2, 9, 10, 11, 20, len(PACKED) - 9, len(PACKED) - 1])
def test_what_is_cut_off_is_malformed(length: int) -> None:
    assert code_of(PACKED[:length]) == "malformed"


def test_what_is_broken_is_malformed() -> None:
    assert code_of(PACKED[:-8] + zlib.crc32(b"other").to_bytes(4, "little") + PACKED[-4:]) == "malformed"
    assert code_of(PACKED + b"rubbish") == "malformed"


def test_gzip_inside_gzip_is_no_format() -> None:
    assert code_of(gzip.compress(PACKED)) == "unsupported_format"


def test_the_name_inside_tells_the_format() -> None:
    opened = read("a/Tides.TXT.GZ", PACKED)
    (record,) = opened.records
    assert isinstance(record.outcome, Content)
    assert (opened.format, record.outcome.text) == ("text", TEXT.decode().strip())
    assert read("tides.jsonl.gz", gzip.compress(b'{"text": "a"}')).format == "json_lines"
    assert read("tides.md.gz", b"# Not packed at all").format == "markdown"
    for name in ("tides.gz", "tides.tar.gz", "tides"):
        with pytest.raises(Refused, match="unsupported_format"):
            read(name, PACKED)


def test_the_bound_is_that_of_the_limits() -> None:
    with pytest.raises(Refused, match="unpacks_too_large: more than 100 bytes when unpacked"):
        read("tides.txt.gz", PACKED, Limits(max_unpacked_bytes=100))


@given(st.integers(0, len(PACKED)), st.binary(max_size=20), st.integers(0, 20))
def test_any_accident_gives_bytes_or_a_reject(at: int, other: bytes, length: int) -> None:
    with contextlib.suppress(Refused):
        gunzip(PACKED[:at] + other + PACKED[at + length :], 100_000)
