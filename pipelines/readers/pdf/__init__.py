"""PDF: the words of the pages in reading order, paragraphs whole again, without running heads and page numbers.

document     a file to content
printed      stretches of printed text with their places, by pdfium
furniture    running heads, feet and page numbers
tabular      tables, and columns that are written line by line
paragraphs   lines to paragraphs and headings
hyphens      words that the end of a line parts
writing      all of it in order, notes behind the paragraph they stand under
information  title, author and day

pdfium is C++: what it does to a process is kept to a process of its own (`apart`).
"""

from __future__ import annotations

from .. import apart
from ..content import Content
from ..limits import Choices, Limits

__all__ = ["read"]


def read(data: bytes, limits: Limits, choices: Choices) -> Content:
    """The content of a PDF file.

    Raises Refused (`malformed`, `encrypted`, `too_many_pages`, `too_large`, `too_slow`, `empty`).
    """
    return apart.read("pipelines.readers.pdf.document", data, limits, choices)
