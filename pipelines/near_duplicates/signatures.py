"""Signatures of texts: of two texts as large a share of places agree as their shingles are alike (MinHash)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from rensa import RMinHash  # type: ignore[import-untyped]

from .wording import COPY, shingles

Signatures = npt.NDArray[np.uint8]
"""One row a text, `PLACES` columns."""
Places = npt.NDArray[np.int64]

PLACES = 256
"""Hashes in a signature. One byte is kept of each: two that differ agree by chance once in 256 (b-bit minwise hashing,
Li and König 2010), which the estimate takes off again, and 100,000 signatures take 26 MB."""

BAND = 4
"""Places of a band. Texts that share a band are compared: at a similarity of 0.5 some 98 of 100 pairs do, at 0.6 all
but 2 in 10,000, at 0.1 one in 150."""

NEAREST = 20
"""With so many texts before it in a band a text is compared. Only bands that a whole template shares hold more, and so
the work grows with the number of texts and not with its square."""

MARGIN = 0.1
"""By so much an estimate may be below the similarity: three standard deviations at 256 places."""

_SEED = 20250401
_PAIRS_AT_ONCE = 50_000

ALGORITHM = f"rensa {RMinHash.ALGORITHM_VERSION}, seed {_SEED}"
"""Another version of the algorithm makes signatures that cannot be compared with these."""


def signatures(texts: Sequence[str]) -> Signatures:
    """The signatures of the texts: the same text has the same one on every machine."""
    if not texts:
        return np.empty((0, PLACES), np.uint8)
    digests = RMinHash.digests_from_token_sets([shingles(text) for text in texts], PLACES, _SEED)
    return (np.array(digests, np.uint32) & 0xFF).astype(np.uint8)


def estimates(rows: Signatures, earlier: Places, later: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """About how similar the texts of each pair of rows are."""
    agreeing = np.concatenate(
        [
            (rows[earlier[at : at + _PAIRS_AT_ONCE]] == rows[later[at : at + _PAIRS_AT_ONCE]]).mean(axis=1)
            for at in range(0, max(1, len(earlier)), _PAIRS_AT_ONCE)
        ]
    )
    chance = 1 / 256
    return (agreeing - chance) / (1 - chance)


def candidates(rows: Signatures) -> dict[int, list[int]]:
    """For each text the ones before it that it may be a copy of, the most alike by estimate first.

    `rows` are in the order in which the texts appeared; texts are named by their places in it, from 0.
    """
    count = len(rows)
    known = np.empty(0, np.int64)
    alike = np.empty(0, np.float64)
    for first in range(0, PLACES, BAND):
        pairs = np.setdiff1d(_sharing(rows[:, first : first + BAND], count), known, assume_unique=True)
        estimated = estimates(rows, *np.divmod(pairs, count))
        likely = estimated >= COPY - MARGIN
        known = np.concatenate([known, pairs[likely]])
        alike = np.concatenate([alike, estimated[likely]])
    found: dict[int, list[int]] = {}
    earlier, later = np.divmod(known, max(1, count))
    for at in np.lexsort((earlier, -alike, later)):
        found.setdefault(int(later[at]), []).append(int(earlier[at]))
    return found


def _sharing(band: Signatures, count: int) -> Places:
    """The pairs of rows that have the same band, each as earlier * count + later, without repetition."""
    keys = np.ascontiguousarray(band).view(np.uint32).ravel()
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if count else np.empty(0, np.int64)
    sizes = np.diff(np.append(begins, count))
    begin = np.repeat(begins, sizes)
    return np.concatenate([np.empty(0, np.int64), *_with_the_first(order, begin)])


def _with_the_first(order: Places, begin: Places) -> Iterator[Places]:
    """Of rows sorted by band, of which `begin` says where their band begins: each with the first ones of its band."""
    place = np.arange(len(order)) - begin
    for nth in range(NEAREST):
        behind = np.flatnonzero(place > nth)
        if not len(behind):
            return
        yield order[begin[behind] + nth] * len(order) + order[behind]
