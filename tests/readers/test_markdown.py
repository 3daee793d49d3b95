"""Markdown: markup is not text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers import Content, markdown
from pipelines.readers.characters import normalise


def text_of(source: str) -> str:
    return markdown.read(source).text


def cited(content: Content) -> list[tuple[str, str]]:
    """The words up to each citation's anchor (within its line), and its URL."""
    return [(content.text[: c.anchor + 1].rpartition("\n")[2], c.url) for c in content.citations]


def sections(content: Content) -> list[tuple[str, int, str]]:
    return [(s.heading, s.level, content.text[s.start : s.end]) for s in content.sections]


def test_headings_become_sections_and_leave_the_text() -> None:
    content = markdown.read(
        "Before all.\n\n# Trade\n\n## Exports\n\nOil rose.\n\nGas fell.\n\n### Ports\n\n## Imports\n\nFlat.\n"
    )
    assert content.text == "Before all.\n\nOil rose.\n\nGas fell.\n\nFlat."
    assert sections(content) == [
        ("Trade", 1, ""),
        ("Trade > Exports", 2, "Oil rose.\n\nGas fell."),
        ("Trade > Exports > Ports", 3, ""),
        ("Trade > Imports", 2, "Flat."),
    ]


def test_an_empty_section_stands_where_the_next_text_begins() -> None:
    content = markdown.read("# A\n\n# B\n\nText.\n\n# C\n")
    assert [(s.start, s.end) for s in content.sections] == [(0, 0), (0, 5), (5, 5)]


def test_a_skipped_level_and_a_heading_without_words_make_no_empty_path() -> None:
    content = markdown.read("# Top\n\n#### Deep\n\na b\n\n##\n\nc d\n")
    assert [s.heading for s in content.sections] == ["Top", "Top > Deep", "Top"]


def test_an_underlined_heading_is_one_but_an_underlined_paragraph_is_text() -> None:
    assert [s.heading for s in markdown.read("Trade\n=====\n\nText.").sections] == ["Trade"]
    paragraph = "A paragraph that goes on and on. " * 10
    assert text_of(f"{paragraph}\n---\n\nMore.") == f"{paragraph.strip()}\n\nMore."


def test_the_title_is_the_first_top_heading_or_one_above_all_text() -> None:
    assert markdown.read("## Kicker\n\n# The *real* title\n\nText.").metadata.title == "The real title"
    assert markdown.read("## Only this\n\nText.\n\n## And that").metadata.title == "Only this"
    assert markdown.read("Text.\n\n## Later").metadata.title is None
    assert markdown.read("---\ntitle: From above\n---\n# Heading\n\nText.").metadata.title == "From above"


@pytest.mark.parametrize(
    ("source", "text", "citations"),
    [
        (
            "Wages rose in both towns <cite>https://a.example/w</cite>. Rents fell.",
            "Wages rose in both towns. Rents fell.",
            [("Wages rose in both towns", "https://a.example/w")],
        ),
        (
            "Wages rose. <cite>https://a.example</cite> Rents fell.",
            "Wages rose. Rents fell.",
            [("Wages rose.", "https://a.example")],
        ),
        (
            "Wages rose.<cite>https://a.example</cite>Rents fell.",
            "Wages rose. Rents fell.",
            [("Wages rose.", "https://a.example")],
        ),
        (
            "<cite>https://a.example</cite> Wages rose.",
            "Wages rose.",
            [("W", "https://a.example")],
        ),
        (
            "Wages rose <cite>https://a.example, https://b.example; www.c.example/d</cite>.",
            "Wages rose.",
            [
                ("Wages rose", "https://a.example"),
                ("Wages rose", "https://b.example"),
                ("Wages rose", "www.c.example/d"),
            ],
        ),
        (
            "Read [the survey](https://a.example/s 'title') first.",
            "Read the survey first.",
            [("Read the survey", "https://a.example/s")],
        ),
        (
            "Wages rose ([1](https://a.example), [2](https://b.example)) again.",
            "Wages rose again.",
            [("Wages rose", "https://a.example"), ("Wages rose", "https://b.example")],
        ),
        ("Wages rose.[1](https://a.example)", "Wages rose.", [("Wages rose.", "https://a.example")]),
        ("Wages rose [[1]](https://a.example).", "Wages rose.", [("Wages rose", "https://a.example")]),
        ("Some [12](https://a.example) people came.", None, [("Some 12", "https://a.example")]),
        ("Wages rose (<https://a.example>).", "Wages rose.", [("Wages rose", "https://a.example")]),
        ("Wages rose (https://a.example/_x_/y).", "Wages rose.", [("Wages rose", "https://a.example/_x_/y")]),
        ("Wages rose **https://a.example** fast.", None, [("Wages rose", "https://a.example")]),
        ("[https://a.example](https://a.example) shows it.", "shows it.", [("s", "https://a.example")]),
        ("It is [here][r].\n\n[r]: https://a.example", "It is here.", [("It is here", "https://a.example")]),
        (
            'It is <a href="https://a.example?x=1&amp;y=2">here</a>.',
            None,
            [("It is here", "https://a.example?x=1&y=2")],
        ),
        ("See [below](#below) and [mail](mailto:x@y.example).", "See below and mail.", []),
        ("As <cite>The Harbour Book</cite> has it.", "As The Harbour Book has it.", []),
        ("Wages rose.\n\n<cite>https://a.example</cite>", "Wages rose.", [("Wages rose.", "https://a.example")]),
        ("Sources:\n\n- https://a.example\n- https://b.example", "Sources:", None),
        ("Not `https://a.example` but code", "Not https://a.example but code", []),
        ("Alone: <cite></cite> and <cite>", "Alone: and", []),
    ],
)
def test_links_become_citations_of_their_sentence(
    source: str, text: str | None, citations: list[tuple[str, str]] | None
) -> None:
    content = markdown.read(source)
    if text is not None:
        assert content.text == text
    if citations is not None:
        assert cited(content) == citations


def test_links_in_a_heading_belong_to_the_first_words_below_it() -> None:
    assert cited(markdown.read("a b\n\n# [Trade](https://a.example)\n\nIt grew.")) == [("I", "https://a.example")]
    assert cited(markdown.read("a b\n\n# [Trade](https://a.example)")) == [("a b", "https://a.example")]


def test_a_footnotes_links_stand_where_it_is_referred_to_and_its_words_stay() -> None:
    content = markdown.read("Wages rose[^w]. Rents fell[^none].\n\n[^w]: Labour office, *yearbook*, https://a.example")
    assert content.text == "Wages rose. Rents fell.\n\nLabour office, yearbook,"
    assert cited(content) == [("Wages rose", "https://a.example")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("It is *very* **big**, ***so*** `big` ~~small~~ __now__.", "It is very big, so big small now."),
        ("snake_case_name and 2 * 3 * 4 stay", "snake_case_name and 2 * 3 * 4 stay"),
        (r"\*not emphasis\* costs \$5", "*not emphasis* costs $5"),
        ("Q&amp;A on caf&eacute;s&nbsp;here", "Q&A on cafés here"),
        ("one line\ngoes on", "one line goes on"),
        ("one line\\\nbreaks<br>twice", "one line\nbreaks\ntwice"),
        ("- one\n- two\n  - three\n\n1. four\n2. five", "one\n\ntwo\n\nthree\n\nfour\n\nfive"),
        ("> quoted *words*\n> go on\n\nout", "quoted words go on\n\nout"),
        ("| Town | Share |\n|---|--:|\n| Ayre | **5%** |\n| Bly | |", "Town\n\nShare\n\nAyre\n\n5%\n\nBly"),
        ("| Day | What |\n|---|---|\n| 3 May 2024 | They *met*. |", "Day | What\n\n3 May 2024 | They met."),
        ("![a chart](https://a.example/c.png) Below it.", "Below it."),
        ("one <!-- hidden\n\nremark --> two", "one two"),
        ("<div>\n<p>First <b>bold</b></p><p>second</p>\n<script>x = 'no'</script>\n</div>", "First bold\n\nsecond"),
        ("    An indented paragraph is no code.", "An indented paragraph is no code."),
        ("```\nkept  as it\n  is\n```", "kept  as it\n  is"),
        ("above\n\n* * *\n\nbelow", "above\n\nbelow"),
        ("caf*e*&#x301;", "café"),
    ],
)
def test_marks_go_and_words_stay(source: str, text: str) -> None:
    assert text_of(source) == text


MARKS = r"""<cite> </cite> https://a.example/b [ ] ( ) ]( ** * _ ` ``` ~~ # > - 1. | |-|- <div> </div> <a </a> <!-- -->
href='http://q.example'> &nbsp; &#x301; \ word Said. --- key: [^1] [^1]: ![ <br> <script> &#0; é ” $ = ==="""
FRAGMENTS = st.sampled_from(
    [*MARKS.split(), "\n", "\n\n", " ", "  ", "\t", "\r", "\n---\n", "\u0301", "\ufdd0", "\u200b"]
)


@settings(max_examples=300)
@given(st.lists(FRAGMENTS, max_size=40).map("".join), st.booleans())
def test_no_mixture_of_marks_raises_or_puts_an_offset_outside_the_text(source: str, keep_lines: bool) -> None:
    content = markdown.read(source, keep_lines=keep_lines)
    assert content.text == normalise(content.text)
    at = 0
    for section in content.sections:
        assert at <= section.start <= section.end <= len(content.text)
        at = section.end
    for citation in content.citations:
        assert 0 <= citation.start <= citation.end <= len(content.text)
        assert not content.text or content.text[citation.anchor].strip()


@settings(max_examples=100)
@given(st.text(max_size=200), st.booleans())
def test_any_text_comes_out_in_normal_form(source: str, keep_lines: bool) -> None:
    content = markdown.read(source, keep_lines=keep_lines)
    assert content.text == normalise(content.text)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "[a](",
        "*a ",
        "**a",
        "_",
        "`",
        "> ",
        "- ",
        "# ",
        "<",
        "<!--",
        "<cite>",
        "<a href",
        "&",
        "(",
        "[^1]",
        "|",
        "~~a",
    ],
)
def test_hostile_repetition_is_read_like_any_text(piece: str) -> None:
    assert isinstance(text_of(piece * (20_000 // len(piece))), str)


def test_deeply_nested_quotes_and_lists_keep_their_words() -> None:
    assert text_of("> " * 60 + "deep words") == "deep words"
    assert text_of("".join(f"{'  ' * level}- item {level}\n" for level in range(30))).endswith("item 29")
