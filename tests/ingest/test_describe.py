"""Title, author, publisher and date: the better source wins, and what no source says stays unknown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipelines.ingest.describe import first_line, from_file_name
from pipelines.readers import Metadata
from tests.readers.in_formats import Article, docx, html, odt, pdf

from .folders import fill, only

STAMPED = Article("Ferry fares", "Bo Lind", date(2024, 5, 6), ("The fare rose on Monday.", "It had been low."))

TEXT = (
    "Ferry fares rise\n\nBy Ann Brook, The Ford Herald | March 3, 2021\n\nThe fare rose on Monday. It had been low.\n"
)
FRONT_MATTER = "---\ntitle: From above\nauthor: Bo Lind\npublished_on: 2023-03-03\n---\n"


def test_a_sidecar_wins_over_all_else(tmp_path: Path) -> None:
    sidecar = "title: T\nauthor: A\npublisher: P\npublished_on: 2024-03-03\nurl: https://ford.example/x\nlanguage: en\n"
    found = only(
        fill(tmp_path, {"2022-03-03_echo_fares.txt": FRONT_MATTER + TEXT, "2022-03-03_echo_fares.meta.yaml": sidecar})
    )
    assert (found.title, found.author, found.publisher) == ("T", "A", "P")
    assert (found.published_on, found.published_on_basis) == (date(2024, 3, 3), "sidecar")
    assert (found.url, found.language) == ("https://ford.example/x", "en")


def test_front_matter_wins_over_the_file_name_which_wins_over_the_byline(tmp_path: Path) -> None:
    found = only(fill(tmp_path, {"2022-03-03_echo_fares.txt": FRONT_MATTER + TEXT}))
    assert (found.title, found.author, found.publisher) == ("From above", "Bo Lind", "echo")
    assert (found.published_on, found.published_on_basis) == (date(2023, 3, 3), "front_matter")


def test_the_file_name_gives_date_and_publisher_and_the_byline_the_author(tmp_path: Path) -> None:
    found = only(fill(tmp_path, {"2022-03-03_echo_fares.txt": TEXT}))
    assert (found.title, found.author, found.publisher) == ("Ferry fares rise", "Ann Brook", "echo")
    assert (found.published_on, found.published_on_basis) == (date(2022, 3, 3), "file_name")


def test_the_byline_gives_all_it_has_and_stays_in_the_text(tmp_path: Path) -> None:
    found = only(fill(tmp_path, {"fares.txt": TEXT}))
    assert (found.author, found.publisher) == ("Ann Brook", "The Ford Herald")
    assert (found.published_on, found.published_on_basis) == (date(2021, 3, 3), "byline")
    assert found.text == TEXT.strip()


def test_a_dateline_comes_last(tmp_path: Path) -> None:
    found = only(fill(tmp_path, {"fares.txt": "FORD, March 9, 2020 — The fare rose. It had been low."}))
    assert (found.published_on, found.published_on_basis) == (date(2020, 3, 9), "dateline")


@pytest.mark.parametrize(("suffix", "made"), [("pdf", pdf), ("docx", docx), ("odt", odt)])
def test_a_stamp_of_a_program_gives_the_day_where_nobody_wrote_one(
    tmp_path: Path, suffix: str, made: Callable[[Article], bytes]
) -> None:
    stamped = only(fill(tmp_path / "stamp", {f"fares.{suffix}": made(STAMPED)}))
    assert (stamped.author, stamped.published_on, stamped.published_on_basis) == (
        "Bo Lind",
        date(2024, 5, 6),
        "metadata",
    )
    named = only(fill(tmp_path / "name", {f"2022-03-03_echo_fares.{suffix}": made(STAMPED)}))
    assert (named.author, named.published_on, named.published_on_basis) == ("Bo Lind", date(2022, 3, 3), "file_name")
    lined = replace(STAMPED, paragraphs=("FORD, March 9, 2020 — The fare rose on Monday. It had been low.",))
    dated = only(fill(tmp_path / "dateline", {f"fares.{suffix}": made(lined)}))
    assert (dated.published_on, dated.published_on_basis) == (date(2020, 3, 9), "dateline")


def test_the_day_that_a_web_page_states_goes_before_the_file_name(tmp_path: Path) -> None:
    found = only(fill(tmp_path, {"2022-03-03_echo_fares.html": html(STAMPED)}))
    assert (found.published_on, found.published_on_basis) == (date(2024, 5, 6), "metadata")


def test_nothing_is_made_up(tmp_path: Path) -> None:
    found = only(fill(tmp_path, {"fares.txt": "The fare rose on Monday. It had been low since 2020."}))
    assert (found.title, found.author, found.publisher, found.published_on, found.published_on_basis) == (None,) * 5
    assert (found.language, found.url) == (None, None)


def test_a_sidecar_may_carry_the_documents_suffix_and_then_describes_it_alone(tmp_path: Path) -> None:
    fill(tmp_path / "one", {"a.txt": "A text.", "a.txt.meta.yaml": "title: Exact", "a.meta.yaml": "title: Both"})
    assert only(tmp_path / "one").title == "Exact"


@pytest.mark.parametrize(
    ("name", "day", "publisher"),
    [
        ("2024-03-09_the-ford-herald_ferry_fares.txt", date(2024, 3, 9), "the ford herald"),
        ("2024-03-09_UN_report.md", date(2024, 3, 9), "UN"),
        ("2024-03-09_fares.txt", date(2024, 3, 9), None),
        ("2024-03-09-fares.md", date(2024, 3, 9), None),
        ("2024-03-09.txt", date(2024, 3, 9), None),
        ("2024-02-30_echo_fares.txt", None, None),
        ("20240309_echo_fares.txt", None, None),
        ("echo_2024-03-09.txt", None, None),
        ("2024-03-091.txt", None, None),
    ],
)
def test_a_file_name_says_date_and_publisher(name: str, day: date | None, publisher: str | None) -> None:
    assert from_file_name(name) == Metadata(published_on=day, publisher=publisher)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry fares rise\n\nThe fare rose.", "Ferry fares rise"),
        ("Is the U.S. ready?\nThe answer is open.", "Is the U.S. ready?"),
        ("“Low water” again\nThe river fell.", "“Low water” again"),
        ("The fare rose.\n\nIt fell.", None),
        ("and so it went\n\nIt fell.", None),
        ("Ferry fares rise", None),
        ("By Ann Brook\n\nThe fare rose.", None),
        ("March 9, 2024\n\nThe fare rose.", None),
        ("https://ford.example/\n\nThe fare rose.", None),
        ("2024\n\nThe fare rose.", None),
        ("x" * 151 + "\n\nThe fare rose.", None),
        (
            "The ferry company said on Monday that the fare for a single crossing\n"
            "would rise by a tenth from the first of the month, the third rise in\n"
            "a year that saw fuel prices double and the number of passengers fall.",
            None,
        ),
    ],
)
def test_a_short_first_line_is_the_title(text: str, title: str | None) -> None:
    assert first_line(text) == title
