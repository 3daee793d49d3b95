from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document

from pipelines.readers import Content, docx
from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS, Limits
from pipelines.readers.office_dates import office_date
from pipelines.readers.refused import Refused

from . import small_office
from .small_office import p, word_part, zipped

BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Content:
    return docx.read(data, limits, DEFAULT_CHOICES)


def text_of(body: str, **other: object) -> str:
    return read(small_office.docx(body, **other)).text  # type: ignore[arg-type]


def refusal(data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(Refused) as refused:
        read(data, limits)
    return refused.value.code


def test_a_document_of_another_program_is_read_with_its_headings_list_table_and_properties():
    document = Document()
    document.add_heading("Harbour report", 0)
    document.add_heading("Fares", 1)
    document.add_paragraph("Lorries pay more.", style="List Bullet")
    table = document.add_table(2, 3)
    for row, cells in enumerate([["Country", "2023", "2024"], ["Norway", "4.1", "4.5"]]):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    document.core_properties.author = "Ann Brook"
    buffer = io.BytesIO()
    document.save(buffer)
    content = read(buffer.getvalue())
    assert content.text == "Lorries pay more.\n\nCountry\n\n2023\n\n2024\n\nNorway\n\n4.1\n\n4.5"
    assert [section.heading for section in content.sections] == ["Harbour report", "Fares"]
    assert [(content.text[c.start : c.end], c.row, c.column) for c in content.cells if not c.heading] == [
        ("4.1", "Norway", "2023"),
        ("4.5", "Norway", "2024"),
    ]
    assert (content.metadata.title, content.metadata.author) == ("Harbour report", "Ann Brook")


def test_headings_are_known_by_the_english_name_of_their_style_or_by_their_outline():
    outlined = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Two</w:t></w:r></w:p>'
    content = read(small_office.docx(p("One", "berschrift1") + outlined + p("Words.")))
    assert [(section.heading, section.level) for section in content.sections] == [("One", 1), ("One > Two", 2)]
    assert content.text == "Words."


def test_deleted_and_moved_words_are_out_and_inserted_ones_in():
    body = (
        "<w:p><w:r><w:t>It rose by </w:t></w:r><w:del><w:r><w:delText>5</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>6</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> gone</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t> percent.</w:t></w:r></w:moveTo></w:p>"
    )
    assert text_of(body) == "It rose by 6 percent."


def test_hidden_words_codes_of_fields_and_tables_of_contents_are_no_text():
    body = (
        p("Contents 1", "TOC1")
        + "<w:p><w:r><w:t>Shown</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE secret</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> 7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert text_of(body) == "Shown 7"


def test_breaks_tabs_hyphens_and_raised_figures_are_characters():
    body = (
        "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four 5</w:t></w:r>"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>'
    )
    assert text_of(body) == "one\ntwo three-four 5²"


def test_links_are_citations_of_their_words():
    link = '<w:p><w:r><w:t>See </w:t></w:r><w:hyperlink r:id="r9"><w:r><w:t>the list</w:t></w:r></w:hyperlink></w:p>'
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>HYPERLINK "https://example.org/b"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>it</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    content = read(small_office.docx(link + field, links={"r9": "https://example.org/a"}))
    assert content.text == "See the list\n\nit"
    assert [(content.text[c.start : c.end], c.url) for c in content.citations] == [
        ("the list", "https://example.org/a"),
        ("it", "https://example.org/b"),
    ]


def test_text_boxes_follow_their_paragraph_once_and_notes_the_text():
    body = (
        f"<w:p><w:r><w:t>Body</w:t></w:r>{BOX.format(p('In a box.'))}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    notes = word_part("footnotes", f'<w:footnote w:id="2">{p("A note.")}</w:footnote>')
    assert text_of(body + p("After."), parts={"word/footnotes.xml": notes}) == "Body\n\nIn a box.\n\nAfter.\n\nA note."


def test_merged_cells_are_one_cell():
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"

    rows = (
        cell("Year") + cell("Ships", '<w:gridSpan w:val="2"/>'),
        cell("2023", '<w:vMerge w:val="restart"/>') + cell("small") + cell("40"),
        cell("", "<w:vMerge/>") + cell("large") + cell("7"),
    )
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    content = read(small_office.docx(table))
    assert content.text.split("\n\n") == ["Year", "Ships", "2023", "small", "40", "large", "7"]


def test_a_table_that_only_lays_out_a_page_is_read_as_paragraphs():
    assert text_of(f"<w:tbl><w:tr><w:tc>{p('Left.')}</w:tc><w:tc>{p('Right.')}</w:tc></w:tr></w:tbl>") == (
        "Left.\n\nRight."
    )


@pytest.mark.parametrize(
    ("created", "changed", "day"),
    [
        ("2024-03-01T10:00:00Z", "2024-03-09T10:00:00Z", "2024-03-09"),
        ("2024-03-01T10:00:00Z", None, "2024-03-01"),
        ("2013-12-23T23:15:00Z", "2013-12-23T23:15:00Z", None),
        ("2015-03-01T10:00:00Z", "2024-03-09T10:00:00Z", None),
        ("2024-03-09T10:00:00Z", "2024-03-01T10:00:00Z", None),
        ("2024-13-09", "2024-13-09", None),
        ("yesterday", None, None),
        (None, "2024-03-09", None),
    ],
)
def test_the_day_is_that_of_the_last_saving_where_the_file_was_made_shortly_before(created, changed, day):
    assert office_date(created, changed) == day


def test_the_day_is_read_from_the_core_properties():
    core = "<dcterms:created>2024-03-01T10:00:00Z</dcterms:created><dc:language>en-GB</dc:language>"
    metadata = read(small_office.docx(p("Words."), core=core)).metadata
    assert (metadata.published_on, metadata.language) == (date(2024, 3, 1), "en-GB")


def test_what_cannot_be_read_is_refused_by_its_code():
    whole = small_office.docx(p("Words."))
    bomb = small_office.docx(p("Words."), parts={"word/media/a.bin": b"\0" * 3_000_000})
    laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + word_part("document", "<w:body>&b;</w:body>")
    assert refusal(b"PK\x03\x04 no archive") == "malformed"
    assert refusal(whole[: len(whole) // 2]) == "malformed"
    assert refusal(zipped({"word/styles.xml": "<a/>"})) == "malformed"
    assert refusal(small_office.docx(p("Words."), parts={"word/document.xml": "<w:p"})) == "malformed"
    assert refusal(small_office.docx("")) == "empty"
    assert refusal(bomb, Limits(max_unpacked_bytes=1_000_000)) == "unpacks_too_large"
    assert refusal(small_office.docx("", parts={"word/document.xml": laughs})) == "empty"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument") == "unsupported_format"


def test_an_archive_that_lies_about_its_sizes_is_stopped_while_it_is_unpacked():
    data = bytearray(small_office.docx(p("word " * 100_000)))
    real = len(small_office.word_part("document", f"<w:body>{p('word ' * 100_000)}</w:body>"))
    assert data.count(real.to_bytes(4, "little")) == 2
    lied = bytes(data).replace(real.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert refusal(lied, Limits(max_unpacked_bytes=100_000)) in ("unpacks_too_large", "malformed")
