"""JSON Lines: an object a line is a document, and a bad line harms no other."""

from __future__ import annotations

import json
from datetime import date

import pytest

from pipelines.readers import Content, Refused, json_lines
from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS, Choices


def read(source: str | bytes, choices: Choices = DEFAULT_CHOICES) -> dict[str, Content | Refused]:
    data = source if isinstance(source, bytes) else source.encode()
    return {record.name: record.outcome for record in json_lines.read_records(data, DEFAULT_LIMITS, choices)}


def texts(source: str | bytes, choices: Choices = DEFAULT_CHOICES) -> dict[str, str]:
    """The texts by name; for what is refused its code."""
    return {name: o.text if isinstance(o, Content) else o.code for name, o in read(source, choices).items()}


def test_each_line_is_a_document_named_by_its_number() -> None:
    assert texts('{"text": "Tides rose."}\r\n\n  {"text": "Tides fell."}') == {
        "line 1": "Tides rose.",
        "line 3": "Tides fell.",
    }


def test_usual_names_of_keys_are_known_whatever_their_case_and_hyphens() -> None:
    line = {
        "Headline": "Tides",
        "Article-Body": "They rose.",
        "authors": ["Ann Brook", {"name": "Bo Lind"}],
        "source": {"id": 1, "name": "The Ford Herald"},
        "publishedAt": "2024-03-09T10:00:00Z",
        "link": "https://ford.example/tides",
        "lang": "en",
        "views": 12,
    }
    content = read(json.dumps(line))[""]
    assert isinstance(content, Content)
    found = content.metadata
    assert (content.text, found.title, found.author) == ("They rose.", "Tides", "Ann Brook, Bo Lind")
    assert (found.publisher, found.published_on) == ("The Ford Herald", date(2024, 3, 9))
    assert (found.url, found.language, content.metadata_faults) == ("https://ford.example/tides", "en", ())


def test_an_empty_key_gives_way_to_the_next_of_its_kind() -> None:
    assert texts('{"text": " ", "body": "They rose.", "content": null}') == {"": "They rose."}


def test_the_settings_name_the_keys() -> None:
    choices = Choices(text_column="Abstract", published_on_column="seen")
    content = read('{"text": "No.", "abstract": "Yes.", "date": "2020-01-01", "seen": "9 March 2024"}', choices)[""]
    assert isinstance(content, Content)
    assert (content.text, content.metadata.published_on) == ("Yes.", date(2024, 3, 9))


@pytest.mark.parametrize(
    ("line", "code", "detail"),
    [
        ("nonsense", "malformed", "not JSON: Expecting value at character 0"),
        ('{"text": "cut', "malformed", "not JSON: Unterminated string starting at at character 9"),
        ("[1]", "malformed", "a list where an object is wanted"),
        ("3", "malformed", "a int where an object is wanted"),
        ("9" * 5_000, "malformed", "not JSON for a document: Exceeds the limit"),
        ("[" * 100_000, "malformed", "not JSON for a document: nested too deeply"),
        ('{"text": 3}', "malformed", "key 'text' holds a int where a text is wanted"),
        ('{"text": ""}', "empty", "nothing in key 'text'"),
        ('{"a": 1, "b": 2}', "malformed", "FACTMILL_COLUMNS=text=NAME names it; there is 'a', 'b'"),
        (b'{"text": "caf\xe9"}', "undecodable", "byte 13 (0xe9) is not UTF-8"),
    ],
)
def test_a_bad_line_is_refused_and_the_others_are_read(line: str | bytes, code: str, detail: str) -> None:
    line = line if isinstance(line, bytes) else line.encode()
    found = read(b'{"text": "Before."}\n' + line + b'\n{"text": "After."}')
    refused = found["line 2"]
    assert isinstance(refused, Refused)
    assert (refused.code, detail in refused.detail) == (code, True), refused.detail
    assert [found[name].text for name in ("line 1", "line 3")] == ["Before.", "After."]  # type: ignore[union-attr]


def test_metadata_that_is_wrong_is_said_and_the_text_is_kept() -> None:
    content = read('{"text": "They rose.", "date": "soon", "title": 3, "url": "ford.example"}')[""]
    assert isinstance(content, Content)
    assert content.text == "They rose."
    assert content.metadata_faults == (
        "title: a int where a text is wanted",
        "published_on: 'soon' is no date; write YYYY-MM-DD",
        "url: 'ford.example' does not begin with http:// or https://",
    )


def test_a_list_or_an_object_over_many_lines_is_read_too() -> None:
    items = [{"text": "Tides rose."}, {"text": "Tides fell."}]
    wanted = {"item 1": "Tides rose.", "item 2": "Tides fell."}
    for indent in (None, 2):
        assert texts(json.dumps(items, indent=indent)) == wanted
        assert texts(json.dumps({"status": "ok", "articles": items}, indent=indent)) == wanted
        assert texts(json.dumps(items[0], indent=indent)) == {"": "Tides rose."}
    assert texts("[]") == texts("") == texts(" \n") == {}


def test_a_broken_list_is_one_reject_and_not_one_a_line() -> None:
    with pytest.raises(Refused, match="malformed: not JSON"):
        read('[\n {\n "text": "Tides rose."\n },\n {\n "text": \n')


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    source = '{"text": "Café one."}\n{"text": "Café two."}'.encode(encoding)
    assert texts(source) == {"line 1": "Café one.", "line 2": "Café two."}


def test_a_fallback_encoding_counts_for_the_lines_that_need_it() -> None:
    source = '{"text": "Café one."}\n'.encode() + '{"text": "Café two."}'.encode("cp1252")
    assert texts(source, Choices(fallback_encoding="windows-1252")) == {"line 1": "Café one.", "line 2": "Café two."}


def test_markdown_in_a_text_is_read_as_in_a_text_file() -> None:
    content = read('{"text": "It [grew](https://a.example)."}')[""]
    assert isinstance(content, Content)
    assert (content.text, [c.url for c in content.citations]) == ("It grew.", ["https://a.example"])


def test_html_in_a_text_is_read_as_html() -> None:
    page = '<h2>Fares</h2><p>They <a href="/y">grew</a> &amp; grew.</p><p>So.</p>'
    source = json.dumps({"url": "https://a.example/x", "text": page})
    content = read(source)[""]
    assert isinstance(content, Content)
    assert content.text == "They grew & grew.\n\nSo."
    assert [s.heading for s in content.sections] == ["Fares"]
    assert [c.url for c in content.citations] == ["https://a.example/y"]
