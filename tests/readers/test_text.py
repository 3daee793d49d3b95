"""Plain text: the characters are the text."""

from datetime import date

import pytest

from pipelines.readers import Content, text
from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS
from pipelines.readers.urls import find


def read(source: str) -> Content:
    return text.read(source.encode(), DEFAULT_LIMITS, DEFAULT_CHOICES)


def cited(content: Content) -> list[tuple[str, str]]:
    return [(content.text[c.start : c.end], c.url) for c in content.citations]


def test_plain_text_keeps_its_lines_and_has_no_sections() -> None:
    content = read("Harbour reopens\n\nShips * came back.\n# 1 on the list was the Aurora.\n")
    assert content.text == "Harbour reopens\n\nShips * came back.\n# 1 on the list was the Aurora."
    assert content.sections == ()


def test_a_url_in_plain_text_stays_and_is_a_citation() -> None:
    content = read("The survey (https://stats.example/a_(b)) is out. More at https://stats.example/c.")
    assert content.text.endswith("More at https://stats.example/c.")
    assert cited(content) == [
        ("https://stats.example/a_(b)", "https://stats.example/a_(b)"),
        ("https://stats.example/c", "https://stats.example/c"),
    ]


def test_front_matter_leaves_a_plain_text() -> None:
    content = read("---\ntitle: Low water\npublished_on: 2024-03-09\n---\n\nThe river fell.\n")
    assert content.text == "The river fell."
    assert content.metadata.title == "Low water"
    assert content.metadata.published_on == date(2024, 3, 9)


def test_a_rule_above_prose_is_no_front_matter() -> None:
    text = "---\nThe river fell: nobody knows why.\n---\nMore follows."
    assert read(text).text == text


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see https://a.example/x, or (http://b.example).", ["https://a.example/x", "http://b.example"]),
        ("HTTPS://A.EXAMPLE/Q?x=1&y=2!", ["HTTPS://A.EXAMPLE/Q?x=1&y=2"]),
        ("“https://a.example/x”", ["https://a.example/x"]),
        ("https:// is no address, ftp neither", []),
        ("www.a.example is a name", []),
    ],
)
def test_bare_urls_end_where_the_sentence_goes_on(text: str, urls: list[str]) -> None:
    assert [text[start:end] for start, end in find(text)] == urls


@pytest.mark.parametrize(
    "text",
    [
        "# Heading first\n\nText.",
        "Text.\n\n## One\n\nText.\n\n## Two\n",
        "It grew <cite>https://a.example</cite>.",
        "It [grew](https://a.example).",
        "**Bold** words and **more** of them.",
    ],
)
def test_markdown_in_a_txt_file_is_read_as_markdown(text: str) -> None:
    assert "#" not in read(text).text
    assert "*" not in read(text).text
    assert "<" not in read(text).text


@pytest.mark.parametrize(
    "text",
    [
        "They sold\n# 4 of the series.",
        "A note * with a star, and ** two.",
        "Minutes\n-------\nAll were present.",
        "x < y and [sic] too",
        "1. First\n2. Second",
    ],
)
def test_plain_text_with_odd_marks_stays_as_it_is(text: str) -> None:
    assert read(text).text == text


def test_a_txt_that_is_markdown_keeps_its_single_line_ends() -> None:
    text = "**One** thing happened.\nThen **another** did.\n---\nAnd so on."
    assert read(text).text == "One thing happened.\nThen another did.\n\nAnd so on."
