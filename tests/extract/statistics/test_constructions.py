"""The constructions that number extractors get wrong, each with its row."""

from __future__ import annotations

from datetime import date

import pytest

from .conftest import Find

Row = tuple[float, str]


def rows(find: Find, text: str) -> list[Row]:
    return [(round(s.value, 2), s.unit) for s in find(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("One in three visits ended early.", 33.33),
        ("Four out of five dentists agree.", 80),
        ("Every tenth child was ill.", 10),
        ("Nine in ten voters stayed at home.", 90),
        ("Half of the visits ended early.", 50),
        ("Two-thirds of the visits ended early.", 66.67),
        ("A quarter of the visits ended early.", 25),
        ("Nearly half the visits ended early.", 50),
    ],
)
def test_parts_of_a_whole_are_percentages_of_it(find: Find, text: str, value: float) -> None:
    (share,) = find(text)
    assert (round(share.value, 2), share.unit, share.unit_kind) == (value, "percent", "percent")
    assert share.whole is not None
    assert share.measure is not None


def test_a_number_of_a_number_is_a_count_with_its_whole(find: Find) -> None:
    part, whole = find("The alliance won 152 of 630 seats.")
    assert (part.value, part.unit, part.whole, part.measure) == (152, "seat", "630 seats", "seats won")
    assert (whole.value, whole.unit) == (630, "seat")


def test_half_of_an_amount_keeps_the_amount_as_its_whole(find: Find) -> None:
    share, amount = find("Half of the 40 billion cubic metres is sold to Turkey.")
    assert (share.value, share.unit, share.whole) == (50, "percent", "40 billion cubic metres")
    assert (share.counterpart, share.counterpart_role) == ("Turkey", "to")
    assert (amount.value, amount.unit) == (40e9, "cubic metre")


def test_a_change_has_both_ends_and_a_date_for_each(find: Find) -> None:
    (change,) = find("Trade rose from $95 billion in 2019 to $190 billion in 2022.")
    assert (change.value_from, change.value, change.unit, change.direction) == (95e9, 190e9, "USD", "up")
    assert (change.as_of_start, change.as_of_end) == (date(2019, 1, 1), date(2022, 12, 31))
    assert change.measure == "Trade"


def test_a_change_may_name_its_end_first(find: Find) -> None:
    (change,) = find("Inflation fell to 3 percent from 5 percent.")
    assert (change.value_from, change.value, change.direction) == (5, 3, "down")


def test_up_from_names_where_a_level_began(find: Find) -> None:
    (change,) = find("Oil fell to $80 a barrel, down from $95.")
    assert (change.value_from, change.value, change.unit, change.direction) == (95, 80, "USD per barrel", "down")


@pytest.mark.parametrize(
    ("text", "value", "direction"),
    [
        ("Sales doubled.", 2, "up"),
        ("Sales tripled.", 3, "up"),
        ("Sales halved.", 0.5, "down"),
        ("Sales grew tenfold.", 10, "up"),
        ("Sales have increased 18-fold.", 18, "up"),
        ("Sales fell three-fold.", 3, "down"),
    ],
)
def test_multipliers_have_a_direction(find: Find, text: str, value: float, direction: str) -> None:
    (multiplier,) = find(text)
    assert (multiplier.value, multiplier.unit, multiplier.unit_kind) == (value, "fold", "ratio")
    assert (multiplier.direction, multiplier.measure) == (direction, "Sales")


@pytest.mark.parametrize("text", ["Twice as many visitors came.", "Three times as many visitors came."])
def test_multiples_compare_and_do_not_change(find: Find, text: str) -> None:
    (multiple,) = find(text)
    assert (multiple.unit, multiple.direction, multiple.measure) == ("fold", None, "visitors")


def test_twice_by_itself_counts_occasions(find: Find) -> None:
    (occasions,) = find("They were refused visas twice.")
    assert (occasions.value, occasions.unit) == (2, "time")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The deficit narrowed by £4bn.", "down"),
        ("Profits slipped 3 percent.", "down"),
        ("The bank cut the rate by 25 basis points.", "down"),
        ("Output shrank by 2 percent.", "down"),
        ("The firm reported an increase of 7 percent.", "up"),
        ("The firm announced a 12 percent cut.", "down"),
        ("Exports climbed 9 percent.", "up"),
        ("Sales were up 4 percent.", "up"),
        ("The index is down 40 points.", "down"),
        ("Prices stand at 4 percent.", None),
        ("Unemployment stood at 5 percent.", None),
        ("Rates were left at 5 percent.", None),
        ("The army retreated 12 kilometres.", None),
        ("The town has 300 houses.", None),
    ],
)
def test_directions_belong_to_changes_only(find: Find, text: str, direction: str | None) -> None:
    assert [s.direction for s in find(text)] == [direction]


def test_the_change_and_the_level_reached_are_two_rows(find: Find) -> None:
    change, level = find("Unemployment fell by 0.4 percentage points to 5.1 percent.")
    assert (change.value, change.unit_kind, change.direction) == (0.4, "percentage_point", "down")
    assert (level.value, level.unit_kind, level.direction) == (5.1, "percent", None)
    assert change.measure == level.measure == "Unemployment"


def test_from_to_behind_a_verb_of_ranging_is_a_range(find: Find) -> None:
    (spread,) = find("Temperatures ranged from 12 to -5 degrees Celsius.")
    assert (spread.value, spread.value_high, spread.value_from, spread.direction) == (-5, 12, None, None)


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("Anna Lopez, 34, a nurse, was hurt.", 34, "Anna Lopez"),
        ("Anna Lopez, a 34-year-old nurse, was hurt.", 34, "Anna Lopez"),
        ("The 34-year-old nurse was hurt.", 34, "nurse"),
        ("The nurse, 34, was hurt.", 34, "nurse"),
        ("Children aged 8 to 10 years took part.", 8, "Children"),
        ("Anna Lopez retired. She was 61 years old.", 61, "Anna Lopez"),
    ],
)
def test_ages_are_measured_of_their_bearer(find: Find, text: str, value: float, measure: str) -> None:
    (age,) = find(text)
    assert (age.value, age.unit, age.unit_kind, age.measure) == (value, "year of age", "age", measure)


@pytest.mark.parametrize(
    ("text", "value", "unit", "measure"),
    [
        ("The crash killed six.", 6, "people", "people killed"),
        ("The ship sank, killing all six aboard.", 6, "people", "people killed"),
        ("Police said 12 were arrested.", 12, "people", "people arrested"),
        ("A panel of twelve decided.", 12, "member", "panel"),
        ("The fire destroyed 40 houses.", 40, "house", "houses destroyed"),
        ("Thirty drones were shot down.", 30, "drone", "drones shot down"),
    ],
)
def test_counts_say_what_befell_the_counted(find: Find, text: str, value: float, unit: str, measure: str) -> None:
    (count,) = find(text)
    assert (count.value, count.unit, count.measure) == (value, unit, measure)


def test_the_losing_side_of_a_vote_takes_the_unit_of_the_winning_side(find: Find) -> None:
    assert rows(find, "The motion passed by 71 votes to 63.") == [(71, "vote"), (63, "vote")]


def test_lists_of_numbers_share_the_unit_behind_the_last(find: Find) -> None:
    assert rows(find, "They grew by 4 and 7 percent.") == [(4, "percent"), (7, "percent")]
    assert rows(find, "The plants will shed 1,600 and 400 jobs.") == [(1600, "job"), (400, "job")]


def test_compounds_are_typed_by_what_they_count(find: Find) -> None:
    (length, nations) = find("A 30-day ceasefire was kept by a three-nation alliance with a four-point consensus.")
    assert (length.value, length.unit, length.unit_kind, length.measure) == (30, "day", "duration", "ceasefire")
    assert (nations.value, nations.unit, nations.unit_kind, nations.measure) == (3, "nation", "count", "alliance")
