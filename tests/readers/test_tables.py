"""Tables as cells with their headings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers.characters import normalise
from pipelines.readers.flow import Flow
from pipelines.readers.line import Line, LineWriter
from pipelines.readers.metadata import Metadata
from pipelines.readers.tables import Slot, Table, arranged, is_figure, is_period, stands_apart


def slots(*rows: str) -> list[list[Slot]]:
    """Rows of cells parted by "|"; `*` marks a heading, `>2` and `v2` at the end spans of columns and rows."""
    made = []
    for row in rows:
        made.append([])
        for cell in row.split("|"):
            words, columns, down = cell.strip(), 1, 1
            while words[-2:-1] in (">", "v"):
                columns = int(words[-1]) if words[-2] == ">" else columns
                down = int(words[-1]) if words[-2] == "v" else down
                words = words[:-2]
            made[-1].append(Slot(Line(words.lstrip("*")), words.startswith("*"), columns, down))
    return made


def told(*rows: str, head_rows: int = 0) -> dict[str, tuple[str, str]]:
    """The row and column of each cell that is no heading, by its text."""
    placed = arranged(Table(slots(*rows), head_rows))
    return {cell.line.words: (cell.row, cell.column) for row in placed for cell in row if not cell.heading}


def test_the_first_column_names_rows_and_the_head_names_columns() -> None:
    assert told("Land | Exports | Imports", "Ayre | 4 | 5", "Bly | 6 | 7", head_rows=1) == {
        "4": ("Ayre", "Exports"),
        "5": ("Ayre", "Imports"),
        "6": ("Bly", "Exports"),
        "7": ("Bly", "Imports"),
    }


def test_a_head_that_is_not_marked_is_found_above_the_first_figure() -> None:
    assert told("| 2023 | 2024", "Ayre | 4.1 | 5.2")["5.2"] == ("Ayre", "2024")
    assert told("Land | Grain", "| tonnes", "Ayre | 4.1")["4.1"] == ("Ayre", "Grain, tonnes")
    assert told("People | 5,000", "Area | 12.5 km²")["5,000"] == ("People", "")


def test_cells_that_the_markup_marks_are_headings() -> None:
    assert told("*Land | *Rank", "*Ayre | first", "*Bly | second") == {
        "first": ("Ayre", "Rank"),
        "second": ("Bly", "Rank"),
    }


def test_heads_of_several_rows_are_joined_from_top_to_bottom() -> None:
    found = told("Landv2 | Exports>2 | Imports>2", "2023 | 2024 | 2023 | 2024", "Ayre | 1.1 | 1.2 | 1.3 | 1.4")
    assert found == {
        "1.1": ("Ayre", "Exports, 2023"),
        "1.2": ("Ayre", "Exports, 2024"),
        "1.3": ("Ayre", "Imports, 2023"),
        "1.4": ("Ayre", "Imports, 2024"),
    }


def test_a_row_of_one_text_heads_the_rows_below_it() -> None:
    found = told("Land | Wheat", "North>2", "Ayre | 4.5", "South", "Bly | 6.5", "Source: the mills>2", head_rows=1)
    assert found["4.5"] == ("North, Ayre", "Wheat")
    assert found["6.5"] == ("South, Bly", "Wheat")


def test_a_column_that_groups_rows_is_part_of_their_heading() -> None:
    found = told("Side | Land | Wheat", "Northv2 | Ayre | 4.5", "Bly | 6.5", "South | Cam | 7.5", head_rows=1)
    assert [found[figure][0] for figure in ("4.5", "6.5", "7.5")] == ["North, Ayre", "North, Bly", "South, Cam"]


def test_a_column_of_ranks_names_no_row() -> None:
    assert told("No. | Land | Wheat", "1 | Ayre | 4.5", "2 | Bly | 6.5", head_rows=1)["6.5"] == ("Bly", "Wheat")


def test_years_name_rows() -> None:
    assert told("Year | Wheat", "2023 | 4.5", "2024 | 6.5", head_rows=1)["6.5"] == ("2024", "Wheat")


@pytest.mark.parametrize(
    "text",
    [
        "4.2",
        "1,250",
        "12 %",
        "$3.4 bn",
        "(3.1)",
        "−0.4",
        "+7",
        "n/a",
        "–",
        "..",
        "2.1 – 2.5",
        "12.3¹",
        "€5m",
        "NZ$ 4",
        "5pp",
    ],
)
def test_figures_are_known(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["2023", "Ayre", "5 ministers resigned", "Under 25 years", "3 May 2024", "Article 5"])
def test_words_and_times_are_no_figures(text: str) -> None:
    assert not is_figure(text)


@pytest.mark.parametrize(
    "text",
    ["2023", "FY2024", "2023/24", "2019–2023", "Q1 2024", "2024 Q3", "H1", "1H24", "May 2025", "3 May 2025",
     "May 3, 2025", "2024-05-03", "Sept. 2024", "2025 (est.)", "2024*"],
)  # fmt: skip
def test_times_are_known(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize("text", ["1,950", "Mayor 5", "2023 exports", "4.2", "12345", "M", ""])
def test_other_texts_are_no_times(text: str) -> None:
    assert not is_period(text)


def test_a_table_of_words_or_of_what_happened_when_is_read_by_its_rows() -> None:
    assert not stands_apart(Table(slots("Land | Seat", "Ayre | Port Ayre"), 1))
    assert not stands_apart(Table(slots("Day | What | Hurt", "3 May 2024 | A mill burned in Port Ayre | 12"), 1))
    assert stands_apart(Table(slots("Land | Wheat", "Ayre | 4.5"), 1))


def test_no_span_makes_a_table_grow_beyond_bounds() -> None:
    wide = Table([[Slot(Line("4.5"), columns=10**9, rows=10**9)] * 3] * 200)
    assert sum(len(row) for row in arranged(wide)) == 600
    long = Table([[Slot(Line("a"), rows=65_534)] * 150, *([[Slot(Line("1"))]] * 5_000)])
    assert len(arranged(long)) == 5_001


PIECES = st.sampled_from(
    [
        "",
        " ",
        "Ayre",
        "4.5",
        "2023",
        "–",
        "n/a",
        "12 %",
        "\u0301",
        "a\nb",
        "(1)",
        "\u200b",
        "e",
        "|",
        " | ",
        "Source: x",
        "\ud800",
    ]
)


def _line(parts: list[str], linked: bool) -> Line:
    writer = LineWriter()
    for part in parts:
        if linked:
            writer.open_link("https://a.example")
        writer.words(part)
        writer.close_link()
    return writer.line()


LINES = st.builds(_line, st.lists(PIECES, max_size=3), st.booleans())
SLOTS = st.builds(
    Slot, LINES, st.booleans(), st.sampled_from([0, 1, 1, 2, 5, 10**6]), st.sampled_from([-1, 1, 1, 2, 99])
)
TABLES = st.builds(
    Table, st.lists(st.lists(SLOTS, max_size=5), max_size=6), st.integers(0, 3), st.sampled_from(["", "C"])
)


@settings(max_examples=300)
@given(st.lists(TABLES, max_size=3))
def test_every_cell_of_any_table_spans_its_text(tables: list[Table]) -> None:
    flow = Flow()
    flow.block(Line("Before them:"))
    for table in tables:
        flow.table(table)
    content = flow.content(Metadata(), ())
    assert content.text == normalise(content.text)
    at = 0
    for cell in content.cells:
        assert at <= cell.start < cell.end
        assert content.text[cell.start : cell.end] == content.text[cell.start : cell.end].strip()
        at = cell.end
    assert at <= len(content.text)
    words = [slot.line.words for table in tables for row in table.rows for slot in row if slot.line.words]
    for cell in content.cells:
        assert content.text[cell.start : cell.end] in {normalise(text) for text in words}
