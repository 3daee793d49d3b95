"""Whatever becomes of a file, its reader gives documents or refuses it, within time, and raises nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers import READERS, Content, Record, Refused, read
from pipelines.readers.characters import normalise
from pipelines.readers.limits import DEFAULT_CHOICES, Choices, Limits
from pipelines.time_limit import limited

from .test_corpus import CORPUS, FILES, expectation

LIMITS = Limits(max_unpacked_bytes=20_000_000)
SECONDS = 20.0
"""Computing for one small file; the slowest takes a tenth of one."""

QUICK, LONG = 12, 1_000
"""Mutated files of each format."""


@cache
def files_of(format_name: str) -> tuple[bytes, ...]:
    """The files of the corpus in a format, whole ones and broken ones."""
    suffixes = READERS[format_name].suffixes
    read_so = {name for name in FILES if any(d.get("format") == format_name for d in expectation(name)["documents"])}
    return tuple((CORPUS / name).read_bytes() for name in FILES if name in read_so or name.endswith(suffixes))


FORMATS = [name for name in READERS if files_of(name)]


@st.composite
def mutated(draw: st.DrawFn, format_name: str) -> bytes:
    """A file of the corpus after an accident: cut, overwritten, doubled, or grown together with another."""
    files = files_of(format_name)
    data = bytearray(draw(st.sampled_from(files)))
    chance = random.Random(draw(st.integers(0, 2**32)))
    for _ in range(draw(st.integers(1, 4))):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((1, 8, 200, 5_000)))
        match draw(st.sampled_from(("cut", "overwrite", "flip", "double", "drop", "splice", "nest"))):
            case "cut":
                del data[at:]
            case "overwrite":
                data[at:to] = chance.randbytes(to - at)
            case "flip" if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case "double":
                data[at:at] = data[at:to] * chance.choice((1, 50))
            case "drop":
                del data[at:to]
            case "splice":
                other = chance.choice(files)
                data[at:] = other[chance.randrange(len(other) + 1) :]
            case "nest":
                data[at:at] = chance.choice((b"<div>", b"[", b'{"a":', b"> ", b"((", b"\0", b"\xff\xfe")) * 2_000
    return bytes(data)


def records(format_name: str, data: bytes, choices: Choices) -> Iterator[Record]:
    """What the reader of a format makes of bytes, without the net that `readers.read` holds below it."""
    outcome = READERS[format_name].function(data, LIMITS, choices)
    if isinstance(outcome, Content):
        yield Record("", outcome)
    else:
        yield from outcome


def check(record: Record) -> None:
    """What every reader promises of a document."""
    content = record.outcome
    if isinstance(content, Refused):
        assert content.detail
        assert content.detail.isprintable(), content.detail
        return
    text = content.text
    assert normalise(text) == text
    ends = 0
    for section in content.sections:
        assert ends <= section.start <= section.end <= len(text)
        ends = section.end
    assert all(0 <= citation.start <= citation.end <= len(text) for citation in content.citations)
    assert all(0 <= cell.start <= cell.end <= len(text) for cell in content.cells)
    assert list(content.pages) == sorted(content.pages)
    assert all(0 <= page <= len(text) for page in content.pages)
    assert content.pages[:1] in ((), (0,))
    for value in (content.metadata.title, content.metadata.author, content.metadata.publisher):
        assert value is None or value.isprintable()


def survives(format_name: str, data: bytes, choices: Choices = DEFAULT_CHOICES) -> None:
    with limited(SECONDS):
        try:
            for record in records(format_name, data, choices):
                check(record)
        except Refused as refused:
            check(Record("", refused))


@pytest.mark.parametrize("format_name", FORMATS)
def test_mutated_files_are_read_or_refused(format_name: str) -> None:
    @settings(max_examples=QUICK, derandomize=True)
    @given(mutated(format_name))
    def holds(data: bytes) -> None:
        survives(format_name, data)

    holds()


@pytest.mark.slow
@pytest.mark.parametrize("format_name", FORMATS)
def test_very_many_mutated_files_are_read_or_refused(format_name: str) -> None:
    @settings(max_examples=LONG)
    @given(mutated(format_name), st.booleans())
    def holds(data: bytes, repair: bool) -> None:
        survives(format_name, data, Choices(fallback_encoding="cp1252" if repair else None, repair=repair))

    holds()


@settings(max_examples=100)
@given(st.sampled_from(FORMATS), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_by_any_reader(format_name: str, data: bytes) -> None:
    survives(format_name, data)


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_file_of_every_other_format_is_read_or_refused(format_name: str) -> None:
    for other in FORMATS:
        survives(format_name, files_of(other)[0])


def test_records_have_names_of_their_own_that_stay_the_same() -> None:
    for name in FILES:
        data = (CORPUS / name).read_bytes()
        try:
            first, second = ([record.name for record in read(name, data).records] for _ in range(2))
        except Refused:
            continue
        assert first == second
        assert len(set(first)) == len(first)
