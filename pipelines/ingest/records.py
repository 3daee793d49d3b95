"""What comes out of a folder: documents and rejects."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from datetime import date
from typing import Literal

from pipelines.extract.model import Cell, Document, Section
from pipelines.faults import RunFault
from pipelines.readers import Citation, Content
from pipelines.readers.refused import RejectCode

Basis = Literal["sidecar", "front_matter", "metadata", "file_name", "byline", "dateline"]
"""Where a publication date was read; `metadata` is what the file's own format says beside its text (the meta elements
of HTML, the properties of PDF and office files, the date of a feed's item or an e-mail, a column of CSV)."""


class SourceFolderError(RunFault):
    """The folder to read is missing, is no folder, or may not be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A text with all that is known of it. Its id depends on the text alone.

    `source_paths` are the files that hold this text, relative to the folder, POSIX style, sorted; a record of a file
    that holds many is told behind a "#" ("feeds/march.jsonl#line 12"). `published_on_basis` says where the date was
    read; both are None where no source gives one. `content_sha256` is that of the bytes of the
    file that knows most of the text's parts (the first of those that do), or of a record's text; `format` is the one
    that file was read as, `pages` are the offsets at which its pages begin.
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
    format: str = "text"
    pages: tuple[int, ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def source_path(self) -> str:
        """The first of its files."""
        return self.source_paths[0]

    @property
    def document(self) -> Document:
        """The part that extraction needs."""
        return Document(self.document_id, self.text, self.published_on, self.sections, self.cells)


@dataclass(frozen=True, slots=True)
class SourceReject:
    """A file, or a part of it, that was not taken. `content_sha256` is None where its bytes were not read.

    `source_path` tells a record of a file that holds many as `SourceDocument.source_paths` does.
    """

    source_path: str
    code: RejectCode
    detail: str
    content_sha256: str | None = None


def metadata_fingerprint(described: tuple[str | None, ...], format_name: str, content: Content) -> str:
    """The SHA-256 of all that shapes a document's rows beside its text: a changed sidecar is a changed document."""
    data = (
        described,
        format_name,
        [(s.start, s.end, s.heading, s.level) for s in content.sections],
        [(c.start, c.end, c.url) for c in content.citations],
        content.pages,
        [astuple(cell) for cell in content.cells],
    )
    return hashlib.sha256(json.dumps(data, ensure_ascii=True).encode("ascii")).hexdigest()
