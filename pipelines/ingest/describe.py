"""Who wrote a document, where it appeared and when: sidecar > inside the file > file name > byline > dateline.

"Inside the file" is front matter, or what its format says beside the text. The day that a program stamped into an
office file or PDF comes after all of these: it is that of a saving or an export, and they were written by people.

What no source says stays None. Neither the day of the run nor a file's time stamp ever stands in for a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from pipelines.extract.paragraphs import paragraphs
from pipelines.readers import Metadata
from pipelines.readers.characters import normalise_characters
from pipelines.readers.encodings import decode
from pipelines.readers.metadata import MAX_YAML_CHARACTERS, from_yaml
from pipelines.readers.refused import Refused

from . import byline, dateline
from .opening import read_bytes
from .places import Text
from .records import Basis
from .walk import SourceFile, stem

MAX_TITLE = 150
"""Characters; a first line longer than this is a paragraph."""

_WITH_FRONT_MATTER = ("text", "markdown")
_STAMPED = ("pdf", "docx", "odt")
"""Formats whose one date is a stamp of the program that wrote the file."""

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:_([^_]+)_.+|[_-].*)?")
_WHERE_TITLES_COME_FROM = 2_000
"""Characters from the top in which a title is looked for."""


@dataclass(frozen=True, slots=True)
class Description:
    """The fields of a document beside its text."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    published_on_basis: Basis | None = None
    language: str | None = None
    url: str | None = None

    def completed(self, other: Description) -> Description:
        """This description with what it lacks taken from `other`; a date and its basis stay together."""
        return Description(
            title=self.title or other.title,
            author=self.author or other.author,
            publisher=self.publisher or other.publisher,
            published_on=self.published_on or other.published_on,
            published_on_basis=self.published_on_basis or other.published_on_basis,
            language=self.language or other.language,
            url=self.url or other.url,
        )

    @classmethod
    def merged(cls, descriptions: Iterable[Description]) -> Description:
        """Each field from the first that has it."""
        whole = cls()
        for description in descriptions:
            whole = whole.completed(description)
        return whole

    def as_texts(self) -> tuple[str | None, ...]:
        """All fields as texts, in order."""
        day = self.published_on.isoformat() if self.published_on else None
        return (self.title, self.author, self.publisher, day, self.published_on_basis, self.language, self.url)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a text at one place, and (path, fault) for each thing wrong with its sidecar or metadata."""

    description: Description
    faults: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What a file's sidecar says of each of its documents."""

    metadata: Metadata = field(default_factory=Metadata)
    faults: tuple[tuple[str, str], ...] = ()


def beside(file: SourceFile) -> Beside:
    """What stands beside a file; nothing where it has no sidecar."""
    if file.sidecar is None:
        return Beside()
    try:
        text = decode(read_bytes(file.sidecar, MAX_YAML_CHARACTERS))
    except Refused as refused:
        return Beside(faults=((file.sidecar_path, f"{refused.code}: {refused.detail}"),))
    metadata, faults = from_yaml(normalise_characters(text), strict=True)
    return Beside(metadata, tuple((file.sidecar_path, fault) for fault in faults))


def described(text: Text, sidecar: Beside) -> Told:
    """A text's description by all that its place says of it."""
    content = text.content
    signed = byline.find(content.text)
    day = dateline.find(content.text)
    inside = _from(content.metadata, "front_matter" if text.format in _WITH_FRONT_MATTER else "metadata")
    stamp = Description()
    if text.format in _STAMPED:
        stamp = Description(published_on=inside.published_on, published_on_basis=inside.published_on_basis)
        inside = replace(inside, published_on=None, published_on_basis=None)
    whole = Description.merged(
        (
            _from(sidecar.metadata, "sidecar"),
            inside,
            _from(from_file_name(text.place.read.file.name), "file_name"),
            _from(signed, "byline"),
            Description(published_on=day, published_on_basis="dateline" if day else None),
            stamp,
        )
    )
    if whole.title is None:
        whole = replace(whole, title=first_line(content.text))
    return Told(whole, (*sidecar.faults, *((text.place.path, fault) for fault in content.metadata_faults)))


def _from(metadata: Metadata, basis: Basis) -> Description:
    return Description(
        title=metadata.title,
        author=metadata.author,
        publisher=metadata.publisher,
        published_on=metadata.published_on,
        published_on_basis=basis if metadata.published_on else None,
        language=metadata.language,
        url=metadata.url,
    )


def from_file_name(name: str) -> Metadata:
    """What `YYYY-MM-DD_publisher_slug.txt` says; `YYYY-MM-DD_slug` says the date alone.

    Hyphens in the publisher stand for blanks: "the-daily-herald" is "the daily herald".
    """
    match = _NAME.fullmatch(stem(name))
    if match is None:
        return Metadata()
    try:
        day = date.fromisoformat(match.group(1))
    except ValueError:
        return Metadata()
    publisher = " ".join(normalise_characters(match.group(2) or "").replace("-", " ").split())
    return Metadata(published_on=day, publisher=publisher or None)


def first_line(text: str) -> str | None:
    """The title that opens a text: a short first paragraph of one line, without a full stop, and text below it."""
    top = text[:_WHERE_TITLES_COME_FROM]
    spans = paragraphs(top)
    if len(spans) < 2:
        return None
    line = top[spans[0][0] : spans[0][1]]
    if len(line) > MAX_TITLE or "\n" in line or line[-1] in ".,:;" or line[0].islower():
        return None
    if not any(character.isalpha() for character in line) or "://" in line:
        return None
    if byline.is_byline(line) or dateline.is_dateline(line):
        return None
    return line
