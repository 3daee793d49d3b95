"""Marks the copies among the documents of a database: `documents.duplicate_of` and `documents.similarity`."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from .. import resources, schema
from ..freed import give_back
from .originals import Copies, find_copies
from .signatures import ALGORITHM, PLACES, Signatures, candidates, signatures
from .wording import copied, wording

TEXTS_AT_ONCE = 1_000
KEPT_CHARACTERS = 16_000_000
"""Text that is held while documents are compared: some 8,000 articles."""
KEPT_WORDINGS = 64
"""Documents whose shingles are held; one is compared with the original it has in common with those before it."""


@cache
def method() -> str:
    """Changes with the rules and with the library's algorithm: what another method found is not built upon."""
    digest = hashlib.sha256(ALGORITHM.encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]


def mark_copies(connection: duckdb.DuckDBPyConnection) -> None:
    """Brings `signatures` and the two columns of `documents` up to date, within the caller's transaction.

    New documents cost a signature; all are put in order and looked through for candidates; texts are read and compared
    only where an earlier load has not done it. The outcome is that of a load of all documents at once.
    """
    connection.execute(_sql("copies_stale"), {"method": method()})
    connection.execute(_sql("copies_forget"))
    _sign(connection)
    give_back()
    connection.execute(_sql("copies_order"))
    documents = _read_in_order(connection)
    copies: Copies = {}
    found = candidates(documents.signatures)
    find_copies(found, _Comparison(connection, documents, found, copies).compare, copies)
    rows = {
        "place": pa.array(list(copies), pa.int64()),
        "original": pa.array([original for original, _ in copies.values()], pa.int64()),
        "similarity": pa.array([similarity for _, similarity in copies.values()], pa.float64()),
    }
    connection.register("copies", pa.table(rows))
    connection.execute(_sql("copies_mark"))
    connection.unregister("copies")


def _sign(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the signatures that are missing."""
    made: list[pa.Table] = []
    for batch in connection.execute(_sql("copies_unsigned")).to_arrow_reader(TEXTS_AT_ONCE):
        rows = signatures(batch["text"].to_pylist())
        signed = {
            "document_id": pa.array(batch["document_id"].to_pylist()),  # a column of DuckDB's keeps all of its batch
            "signature": pa.array([row.tobytes() for row in rows], pa.binary()),
            "method": pa.array([method()] * len(rows), pa.string()),
        }
        made.append(pa.table(signed).cast(schema.arrow_schema("signatures")))
    if made:  # together, as a new statement would end the one that is being read
        connection.from_arrow(pa.concat_tables(made)).insert_into("signatures")


class _InOrder(NamedTuple):
    """All documents, the first to appear first: their signatures, and the characters of each."""

    signatures: Signatures
    sizes: npt.NDArray[np.int64]


def _read_in_order(connection: duckdb.DuckDBPyConnection) -> _InOrder:
    rows, sizes = [np.empty(0, np.uint8)], [np.empty(0, np.int64)]
    for batch in connection.execute(_sql("copies_signatures")).to_arrow_reader(TEXTS_AT_ONCE):
        rows.append(np.frombuffer(b"".join(batch["signature"].to_pylist()), np.uint8))
        sizes.append(batch["char_count"].to_numpy().astype(np.int64))
    return _InOrder(np.concatenate(rows).reshape(-1, PLACES), np.concatenate(sizes))


class _Comparison:
    """Compares documents, named by their places in order, and reads as few texts, and as seldom, as will do."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        documents: _InOrder,
        found: Mapping[int, Sequence[int]],
        copies: Copies,
    ) -> None:
        self._connection = connection
        self._sizes = documents.sizes
        self._candidates = found
        self._order = sorted(found)
        self._copies = copies
        self._texts: dict[int, str] = {}
        self._wording = lru_cache(KEPT_WORDINGS)(lambda place: wording(self._texts[place]))
        known = connection.execute(_sql("copies_known")).fetchall()
        self._known: dict[tuple[int, int], float] = {(earlier, later): alike for earlier, later, alike in known}
        self._known_copies = {later for _, later, _ in known}

    def compare(self, earlier: int, later: int) -> float | None:
        """Their similarity where one is a copy of the other."""
        known = self._known.get((earlier, later))
        if known is not None:
            return known
        if not self._texts.keys() >= {earlier, later}:
            self._read({earlier, later})
        return copied(self._wording(earlier), self._wording(later))

    def _read(self, wanted: set[int]) -> None:
        """Reads these texts and, as a query takes its time, those that will be wanted next."""
        size = int(sum(self._sizes[place] for place in wanted))
        for later in self._order[bisect_left(self._order, max(wanted)) :]:
            more = self._wanted_for(later, max(wanted)) - wanted
            size += int(sum(self._sizes[place] for place in more))
            if size > KEPT_CHARACTERS:
                break
            wanted |= more
        self._texts = dict(self._connection.execute(_sql("copies_texts"), {"places": sorted(wanted)}).fetchall())

    def _wanted_for(self, later: int, now: int) -> set[int]:
        """The texts that deciding on `later` takes, as far as this can be seen `now`."""
        originals = {
            earlier
            for earlier in self._candidates[later]
            if earlier not in self._copies
            and (earlier, later) not in self._known
            and not (earlier >= now and earlier in self._known_copies)
        }
        return originals | {later} if originals else set()


def _sql(name: str) -> str:
    return (resources.folder("warehouse/load") / f"{name}.sql").read_text("utf-8")
