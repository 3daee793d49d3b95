"""The date a text prints over itself."""

from datetime import date

import pytest

from pipelines.ingest.dateline import find

BODY = "\n\nThe fare rose on Monday, the company said. On May 5, 2019 it had been low."


@pytest.mark.parametrize(
    "line",
    [
        "March 9, 2024",
        "Saturday, March 9, 2024",
        "(9 March 2024)",
        "Published: 9 March 2024, 10:30 GMT",
        "First published on March 9, 2024",
        "Ford Herald | March 9, 2024 | 3 min read",
        "FORD, March 9, 2024 — The fare rose.",
        "Ford, 9 March 2024 – The fare rose.",
        "FORD, Upper Shire, Mar. 9, 2024 (Echo) - The fare rose.",
    ],
)
def test_a_full_date_near_the_top_is_the_texts_date(line: str) -> None:
    assert find("Ferry fares rise\n\n" + line + BODY) == date(2024, 3, 9)


@pytest.mark.parametrize(
    "line",
    [
        "March 2024",
        "FORD, March 9 — The fare rose.",
        "On March 9, 2024, the fare rose.",
        "The March 9, 2024 - March 12, 2024 meeting was long.",
        "In Ford, March 9, 2024 was a cold day.",
        "03/09/2024",
        "Updated: March 9, 2024",
        "They met, 9 March 2024 being free: 2 - 3 people came",
    ],
)
def test_a_date_inside_a_sentence_or_without_a_year_is_not(line: str) -> None:
    assert find("Ferry fares rise\n\n" + line + BODY) is None


def test_the_entries_of_a_chronicle_date_no_document() -> None:
    assert find("Ferry chronicle\n\nMarch 9, 2024\n\nFares rose.\n\nMarch 12, 2024\n\nFares fell.") is None


def test_a_date_far_down_dates_no_document() -> None:
    assert find("A line.\n\n" * 12 + "March 9, 2024") is None
    assert find("A line.\n\n" * 11 + "March 9, 2024") == date(2024, 3, 9)
