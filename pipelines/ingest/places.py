"""Where texts stand: a file, or a record of a file that holds many documents; and what is read there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines import readers
from pipelines.extract.model import content_id
from pipelines.readers import Content
from pipelines.readers.limits import Choices, Limits
from pipelines.readers.metadata import MAX_YAML_CHARACTERS
from pipelines.readers.refused import Refused

from .opening import read_bytes, read_head
from .walk import SourceFile


@dataclass(frozen=True, slots=True, eq=False)
class ReadFile:
    """A file whose bytes were read: their SHA-256, and that of its sidecar's (or the sidecar's fault)."""

    file: SourceFile
    sha256: str
    sidecar_sha256: str | None


Structure = tuple[int, int, int]
"""How much is known of a text's parts, the more the greater: 1 with pages, sections and cells, source links."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one text stands. `name` is the record's, '' where the file is one document.

    `sha256` is that of the file's bytes, or of all that its reader made of the record: a line that is appended to a
    file leaves the records before it as they were. `structure` is that of the text as it stands here.
    """

    read: ReadFile
    name: str
    sha256: str
    structure: Structure = (0, 0, 0)

    @property
    def path(self) -> str:
        """The file's path, and behind a "#" the record's name where it has one: "feeds/march.jsonl#line 12"."""
        return record_path(self.read.file, self.name)


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the place it was read at."""

    place: Place
    format: str
    content: Content
    document_id: str

    @property
    def weight(self) -> int:
        """About how many characters' worth of memory it takes; a section, citation or cell is some hundred bytes."""
        content = self.content
        return len(content.text) + 200 * (len(content.sections) + len(content.citations) + len(content.cells))


def record_path(file: SourceFile, name: str) -> str:
    """The path of a record for people and queries."""
    return f"{file.source_path}#{name}" if name else file.source_path


def bytes_of(file: SourceFile, limits: Limits) -> bytes:
    """The bytes of a file that a reader may take. Raises Refused as `opening.read_bytes`, and `unsupported_format`
    without reading more than the first bytes of a file that is none."""
    if not readers.has_reader(file.source_path) and not readers.is_readable(read_head(file.path, readers.HEAD)):
        raise readers.unsupported(file.source_path)
    return read_bytes(file.path, limits.max_bytes)


def read_file(file: SourceFile, data: bytes) -> ReadFile:
    """The file with the hashes of its bytes and its sidecar's."""
    sidecar_sha256 = None
    if file.sidecar is not None:
        try:
            sidecar_sha256 = hashlib.sha256(read_bytes(file.sidecar, MAX_YAML_CHARACTERS)).hexdigest()
        except Refused as refused:
            sidecar_sha256 = str(refused)
    return ReadFile(file, hashlib.sha256(data).hexdigest(), sidecar_sha256)


def texts(read: ReadFile, data: bytes, limits: Limits, choices: Choices) -> Iterator[tuple[str, Text | Refused]]:
    """The texts of a file, each with its record's name, or why there is none."""
    try:
        opened = readers.read(read.file.source_path, data, limits, choices)
    except Refused as refused:
        yield "", refused
        return
    empty = True
    for record in opened.records:
        empty = False
        content = record.outcome
        if isinstance(content, Content):
            try:
                _check(content.text, limits)
            except Refused as refused:
                yield record.name, refused
                continue
            sha256 = _hash_of(content) if record.name else read.sha256
            place = Place(read, record.name, sha256, _structure(content))
            yield record.name, Text(place, opened.format, content, content_id("doc", content.text))
        else:
            yield record.name, content
    if empty:
        yield "", Refused("empty", "no document in it")


def _hash_of(content: Content) -> str:
    """A hash of all that a reader made of a record."""
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()


def _structure(content: Content) -> Structure:
    return (1 if content.pages else 0, len(content.sections) + len(content.cells), len(content.citations))


def _check(text: str, limits: Limits) -> None:
    """Raises Refused (`empty`, `too_large`, `long_token`) for a text that extraction could do nothing with."""
    if not any(character.isalnum() for character in text):
        raise Refused("empty", "no word in it" if text.strip() else "no text in it")
    if len(text) > limits.max_characters:
        raise Refused("too_large", f"{len(text)} characters; at most {limits.max_characters} are taken")
    longest = max(text.split(), key=len)
    if len(longest) > limits.max_token_characters:
        raise Refused(
            "long_token",
            f"{len(longest)} characters without a blank at {text.index(longest)}; at most "
            f"{limits.max_token_characters} are taken",
        )
