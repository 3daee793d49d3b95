"""Times told by their distance from another."""

from __future__ import annotations

from datetime import date

import pytest

from .conftest import Find, days

THURSDAY = date(2025, 2, 20)


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("It began yesterday.", "2025-02-19", "2025-02-19", "2025-02-19"),
        ("It began last week.", "2025-W07", "2025-02-10", "2025-02-16"),
        ("It begins next month, he said on Monday.", "2025-03", "2025-03-01", "2025-03-31"),
        ("It began two years ago, he said on Monday.", "2023", "2023-01-01", "2023-12-31"),
        ("It began 14 months ago, he said on Monday.", "2023-12", "2023-12-01", "2023-12-31"),
        ("It began three days ago.", "2025-02-17", "2025-02-17", "2025-02-17"),
        ("It began last Friday.", "2025-02-14", "2025-02-14", "2025-02-14"),
        ("It will begin next Monday.", "2025-02-24", "2025-02-24", "2025-02-24"),
        ("It failed last summer, he said on Monday.", "2024-SU", "2024-06-01", "2024-08-31"),
        ("It failed last winter, he said on Monday.", "2023-WI", "2023-12-01", "2024-02-29"),
        ("It failed last March, he said on Monday.", "2024-03", "2024-03-01", "2024-03-31"),
        ("It failed in March last year, he said on Monday.", "2024-03", "2024-03-01", "2024-03-31"),
        ("It begins in the spring of next year, he said on Monday.", "2026-SP", "2026-03-01", "2026-05-31"),
        ("It failed earlier this year, he said on Monday.", "2025", "2025-01-01", "2025-12-31"),
        ("It was held this weekend, on Sunday he left.", "2025-W07-WE", "2025-02-15", "2025-02-16"),
        ("The plan must be done by year end, he said on Monday.", "2025-12-31", None, "2025-12-31"),
    ],
)
def test_speech_counts_from_the_day_of_writing(find: Find, text: str, value: str, first: str, last: str) -> None:
    found = find(text, THURSDAY)[0]
    assert (found.value, *days(found)) == (value, first, last)
    assert found.basis == "document_date"


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("Two years later he moved.", "1978", "relative"),
        ("A week earlier, it rained.", "1976-W26", "relative"),
        ("The next day he left.", "1976-07-05", "relative"),
        ("The following spring he left.", "1977-SP", "relative"),
        ("The day before, it rained.", "1976-07-03", "relative"),
        ("That same year he won.", "1976", "context"),
        ("Later that month he won.", "1976-07", "context"),
        ("By the end of the year he had won.", "1976", "context"),
    ],
)
def test_a_story_counts_from_the_date_told_of_last(find: Find, text: str, value: str, basis: str) -> None:
    found = find(f"He was hired on 4 July 1976. {text}")[1]
    assert (found.value, found.basis) == (value, basis)
    assert found.anchor is not None


@pytest.mark.parametrize("text", ["Two days after the vote he left.", "A year before the war he left."])
def test_what_is_counted_from_an_event_has_no_interval(find: Find, text: str) -> None:
    found = find(f"He was hired on 4 July 1976. {text}")[1]
    assert (found.value, found.precision) == (None, "vague")
    assert days(found) == (None, None)


def test_a_date_beside_an_offset_names_it(find: Find) -> None:
    text = "He was born in 1780. Some ninety years later, in 1872, a street took his name."
    assert [d.value for d in find(text)] == ["1780", "1872", "1872"]
    assert find("On 21 July 1936, the fifth day of the revolt, they won.")[1].value == "1936-07-21"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A few months ago it failed.", "PAST_REF"),
        ("Several years later it failed.", "FUTURE_REF"),
        ("It failed in recent years.", "PAST_REF"),
        ("It will fail in the near future.", "FUTURE_REF"),
        ("It is now closed.", "PRESENT_REF"),
        ("Nowadays it is closed.", "PRESENT_REF"),
        ("By this time it had failed.", "PRESENT_REF"),
        ("During this period it had failed.", None),
    ],
)
def test_vague_references_have_no_interval(find: Find, text: str, value: str | None) -> None:
    (found,) = find(text)
    assert (found.value, found.precision, found.type) == (value, "vague", "DATE")
    assert days(found) == (None, None)


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("In the last week of September 2001 it rained.", "P1W", "2001-09-24", "2001-09-30"),
        ("The first two months of 1939 were cold.", "P2M", "1939-01-01", "1939-02-28"),
        ("Prices rose over the past six months, he said on Monday.", "P6M", "2024-08-21", "2025-02-20"),
        ("He waited three days.", "P3D", None, None),
        ("He waited a few weeks.", "PXW", None, None),
        ("It took twenty-five years.", "P25Y", None, None),
        ("It took ten or twelve years.", "P12Y", None, None),
        ("It was a months-long siege.", "PXM", None, None),
        ("In the third week of May 2012 it rained.", "P1W", "2012-05-15", "2012-05-21"),
        ("It took a month and a half.", "P1.5M", None, None),
        ("They agreed on a 30-day truce.", "P30D", None, None),
        ("It lasted 90 minutes.", "PT90M", None, None),
    ],
)
def test_durations_have_an_interval_only_where_they_are_anchored(
    find: Find, text: str, value: str, first: str | None, last: str | None
) -> None:
    found = find(text, THURSDAY)[0]
    assert (found.type, found.value, *days(found)) == ("DURATION", value, first, last)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Every April they meet.", "XXXX-04"),
        ("They meet daily.", "XXXX-XX-XX"),
        ("They meet on Mondays.", "XXXX-WXX-1"),
        ("They meet twice a week.", "P1W"),
        ("It pays 90 dollars per month.", "P1M"),
        ("Whales come here in July.", "XXXX-07"),
        ("In summer the valley can be hot.", "XXXX-SU"),
    ],
)
def test_what_recurs_is_a_set_and_no_date(find: Find, text: str, value: str) -> None:
    (found,) = find(text)
    assert (found.type, found.value, *days(found)) == ("SET", value, None, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("At 5:30 p.m. on 3 May 2001 it began.", "2001-05-03T17:30"),
        ("On the night of April 18, 1775 he rode.", "1775-04-18TNI"),
        ("Early in the morning of 25 June 1950 they came.", "1950-06-25TMO"),
        ("It took place shortly before midnight on 3 May 2001.", "2001-05-03TNI"),
        ("On 3 May 2001 it began. It ended at 10:57.", "2001-05-03T10:57"),
    ],
)
def test_a_time_of_day_finds_its_day(find: Find, text: str, value: str) -> None:
    assert value in [d.value for d in find(text) if d.type == "TIME"]
