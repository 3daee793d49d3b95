"""Readers: the text of a file in, its words, sections, source links and metadata out. One module a format.

A new format is one module with a `read`, and one line in `READERS`. What every reader promises: the text comes out in
the normal form of `characters.normalise`, offsets refer to it, and no input raises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from . import markdown, text
from .content import Citation, Content
from .metadata import Metadata

__all__ = ["READERS", "Citation", "Content", "Metadata", "read"]

READERS: Mapping[str, Callable[[str], Content]] = MappingProxyType({".txt": text.read, ".md": markdown.read})
"""The readers by file name suffix, in lower case."""


def read(suffix: str, source: str) -> Content:
    """The content of a decoded file; KeyError where no reader takes the suffix.

    A `.txt` that holds Markdown is read as such: people name files after what an editor opens.
    """
    reader = READERS[suffix]
    if reader is text.read and markdown.looks_like(source):
        return markdown.read(source, keep_lines=True)
    return reader(source)
