"""Comparators before and behind a number, ranges and vague amounts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import Find

WORDS = (
    "$ € 5 1,000 2½ half a third of in three out doubled twice more than at least about - – to from and % percent "
    "million bn km people aged , . ( ) 19 one two dozen hundreds years old -year-old the votes G 20 fold /"
)


@pytest.mark.parametrize(
    ("phrase", "comparator"),
    [
        ("more than 40 houses", ">"),
        ("over 40 houses", ">"),
        ("well over 40 houses", ">"),
        ("in excess of 40 houses", ">"),
        ("at least 40 houses", ">="),
        ("no fewer than 40 houses", ">="),
        ("40 or more houses", ">="),
        ("40-plus houses", ">="),
        ("fewer than 40 houses", "<"),
        ("under 40 houses", "<"),
        ("just under 40 houses", "<"),
        ("up to 40 houses", "<="),
        ("as many as 40 houses", "<="),
        ("no more than 40 houses", "<="),
        ("40 houses at most", "<="),
        ("about 40 houses", "~"),
        ("nearly 40 houses", "~"),
        ("almost 40 houses", "~"),
        ("some 40 houses", "~"),
        ("an estimated 40 houses", "~"),
        ("40-odd houses", "~"),
        ("at least about 40 houses", ">="),
        ("exactly 40 houses", "="),
        ("all 40 houses", "="),
        ("40 more houses", "="),
    ],
)
def test_comparators_are_read_before_and_behind_the_number(find: Find, phrase: str, comparator: str) -> None:
    (quantity,) = find(f"The storm destroyed {phrase}.")
    assert (quantity.value, quantity.unit, quantity.comparator) == (40, "house", comparator)


@pytest.mark.parametrize("text", ["They talked about two islands.", "They fall under two heads."])
def test_a_preposition_is_no_comparator(find: Find, text: str) -> None:
    assert [q.comparator for q in find(text)] == ["="]


def test_the_span_covers_comparator_number_and_unit(find: Find) -> None:
    text = "The storm destroyed more than 40 old houses there."
    (quantity,) = find(text)
    assert quantity.text == "more than 40 old houses" == text[quantity.start : quantity.end]
    assert text[quantity.number_start : quantity.number_end] == "40"


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It takes 8-10 years.", 8, 10, "year"),
        ("It takes 8 to 10 years.", 8, 10, "year"),
        ("It takes between 8 and 10 years.", 8, 10, "year"),
        ("It takes one or two weeks.", 1, 2, "week"),
        ("It costs $2-3bn.", 2e9, 3e9, "USD"),
        ("It costs between $12 million and $20 million.", 12e6, 20e6, "USD"),
        ("It costs 5 to 10 million euros.", 5e6, 10e6, "EUR"),
        ("Two to three percent agree.", 2, 3, "percent"),
        ("It holds 200-250 seats.", 200, 250, "seat"),
        ("They waited 30 -- 40 days.", 30, 40, "day"),
        ("It flies 2,000–2,500km.", 2000, 2500, "kilometre"),
    ],
)
def test_ranges_keep_both_ends_and_share_the_unit_backwards(
    find: Find, text: str, low: float, high: float, unit: str
) -> None:
    (quantity,) = find(text)
    assert (quantity.value, quantity.value_high, quantity.unit, quantity.comparator) == (low, high, unit, "=")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.sampled_from(["-", "–", " to ", " or ", " and "]),
    st.sampled_from([" percent", " km", " houses", " million euros", "%"]),
)
def test_ranges_keep_low_below_high(find: Find, one: int, other: int, link: str, unit: str) -> None:
    for quantity in find(f"It reached between {one}{link}{other}{unit} there."):
        assert quantity.value_high is None or quantity.value < quantity.value_high


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Dozens of drones fell.", 12, 100, "drone"),
        ("Hundreds of farmers came.", 100, 1000, "farmer"),
        ("It drew thousands to the square.", 1000, 10_000, "people"),
        ("Tens of thousands of people fled.", 1e4, 1e5, "people"),
        ("Hundreds of millions of dollars were lost.", 1e8, 1e9, "USD"),
        ("Several hundred men and women came.", 200, 1000, "people"),
    ],
)
def test_vague_plurals_are_intervals(find: Find, text: str, low: float, high: float, unit: str) -> None:
    (quantity,) = find(text)
    assert (quantity.value, quantity.value_high, quantity.unit, quantity.rule) == (low, high, unit, "vague")


@pytest.mark.parametrize("text", ["Several men came.", "Many people and a few dogs came.", "A couple of friends came."])
def test_words_without_a_number_are_no_figures(find: Find, text: str) -> None:
    assert find(text) == ()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(find: Find, text: str) -> None:
    for quantity in find(text):
        assert text[quantity.start : quantity.end] == quantity.text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(WORDS.split()),
        max_size=25,
    )
)
def test_any_order_of_the_words_the_rules_look_for_is_read_without_an_error(find: Find, words: list[str]) -> None:
    text = " ".join(words)
    found = find(text)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(a.end <= b.start or a.number_end <= b.number_start for a, b in itertools.pairwise(found))
