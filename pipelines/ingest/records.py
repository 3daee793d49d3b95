"""What comes out of a folder: documents and rejects, and the bounds that tell one from the other."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipelines.extract.model import Document, Section
from pipelines.faults import RunFault
from pipelines.readers import Citation

RejectCode = Literal[
    "unreadable",
    "too_large",
    "binary",
    "undecodable",
    "empty",
    "long_token",
    "not_regular",
    "unsupported_format",
    "not_english",
    "bad_metadata",
]
"""Why a file, or a part of it, was not taken:

- `unreadable`: no permission, an I/O error, or it changed while it was being read
- `too_large`: more bytes or characters than `Limits` allows
- `binary`: NUL bytes, the signature of another format, or mostly control characters
- `undecodable`: neither UTF-8 nor UTF-16/32 with a byte order mark; the detail names the byte
- `empty`: no letter and no digit
- `long_token`: a run without white space longer than `Limits.max_token_characters`
- `not_regular`: a symbolic link, FIFO, socket or device; never opened or followed
- `unsupported_format`: no reader takes the suffix
- `not_english`: stated or found to be in a language that is not one of `Limits.languages`
- `bad_metadata`: a sidecar or front matter with a fault; the document is loaded without the faulty part
"""

Basis = Literal["sidecar", "front_matter", "file_name", "byline", "dateline"]
"""Where a publication date was read."""


class SourceFolderError(RunFault):
    """The folder to read is missing, is no folder, or may not be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may be. Beyond it, it becomes a reject and not a danger to the run.

    `max_bytes` is what is read of a file at most: spaCy's characters at their widest in UTF-8 (4 bytes), which leaves
    room for the markup of an English text. `max_characters` is spaCy's own limit for one text.
    `max_token_characters` keeps encoded data (base64, minified scripts) away from the tokenizer; no word or URL of a
    real text is near it. `languages` are those the rules read (ISO 639-1); none at all means that every text is taken.
    """

    max_bytes: int = 4_000_000
    max_characters: int = 1_000_000
    max_token_characters: int = 10_000
    languages: tuple[str, ...] = ("en",)


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A text with all that is known of it. Its id depends on the text alone.

    `source_paths` are the files that hold this text, relative to the folder, POSIX style, sorted.
    `published_on_basis` says where the date was read; both are None where no source gives one.
    """

    document_id: str
    source_paths: tuple[str, ...]
    title: str | None
    author: str | None
    publisher: str | None
    published_on: date | None
    published_on_basis: Basis | None
    language: str | None
    url: str | None
    content_sha256: str
    metadata_sha256: str
    text: str
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def source_path(self) -> str:
        """The first of its files."""
        return self.source_paths[0]

    @property
    def document(self) -> Document:
        """The part that extraction needs."""
        return Document(self.document_id, self.text, self.published_on, self.sections)


@dataclass(frozen=True, slots=True)
class SourceReject:
    """A file, or a part of it, that was not taken. `content_sha256` is None where its bytes were not read."""

    source_path: str
    code: RejectCode
    detail: str
    content_sha256: str | None = None


def metadata_fingerprint(
    described: tuple[str | None, ...], sections: tuple[Section, ...], citations: tuple[Citation, ...]
) -> str:
    """The SHA-256 of all that shapes a document's rows beside its text: a changed sidecar is a changed document."""
    data = (
        described,
        [(s.start, s.end, s.heading, s.level) for s in sections],
        [(c.start, c.end, c.url) for c in citations],
    )
    return hashlib.sha256(json.dumps(data, ensure_ascii=True).encode("ascii")).hexdigest()
