"""Headings taken apart: what they name, and in which unit."""

from __future__ import annotations

import pytest

from pipelines.extract.statistics.table_cells.headings import heading


@pytest.mark.parametrize(
    ("text", "label", "unit", "scale"),
    [
        ("Exports, bn USD", "Exports", "USD", 1e9),
        ("Exports (USD bn)", "Exports", "USD", 1e9),
        ("Exports $bn", "Exports", "USD", 1e9),
        ("Exports, in millions of US dollars", "Exports", "USD", 1e6),
        ("€ million", "", "EUR", 1e6),
        ("thousands", "", "", 1e3),
        ("'000 tonnes", "", "tonne", 1e3),
        ("in %", "", "percent", 1),
        ("Share, percent", "Share", "percent", 1),
        ("% change", "change", "percent", 1),
        ("Working hours", "Working hours", "hour", 1),
        ("Weight in kg", "Weight", "kilogram", 1),
        ("Range (km)", "Range", "kilometre", 1),
        ("Price, $ per tonne", "Price", "USD per tonne", 1),
        ("Output (barrels/day)", "Output", "barrel per day", 1),
        ("Passengers, million people", "Passengers", "people", 1e6),
        ("Population (thousands) by region", "Population by region", "", 1e3),
        ("Table 3. Harvest, tonnes", "Harvest", "tonne", 1),
        ("Exports¹", "Exports", None, 1),
        ("Season", "Season", None, 1),
        ("TRY", "TRY", None, 1),
        ("Budget (bn TRY)", "Budget", "TRY", 1e9),
        ("Under 25 years", "Under 25 years", None, 1),
        ("Vitamin C", "Vitamin C", None, 1),
        ("Bly (north)", "Bly (north)", None, 1),
        ("Seats, number", "Seats", None, 1),
        ("", "", None, 1),
    ],
)
def test_a_heading_is_taken_apart(text: str, label: str, unit: str | None, scale: float) -> None:
    found = heading(text)
    assert found.label == label
    assert (found.unit.name, found.unit.scale) == (unit, scale) if unit is not None and found.unit else unit is None
