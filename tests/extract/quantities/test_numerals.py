"""The number lexer: every way of writing a number that the README names, and back again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.quantities import numerals
from pipelines.extract.quantities.lexemes import lexemes

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def read(text: str, *, loose: bool = False) -> float | None:
    """The value of a text that is one number from end to end."""
    line = lexemes(text, 0, len(text))
    number = numerals.read(line, 0, loose=loose) if line else None
    return number.value if number is not None and number.last == len(line) else None


def in_words(number: int) -> str:
    """An independent speller, to read back what the lexer reads."""
    if number < 20:
        return _ONES.split()[number]
    if number < 100:
        return _TENS.split()[number // 10 - 2] + (f"-{_ONES.split()[number % 10]}" if number % 10 else "")
    for name, size in (("billion", 10**9), ("million", 10**6), ("thousand", 1000), ("hundred", 100)):
        if number >= size:
            rest = number % size
            link = " and " if rest and (size == 100 or rest < 100) else " "
            return f"{in_words(number // size)} {name}" + (f"{link}{in_words(rest)}" if rest else "")
    raise AssertionError(number)


def in_indian_groups(number: int) -> str:
    text = str(number)
    head, tail = text[:-3], text[-3:]
    groups = []
    while head:
        head, group = head[:-2], head[-2:]
        groups.insert(0, group)
    return ",".join([*groups, tail])


@given(st.integers(0, 10**12 - 1))
def test_a_number_in_words_reads_back_the_same(number: int) -> None:
    assert read(in_words(number)) == number


@given(st.integers(1, 10**14), st.sampled_from([",", "\u00a0", "\u202f", "'", "’"]))
def test_a_number_with_thousands_separators_reads_back_the_same(number: int, mark: str) -> None:
    assert read(f"{number:,}".replace(",", mark)) == number


@given(st.integers(10**7, 10**11))
def test_a_number_in_indian_groups_reads_back_the_same(number: int) -> None:
    assert read(in_indian_groups(number)) == number


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_decimals_read_back_the_same_with_either_mark(whole: int, cents: int) -> None:
    assert read(f"{whole:,}.{cents:02}") == pytest.approx(whole + cents / 100)
    if whole >= 1000:
        assert read(f"{whole:,}".replace(",", ".") + f",{cents:02}") == pytest.approx(whole + cents / 100)


@given(
    st.integers(1, 9999),
    st.sampled_from(
        [("million", 1e6), ("bn", 1e9), ("trillion", 1e12), ("lakh", 1e5), ("crore", 1e7), ("thousand", 1e3)]
    ),
    st.sampled_from(["", " ", "-"]),
)
def test_a_magnitude_reads_back_the_same_glued_spaced_or_hyphened(
    tenths: int, scale: tuple[str, float], gap: str
) -> None:
    if gap == "-" and len(scale[0]) < 3:
        return
    assert read(f"{tenths / 10}{gap}{scale[0]}") == pytest.approx(tenths / 10 * scale[1])


@given(st.integers(1, 11), st.sampled_from([2, 3, 4, 5, 6, 8, 10, 12]))
def test_a_fraction_with_a_slash_reads_back_the_same(top: int, bottom: int) -> None:
    wanted = top / bottom if top < bottom else None
    assert read(f"{top}/{bottom}") == (pytest.approx(wanted) if wanted is not None else None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("twenty-three hundred", 2300),
        ("a hundred", 100),
        ("a hundred and five thousand", 105_000),
        ("one and a half million", 1_500_000),
        ("a million and a half", 1_500_000),
        ("two and a half", 2.5),
        ("2½", 2.5),
        ("10 1/2", 10.5),
        ("½", 0.5),
        ("two-thirds", 2 / 3),
        ("three quarters of a million", 750_000),
        ("half a million", 500_000),
        ("2.3 million", 2_300_000),
        ("700bn", 7e11),
        ("10 000", 10_000),
        ("1,234.5", 1234.5),
        ("12,34,567.89", 1_234_567.89),
        ("3,5", 3.5),
        (".5", 0.5),
        ("5k", 5000),
        ("2 hundred thousand", 200_000),
        ("two thousand million", 2e9),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, value: float) -> None:
    assert read(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["1.2.3", "1990,1991", "nineteen ninety", "twenty seventeen", "hundred", "0,123,4"])
def test_versions_lists_and_spoken_years_are_no_numbers(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(("text", "value"), [("5m", 5e6), ("2.5b", 2.5e9), ("3T", 3e12), ("40K", 40_000)])
def test_letters_are_magnitudes_only_where_the_caller_says_so(text: str, value: float) -> None:
    assert read(text, loose=True) == value
    assert read(text) is None


@given(st.text(max_size=60))
def test_any_text_is_lexed_without_an_error_and_without_losing_a_character(text: str) -> None:
    line = lexemes(text, 0, len(text))
    assert "".join(lexeme.text for lexeme in line) == "".join(text.split())
    for index in range(len(line)):
        number = numerals.read(line, index, loose=True)
        assert number is None or number.first == index < number.last <= len(line)
