"""Ranges and open bounds, with the year flowing both ways."""

from __future__ import annotations

import pytest

from .conftest import Find, days


@pytest.mark.parametrize(
    ("text", "first", "last", "edtf"),
    [
        ("She was away from 23 to 25 March 2021.", "2021-03-23", "2021-03-25", "2021-03-23/2021-03-25"),
        ("The fair ran from March 23 to 25, 2021.", "2021-03-23", "2021-03-25", "2021-03-23/2021-03-25"),
        ("They met on 5–12 September 1990.", "1990-09-05", "1990-09-12", "1990-09-05/1990-09-12"),
        ("The blockade (26 June - 4 August 1952) failed.", "1952-06-26", "1952-08-04", "1952-06-26/1952-08-04"),
        ("It rained from June to August 1801.", "1801-06-01", "1801-08-31", "1801-06/1801-08"),
        ("It froze from October to March 1945.", "1944-10-01", "1945-03-31", "1944-10/1945-03"),
        ("It froze between December 2019 and February 2020.", "2019-12-01", "2020-02-29", "2019-12/2020-02"),
        ("She taught from 1947 to 1960.", "1947-01-01", "1960-12-31", "1947/1960"),
        ("She taught there (1939–45).", "1939-01-01", "1945-12-31", "1939/1945"),
        ("The 2003/04 budget was late.", "2003-01-01", "2004-12-31", "2003/2004"),
        ("The 1998-2003 drought was long.", "1998-01-01", "2003-12-31", "1998/2003"),
        ("Sales fell from the first quarter of 2020 to the third quarter of 2021.", "2020-01-01", "2021-09-30", None),
        ("It grew from the early 1990s to the late 1990s.", "1990-01-01", "1999-12-31", "1990/1999"),
        ("The 16th to 18th centuries were cold.", "1501-01-01", "1800-12-31", "1501/1800"),
    ],
)
def test_both_ends_of_a_range_carry_its_whole_interval(
    find: Find, text: str, first: str, last: str, edtf: str | None
) -> None:
    one, other = find(text)
    assert days(one) == days(other) == (first, last)
    assert one.precision == other.precision == "range"
    assert edtf in (None, one.edtf)
    assert one.whole == other.whole == (one.start, other.end)


def test_each_end_of_a_range_keeps_the_value_of_its_own_words(find: Find) -> None:
    assert [d.value for d in find("They talked from March 23 to 25, 2021.")] == ["2021-03-23", "2021-03-25"]
    assert [d.text for d in find("They talked from March 23 to 25, 2021.")] == ["March 23", "25, 2021"]


def test_a_range_takes_its_year_from_the_date_before(find: Find) -> None:
    _, one, other = find("The first round was on February 18, 2021. From March 23 to 25, they met again.")
    assert days(one) == days(other) == ("2021-03-23", "2021-03-25")
    assert one.basis == "context"


@pytest.mark.parametrize(
    ("text", "first", "last", "qualifier", "edtf"),
    [
        ("The land has been disputed since 2014.", "2014-01-01", None, "since", "2014/.."),
        ("Ever since March 2014, it stood empty.", "2014-03-01", None, "since", "2014-03/.."),
        ("From 1928 onwards he worked alone.", "1928-01-01", None, "since", "1928/.."),
        ("The siege lasted until 2 August 1915.", None, "1915-08-02", "until", "../1915-08-02"),
        ("By 1900 the town had grown.", None, "1900-12-31", "until", "../1900"),
        ("It must be paid no later than 5 June 2020.", None, "2020-06-05", "until", "../2020-06-05"),
        ("Before 1914 nobody cared.", None, "1913-12-31", "before", "../1913"),
        ("He applied prior to 1 May 1999.", None, "1999-04-30", "before", "../1999-04-30"),
        ("After March 2015 it rose.", "2015-03-01", None, "after", "2015-03/.."),
        ("The pre-2014 borders were open.", None, "2013-12-31", "before", "../2013"),
        ("The post-2014 rules were strict.", "2014-01-01", None, "after", "2014/.."),
        ("Around 1905 he left.", "1905-01-01", "1905-12-31", "around", "1905~"),
        ("As of March 2018, it had 90 members.", "2018-03-01", "2018-03-31", "in", "2018-03"),
        ("It went on throughout 1916.", "1916-01-01", "1916-12-31", "in", "1916"),
    ],
)
def test_the_word_before_a_date_opens_one_of_its_ends(
    find: Find, text: str, first: str | None, last: str | None, qualifier: str, edtf: str
) -> None:
    (value,) = find(text)
    assert (*days(value), value.qualifier, value.edtf) == (first, last, qualifier, edtf)


def test_a_range_up_to_the_present_is_open(find: Find) -> None:
    first, present = find("She was mayor (2013 – present).")
    assert (*days(first), first.qualifier) == ("2013-01-01", None, "since")
    assert (present.value, present.precision) == ("PRESENT_REF", "vague")


def test_an_origin_is_no_bound(find: Find) -> None:
    (value,) = find("A letter from 1650 survives.")
    assert (*days(value), value.qualifier) == ("1650-01-01", "1650-12-31", "in")


def test_dates_joined_by_and_stay_apart(find: Find) -> None:
    assert [days(d)[0] for d in find("He won in 2010 and 2011.")] == ["2010-01-01", "2011-01-01"]
    assert [d.value for d in find("It snowed in August and September 1918.")] == ["1918-08", "1918-09"]
    assert [d.value for d in find("On May 4 and 5, 1865, they gave up.")] == ["1865-05-04", "1865-05-05"]


def test_between_makes_two_days_a_range(find: Find) -> None:
    one, other = find("It was open between 1st and 3rd June 2014.")
    assert days(one) == days(other) == ("2014-06-01", "2014-06-03")


def test_a_unit_behind_a_date_does_not_swallow_it(find: Find) -> None:
    assert find("They met on 5 May 2014, the week of the vote.")[0].value == "2014-05-05"


@pytest.mark.parametrize(
    "text",
    ["The road was closed after the 2008 war.", "Prices rose before the May 2021 vote.", "In a post on 3 May 2021."],
)
def test_a_bound_on_a_dated_noun_or_a_word_that_only_looks_like_one_does_not_bound_the_date(
    find: Find, text: str
) -> None:
    (only,) = find(text)
    assert only.qualifier == "in"


def test_a_list_line_that_begins_with_an_ordinal_is_no_range(find: Find) -> None:
    (only,) = find("March 18, 2021 – Second call between the two.\n")
    assert only.text == "March 18, 2021"
    (only,) = find("In 2021 the calls were as follows.\n\nMarch 18 – Second call between the two.\n")[1:]
    assert only.text == "March 18"
