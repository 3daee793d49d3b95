"""Full dates as publishers print them."""

from datetime import date

import pytest

from pipelines.readers.full_date import full_date


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-09",
        "March 9, 2024",
        "Mar. 9, 2024",
        "9 March 2024",
        "9th of March, 2024",
        "March 09 , 2024",
        "Saturday, March 9, 2024",
        "Sat, 9 Mar 2024",
        "MARCH 9 2024",
        "2024-03-09T17:30:00Z",
        "2024-03-09 17:30",
        "March 9, 2024, 5:30 p.m. EST",
        "March 9, 2024 at 17:30 GMT",
        " 9 March 2024. ",
    ],
)
def test_a_full_date_is_read(text: str) -> None:
    assert full_date(text) == date(2024, 3, 9)


@pytest.mark.parametrize(
    "text",
    [
        "03/09/2024",
        "9.3.2024",
        "March 2024",
        "March 9",
        "2024",
        "February 30, 2024",
        "2024-13-01",
        "Marsh 9, 2024",
        "On March 9, 2024, they met",
        "March 9, 20245",
        "",
    ],
)
def test_anything_less_or_ambiguous_is_no_date(text: str) -> None:
    assert full_date(text) is None
