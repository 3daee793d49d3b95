from __future__ import annotations

import io
from datetime import date

import pytest
from odfdo import Document, Header, Paragraph, Table

from pipelines.readers import Content, odt
from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS, Limits
from pipelines.readers.refused import Refused

from . import small_office
from .small_office import zipped


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Content:
    return odt.read(data, limits, DEFAULT_CHOICES)


def refusal(data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(Refused) as refused:
        read(data, limits)
    return refused.value.code


def test_a_document_of_another_program_is_read_with_its_heading_and_table():
    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, "Harbour"))
    document.body.append(Paragraph("The ferry  carried\tmore."))
    table = Table("T")
    table.set_values([["Country", "2023", "2024"], ["Norway", "4.1", "4.5"]])
    document.body.append(table)
    buffer = io.BytesIO()
    document.save(buffer)
    content = read(buffer.getvalue())
    assert content.text.startswith("The ferry carried more.\n\nCountry")
    assert [section.heading for section in content.sections] == ["Harbour"]
    assert [(content.text[c.start : c.end], c.row, c.column) for c in content.cells if not c.heading] == [
        ("4.1", "Norway", "2023"),
        ("4.5", "Norway", "2024"),
    ]


def test_titles_headings_lists_and_sections_keep_their_order():
    body = (
        '<text:p text:style-name="P1">The whole</text:p><text:h text:outline-level="2">Part</text:h>'
        "<text:list><text:list-item><text:p>one</text:p></text:list-item>"
        "<text:list-item><text:p>two</text:p></text:list-item></text:list>"
        "<text:section><text:p>three</text:p></text:section>"
    )
    styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    content = read(small_office.odt(body, styles=styles))
    assert content.text == "one\n\ntwo\n\nthree"
    assert [section.heading for section in content.sections] == ["The whole", "The whole > Part"]
    assert content.metadata.title == "The whole"


def test_deleted_words_comments_and_contents_are_out_and_notes_come_last():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:p>Part 1</text:p></text:table-of-content>"
        "<text:p>It<text:s text:c='3'/>rose<text:line-break/>by 5<office:annotation><text:p>sure?</text:p>"
        "</office:annotation><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note."
        "</text:p></text:note-body></text:note> percent.</text:p><text:p>After.</text:p>"
    )
    assert read(small_office.odt(body)).text == "It rose\nby 5 percent.\n\nAfter.\n\nA note."


def test_links_are_citations_of_their_words_and_text_boxes_follow_their_paragraph():
    body = (
        '<text:p>See <text:a xlink:href="https://example.org/a">the list</text:a>, '
        'not <text:a xlink:href="#b">b</text:a>.'
        "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>"
    )
    content = read(small_office.odt(body))
    assert content.text == "See the list, not b.\n\nIn a box."
    assert [(content.text[c.start : c.end], c.url) for c in content.citations] == [
        ("the list", "https://example.org/a")
    ]


def test_author_title_day_and_language_are_those_of_the_metadata():
    meta = (
        "<dc:title>Fares</dc:title><meta:initial-creator>Ann Brook</meta:initial-creator><dc:creator>B</dc:creator>"
        "<meta:creation-date>2024-03-08T09:00:00</meta:creation-date><dc:date>2024-03-09T09:00:00</dc:date>"
        "<dc:language>en-GB</dc:language>"
    )
    metadata = read(small_office.odt("<text:p>Words.</text:p>", meta=meta)).metadata
    assert (metadata.title, metadata.author) == ("Fares", "Ann Brook")
    assert (metadata.published_on, metadata.language) == (date(2024, 3, 9), "en-GB")


def test_what_cannot_be_read_is_refused_by_its_code():
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
        "<m:encryption-data/></m:file-entry></m:manifest>"
    )
    whole = small_office.odt("<text:p>Words.</text:p>")
    assert refusal(small_office.odt("", parts={"META-INF/manifest.xml": manifest})) == "encrypted"
    assert refusal(whole[: len(whole) // 2]) == "malformed"
    assert refusal(zipped({"mimetype": "application/vnd.oasis.opendocument.text"})) == "malformed"
    assert refusal(small_office.odt("", parts={"content.xml": "<a/>"})) == "malformed"
    assert refusal(small_office.odt("")) == "empty"
    assert refusal(whole, Limits(max_unpacked_bytes=100)) == "unpacks_too_large"
    assert refusal(small_office.odt("<text:p>" * 300 + "deep" + "</text:p>" * 300)) == "malformed"
