from __future__ import annotations

from datetime import date

import pytest

from pipelines.readers import Content, epub
from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS, Limits
from pipelines.readers.refused import Refused

from . import small_office

CHAPTERS = {
    "two.xhtml": "<h1>Second part</h1><p>It ended in <a href='https://example.org/a'>1872</a>.</p>",
    "one.xhtml": "<h1>First part</h1><p>It began in 1870.</p><table><tr><th>Year</th><th>Ships</th></tr>"
    "<tr><td>1870</td><td>41</td></tr></table>",
}


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Content:
    return epub.read(data, limits, DEFAULT_CHOICES)


def refusal(data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(Refused) as refused:
        read(data, limits)
    return refused.value.code


def test_chapters_come_in_the_order_of_the_spine_with_their_headings_links_and_tables():
    content = read(small_office.epub(CHAPTERS))
    assert content.text.startswith("It ended in 1872.\n\nIt began in 1870.")
    assert [section.heading for section in content.sections] == ["Second part", "First part"]
    assert [(content.text[c.start : c.end], c.url) for c in content.citations] == [("1872", "https://example.org/a")]
    assert ("41", "Ships") in [(content.text[c.start : c.end], c.column) for c in content.cells]


def test_title_authors_publisher_and_day_are_those_of_the_package():
    about = (
        "<dc:title>A book</dc:title><dc:creator>Ann Brook</dc:creator><dc:creator>Karl Brandt</dc:creator>"
        "<dc:publisher>Ford Press</dc:publisher><dc:language>en</dc:language>"
        '<dc:date xmlns:opf="http://www.idpf.org/2007/opf" opf:event="modification">2025-01-01</dc:date>'
        "<dc:date>2024-03-09T00:00:00Z</dc:date><dc:source>https://example.org/book</dc:source>"
    )
    metadata = read(small_office.epub(CHAPTERS, about=about)).metadata
    assert (metadata.title, metadata.author, metadata.publisher) == ("A book", "Ann Brook, Karl Brandt", "Ford Press")
    assert (metadata.published_on, metadata.language) == (date(2024, 3, 9), "en")
    assert metadata.url == "https://example.org/book"


@pytest.mark.parametrize("stated", ["2024", "2024-03", "soon", "2024-02-30"])
def test_a_date_that_is_no_day_is_none(stated):
    assert read(small_office.epub(CHAPTERS, about=f"<dc:date>{stated}</dc:date>")).metadata.published_on is None


def test_a_chapter_that_is_a_picture_is_passed_over():
    assert read(small_office.epub({"cover.xhtml": "<img src='a.png'/>", **CHAPTERS})).text.startswith("It ended")


def test_protected_fonts_are_no_matter_and_protected_chapters_are():
    def protected(algorithm: str) -> bytes:
        said = f'<e:EncryptionMethod xmlns:e="http://www.w3.org/2001/04/xmlenc#" Algorithm="{algorithm}"/>'
        return small_office.epub(CHAPTERS, parts={"META-INF/encryption.xml": f"<encryption>{said}</encryption>"})

    assert read(protected("http://www.idpf.org/2008/embedding")).text
    assert refusal(protected("http://www.w3.org/2001/04/xmlenc#aes128-cbc")) == "encrypted"


def test_what_cannot_be_read_is_refused_by_its_code():
    whole = small_office.epub(CHAPTERS)
    assert refusal(whole[: len(whole) // 2]) == "malformed"
    assert refusal(small_office.zipped({"mimetype": "application/epub+zip"})) == "malformed"
    assert refusal(small_office.epub(CHAPTERS, parts={"META-INF/container.xml": "<container/>"})) == "malformed"
    assert refusal(small_office.epub({"../../away.xhtml": "<p>Words.</p>"}, parts={})) == "malformed"
    assert refusal(small_office.epub({"one.xhtml": "<p> </p>"})) == "empty"
    assert (
        refusal(
            small_office.epub({"one.xhtml": b"\xff\xfe\xfa".decode("latin-1")}, parts={"book/one.xhtml": b"\x81\xff"})
        )
        == "undecodable"
    )
    assert refusal(whole, Limits(max_unpacked_bytes=500)) == "unpacks_too_large"
