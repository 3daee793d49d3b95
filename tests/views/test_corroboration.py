"""Who agrees with whom: events and figures that several sources tell, or dispute."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.told import Told, ask, warehouse

from .one_fact import copy_of, figure, meeting


def corroborated(*documents: Told) -> list[tuple[str, int]]:
    rows = ask(warehouse(*documents), "SELECT agreement, source_count FROM corroboration WHERE kind = 'statistic'")
    return [(r["agreement"], r["source_count"]) for r in rows]


def test_what_one_asserts_and_another_denies_is_disputed() -> None:
    fact = meeting("a", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    denial = meeting(
        "b", "Okafor and Ada never met on 18 February 2025", actors=("Okafor", "Ada"), factuality="negated"
    )
    connection = warehouse(fact, denial)
    assert [r["disputed"] for r in ask(connection, "SELECT disputed FROM timeline")] == [True]
    row = ask(connection, "SELECT * FROM corroboration")[0]
    assert (row["kind"], row["agreement"], row["source_count"]) == ("event", "disagree", 2)
    assert len(row["claims"]) == len(row["facts"]) == 2


def test_an_event_that_two_tell_is_corroborated_and_one_from_a_copied_sentence_is_not() -> None:
    a = meeting("a", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    copy = meeting("b", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    own = meeting("c", "Ada and Okafor met on 18 February 2025", actors=("Okafor", "Ada"))
    assert ask(warehouse(a, copy), "SELECT * FROM corroboration") == []
    rows = ask(warehouse(a, copy, own), "SELECT * FROM corroboration")
    assert [(r["agreement"], r["source_count"], r["document_count"]) for r in rows] == [("agree", 2, 3)]


def test_an_event_that_only_copies_of_one_text_tell_is_not_corroborated() -> None:
    a = meeting("a", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    edited = copy_of(a, meeting("b", "Okafor has met Ada on 18 February 2025", actors=("Okafor", "Ada")))
    own = meeting("c", "Ada and Okafor met on 18 February 2025", actors=("Okafor", "Ada"))
    timeline = ask(warehouse(a, edited), "SELECT document_count, source_count FROM timeline")
    assert timeline == [{"document_count": 2, "source_count": 1}]
    assert ask(warehouse(a, edited), "SELECT * FROM corroboration") == []
    rows = ask(warehouse(a, edited, own), "SELECT * FROM corroboration")
    assert [(r["agreement"], r["source_count"], r["document_count"]) for r in rows] == [("agree", 2, 3)]


def test_a_text_and_its_correction_are_no_dispute() -> None:
    fact = meeting("a", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    words = "Okafor and Ada never met on 18 February 2025"
    corrected = copy_of(fact, meeting("b", words, actors=("Okafor", "Ada"), factuality="negated"))
    assert ask(warehouse(fact, corrected), "SELECT disputed FROM happenings") == [{"disputed": False}]
    assert ask(warehouse(fact, corrected), "SELECT * FROM corroboration") == []


@pytest.mark.parametrize(
    ("first", "second", "agreement"),
    [
        ({"value": 5.1}, {"value": 5.1}, "agree"),
        ({"value": 5.1}, {"value": 5.0}, "agree"),  # rounded
        ({"value": 1_240_000.0, "unit": "job"}, {"value": 1_200_000.0, "unit": "job"}, "agree"),  # rounded
        ({"value": 5.1}, {"value": 5.3}, "disagree"),
        ({"value": 40.0}, {"value": 41.0}, "disagree"),
        ({"value": 0.0}, {"value": 0.0}, "agree"),
        ({"value": 50.0, "comparator": ">"}, {"value": 62.0}, "agree"),
        ({"value": 50.0, "comparator": ">"}, {"value": 45.0}, "disagree"),
        ({"value": 100.0, "comparator": "~"}, {"value": 107.0}, "agree"),
        ({"value": 8.0, "value_high": 10.0}, {"value": 9.0}, "agree"),
        ({"value": 8.0, "value_high": 10.0}, {"value": 12.0}, "disagree"),
    ],
)
def test_figures_agree_where_one_value_can_be_meant_by_both(
    first: dict[str, Any], second: dict[str, Any], agreement: str
) -> None:
    assert corroborated(figure("a", "a figure", **first), figure("b", "a number", **second)) == [(agreement, 2)]


@pytest.mark.parametrize(
    "other",
    [
        {"unit": "percentage point"},
        {"as_of_start": date(2023, 1, 1), "as_of_end": date(2023, 12, 31)},
        {"measure": "the youth jobless rate"},
        {"whole": "of women"},
        {"counterpart": "China"},
        {"direction": "up"},
    ],
    ids=str,
)
def test_figures_that_say_different_things_are_not_compared(other: dict[str, Any]) -> None:
    assert corroborated(figure("a", "a figure", 5.1), figure("b", "a number", 7.0, **other)) == []


def test_a_figure_from_a_copied_sentence_counts_once() -> None:
    sentence = "Last year the jobless rate was"
    a, b = (figure(name, "5.1 percent", 5.1, sentence=sentence) for name in "ab")
    assert corroborated(a, b) == []
    assert corroborated(a, b, figure("c", "5.1 percent", 5.1)) == [("agree", 2)]


def test_a_figure_and_its_copies_are_one_source() -> None:
    a = figure("a", "5.1 percent", 5.1)
    b = copy_of(a, figure("b", "5.1 percent", 5.1))
    assert corroborated(a, b) == []
    assert corroborated(a, b, figure("c", "5.1 percent", 5.1)) == [("agree", 2)]
    rows = ask(warehouse(a, b), "SELECT DISTINCT source FROM statistics_by_measure")
    assert rows == [{"source": a.id}]


def test_a_figure_that_a_copy_changes_takes_no_side() -> None:
    a = figure("a", "12 percent", 12.0)
    corrected = copy_of(a, figure("b", "14 percent", 14.0))
    assert corroborated(a, corrected) == []
    assert corroborated(a, corrected, figure("c", "14 percent", 14.0)) == []


def test_a_bound_far_away_neither_supports_nor_contradicts() -> None:
    assert corroborated(figure("a", "a figure", 50.0, comparator=">"), figure("b", "a number", 400.0)) == []


def test_figures_of_people_as_such_are_not_compared() -> None:
    people = {"measure": "people", "unit": "person"}
    assert corroborated(figure("a", "a figure", 5.0, **people), figure("b", "a number", 5.0, **people)) == []


def test_a_source_with_two_values_for_a_subject_takes_no_side() -> None:
    a = Told("a", "The rate was 5 percent in the north and 9 percent in the south.")
    for words, value in (("5 percent", 5.0), ("9 percent", 9.0)):
        a.statistic(words, value, "percent", measure="the jobless rate", as_of_start=date(2024, 1, 1))
    assert corroborated(a, figure("b", "5 percent", 5.0, as_of_end=None)) == []


def test_figures_without_a_date_go_by_the_month_of_publication_and_without_it_never_disagree() -> None:
    undated = {"as_of_start": None, "as_of_end": None}
    a, b = figure("a", "5 percent", 5.0, **undated), figure("b", "9 percent", 9.0, **undated)
    assert corroborated(a, b) == []
    for told, published_on in ((a, date(2024, 5, 2)), (b, date(2024, 5, 30))):
        told.rows["documents"][0].update({"published_on": published_on, "published_on_basis": "sidecar"})
    assert corroborated(a, b) == [("disagree", 2)]
