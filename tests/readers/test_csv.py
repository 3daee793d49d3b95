"""CSV: a header, a document a row, any of the usual delimiters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers import Content, Refused, csv_rows
from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS, Choices


def read(source: str, choices: Choices = DEFAULT_CHOICES) -> dict[str, Content | Refused]:
    return {r.name: r.outcome for r in csv_rows.read_records(source.encode(), DEFAULT_LIMITS, choices)}


def texts(source: str, choices: Choices = DEFAULT_CHOICES) -> dict[str, str]:
    """The texts by name; for what is refused its code."""
    return {name: o.text if isinstance(o, Content) else o.code for name, o in read(source, choices).items()}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_found_by_the_header(delimiter: str) -> None:
    rows = [["title", "body", "date"], ["Tides", "They rose; then, as usual | they fell.", "2024-03-09"]]
    source = "\n".join(delimiter.join(f'"{field}"' for field in row) for row in rows)
    content = read(source)["row 2"]
    assert isinstance(content, Content)
    assert content.text == "They rose; then, as usual | they fell."
    assert (content.metadata.title, content.metadata.published_on) == ("Tides", date(2024, 3, 9))


def test_a_delimiter_that_stands_more_often_in_the_header_is_not_chosen_for_that() -> None:
    assert texts("text;a, b, c\nTides rose.;x") == {"row 2": "Tides rose."}


def test_a_quoted_field_may_hold_lines_quotes_and_a_whole_article() -> None:
    article = "One line.\n" * 30_000
    assert texts(f'id,text\r\n1,"He said ""no"".\r\nThen he left."\r\n2,"{article}"\r\n') == {
        "row 2": 'He said "no".\nThen he left.',
        "row 3": article.strip(),
    }


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    assert texts("\ntext\n\nTides rose.\n\nTides fell.\n") == {"row 4": "Tides rose.", "row 6": "Tides fell."}


def test_the_settings_name_the_columns() -> None:
    choices = Choices(text_column="Story, whole", title_column="no")
    content = read('text,"story, whole",no\nNo.,Yes.,7\n', choices)["row 2"]
    assert isinstance(content, Content)
    assert (content.text, content.metadata.title) == ("Yes.", "7")


def test_a_table_without_a_text_says_what_it_has_and_what_to_set() -> None:
    with pytest.raises(Refused, match=r"no column is called as texts are; FACTMILL_COLUMNS=text=NAME names it"):
        read("a,b\n1,2\n")
    with pytest.raises(Refused, match="no column 'story', as FACTMILL_COLUMNS has it; there is 'a', 'text'"):
        read("a,text\n1,2\n", Choices(text_column="story"))
    with pytest.raises(Refused, match="'c11' and 88 more"):
        read(",".join(f"c{n}" for n in range(100)))


def test_a_bad_row_is_refused_and_the_others_are_read() -> None:
    source = 'id,text\n1,Before.\n2,"a" b\n3\n4,too,many\n5,\n6,After.\n7,"never closed\n\n'
    found = read(source)
    assert texts(source) == {
        "row 2": "Before.",
        "row 3": "malformed",
        "row 4": "empty",
        "row 5": "malformed",
        "row 6": "empty",
        "row 7": "After.",
        "row 8": "malformed",
    }
    assert [found[row].detail for row in ("row 3", "row 5")] == [  # type: ignore[union-attr]
        "not CSV: ',' expected after '\"', near line 3",
        "3 fields where the header has 2",
    ]


def test_an_empty_table_gives_nothing() -> None:
    assert texts("") == texts("\n \n") == texts("text\n") == {}


@given(st.text(alphabet='ab ,;"\n\r\t|', max_size=80))
def test_no_table_raises_anything_but_refused(source: str) -> None:
    try:
        found = read("text" + source)
    except Refused:
        return
    assert all(isinstance(outcome, Content | Refused) for outcome in found.values())
