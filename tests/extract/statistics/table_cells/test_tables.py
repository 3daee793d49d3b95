"""Figures in the cells of whole tables."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipelines.extract import Document, Statistic, extract
from pipelines.extract.model import Cell
from pipelines.extract.statistics.table_cells import find
from pipelines.readers import markdown


def document(table: str) -> Document:
    content = markdown.read(table)
    return Document("d", content.text, None, content.sections, content.cells)


def told(table: str) -> dict[str, Statistic]:
    return {statistic.text: statistic for statistic in find(document(table))}


def said(table: str) -> dict[str, tuple[float, str, str | None]]:
    return {text: (s.value, s.unit, s.measure) for text, s in told(table).items()}


def test_lands_in_rows_and_measures_in_columns() -> None:
    table = """
| Land | Exports, bn USD | Imports (bn USD) | Share, percent |
|---|---|---|---|
| Ayre | 4.2 | n/a | 5 |
| Bly (north) | 1,250 | 3.1 | 62.5 % |
"""
    assert said(table) == {
        "4.2": (4.2e9, "USD", "Exports, Ayre"),
        "5": (5, "percent", "Share, Ayre"),
        "1,250": (1.25e12, "USD", "Exports, Bly (north)"),
        "3.1": (3.1e9, "USD", "Imports, Bly (north)"),
        "62.5 %": (62.5, "percent", "Share, Bly (north)"),
    }


def test_years_in_columns_date_the_figures_and_the_caption_says_what_they_are() -> None:
    found = told("Wheat harvest, thousand tonnes\n\n| | 2023 | 2024* |\n|---|---|---|\n| Ayre | 41.5 | 37.2¹ |")
    assert {t: (s.value, s.unit, s.measure, s.as_of_start, s.as_of_end) for t, s in found.items()} == {
        "41.5": (41_500, "tonne", "Wheat harvest: Ayre", date(2023, 1, 1), date(2023, 12, 31)),
        "37.2": (37_200, "tonne", "Wheat harvest: Ayre", date(2024, 1, 1), date(2024, 12, 31)),
    }


def test_years_in_rows_date_the_figures() -> None:
    found = told(
        "| Year | Deaths | Cost ($m) |\n|---|---|---|\n"
        "| 2021 | 12 | 4.2 |\n| 2022 | 1950 | $5.1 |\n| Total | 1962 | 9.3 |"
    )
    assert (found["12"].measure, found["12"].as_of_start) == ("Deaths", date(2021, 1, 1))
    assert (found["1950"].value, found["1950"].unit) == (1950, "")
    assert (found["$5.1"].value, found["$5.1"].unit, found["$5.1"].as_of_end) == (5.1e6, "USD", date(2022, 12, 31))
    assert (found["9.3"].measure, found["9.3"].as_of_start) == ("Cost, Total", None)


def test_each_row_may_have_a_unit_of_its_own() -> None:
    table = """
| Item | 2023 |
|---|---|
| Revenue, $ million | 120 |
| Profit margin, % | 12.5 |
| Employees | 1,200 |
| Earnings per share, $ | 1.4 |
| Growth, % y/y | 3 |
"""
    assert said(table) == {
        "120": (1.2e8, "USD", "Revenue"),
        "12.5": (12.5, "percent", "Profit margin"),
        "1,200": (1200, "", "Employees"),
        "1.4": (1.4, "USD", "Earnings per share"),
        "3": (3, "percent", "Growth, y/y"),
    }


def test_a_column_may_hold_the_units() -> None:
    table = """
| Indicator | Unit | 2023 |
|---|---|---|
| GDP | bn USD | 41.5 |
| Population | thousands | 8,100 |
| Foreign debt | % of GDP | 35 |
"""
    found = told(table)
    assert said(table) == {
        "41.5": (4.15e10, "USD", "GDP"),
        "8,100": (8.1e6, "", "Population"),
        "35": (35, "percent", "Foreign debt"),
    }
    assert found["35"].whole == "GDP"


def test_cells_with_units_of_their_own() -> None:
    table = """
| Metric | Value |
|---|---|
| Revenue | $4.2bn |
| Staff | over 1,200 |
| Offices | 40+ |
| Oil output | 1.9 million barrels per day |
| Distance | 12 km |
| Loss | -$3.2m |
| Growth | 2–3 % |
"""
    assert said(table) == {
        "$4.2bn": (4.2e9, "USD", "Revenue"),
        "over 1,200": (1200, "", "Staff"),
        "40+": (40, "", "Offices"),
        "1.9 million barrels per day": (1.9e6, "barrel per day", "Oil output"),
        "12 km": (12, "kilometre", "Distance"),
        "-$3.2m": (-3.2e6, "USD", "Loss"),
        "2–3 %": (2, "percent", "Growth"),
    }
    assert (told(table)["2–3 %"].value_high, told(table)["40+"].comparator, told(table)["over 1,200"].comparator) == (
        3,
        ">=",
        ">",
    )


def test_a_number_with_its_share_is_two_figures() -> None:
    assert said("| Answer | Votes |\n|---|---|\n| Yes | 1,250 (62 %) |") == {
        "1,250": (1250, "", "Votes, Yes"),
        "62 %": (62, "percent", "Votes, Yes"),
    }


def test_a_change_has_a_direction_and_a_level_has_a_sign() -> None:
    found = told("| Land | Balance (bn USD) | Change, % |\n|---|---|---|\n| A | −12.5 | −3.1 |\n| B | 2.5 | +4.1 |")
    assert [(s.value, s.direction) for s in found.values()] == [
        (-12.5e9, None),
        (3.1, "down"),
        (2.5e9, None),
        (4.1, "up"),
    ]


def test_ranks_days_codes_scores_and_years_are_no_statistics() -> None:
    table = """
| Rank | Town | Founded | Post code | Phone | Date | Score | Goals |
|---|---|---|---|---|---|---|---|
| 1 | Ayre | 1921 | 10115 | 020 7946 0958 | 12.03.2024 | 3-1 | 4 |
| 2 | Bly | 1876 | 00420 | 555-1234 | 3 May 2024 | 2–5 | 6 |
"""
    assert said(table) == {"4": (4, "", "Goals, Ayre"), "6": (6, "", "Goals, Bly")}


def test_a_table_with_decimal_commas_is_not_guessed_at() -> None:
    assert said("| Land | Price |\n|---|---|\n| A | 4,2 |\n| B | 1,250 |") == {}


def test_a_standard_error_is_no_negative_figure() -> None:
    assert said("| Variable | (1) |\n|---|---|\n| Age | 0.02 |\n| | (0.01) |") == {"0.02": (0.02, "", "(1), Age")}


def test_brackets_are_a_minus_in_accounts_and_less_sure() -> None:
    found = told("| Item | Profit, $m |\n|---|---|\n| North | (3.1) |\n| South | 4.2 |")
    assert found["(3.1)"].value == -3.1e6
    assert found["(3.1)"].confidence < found["4.2"].confidence


def test_a_figure_without_any_heading_is_no_statistic_unless_it_has_a_unit() -> None:
    text = "4.2\n\n5 km"
    cells = (Cell(0, 3), Cell(5, 9))
    assert [(s.text, s.measure) for s in find(Document("d", text, None, (), cells))] == [("5 km", None)]


def test_prose_reads_sentences_in_cells_and_tables_read_figures_once(nlp: Language) -> None:
    table = """
| Province | 2023 | Under 25 years |
|---|---|---|
| Norland | 41.5 | 12 % |
| Suderland | $3.4 bn | About 40 people moved to 2 villages. |
"""
    (facts,) = extract([document(table)], nlp)
    assert [(s.text, s.rule.partition(".")[0]) for s in facts.statistics] == [
        ("41.5", "table_cell"),
        ("12 %", "table_cell"),
        ("$3.4 bn", "table_cell"),
        ("About 40 people", "count"),
        ("2 villages", "count"),
    ]


TEXTS = st.one_of(
    st.sampled_from(
        [
            "4.2",
            "1,250",
            "$5m",
            "12 %",
            "(3.1)",
            "2023",
            "Q1",
            "n/a",
            "Exports, bn USD",
            "%",
            "Rank",
            "in",
            "per",
            "of",
            "'000",
            "(",
            "),",
            "–",
        ]
    ),
    st.text(max_size=12),
)


@settings(max_examples=300)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, st.booleans()), max_size=8))
def test_no_cell_and_no_heading_raises_and_each_statistic_is_its_characters(
    given_cells: list[tuple[str, str, str, str, bool]],
) -> None:
    text, cells = "", []
    for words, row, column, caption, is_heading in given_cells:
        cells.append(Cell(len(text), len(text) + len(words), row, column, caption, is_heading))
        text += words + "\n\n"
    for statistic in find(Document("d", text, None, (), tuple(cells))):
        assert text[statistic.start : statistic.end] == statistic.text
        assert 0 < statistic.confidence <= 1
        assert statistic.value_high is None or statistic.value_high > statistic.value
