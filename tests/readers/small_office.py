"""Small writers of DOCX, ODT and EPUB files for tests: the parts that matter, the markup as the test has it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN_DOCUMENT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "meta": "meta"
    }.items()
)  # fmt: skip

Parts = Mapping[str, str | bytes]


def zipped(parts: Parts) -> bytes:
    """An archive of these members, the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            member = zipfile.ZipInfo(name, (2024, 3, 9, 0, 0, 0))
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return buffer.getvalue()


def word_part(name: str, inner: str) -> str:
    """A part of WordprocessingML: `w:NAME` around `inner`."""
    return f"<w:{name} {_WORD}>{inner}</w:{name}>"


def docx(body: str, *, links: Mapping[str, str] | None = None, core: str = "", parts: Parts | None = None) -> bytes:
    """A DOCX file. `links` are addresses by relationship id, `core` elements of the core properties."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{said}"/></w:style>'
        for name, said in {"Title": "Title", "berschrift1": "heading 1", "H2": "heading 2", "TOC1": "toc 1",
                           "Caption": "caption"}.items()
    )  # fmt: skip
    external = "".join(
        f'<Relationship Id="{key}" Type="{_TYPE}/hyperlink" Target="{url}" TargetMode="External"/>'
        for key, url in (links or {}).items()
    )
    return zipped(
        {
            "_rels/.rels": f'<Relationships {_RELATIONSHIPS}><Relationship Id="r1" Type="{_TYPE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": word_part("document", f"<w:body>{body}</w:body>"),
            "word/styles.xml": word_part("styles", styles),
            "word/_rels/document.xml.rels": f"<Relationships {_RELATIONSHIPS}>{external}</Relationships>",
            "docProps/core.xml": '<c:coreProperties xmlns:c="urn:x" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</c:coreProperties>',
            **(parts or {}),
        }
    )


def p(words: str, style: str = "") -> str:
    """A paragraph of DOCX, its runs given or made."""
    runs = words if words.startswith("<") else f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    return f"<w:p>{f'<w:pPr><w:pStyle w:val={chr(34)}{style}{chr(34)}/></w:pPr>' if style else ''}{runs}</w:p>"


def odt(body: str, *, meta: str = "", styles: str = "", parts: Parts | None = None) -> bytes:
    """An ODT file: `body` inside `office:text`, `meta` inside `office:meta`, `styles` the automatic ones."""
    names = f'{_OPEN_DOCUMENT} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {names}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:document-meta {names}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            **(parts or {}),
        }
    )


def epub(chapters: Mapping[str, str], *, about: str = "", parts: Parts | None = None) -> bytes:
    """An EPUB file: `chapters` are bodies of XHTML by file name, in the order of the spine."""
    items = "".join(f'<item id="i{n}" href="{c}" media-type="application/xhtml+xml"/>' for n, c in enumerate(chapters))
    spine = "".join(f'<itemref idref="i{n}"/>' for n, _ in enumerate(chapters))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="book/package.opf"/></rootfiles></container>',
            "book/package.opf": '<package xmlns="http://www.idpf.org/2007/opf">'
            f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{about}</metadata>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{
                f"book/{name}": '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
                f"<head><title>{name}</title></head><body>{body}</body></html>"
                for name, body in chapters.items()
            },
            **(parts or {}),
        }
    )
