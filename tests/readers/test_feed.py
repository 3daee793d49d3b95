"""RSS and Atom: each entry a document."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers import Content, Refused, feed
from pipelines.readers.characters import normalise
from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS


def entries(items: str) -> list[tuple[str, Content | Refused]]:
    source = f"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>{items}</channel></rss>"
    return [(r.name, r.outcome) for r in feed.read_records(source.encode(), DEFAULT_LIMITS, DEFAULT_CHOICES)]


def entry(fields: str) -> Content:
    ((_, outcome),) = entries(f"<item><description>Some words.</description>{fields}</item>")
    assert isinstance(outcome, Content)
    return outcome


def test_entries_are_named_by_their_id_or_their_place() -> None:
    item = "<item><description>Words {0}.</description>{1}</item>"
    found = entries(item.format(1, "<guid>a</guid>") + item.format(2, "") + item.format(3, "<guid>a</guid>"))
    assert [name for name, _ in found] == ["a", "item 2", "item 3"]


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("<pubDate>Fri, 03 May 2024 23:30:00 -0400</pubDate>", date(2024, 5, 3)),
        ("<pubDate>3 May 2024</pubDate>", date(2024, 5, 3)),
        ("<dc:date>2024-05-03T23:30:00-04:00</dc:date>", date(2024, 5, 3)),
        ("<pubDate>2 hours ago</pubDate>", None),
        ("<pubDate>Fri, 99 May 2024 00:00:00 GMT</pubDate>", None),
        ("<pubDate></pubDate>", None),
        ("", None),
    ],
)
def test_the_day_is_that_of_the_zone_it_is_written_in(fields: str, day: date | None) -> None:
    assert entry(fields).metadata.published_on == day


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ("<author>ida@courier.example (Ida Moss)</author>", "Ida Moss"),
        ("<dc:creator>Ida Moss</dc:creator>", "Ida Moss"),
        ("<author>ida@courier.example</author>", "ida@courier.example"),
    ],
)
def test_the_author_is_the_name(fields: str, author: str) -> None:
    assert entry(fields).metadata.author == author


def test_no_entity_outside_the_feed_is_read() -> None:
    source = (
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><rss version='2.0'><channel><item>"
        "<description>a &e; b</description></item></channel></rss>"
    )
    (outcome,) = [r.outcome for r in feed.read_records(source.encode(), DEFAULT_LIMITS, DEFAULT_CHOICES)]
    assert isinstance(outcome, Content)
    assert outcome.text in ("a &e; b", "a b", "a  b")


PIECES = st.sampled_from(
    [
        "<item>",
        "</item>",
        "<title>t</title>",
        "<description>",
        "</description>",
        "&lt;p&gt;x",
        "<![CDATA[",
        "]]>",
        "&",
        "<",
        "&amp;",
        "words ",
        "<pubDate>x</pubDate>",
        "<link>http://[</link>",
        "<guid>g</guid>",
        "<content:encoded>",
        "<entry>",
        "<table>",
        "\u0301",
        "<a b='",
    ]
)


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_mixture_of_elements_raises(items: str) -> None:
    for _, outcome in entries(items):
        if isinstance(outcome, Content):
            assert outcome.text == normalise(outcome.text) != ""
