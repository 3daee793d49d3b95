"""The four steps of a run, in order: documents, extract, validate, load. Both front doors call these and nothing else.

What passes from one step to the next lies in a folder of its own for each database, under FACTMILL_HOME: the plan, the
pending documents, the staged batches, the accepted batches and the outcome of the checks.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

import pyarrow.dataset as ds

from . import pool
from .config import Settings
from .engine import Progress, extract_batches
from .faults import RunFault
from .freed import give_back
from .ingest import KnownDocument, Memory, holds_more_than, ingest
from .keys import Keys
from .load import Published, RunRecord, check_target, publish, schema_is_current, write_published
from .plan import SOURCES, Plan, PlannedRejects, make_plan, pending_batches, planned_sources, read_plan
from .stage import Stage, Versions, cache_key, installed_versions, stage_at
from .validate import ExpectationResult, Validated, expectations_version, judged_together, validate

FACT_TABLES = ("events", "quotes", "statistics")

LARGE = 50_000_000
"""Bytes of a source that is read apart from this process, some 25,000 articles: to start another one takes 0.7 seconds,
and after four times as many this one would hold 150 MB for the rest of the run (measured)."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What validation found over all staged batches: rows accepted and rejected by table, and every expectation."""

    rows: dict[str, int] = field(default_factory=dict)
    rejected: dict[str, int] = field(default_factory=dict)
    results: tuple[ExpectationResult, ...] = ()

    @property
    def reject_share(self) -> float:
        """Rejected facts among all facts, 0 to 1; 0 where there are none."""
        rejected = sum(self.rejected.get(table, 0) for table in FACT_TABLES)
        accepted = sum(self.rows.get(table, 0) for table in FACT_TABLES)
        return rejected / (rejected + accepted) if rejected else 0.0


def workspace(settings: Settings) -> Path:
    """The folder that holds what passes between the steps for this database."""
    key = hashlib.sha256(str(settings.database).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return settings.home / "stage" / f"{settings.database.stem}-{key}"


def stage_of(settings: Settings) -> Stage:
    return stage_at(settings.stage, workspace(settings))


def accepted_folder(settings: Settings) -> Path:
    return workspace(settings) / "accepted"


def versions_of(settings: Settings) -> Versions:
    """What, beside a document itself, decides its facts: the rules, the model and the word lists."""
    return installed_versions(settings.spacy_model)


def plan_documents(settings: Settings) -> Plan:
    """Step 1: reads the source folder and decides what is to be done.

    Raises RunFault where the folder or the database cannot be used, before anything is changed, and where an empty
    folder would empty a warehouse that has documents.
    """
    apart = settings.processes > 1 and holds_more_than(LARGE, settings.source)
    work = partial(_planned, settings=settings)
    with closing(pool.outcomes(work, [settings.source], workers=1, apart=apart)) as outcomes:
        (plan,) = outcomes
    return plan


def _planned(source: Path, *, settings: Settings) -> Plan:
    check_target(settings.database)
    folder = workspace(settings)
    folder.mkdir(parents=True, exist_ok=True)
    if settings.rebuild:
        stage_of(settings).clear()
    rebuild = settings.rebuild or not schema_is_current(settings.database)
    write_published(settings.database, folder / "published.parquet", expectations=expectations_version())
    published = ds.dataset(folder / "published.parquet", schema=SOURCES)
    loaded = Keys(() if rebuild else _cache_keys(published))
    staged = stage_of(settings).staged_keys()
    versions = versions_of(settings)
    limits, choices = settings.limits, settings.choices
    memory = Memory(folder / "memory.sqlite", limits, choices)

    def is_loaded(document: KnownDocument) -> bool:
        return cache_key(document, versions) in loaded

    plan = make_plan(
        ingest(source, limits, memory, is_loaded, choices=choices),
        str(source),
        folder,
        published=published,
        done=(loaded, staged),
        versions=versions,
        rebuild=rebuild,
    )
    memory.save()
    if not plan.seen and not settings.rebuild and (before := published.count_rows()):
        raise RunFault(
            f"{source} holds no readable document, while {settings.database} has {before}: nothing was "
            "changed. Is the folder mounted? To empty the warehouse on purpose, run with --rebuild"
        )
    if staged:
        wanted = Keys(_cache_keys(planned_sources(folder)))
        stage_of(settings).keep_only({key for key in staged if key in wanted})
    give_back()
    return plan


def _cache_keys(documents: ds.Dataset) -> Iterator[list[str]]:
    return (batch["cache_key"].to_pylist() for batch in documents.to_batches(columns=["cache_key"]))


def extract_facts(settings: Settings, progress: Progress) -> None:
    """Step 2: extracts the pending documents into staged batches. What a killed run had staged is not done again."""
    folder = workspace(settings)
    plan = read_plan(folder)
    versions = versions_of(settings)
    progress.start(plan.pending, plan.words)
    extract_batches(
        pending_batches(folder),
        stage_of(settings),
        versions,
        settings=settings,
        progress=progress,
    )


def validate_facts(settings: Settings) -> Checked:
    """Step 3: runs the suites over all staged batches and writes the accepted rows beside them.

    Many are judged apart from this process, which then has their memory back for the load; by as many workers as
    extract.
    """
    accepted = accepted_folder(settings)
    shutil.rmtree(accepted, ignore_errors=True)
    accepted.mkdir(parents=True)
    checked = Checked()
    groups = [_Group(batches, accepted / batches[0].name) for batches in judged_together(stage_of(settings).batches())]
    apart = settings.processes > 1 and len(groups) > 1
    workers = max(1, min(settings.processes, len(groups)))
    with closing(pool.outcomes(_judged, groups, workers=workers, ordered=True, apart=apart)) as outcomes:
        for outcome in outcomes:
            checked = Checked(
                _added(checked.rows, outcome.rows),
                _added(checked.rejected, outcome.rejected),
                _merged(checked.results, outcome.results),
            )
    (workspace(settings) / "checks.json").write_text(
        json.dumps(asdict(checked), ensure_ascii=False, indent=1, default=str), encoding="utf-8"
    )
    return checked


@dataclass(frozen=True, slots=True)
class _Group:
    """Staged batches that are judged together, and the folder for what is accepted of them."""

    batches: list[Path]
    accepted: Path

    def __str__(self) -> str:
        return f"validation of {len(self.batches)} batches from {self.batches[0]}"


def _judged(group: _Group) -> Validated:
    outcome = validate(group.batches, group.accepted)
    give_back()
    return outcome


def read_checks(settings: Settings) -> Checked:
    """The outcome of the last validation."""
    values = json.loads((workspace(settings) / "checks.json").read_text(encoding="utf-8"))
    return Checked(values["rows"], values["rejected"], tuple(ExpectationResult(**r) for r in values["results"]))


def load_warehouse(settings: Settings, run_id: str, started_at: datetime, now: Callable[[], datetime]) -> Published:
    """Step 4: publishes the accepted rows, all or nothing, and clears the stage."""
    plan = read_plan(workspace(settings))
    versions = versions_of(settings)
    outcome = publish(
        settings.database,
        sorted(path for path in accepted_folder(settings).iterdir() if path.is_dir()),
        sources=planned_sources(workspace(settings)),
        rejects=PlannedRejects(workspace(settings)),
        run=RunRecord(
            run_id=run_id,
            started_at=started_at,
            source=plan.source,
            documents_new=plan.new,
            documents_changed=plan.changed,
            documents_removed=plan.removed,
            documents_unchanged=plan.unchanged,
            versions=versions,
        ),
        now=now,
    )
    stage_of(settings).clear()
    shutil.rmtree(accepted_folder(settings), ignore_errors=True)
    shutil.rmtree(workspace(settings) / "pending", ignore_errors=True)
    return outcome


def _added(a: dict[str, int], b: dict[str, int]) -> dict[str, int]:
    return {key: a.get(key, 0) + b.get(key, 0) for key in {**a, **b}}


def _merged(before: tuple[ExpectationResult, ...], new: tuple[ExpectationResult, ...]) -> tuple[ExpectationResult, ...]:
    """The results of several batches as one per expectation, with the first few failing rows."""
    merged = {(r.table, r.name): r for r in before}
    for r in new:
        other = merged.get((r.table, r.name))
        merged[r.table, r.name] = r if other is None else other.together_with(r)
    return tuple(merged.values())
