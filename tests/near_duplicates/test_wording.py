"""When one text is a copy of another, and when it is a text of its own."""

from __future__ import annotations

import pytest

from pipelines.near_duplicates.wording import COPY, copied, similarity, wording

from . import articles


def share(a: str, b: str) -> float | None:
    return copied(wording(a), wording(b))


@pytest.mark.parametrize(
    "name",
    [
        "NEW_HEADLINE",
        "FIRST_PARAGRAPH_CUT",
        "PARAGRAPH_DROPPED",
        "TRUNCATED",
        "AGENCY",
        "EDITED",
        "CORRECTED",
    ],
)
def test_a_text_that_was_cut_edited_or_corrected_is_a_copy(name: str) -> None:
    found = share(articles.REPORT, getattr(articles, name))
    assert found is not None
    assert COPY <= found < 1


@pytest.mark.parametrize("name", ["OF_ANOTHER_WRITER", "QUOTING"])
def test_a_report_by_another_writer_and_an_article_that_quotes_one_are_no_copies(name: str) -> None:
    assert share(articles.REPORT, getattr(articles, name)) is None


def test_bulletins_of_one_template_are_no_copies() -> None:
    assert similarity(wording(articles.BULLETIN), wording(articles.NEXT_BULLETIN)) > COPY
    assert share(articles.BULLETIN, articles.NEXT_BULLETIN) is None


def test_layout_case_and_marks_make_no_difference() -> None:
    same = articles.REPORT.upper().replace("\n\n", " ").replace(",", " –").replace(".", "!")
    assert share(articles.REPORT, same) == 1


def test_a_short_text_is_a_copy_only_of_the_same_words() -> None:
    note = "Oil closed at 70 dollars a barrel on Monday, the traders of Vessel said."
    assert share(note, note.replace(",", "")) == 1
    assert share(note, note.replace("70", "71")) is None
    assert share(note, "Nothing of note.") is None


def test_the_similarity_is_that_of_all_runs_of_four_words() -> None:
    a, b = wording("one two three four five six"), wording("Two, three: four five six seven")
    assert similarity(a, b) == 2 / 4
    assert similarity(wording("one two"), wording("One two!")) == 1


@pytest.mark.parametrize("text", ["", "  ", "–", "a"])
def test_a_text_of_hardly_any_words_has_a_wording(text: str) -> None:
    assert share(text, text) == 1
