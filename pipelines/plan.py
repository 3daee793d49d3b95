"""What a run has to do: which documents are new, changed, removed or unchanged, and the batches left to extract.

A plan lives on disk (`plan.json` and `pending/*.jsonl`, one document a line), so that each step of a run can start
from it in a process of its own, and a person can read what is about to happen.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from .extract.model import Cell, Section
from .ingest import KnownDocument, SourceDocument, SourceReject
from .readers import Citation
from .stage import Versions, cache_key

BATCH_CHARACTERS = 400_000
"""Text in one batch: some 65,000 words or ten seconds of one process, so that a killed run loses little work and
several workers end at about the same time."""
BATCH_DOCUMENTS = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """Counts of documents by what happened to them, and what the warehouse is to hold in the end.

    `pending` and `words` measure what is left to extract. `sources` maps the id of every document of the source to
    its cache key and sorted paths. `rejects` are the files that gave no document.
    """

    source: str
    seen: int = 0
    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    pending: int = 0
    words: int = 0
    sources: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    rejects: tuple[SourceReject, ...] = ()


def make_plan(
    found: Iterable[SourceDocument | KnownDocument | SourceReject],
    source: str,
    folder: Path,
    *,
    published: Mapping[str, tuple[str, tuple[str, ...]]],
    staged: Collection[str],
    versions: Versions,
    rebuild: bool = False,
) -> Plan:
    """Compares what the folder holds with what is published and writes the plan into `folder`.

    `published` maps a document id to its cache key and paths; `staged` are the cache keys of documents that a run
    killed before this one has already extracted, which are counted but not written out again. A `KnownDocument` is one
    that is published as it is. With `rebuild` every document counts as new.
    """
    shutil.rmtree(folder / "pending", ignore_errors=True)
    (folder / "pending").mkdir(parents=True)
    known = {} if rebuild else published
    known_paths = {path for _, paths in known.values() for path in paths}
    counts = dict.fromkeys(("seen", "new", "changed", "unchanged", "pending", "words"), 0)
    sources: dict[str, tuple[str, tuple[str, ...]]] = {}
    rejects: list[SourceReject] = []
    with _PendingWriter(folder / "pending") as pending:
        for item in found:
            if isinstance(item, SourceReject):
                rejects.append(item)
                continue
            counts["seen"] += 1
            key = cache_key(item, versions)
            sources[item.document_id] = (key, item.source_paths)
            before = known.get(item.document_id)
            if isinstance(item, KnownDocument) or (before and before[0] == key):
                counts["unchanged"] += 1
                continue
            is_change = before is not None or any(path in known_paths for path in item.source_paths)
            counts["changed" if is_change else "new"] += 1
            if key not in staged:
                counts["pending"] += 1
                counts["words"] += len(item.text.split())
                pending.add(item)
    present = {path for _, paths in sources.values() for path in paths}
    plan = Plan(
        source=source,
        **counts,
        removed=sum(
            identifier not in sources and not present.intersection(paths)
            for identifier, (_, paths) in published.items()
        ),
        sources=sources,
        rejects=tuple(rejects),
    )
    (folder / "plan.json").write_text(json.dumps(asdict(plan), ensure_ascii=False), encoding="utf-8")
    return plan


def read_plan(folder: Path) -> Plan:
    """The plan that `make_plan` wrote into `folder`. Raises FileNotFoundError where there is none."""
    values = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    values["sources"] = {identifier: (key, tuple(paths)) for identifier, (key, paths) in values["sources"].items()}
    values["rejects"] = tuple(SourceReject(**reject) for reject in values["rejects"])
    return Plan(**values)


def pending_batches(folder: Path) -> list[Path]:
    """The files of documents to extract, in order."""
    return sorted((folder / "pending").glob("*.jsonl"))


def read_batch(path: Path) -> Iterator[SourceDocument]:
    """The documents of one pending file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _document(json.loads(line))


class _PendingWriter:
    """Writes documents into numbered files of bounded size, holding one file open at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: list[str] = []
        self._characters = 0
        self._files = 0

    def __enter__(self) -> _PendingWriter:
        return self

    def add(self, document: SourceDocument) -> None:
        self._lines.append(json.dumps(asdict(document), ensure_ascii=False, default=date.isoformat))
        self._characters += len(document.text)
        if self._characters >= BATCH_CHARACTERS or len(self._lines) >= BATCH_DOCUMENTS:
            self._flush()

    def _flush(self) -> None:
        if self._lines:
            path = self._folder / f"{self._files:06d}.jsonl"
            path.write_text("\n".join(self._lines) + "\n", encoding="utf-8")
            self._files += 1
            self._lines, self._characters = [], 0

    def __exit__(self, *error: object) -> None:
        self._flush()


def _document(values: dict[str, Any]) -> SourceDocument:
    published = values["published_on"]
    values["published_on"] = date.fromisoformat(published) if published else None
    values["source_paths"] = tuple(values["source_paths"])
    values["sections"] = tuple(Section(**section) for section in values["sections"])
    values["citations"] = tuple(Citation(**citation) for citation in values["citations"])
    values["pages"] = tuple(values["pages"])
    values["cells"] = tuple(Cell(**cell) for cell in values["cells"])
    return SourceDocument(**values)
