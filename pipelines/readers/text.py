"""Plain text: the characters are the text. Only front matter leaves it; URLs stay, and are citations too."""

from __future__ import annotations

from . import front_matter, markdown, urls
from .characters import normalise, normalise_characters
from .content import Citation, Content
from .encodings import decode
from .limits import Choices, Limits


def read(data: bytes, limits: Limits, choices: Choices) -> Content:
    """The content of a plain text. One that holds Markdown is read as such: people name files after an editor."""
    return of_source(decode(data, choices))


def read_markdown(data: bytes, limits: Limits, choices: Choices) -> Content:
    """The content of a Markdown file."""
    return markdown.read(decode(data, choices))


def of_source(source: str) -> Content:
    """The content of what somebody calls plain text: Markdown where it is that beyond doubt."""
    return markdown.read(source, keep_lines=True) if markdown.looks_like(source) else of_text(source)


def of_text(text: str) -> Content:
    """The content of a text that is nothing but text. It has no sections."""
    metadata, faults, body = front_matter.split(normalise_characters(text))
    body = normalise(body)
    citations = tuple(Citation(start, end, body[start:end]) for start, end in urls.find(body))
    return Content(body, (), citations, metadata, faults)
