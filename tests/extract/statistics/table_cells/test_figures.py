"""What of a cell is a figure."""

from __future__ import annotations

import pytest

from pipelines.extract.statistics.table_cells.figures import figures, says_nothing


@pytest.mark.parametrize(
    ("text", "value", "high", "comparator"),
    [
        ("4.2", 4.2, None, "="),
        ("1,250.5", 1250.5, None, "="),
        ("12 345", 12_345, None, "="),
        ("1'250", 1250, None, "="),
        ("12,34,567", 1_234_567, None, "="),
        (".5", 0.5, None, "="),
        ("−0.4", -0.4, None, "="),
        ("+0.4", 0.4, None, "="),
        ("(3.1)", -3.1, None, "="),
        ("12.3ᵃ", 12.3, None, "="),
        ("12.3 *", 12.3, None, "="),
        ("12.3 e", 12.3, None, "="),
        ("12.3[a]", 12.3, None, "="),
        ("2.1 – 2.5", 2.1, 2.5, "="),
        ("10 to 12", 10, 12, "="),
        ("<0.1", 0.1, None, "<"),
        ("≥ 5", 5, None, ">="),
        ("c. 400", 400, None, "~"),
        ("up to 5 %", 5, None, "<="),
        ("3k", 3000, None, "="),
        ("$ 1.25 million", 1.25e6, None, "="),
        ("5 USD", 5, None, "="),
        ("€5m", 5e6, None, "="),
        ("21 °C", 21, None, "="),
    ],
)
def test_a_cell_is_a_figure(text: str, value: float, high: float | None, comparator: str) -> None:
    (figure,) = figures(text)
    assert (figure.value, figure.high, figure.comparator) == (value, high, comparator)


@pytest.mark.parametrize(
    "text",
    ["", "–", "n/a", "4,2", "3-1", "10-12", "5–3", "007", "1.2.3", "10:30", "12/03/2024", "(1)", "(a)", "Article 5",
     "5 ministers", "4chan", "A4", "1/3", "3:1", "±2", "1,2345", "1.250,5", "5 apples and 3 pears", "12 %% x", "1" * 40,
     "²", "(", "$"],
)  # fmt: skip
def test_other_cells_are_none(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize("text", ["–", "..", "n/a", "N/A", "…", "", "*", "not available"])
def test_cells_that_say_there_is_nothing(text: str) -> None:
    assert says_nothing(text)
