"""The unit of extraction: some documents of one pending file, staged whole or not at all."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..budget import extract_in_time
from ..plan import read_batch
from ..stage import Stage, Versions

if TYPE_CHECKING:
    from spacy.language import Language

LAST_FILES = 2
"""For each worker so many pending files, the last ones, are cut, so that the workers end at about the same time …"""
LAST_PIECES = 8
"""… into so many pieces for each worker: some two seconds of work in one, where a whole file is ten."""
PIECE_BYTES = 40_000
"""But not below this: to stage a piece costs as much whatever it holds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part number `part` of the `parts` into which the documents of a pending file are dealt, by length."""

    path: Path
    part: int = 0
    parts: int = 1

    def __str__(self) -> str:
        return str(self.path)

    def lines(self) -> list[str]:
        """Its documents, one a line, in the file's order."""
        with self.path.open(encoding="utf-8") as file:
            lines = list(file)
        return [lines[number] for number in _dealt([len(line) for line in lines], self.parts)[self.part]]


class Done(NamedTuple):
    """What became of a piece: its batch in the stage, and how many documents and words that holds."""

    batch: str
    documents: int
    words: int


def pieces_of(pending: Sequence[Path], workers: int) -> list[Piece]:
    """The pending files as pieces, the heaviest first and the last ones small. One worker gets the files whole."""
    sizes = sorted(((path.stat().st_size, path) for path in pending), key=lambda file: -file[0])
    whole = max(0, len(sizes) - LAST_FILES * workers) if workers > 1 else len(sizes)
    pieces: list[tuple[float, Piece]] = [(size, Piece(path)) for size, path in sizes[:whole]]
    for size, path in sizes[whole:]:
        parts = min(math.ceil(LAST_PIECES * workers / (len(sizes) - whole)), 1 + size // PIECE_BYTES)
        pieces += [(size / parts, Piece(path, part, parts)) for part in range(parts)]
    return [piece for _, piece in sorted(pieces, key=lambda weighed: -weighed[0])]


def extract_piece(lines: Sequence[str], stage: Stage, versions: Versions, nlp: Language) -> Done:
    """Extracts and stages the documents of a piece, unless the stage holds them already."""
    sources = list(read_batch(lines))
    name = stage.name(sources, versions)
    if sources and not stage.holds(name):
        facts = extract_in_time([source.document for source in sources], nlp)
        stage.write(list(zip(sources, facts, strict=True)), versions)
    return Done(name, len(sources), sum(len(source.text.split()) for source in sources))


def _dealt(weights: Sequence[int], parts: int) -> list[list[int]]:
    """The numbers of the weights in `parts` lists of similar sum: the heaviest first, each to the lightest list."""
    lists: list[list[int]] = [[] for _ in range(parts)]
    sums = [(0, part) for part in range(parts)]
    for number in sorted(range(len(weights)), key=lambda number: -weights[number]):
        total, part = heapq.heappop(sums)
        lists[part].append(number)
        heapq.heappush(sums, (total + weights[number], part))
    return [sorted(numbers) for numbers in lists]
