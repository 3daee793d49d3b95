"""Web pages and fragments of HTML."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers import Content, Refused, html
from pipelines.readers.characters import normalise
from pipelines.readers.flow import Flow
from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS
from pipelines.readers.metadata import Metadata

STORY = (
    "<p>The council of Port Ayre met on Tuesday and voted for the new harbour, which will cost forty million crowns "
    "and open after years of delay.</p><p>The mayor said that the vote was a relief to the whole town, and that work "
    "on the piers would begin before the winter if the weather held.</p>"
)


def read(page: str) -> Content:
    return html.read(page.encode(), DEFAULT_LIMITS, DEFAULT_CHOICES)


def fragment(source: str, base: str | None = None) -> Content:
    flow = Flow()
    html.write(source, flow, base)
    return flow.content(Metadata(), ())


def head(elements: str) -> Metadata:
    return read(f"<html><head>{elements}</head><body><article>{STORY}</article></body></html>").metadata


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two <b>three</b>four", "one\ntwo threefour"),
        ("<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>", "one\n\ntwo\n\nthree"),
        ("<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree"),
        ("a\n  b\t c&nbsp;d", "a b c d"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("It rose 5.2<sup>1</sup> percent on 12 m<sup>2</sup>.", "It rose 5.2¹ percent on 12 m²."),
        ("It rose.<sup><a href='#n3'>[3]</a></sup> Then it fell.", "It rose. Then it fell."),
        ("the 21<sup>st</sup> century and H<sub>2</sub>O", "the 21st century and H2O"),
        ("She said <q>yes <b>now</b></q> to it.", "She said “yes now” to it."),
        ("seen<script>no</script><style>no</style><template>no</template> too", "seen too"),
        ("seen<span hidden>no</span><i style='Display: none'>no</i> too", "seen too"),
        ("<table><tr><td><p>left</p><p>column</p></td></tr></table>", "left\n\ncolumn"),
        ("<select><option>no</option></select>yes<button>no</button>", "yes"),
        ("<?xml version='1.0' encoding='latin-1'?><p>café</p>", "café"),
        ("caf<i>e</i>&#x301;", "café"),
    ],
)
def test_a_fragment_is_all_text(source: str, text: str) -> None:
    assert fragment(source).text == text


def test_links_are_citations_and_lean_on_the_address_of_the_page() -> None:
    content = fragment(
        "<a href='/a'>One</a>, <a href='b?c'>two</a>, <a href='#d'>three</a>, <a href='mailto:e@f.example'>four</a>,"
        " <a href='https://g.example'>five</a>, <a href='http://[bad'>six</a>",
        "https://h.example/i/",
    )
    assert [(content.text[c.start : c.end], c.url) for c in content.citations] == [
        ("One", "https://h.example/a"),
        ("two", "https://h.example/i/b?c"),
        ("five", "https://g.example"),
    ]
    assert content.text == "One, two, three, four, five, six"


def test_headings_are_sections() -> None:
    content = fragment("<h1>Trade</h1><p>a b</p><h2>Ports</h2><p>c d</p>")
    assert [(s.heading, content.text[s.start : s.end]) for s in content.sections] == [
        ("Trade", "a b"),
        ("Trade > Ports", "c d"),
    ]


@pytest.mark.parametrize(
    ("elements", "day"),
    [
        ("<meta property='article:published_time' content='2024-05-03T23:30:00-05:00'>", date(2024, 5, 3)),
        ("<meta name='DC.date.issued' content='2024-05-03'>", date(2024, 5, 3)),
        ("<meta name='dcterms.issued' content='2024-05-03'>", date(2024, 5, 3)),
        ("<meta name='date' content='3 May 2024'>", date(2024, 5, 3)),
        ("<meta name='citation_publication_date' content='2024/5/3'>", date(2024, 5, 3)),
        ("<meta property='article:modified_time' content='2024-05-03'>", None),
        ("<meta name='date' content='03/05/2024'>", None),
        ("<meta name='date' content='2 days ago'>", None),
        ("<link rel='canonical' href='https://a.example/2024/05/03/x'>", date(2024, 5, 3)),
        ("<link rel='canonical' href='https://a.example/2024/13/03/x'>", None),
        (
            '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": "2024-05-03"}</script>',
            date(2024, 5, 3),
        ),
        ("<script type='application/ld+json'>{broken</script>", None),
        ("", None),
    ],
)
def test_the_day_of_a_page_is_the_one_it_declares(elements: str, day: date | None) -> None:
    assert head(elements).published_on == day


def test_a_page_is_read_the_same_whatever_was_read_before() -> None:
    page = f"<html><body><article>{STORY}</article></body></html>"
    assert [read(page) for _ in range(3)] == [read(page)] * 3


def test_a_page_with_more_elements_than_can_be_judged_is_read_whole_but_for_its_navigation() -> None:
    page = f"<html><body><nav>Home</nav>{'<p>A line of the book.</p>' * 61_000}<footer>Imprint</footer></body></html>"
    text = read(page).text
    assert text.startswith("A line of the book.\n\nA line")
    assert "Home" not in text
    assert "Imprint" not in text


def test_a_table_that_spans_without_bound_is_read() -> None:
    row = "<tr><td rowspan=65534 colspan=99999>a<td>4.2"
    assert read(f"<html><body>{STORY}<table>{row * 300}</table></body></html>").text.endswith("4.2")


MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "<th>",
        "</td>",
        "</table>",
        "<caption>",
        "<td_colspan=5>",
        "<h1>",
        "</h1>",
        "<a_href='/x'>",
        "</a>",
        "<sup>",
        "1</sup>",
        "<q>",
        "</q>",
        "<br>",
        "<pre>",
        "<ul>",
        "<li>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<nav>",
        "<aside>",
        "<body>",
        "<head>",
        "<html_lang=en>",
        "&amp;",
        "&#0;",
        "&#x301;",
        "<base_href='//'>",
        "<meta_charset=x>",
        "<svg>",
        "<math>",
        "<font>",
        "<b",
        "hidden>",
        "word",
        "4.2",
        "2023",
        "\u200b",
        "\ufdd0",
        "⸢t0⸣",
        "é",
        '"',
        "'",
        "<",
        ">",
    ]
).map(lambda piece: piece.replace("_", " "))


@settings(max_examples=200)
@given(st.lists(MARKUP, max_size=40).map("".join))
def test_no_mixture_of_markup_raises_or_puts_an_offset_outside_the_text(source: str) -> None:
    for reader in (read, fragment):
        try:
            content = reader(source)
        except Refused:
            continue
        assert content.text == normalise(content.text)
        assert all(0 <= c.start <= c.end <= len(content.text) for c in content.citations)
        assert all(content.text[c.start : c.end].strip() for c in content.cells)
