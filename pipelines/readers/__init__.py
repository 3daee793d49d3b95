"""Readers: the bytes of a file in, its words, sections, source links and metadata out. One module a format.

sniff      which format a file is, by its bytes first and its name second
unpack     gzip
encodings  bytes to characters
content    what a reader gives: Content, or a Record of it for each document of a file that holds many
refused    why a file or a record is not taken

A new format is one module and one line in `READERS`. The module has `read(data, limits, choices) -> Content`, or
`read_records(data, limits, choices) -> Iterator[Record]` for files of many documents, and raises Refused for what it
cannot take. What every reader promises: the text comes out in the normal form of `characters.normalise`, offsets refer
to it, and no input raises anything else.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipelines.time_limit import TooSlow, limited

from . import sniff, unpack
from .content import Citation, Content, Record
from .limits import DEFAULT_CHOICES, DEFAULT_LIMITS, Choices, Limits
from .metadata import Metadata
from .refused import CannotRead, Refused
from .sniff import HEAD

__all__ = [
    "HEAD",
    "READERS",
    "Citation",
    "Content",
    "Format",
    "Metadata",
    "Opened",
    "Record",
    "has_reader",
    "is_readable",
    "read",
    "unsupported",
]


@dataclass(frozen=True, slots=True)
class Format:
    """How files of a format are read: the function below this package, and the suffixes of their names.

    Modules are imported when the first such file is met: some take most of a second.
    """

    reader: str
    suffixes: tuple[str, ...]

    @property
    def function(self) -> Callable[[bytes, Limits, Choices], Content | Iterator[Record]]:
        """The reader itself. Raises CannotRead where the library it needs is missing or broken."""
        module, _, name = f"{__name__}.{self.reader}".rpartition(".")
        try:
            function: Callable[[bytes, Limits, Choices], Content | Iterator[Record]]
            function = getattr(importlib.import_module(module), name)
        except (ImportError, OSError) as error:
            raise CannotRead.for_want_of(module, error) from error
        return function


READERS: Mapping[str, Format] = MappingProxyType(
    {
        "text": Format("text.read", (".txt", ".text")),
        "markdown": Format("text.read_markdown", (".md", ".markdown")),
        "html": Format("html.read", (".html", ".htm", ".xhtml")),
        "pdf": Format("pdf.read", (".pdf",)),
        "docx": Format("docx.read", (".docx", ".docm")),
        "odt": Format("odt.read", (".odt", ".ott")),
        "epub": Format("epub.read", (".epub",)),
        "feed": Format("feed.read_records", (".rss", ".atom", ".rdf")),
        "email": Format("email.read", (".eml", ".mbox")),
        "json_lines": Format("json_lines.read_records", (".jsonl", ".ndjson", ".json")),
        "csv": Format("csv_rows.read_records", (".csv", ".tsv")),
    }
)
"""The formats that are read, by the name that `documents.format` gives them."""

_FORMAT_OF = {suffix: name for name, known in READERS.items() for suffix in known.suffixes}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose format is known. `records` are its documents, read as they are asked for; one where it holds one.

    Where reading is over before its end (`too_slow`, broken data), the last record is a Refused that says so.
    """

    format: str
    records: Iterator[Record]


def has_reader(name: str) -> bool:
    """Whether a file is called as those of some format are, compressed or not."""
    return sniff.suffix(unpack.inner_name(name)) in _FORMAT_OF


def is_readable(head: bytes) -> bool:
    """Whether the first `HEAD` bytes of a file are those of a format that is known by its signature."""
    return unpack.is_gzip(head) or head.startswith(b"PK\x03\x04") or sniff.signed_format(head) in READERS


def unsupported(name: str) -> Refused:
    """Why a file of this name is not read where its bytes do not say what it is."""
    suffix = sniff.suffix(unpack.inner_name(name))
    what = f"no reader for {suffix!r}" if suffix else "a name without a suffix"
    return Refused("unsupported_format", f"{what}; there are readers for {', '.join(sorted(_FORMAT_OF))}")


def read(name: str, data: bytes, limits: Limits = DEFAULT_LIMITS, choices: Choices = DEFAULT_CHOICES) -> Opened:
    """The documents of a file called `name`; gzip is unpacked. Raises Refused where its format is none of `READERS`.

    What refuses a single document, or one record, is that record's outcome; where the installation is broken, reading
    the records raises CannotRead. Each record has `limits.max_seconds`.
    """
    if unpack.is_gzip(data):
        data = unpack.gunzip(data, limits.max_unpacked_bytes)
    found = sniff.format_of(unpack.inner_name(name), data, _FORMAT_OF)
    if found is None or found not in READERS:
        raise unsupported(name)
    return Opened(found, _in_time(_records(READERS[found], data, limits, choices), limits.max_seconds))


def _records(known: Format, data: bytes, limits: Limits, choices: Choices) -> Iterator[Record]:
    """The records of a file, the content of one document being a record without a name."""
    outcome = known.function(data, limits, choices)
    if isinstance(outcome, Content):
        yield Record("", outcome)
    else:
        yield from outcome


def _in_time(records: Iterator[Record], seconds: float) -> Iterator[Record]:
    """The records, each within its time; what ends them too early is a last one.

    No reader means to raise anything but Refused. One that does has met what its library never expected, and a file
    of that kind must not end a run.
    """
    last = "the file"
    while True:
        try:
            with limited(seconds):
                record = next(records, None)
        except Refused as refused:
            record, records = Record("", refused), iter(())
        except TooSlow:
            detail = f"{last}: not read after {seconds:.0f} s of computing"
            record, records = Record("", Refused("too_slow", detail)), iter(())
        except CannotRead:
            raise
        except Exception as error:
            detail = f"its reader fails with {type(error).__name__}: {' '.join(str(error).split())[:200]}"
            record, records = Record("", Refused("malformed", detail)), iter(())
        if record is None:
            return
        last = f"what follows {record.name}"
        yield record
