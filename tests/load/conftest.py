from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipelines.load import Published, publish
from tests.small_facts import NOON, Extracted, a_batch, a_run, sources_of

Load = Callable[..., Published]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "facts.duckdb"


@pytest.fixture
def load(tmp_path: Path, database: Path) -> Load:
    """Publishes `documents` as all that the source holds, staging `staged` of them (all where not said)."""

    def load(*documents: Extracted, staged: Sequence[Extracted] | None = None, run: str = "run_1", rejects=()):
        new = documents if staged is None else staged
        batches = [a_batch(tmp_path / "stage", document) for document in new]
        sources = sources_of(documents)
        return publish(database, batches, sources=sources, rejects=rejects, run=a_run(run), now=lambda: NOON)

    return load
