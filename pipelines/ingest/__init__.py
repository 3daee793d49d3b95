"""Files in, documents and rejects out: found, opened safely, read once, described, hashed.

walk      the files of a folder, in order, each with its sidecar
opening   the bytes of a file, no link followed
readers/  (beside this package) the texts in the bytes, by format
places    where a text stands: a file, or a record of one that holds many
memory    what an earlier run found in a file
survey    which text stands where, over the whole folder
waiting   the texts themselves, in the meantime
language  what the rules can read
describe  title, author, publisher, date: sidecar > inside the file > file name > byline > dateline > stamp
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS, Choices, Limits
from pipelines.readers.refused import RejectCode

from . import language
from .describe import Description, Told
from .memory import KnownDocument, Memory
from .places import Place, Text
from .records import SourceDocument, SourceFolderError, SourceReject, metadata_fingerprint
from .survey import Survey
from .waiting import WaitingTexts
from .walk import check_folder, fingerprint, holds_more_than

__all__ = [
    "Choices",
    "KnownDocument",
    "Limits",
    "Memory",
    "RejectCode",
    "SourceDocument",
    "SourceFolderError",
    "SourceReject",
    "fingerprint",
    "holds_more_than",
    "ingest",
]

Found = SourceDocument | KnownDocument | SourceReject


def _never(document: KnownDocument) -> bool:
    return False


def ingest(
    folder: Path,
    limits: Limits = DEFAULT_LIMITS,
    memory: Memory | None = None,
    is_loaded: Callable[[KnownDocument], bool] = _never,
    *,
    choices: Choices = DEFAULT_CHOICES,
) -> Iterator[Found]:
    """All that `folder` holds, streaming, in the order of the (first) paths; a folder without files gives nothing.

    Every file, and every record of a file that holds many, becomes exactly one reject, or one path of exactly one
    document; a document whose metadata has a fault is followed by a `bad_metadata` reject. The same text at several
    places is one document with several paths: each field comes from the first of them that knows it, pages, sections
    and links from the one that knows most of them. That takes two rounds, one to learn which text stands where and one
    to hand the texts out; between them texts beyond `waiting.KEPT_CHARACTERS` lie on the disk, so that memory grows by
    a path and not by a text.

    A file that `memory` knows is not read again, and where `is_loaded` says so of its document this comes as a
    `KnownDocument`. What is found is written into `memory`; saving it is the caller's.

    Raises SourceFolderError at once if `folder` cannot be listed.
    """
    check_folder(folder)
    return _ingest(folder, limits, choices, memory, is_loaded)


def _ingest(
    folder: Path,
    limits: Limits,
    choices: Choices,
    memory: Memory | None,
    is_loaded: Callable[[KnownDocument], bool],
) -> Iterator[Found]:
    with WaitingTexts(memory.folder if memory else None) as waiting:
        survey = Survey(folder, limits, choices, memory, waiting)
        known = set()
        for document_id, places in survey.places.items() if memory else ():
            document = memory.document_of(document_id, places) if memory else None
            if document is not None and is_loaded(document):
                known.add(document_id)
        survey.describe_copies(without=known)
        said: set[SourceReject] = set()
        for entry in survey.entries:
            if isinstance(entry, SourceReject):
                yield entry
                continue
            places = survey.places.pop(entry)
            document = memory.document_of(entry, places) if memory and entry in known else None
            made = [document] if document else list(_document(entry, *survey.read(entry, places), limits))
            if memory and len(made) == 1 and not isinstance(made[0], SourceReject):
                memory.keep(made[0], places)
            for item in made:
                if isinstance(item, SourceReject) and item.code == "bad_metadata":
                    if item in said:  # a sidecar describes every document of its file, and is told of once
                        continue
                    said.add(item)
                yield item


def _document(
    document_id: str, first: Text | None, told: Sequence[tuple[Place, Told | None]], limits: Limits
) -> Iterator[SourceDocument | SourceReject]:
    """The document whose text stands at these places, and rejects for those that changed since they were first read.

    A text in another language is a reject for each of its places.
    """
    descriptions: list[Description] = []
    paths: list[str] = []
    rejects: list[SourceReject] = []
    for place, says in told:
        if says is None:
            detail = "changed while the folder was being read; the next run takes it up"
            rejects.append(SourceReject(place.path, "unreadable", detail))
            continue
        paths.append(place.path)
        descriptions.append(says.description)
        rejects.extend(SourceReject(path, "bad_metadata", fault) for path, fault in says.faults)
    if first is not None:
        content = first.content
        sha256 = hashlib.sha256(content.text.encode()).hexdigest() if first.place.name else first.place.sha256
        whole = Description.merged(descriptions)
        foreign = language.refusal(content.text, whole.language, limits.languages)
        if foreign is not None:
            yield from (SourceReject(path, "not_english", foreign, sha256) for path in paths)
            yield from rejects
            return
        yield SourceDocument(
            document_id=document_id,
            source_paths=tuple(sorted(paths)),
            title=whole.title,
            author=whole.author,
            publisher=whole.publisher,
            published_on=whole.published_on,
            published_on_basis=whole.published_on_basis,
            language=whole.language,
            url=whole.url,
            content_sha256=sha256,
            metadata_sha256=metadata_fingerprint(whole.as_texts(), first.format, content),
            text=content.text,
            sections=content.sections,
            citations=content.citations,
            format=first.format,
            pages=content.pages,
            cells=content.cells,
        )
    yield from rejects
