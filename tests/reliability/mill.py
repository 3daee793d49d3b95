"""A small mill in this process: the four steps of a run, without Dagster, over a folder of tiny texts."""

from __future__ import annotations

import functools
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import extract, schema, steps
from pipelines.config import Settings, settings
from pipelines.load import database_lock
from pipelines.plan import Plan
from pipelines.validate import Validated
from tests.small_facts import dump

load_model = functools.cache(extract.load)
"""The model, loaded once for all tests of this process."""


@dataclass
class Counter:
    """Progress that counts the documents that were extracted."""

    documents: int = 0
    batches: list[int] = field(default_factory=list)

    def start(self, documents: int, words: int) -> None:
        pass

    def advance(self, documents: int, words: int) -> None:
        self.documents += documents
        self.batches.append(documents)


@dataclass(frozen=True)
class Mill:
    """FOLDER/texts into FOLDER/f.duckdb."""

    folder: Path

    @property
    def texts(self) -> Path:
        return self.folder / "texts"

    @property
    def database(self) -> Path:
        return self.folder / "f.duckdb"

    def settings(self, *, rebuild: bool = False) -> Settings:
        home = self.folder / "home"
        return settings({}, source=self.texts, database=self.database, home=home, workers=1, rebuild=rebuild)

    def write(self, **texts: str) -> Mill:
        """Writes NAME.txt for each NAME=text."""
        self.texts.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (self.texts / f"{name}.txt").write_text(text, encoding="utf-8")
        return self

    def run(self, run_id: str | None = None, *, rebuild: bool = False) -> tuple[Plan, int]:
        """One whole run; returns its plan and how many documents it extracted."""
        chosen = self.settings(rebuild=rebuild)
        progress = Counter()
        with database_lock(self.database):
            plan = steps.plan_documents(chosen)
            steps.extract_facts(chosen, progress)
            steps.validate_facts(chosen)
            steps.load_warehouse(chosen, run_id or uuid.uuid4().hex, datetime.now(UTC), lambda: datetime.now(UTC))
        return plan, progress.documents

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything that is published, but for what names a run; nothing where nothing is published."""
        return dump(self.database) if self.database.exists() else {}

    def rebuilt(self) -> dict[str, list[tuple[object, ...]]]:
        """What a run over the same texts publishes that starts from nothing."""
        other = Mill(self.folder / "rebuilt")
        shutil.rmtree(other.folder, ignore_errors=True)
        shutil.copytree(self.texts, other.texts)
        other.run(rebuild=True)
        return other.dump()


def accept_all(batches: Sequence[Path], accepted: Path) -> Validated:
    """A stand-in for the suites of Great Expectations, which cost seconds: every row passes."""
    accepted.mkdir()
    rows = {}
    for table in schema.STAGED:
        staged = pa.concat_tables([pq.read_table(batch / f"{table}.parquet", partitioning=None) for batch in batches])
        pq.write_table(staged, accepted / f"{table}.parquet")
        rows[table] = staged.num_rows
    return Validated(accepted, rows, {}, ())


ONE = 'On 3 May 2021 Ada Brook opened the ferry line. "It carries 40 percent of commuters," said Ada Brook.'
TWO = "The mill closed on 4 July 1998. It had cost $2 million."
THREE = 'The bridge opened on 5 June 2003. "It is safe," said Omar Reed.'
