"""Headings that say of when a figure is."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.extract import Document
from pipelines.extract.statistics.table_cells import find
from pipelines.extract.statistics.table_cells.headings import heading
from pipelines.extract.statistics.table_cells.periods import period
from pipelines.readers import markdown


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024*", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024 (est.)", date(2024, 1, 1), date(2024, 12, 31)),
        ("2025f", date(2025, 1, 1), date(2025, 12, 31)),
        ("FY24", date(2024, 1, 1), date(2024, 12, 31)),
        ("2023/24", date(2023, 1, 1), date(2024, 12, 31)),
        ("2019–2023", date(2019, 1, 1), date(2023, 12, 31)),
        ("Q1 2024", date(2024, 1, 1), date(2024, 3, 31)),
        ("3Q24", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024 Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("H1 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("May 2025", date(2025, 5, 1), date(2025, 5, 31)),
        ("Jun-25", date(2025, 6, 1), date(2025, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("31 Dec 2024", date(2024, 12, 31), date(2024, 12, 31)),
        ("as of 1 May 2024", date(2024, 5, 1), date(2024, 5, 1)),
        ("December 2024", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_a_heading_is_a_period(text: str, first: date, last: date) -> None:
    found = period(text)
    assert found is not None
    assert found.days() == (first, last)


@pytest.mark.parametrize(
    "text", ["", "1,950", "Mayor", "2023 exports", "3-1", "2024/23", "30 Feb 2024", "99", "2024-13"]
)
def test_other_headings_are_none(text: str) -> None:
    found = period(text)
    assert found is None or found.days() is None


def test_a_quarter_takes_its_year_from_the_heading_above_or_the_caption() -> None:
    content = markdown.read("Table 1. Sales in 2024\n\n| Shop | Q1 |\n|---|---|\n| A | 4.2 |")
    (found,) = find(Document("d", content.text, None, (), content.cells))
    assert (found.as_of_start, found.as_of_end) == (date(2024, 1, 1), date(2024, 3, 31))
    assert heading("2024, Q1").period == heading("Q1 2024").period
