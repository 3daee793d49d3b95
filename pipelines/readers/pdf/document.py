"""A PDF file to content, in this very process."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pypdfium2 import PdfDocument, PdfiumError

from .. import urls
from ..characters import normalise_characters
from ..content import Citation, Content
from ..limits import Choices, Limits
from ..metadata import Metadata
from ..refused import Refused
from . import information
from .furniture import without_furniture
from .hyphens import Hyphens
from .paragraphs import Typography
from .printed import Page, Printed, pages
from .tabular import parts
from .writing import Writer

__all__ = ["read"]

_TOP = 2_000
"""Characters within which a stated title is looked for."""


def read(data: bytes, limits: Limits, choices: Choices) -> Content:
    """The content of a PDF file.

    Raises Refused (`malformed`, `encrypted`, `too_many_pages`, `too_large`, `empty`).
    """
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise Refused("encrypted", "it needs a password") from error
        raise Refused("malformed", f"no PDF that can be read: {' '.join(str(error).split())[:200]}") from error
    try:
        found = pages(document, limits)
        stated = {key: normalise_characters(value) for key, value in document.get_metadata_dict().items()}
    except PdfiumError as error:
        raise Refused("malformed", f"no PDF that can be read: {' '.join(str(error).split())[:200]}") from error
    finally:
        document.close()
    if not any(page.lines for page in found):
        count = f"{len(found)} page" + ("" if len(found) == 1 else "s")
        raise Refused("empty", f"{count} without text: scanned? run OCR first" if found else "no page in it")
    return _content(found, stated)


def _content(found: list[Page], stated: dict[str, str]) -> Content:
    ordered = [list(parts(lines)) for lines in without_furniture(found)]
    prose = [part for page in ordered for part in page if isinstance(part, Printed)]
    writer = Writer(Typography(prose), Hyphens((line.text, line.hyphen) for line in prose))
    for page in ordered:
        writer.page(page)
    begun = writer.end(len(found))
    content = writer.flow.content(Metadata(), ())
    if not content.text:
        raise Refused("empty", "nothing but headings and page numbers")
    described = information.metadata(stated, writer.flow.title, content.text[:_TOP])
    return replace(content, metadata=described, citations=_citations(content), pages=begun)


def _citations(content: Content) -> tuple[Citation, ...]:
    """The links of the pages, and the bare URLs that are none."""
    linked = {citation.url for citation in content.citations}
    found = ((start, end, content.text[start:end]) for start, end in urls.find(content.text))
    bare = (Citation(start, end, url) for start, end, url in found if url not in linked)
    return tuple(sorted((*content.citations, *bare), key=lambda citation: (citation.start, citation.end)))
