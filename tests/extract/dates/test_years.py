"""Dates that leave out their year, month or day."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.extract.model import Section

from .conftest import Find, days


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was founded on 4 May 1901. On 6 June it opened.", "1901-06-06"),
        ("It was founded in May 1901. In July it opened.", "1901-07"),
        ("In 1998 he left Oslo. In March he joined a bank.", "1998-03"),
        ("They surrendered on December 7, 1941. In January the others followed.", "1942-01"),
        ("The round was held on February 18, 2025. For example, on January 19, he had said no.", "2025-01-19"),
        ("It began on 10 March 1975, before a campaign planned for 1976. On 11 March the town fell.", "1975-03-11"),
        ("It closed on 2 May 1999. It opened again on the 28th.", "1999-05-28"),
        ("She wed in 1973. Her father died in March the same year.", "1973-03"),
        ("She wed in June 1973. He died in August of that year.", "1973-08"),
    ],
)
def test_a_missing_part_comes_from_the_date_that_the_story_has_come_to(find: Find, text: str, value: str) -> None:
    assert find(text)[-1].value == value
    assert find(text)[-1].basis == "context"


def test_the_anchor_is_the_span_of_the_date_that_gave_the_year(find: Find) -> None:
    text = "It was founded on 4 May 1901. On 6 June it opened."
    first, second = find(text)
    assert second.anchor == (first.start, first.end)


def test_a_year_may_stand_behind_its_month(find: Find) -> None:
    first, second = find("Their spring campaign, planned since June 1942, failed.")
    assert (first.value, second.value) == ("1942-SP", "1942-06")


def test_a_heading_that_names_a_year_dates_what_stands_under_it(find: Find) -> None:
    text = "He was born on 3 May 1950.\n\nIn June he joined the firm."
    sections = (Section(0, 27, "Life"), Section(28, len(text), "Career > 1998"))
    assert find(text, None, sections)[-1].value == "1998-06"


def test_a_report_leans_on_its_own_day(find: Find) -> None:
    text = (
        "He said on Tuesday that the law, drafted in 2019, had failed in March. It comes back in May, he will insist."
    )
    tuesday, drafted, march, _ = find(text, date(2024, 4, 4))
    assert days(tuesday) == ("2024-04-02", "2024-04-02")
    assert drafted.value == "2019"
    assert (march.value, march.basis, march.anchor) == ("2024-03", "document_date", None)


def test_what_lies_ahead_takes_the_coming_date(find: Find) -> None:
    text = "In the first quarter, exports fell, she said yesterday."
    assert find(text, date(2012, 5, 10))[0].value == "2012-Q1"
    text = "She said yesterday that the bridge will open in January."
    assert [d.value for d in find(text, date(2024, 11, 5))] == ["2024-11-04", "2025-01"]


def test_a_dateline_in_the_text_wins_over_the_day_of_publication(find: Find) -> None:
    text = "Bridge closed\n\nFriday, July 21, 2017\n\nThe bridge was closed yesterday."
    assert find(text, date(2018, 1, 1))[-1].value == "2017-07-20"


def test_a_lone_date_is_no_dateline_without_a_sign_of_one(find: Find) -> None:
    text = "Ann Lee\n\nMay 3, 1950\n\nShe was born in Leeds. On Friday, she said, it will rain."
    assert find(text, date(2018, 1, 1))[-1].value == "2018-01-05"


def test_without_any_anchor_a_date_stays_open(find: Find) -> None:
    (value,) = find("They met in October.")
    assert (value.value, value.starts_on, value.precision) == ("XXXX-10", None, "vague")


def test_a_leap_day_without_a_year_falls_into_a_leap_year(find: Find) -> None:
    assert find("He came on 3 May 2007. On February 29 he left.")[1].value == "2008-02-29"
    assert find("He came on 3 May 1901. On February 29 he left.")[1].value == "1904-02-29"


def test_a_day_that_its_month_does_not_have_is_no_date(find: Find) -> None:
    assert all(d.precision == "vague" or d.value == "2021" for d in find("On February 31, 2021 nothing happened."))


@pytest.mark.parametrize(("text", "value"), [("In '42 he fled.", "1942"), ("It was the summer of '69.", "1969-SU")])
def test_a_year_of_two_digits_finds_its_century(find: Find, text: str, value: str) -> None:
    assert find(text)[0].value == value


def test_news_leans_on_the_day_of_publication_whatever_other_years_it_mentions(find: Find) -> None:
    text = (
        "HARBOUR, March 31 (Wire) – The port reopened on March 20. It had closed after the flood of March 6, 2021.\n\n"
        "The first ship came in on March 27, and a second on March 29."
    )
    found = find(text, published_on=date(2025, 3, 31))
    assert [str(d.starts_on) for d in found[-2:]] == ["2025-03-27", "2025-03-29"]


def test_a_text_that_looks_back_on_one_year_stays_in_it(find: Find) -> None:
    text = (
        "Sixty years ago, on 10 June 1963, the bridge was opened. A storm tore it down on 26 June.\n\n"
        "By 15 July the town had a ferry. It sank on 5 August."
    )
    assert {d.starts_on.year for d in find(text, published_on=date(2023, 6, 10)) if d.starts_on} == {1963}


def test_a_day_of_a_year_of_three_digits_is_no_count(find: Find) -> None:
    found = find("He dedicated the city on 11 May 330. A riot in January 532 had burned its church.")
    assert [d.value for d in found] == ["0330-05-11", "0532-01"]
    assert "0330-06" not in [d.value for d in find("By 11 May 2021 it was over. In June 330 people came.")]
