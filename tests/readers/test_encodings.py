"""Bytes become the characters that were meant, or a reject that names the byte."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers.encodings import decode, known
from pipelines.readers.limits import Choices
from pipelines.readers.refused import Refused

CAFE = "Café – “open”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_utf_8_needs_no_mark_and_the_others_have_one(encoding: str) -> None:
    assert decode(CAFE.encode(encoding)) == CAFE


def test_a_mark_wins_over_what_is_declared() -> None:
    assert decode(CAFE.encode("utf-16"), declared="windows-1252") == CAFE


def test_what_is_declared_wins_over_utf_8() -> None:
    assert decode("Å".encode(), declared="windows-1251") == "Г…"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("ISO-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("latin5", "cp1254"), ("KOI8-R", "koi8-r"), ("x", "utf-8")],
)
def test_labels_mean_what_browsers_take_them_for(declared: str, encoding: str) -> None:
    text = "да" if encoding == "koi8-r" else "“ö”"
    assert decode(text.encode(encoding), declared=declared) == text


def test_a_wrong_declaration_gives_way_to_utf_8() -> None:
    assert decode(CAFE.encode(), declared="utf-16le") == CAFE
    assert decode("日本".encode(), declared="shift_jis") in ("日本", "譌･譛ｬ")
    assert decode(CAFE.encode(), declared="euc-kr") == CAFE


def test_the_fallback_comes_last_and_only_where_it_is_set() -> None:
    data = "Привет".encode("cp1251")
    assert decode(data, Choices(fallback_encoding="cp1251")) == "Привет"
    assert decode(CAFE.encode(), Choices(fallback_encoding="cp1251")) == CAFE
    with pytest.raises(Refused) as refused:
        decode(data)
    assert refused.value.code == "undecodable"
    assert refused.value.detail == "byte 0 (0xcf) is not UTF-8: invalid continuation byte; save it as UTF-8"


def test_the_reject_names_the_byte_of_the_first_encoding_that_was_tried() -> None:
    with pytest.raises(Refused, match=r"byte 3 \(0x81\) is not CP1252"):
        decode(b"caf\x81\xff", declared="latin1")


def test_mojibake_is_undone_on_request_line_by_line() -> None:
    broken = "“Café”\n" + "“Café – open".encode().decode("cp1252") + "\nplain"
    assert decode(broken.encode()) == broken
    assert decode(broken.encode(), Choices(repair=True)) == "“Café”\n“Café – open\nplain"


@pytest.mark.parametrize("name", ["rot13", "hex", "utf-7", "idna", "unicode_escape", "", "é", "x" * 999, "\0"])
def test_codecs_that_are_no_encodings_of_texts_are_unknown(name: str) -> None:
    assert known(name) is None


@given(st.binary(max_size=60), st.sampled_from([None, "latin1", "koi8-r", "utf-16", "big5", "iso-2022-jp", "nonsense"]))
def test_any_bytes_are_a_text_or_refused(data: bytes, declared: str | None) -> None:
    with contextlib.suppress(Refused):
        assert isinstance(decode(data, Choices(fallback_encoding="cp1252", repair=True), declared), str)
