"""Files in, documents and rejects out: found, opened safely, decoded once, normalised once, described, hashed.

walk      the files of a folder, in order, each with its sidecar
decode    bytes, limits, strict decoding
language  what the rules can read
memory    what an earlier run made of a file
describe  title, author, publisher, date: sidecar > front matter > file name > byline > dateline
readers/  (beside this package) the text of each format
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from pipelines import readers
from pipelines.extract.model import content_id
from pipelines.readers import Content
from pipelines.readers.limits import DEFAULT_LIMITS, Limits
from pipelines.readers.metadata import MAX_YAML_CHARACTERS
from pipelines.readers.refused import Refused, RejectCode

from . import language
from .decode import decode, read_bytes
from .describe import Description, described
from .memory import FileState, KnownDocument, Memory
from .records import (
    SourceDocument,
    SourceFolderError,
    SourceReject,
    metadata_fingerprint,
)
from .walk import SourceFile, check_folder, fingerprint, walk

__all__ = [
    "KnownDocument",
    "Limits",
    "Memory",
    "RejectCode",
    "SourceDocument",
    "SourceFolderError",
    "SourceReject",
    "fingerprint",
    "ingest",
]

KEPT_CHARACTERS = 16_000_000
"""Text that is kept in memory between the two rounds of `ingest`: some 2,500 articles, and less than a spaCy model."""


Found = SourceDocument | KnownDocument | SourceReject


def _never(document: KnownDocument) -> bool:
    return False


def ingest(
    folder: Path,
    limits: Limits = DEFAULT_LIMITS,
    memory: Memory | None = None,
    is_loaded: Callable[[KnownDocument], bool] = _never,
) -> Iterator[Found]:
    """All that `folder` holds, streaming, in the order of the (first) paths; a folder without files gives nothing.

    Every file becomes exactly one reject, or one path of exactly one document; a document whose metadata has a fault
    is followed by a `bad_metadata` reject. The same text under several names is one document with several paths: each
    field comes from the first of them that knows it. That takes two rounds, one to learn which text each file holds
    and one to hand the texts out; texts beyond `KEPT_CHARACTERS` are read again in the second, so that memory grows
    by a file's name and not by its text.

    A file that `memory` knows is not decoded again, and where `is_loaded` says so of its document this comes as a
    `KnownDocument`. What is found is written into `memory`; saving it is the caller's.

    Raises SourceFolderError at once if `folder` cannot be listed.
    """
    check_folder(folder)
    return _ingest(folder, limits, memory, is_loaded)


def _ingest(
    folder: Path, limits: Limits, memory: Memory | None, is_loaded: Callable[[KnownDocument], bool]
) -> Iterator[Found]:
    found: list[SourceReject | str] = []
    copies: dict[str, list[tuple[SourceFile, str]]] = {}
    kept: dict[SourceFile, _Read] = {}
    room = KEPT_CHARACTERS
    for item in walk(folder):
        outcome = item if isinstance(item, SourceReject) else _read(item, limits, memory)
        if isinstance(item, SourceFile) and not isinstance(outcome, SourceReject):
            files = copies.setdefault(outcome.document_id, [])
            files.append((item, outcome.content_sha256))
            if len(files) == 1:
                found.append(outcome.document_id)
            if isinstance(outcome, _Read) and outcome.weight <= room:
                kept[item] = outcome
                room -= outcome.weight
        elif isinstance(outcome, SourceReject):
            found.append(outcome)
    for entry in found:
        if isinstance(entry, SourceReject):
            yield entry
            continue
        states = [(file, _state(file, sha256)) for file, sha256 in copies.pop(entry)]
        known = memory.document_of(entry, [state for _, state in states]) if memory else None
        if memory and known and is_loaded(known):
            memory.keep(known, states)
            yield known
            continue
        reads = ((file, kept.pop(file) if file in kept else _read(file, limits)) for file, _ in states)
        made = list(_document(entry, reads, limits))
        if memory and len(made) == 1 and isinstance(made[0], SourceDocument):
            memory.keep(made[0], states)
        yield from made


@dataclass(frozen=True, slots=True)
class _Read:
    document_id: str
    content_sha256: str
    content: Content

    @property
    def weight(self) -> int:
        """About how many characters' worth of memory it takes; a section or citation is some hundred bytes."""
        return len(self.content.text) + 200 * (len(self.content.sections) + len(self.content.citations))


@dataclass(frozen=True, slots=True)
class _Remembered:
    """A file whose text is known from an earlier run."""

    document_id: str
    content_sha256: str


def _state(file: SourceFile, sha256: str) -> FileState:
    """What decides what the file gives. A sidecar that cannot be read counts by its fault, which is never kept."""
    sidecar_sha256 = None
    if file.sidecar is not None:
        try:
            sidecar_sha256 = hashlib.sha256(read_bytes(file.sidecar, MAX_YAML_CHARACTERS)).hexdigest()
        except Refused as refused:
            sidecar_sha256 = str(refused)
    return FileState(file.source_path, sha256, sidecar_sha256)


@overload
def _read(file: SourceFile, limits: Limits) -> _Read | SourceReject: ...


@overload
def _read(file: SourceFile, limits: Limits, memory: Memory | None) -> _Read | _Remembered | SourceReject: ...


def _read(file: SourceFile, limits: Limits, memory: Memory | None = None) -> _Read | _Remembered | SourceReject:
    """The content of a file, or why it is none; only its document's id where `memory` knows it."""
    sha256 = None
    try:
        if file.suffix not in readers.READERS:
            known = ", ".join(sorted(readers.READERS))
            what = f"no reader for {file.suffix!r}" if file.suffix else "a name without a suffix"
            raise Refused("unsupported_format", f"{what}; there are readers for {known}")
        data = read_bytes(file.path, limits.max_bytes)
        sha256 = hashlib.sha256(data).hexdigest()
        document_id = memory.text_of(file, sha256) if memory else None
        if document_id is not None:
            return _Remembered(document_id, sha256)
        content = readers.read(file.suffix, decode(data))
        _check(content.text, limits)
    except Refused as refused:
        return SourceReject(file.source_path, refused.code, refused.detail, sha256)
    return _Read(content_id("doc", content.text), sha256, content)


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


def _document(
    document_id: str, reads: Iterable[tuple[SourceFile, _Read | SourceReject]], limits: Limits
) -> Iterator[SourceDocument | SourceReject]:
    """The document that the files hold, and rejects for those that changed since they were first read.

    A text in another language is a reject for each of its files.
    """
    first: _Read | None = None
    descriptions: list[Description] = []
    paths: list[str] = []
    rejects: list[SourceReject] = []
    for file, read in reads:
        if isinstance(read, SourceReject) or read.document_id != document_id:
            detail = "changed while the folder was being read; the next run takes it up"
            rejects.append(SourceReject(file.source_path, "unreadable", detail))
            continue
        first = first or read
        paths.append(file.source_path)
        description, faults = described(file, read.content)
        descriptions.append(description)
        rejects.extend(SourceReject(path, "bad_metadata", fault) for path, fault in faults)
    if first is not None:
        whole = Description.merged(descriptions)
        foreign = language.refusal(first.content.text, whole.language, limits.languages)
        if foreign is not None:
            yield from (SourceReject(path, "not_english", foreign, first.content_sha256) for path in paths)
            yield from rejects
            return
        yield SourceDocument(
            document_id=document_id,
            source_paths=tuple(paths),
            title=whole.title,
            author=whole.author,
            publisher=whole.publisher,
            published_on=whole.published_on,
            published_on_basis=whole.published_on_basis,
            language=whole.language,
            url=whole.url,
            content_sha256=first.content_sha256,
            metadata_sha256=metadata_fingerprint(whole.as_texts(), first.content.sections, first.content.citations),
            text=first.content.text,
            sections=first.content.sections,
            citations=first.content.citations,
        )
    yield from rejects
