"""Plain text: the characters are the text. Only front matter leaves it; URLs stay, and are citations too."""

from __future__ import annotations

from . import front_matter, urls
from .characters import normalise, normalise_characters
from .content import Citation, Content


def read(text: str) -> Content:
    """The content of a plain text. It has no sections."""
    metadata, faults, body = front_matter.split(normalise_characters(text))
    body = normalise(body)
    citations = tuple(Citation(start, end, body[start:end]) for start, end in urls.find(body))
    return Content(body, (), citations, metadata, faults)
