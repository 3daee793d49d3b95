"""Dagster's front door: the assets, checks, schedule and sensor around the four steps. No work is done here."""

# No `from __future__ import annotations` here: Dagster reads the types of `context` and of the results at run time.

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import dagster as dg

from . import steps
from .asset_metadata import column_schema, fact_metadata, reject_metadata
from .config import Settings, settings
from .engine import Progress
from .faults import is_transient
from .ingest import fingerprint as folder_fingerprint
from .load import DatabaseBusy, database_lock
from .plan import read_plan
from .validate import suite_names

CHECKED_ASSETS = {
    "documents": ("documents", "sentences", "sections", "citations"),
    "events": ("events", "event_participants"),
    "quotes": ("quotes", "entity_mentions"),
    "statistics": ("statistics",),
}
"""Which asset shows the expectations of which tables."""

OWNERS = ["team:factmill"]
RETRIES = 3
RETRY_SECONDS = 10


class Mill(dg.ConfigurableResource):  # type: ignore[type-arg]
    """What a run works on. In the launchpad any field can be set for one run; `rebuild` extracts everything again."""

    source: str
    database: str
    home: str
    spacy_model: str
    workers: int
    engine: str
    rebuild: bool
    max_reject_share: float

    def settings(self) -> Settings:
        """The settings of this run: the environment's, with the fields of the launchpad over them."""
        return settings(**{name: getattr(self, name) for name in type(self).model_fields})

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """One run at a time for a database: the lock is held from the first step to the last."""
        with database_lock(Path(self.database)):
            yield self


class _LoggedProgress:
    """A line in the run's log for each batch."""

    def __init__(self, log: dg.DagsterLogManager) -> None:
        self._log = log

    def start(self, documents: int, words: int) -> None:
        self._log.info(f"{documents} documents to extract, {words} words")

    def advance(self, documents: int, words: int) -> None:
        self._log.info(f"extracted {documents} documents, {words} words")


@contextmanager
def _retrying(context: dg.AssetExecutionContext) -> Iterator[None]:
    """Tries a step again after a lock or an input/output fault, and says so; any other fault ends the run at once."""
    try:
        yield
    except Exception as error:
        if not is_transient(error) and not isinstance(error, DatabaseBusy):
            raise
        context.log.warning(f"{error}: trying again in {RETRY_SECONDS} s")
        raise dg.RetryRequested(max_retries=RETRIES, seconds_to_wait=RETRY_SECONDS) from error


@dg.asset(
    group_name="ingest",
    owners=OWNERS,
    kinds={"python"},
    description="The source folder, read: each file decoded, normalised, hashed and compared with what is published.",
    metadata={"dagster/column_schema": column_schema("documents")},
)
def documents(context: dg.AssetExecutionContext, mill: Mill) -> dg.MaterializeResult[None]:
    with _retrying(context):
        plan = steps.plan_documents(mill.settings())
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": plan.seen,
            "new": plan.new,
            "changed": plan.changed,
            "removed": plan.removed,
            "unchanged": plan.unchanged,
            "rejected_files": len(plan.rejects),
            "words_to_extract": plan.words,
            "source": dg.MetadataValue.path(plan.source),
        }
    )


@dg.multi_asset(
    group_name="extract",
    specs=[
        dg.AssetSpec(
            table,
            deps=["documents"],
            owners=OWNERS,
            kinds={"python", "spacy"},
            description=description,
            metadata={"dagster/column_schema": column_schema(table)},
        )
        for table, description in (
            ("events", "What the texts place in time: trigger, interval, participants, place, factuality."),
            ("quotes", "Who said what: direct, mixed and indirect speech with its speaker as written and resolved."),
            ("statistics", "Figures with unit, comparator, what they measure, of which whole, and as of when."),
        )
    ],
)
def extract(
    context: dg.AssetExecutionContext, mill: Mill, progress: dg.ResourceParam[Progress | None]
) -> Iterator[dg.MaterializeResult[None]]:
    """One spaCy pass over every new or changed document, into staged batches."""
    started = time.monotonic()
    with _retrying(context):
        steps.extract_facts(mill.settings(), progress or _LoggedProgress(context.log))
    seconds = time.monotonic() - started
    words = read_plan(steps.workspace(mill.settings())).words
    batches = steps.stage_of(mill.settings()).batches()
    for table in steps.FACT_TABLES:
        yield dg.MaterializeResult(
            asset_key=table, metadata=fact_metadata(table, batches) | {"words_per_second": round(words / seconds)}
        )


@dg.asset(
    group_name="validate",
    owners=OWNERS,
    kinds={"python", "greatexpectations"},
    deps=["documents", *steps.FACT_TABLES],
    description="What was refused and why: unreadable files, and rows that failed an expectation.",
    metadata={"dagster/column_schema": column_schema("rejects")},
    check_specs=[
        dg.AssetCheckSpec(
            "reject_share",
            asset="rejects",
            blocking=True,
            description="The share of rejected facts is within max_reject_share; else nothing is published.",
        )
    ],
)
def rejects(context: dg.AssetExecutionContext, mill: Mill) -> Iterator[dg.MaterializeResult[None]]:
    chosen = mill.settings()
    with _retrying(context):
        checked = steps.validate_facts(chosen)
    share = checked.reject_share
    yield dg.MaterializeResult(
        metadata=reject_metadata(steps.accepted_folder(chosen)),
        check_results=[
            dg.AssetCheckResult(
                passed=share <= chosen.max_reject_share,
                check_name="reject_share",
                metadata={
                    "share": share,
                    "allowed": chosen.max_reject_share,
                    "what to do": "read the codes in this asset's metadata; raise FACTMILL_MAX_REJECT_SHARE to publish",
                },
            )
        ],
    )


@dg.multi_asset_check(
    name="expectations",
    specs=[
        dg.AssetCheckSpec(f"{table}__{name}", asset=asset, additional_deps=["rejects"])
        for asset, tables in CHECKED_ASSETS.items()
        for table in tables
        for name in suite_names()[table]
    ],
)
def expectations(mill: Mill) -> Iterator[dg.AssetCheckResult]:
    """Every expectation of the suites as a check of its asset, with the rows that failed it."""
    results = {(r.table, r.name): r for r in steps.read_checks(mill.settings()).results}
    for asset, tables in CHECKED_ASSETS.items():
        for table in tables:
            for name in suite_names()[table]:
                result = results.get((table, name))
                yield dg.AssetCheckResult(
                    asset_key=asset,
                    check_name=f"{table}__{name}",
                    passed=result is None or result.success,
                    severity=dg.AssetCheckSeverity.WARN,
                    metadata={"rows": 0, "note": "no new rows in this run"}
                    if result is None
                    else {
                        "rows": result.element_count,
                        "failed": result.unexpected_count,
                        "examples": dg.MetadataValue.json([str(example) for example in result.examples]),
                    },
                )


@dg.asset(
    group_name="load",
    owners=OWNERS,
    kinds={"duckdb", "sql"},
    deps=["rejects"],
    description="The DuckDB file: a checked copy, changed in one transaction and swapped in; readers never wait.",
)
def warehouse(context: dg.AssetExecutionContext, mill: Mill) -> dg.MaterializeResult[None]:
    started_at = context.instance.get_run_stats(context.run.run_id).start_time
    chosen = mill.settings()
    with _retrying(context):
        published = steps.load_warehouse(
            chosen,
            context.run.run_id,
            datetime.fromtimestamp(started_at or time.time(), UTC),
            now=lambda: datetime.now(UTC),
        )
    for note in published.notes:
        context.log.warning(note)
    counts: dict[str, Any] = {f"rows/{table}": count for table, count in published.rows.items()}
    return dg.MaterializeResult(
        metadata=counts
        | {
            "dagster/row_count": sum(published.rows.get(table, 0) for table in steps.FACT_TABLES),
            "database": dg.MetadataValue.path(str(chosen.database)),
            "notes": dg.MetadataValue.json(list(published.notes)),
        }
    )


factmill_job = dg.define_asset_job(
    "factmill",
    selection=dg.AssetSelection.all() | dg.AssetSelection.all_asset_checks(),
    description="Folder to warehouse: documents, events, quotes, statistics, rejects, warehouse.",
    executor_def=dg.in_process_executor,
)


def _schedule(chosen: Settings) -> dg.ScheduleDefinition:
    return dg.ScheduleDefinition(
        name="daily",
        job=factmill_job,
        cron_schedule=chosen.schedule,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Runs the mill at the cron time of FACTMILL_SCHEDULE, whatever the sensor has seen.",
    )


def _sensor(chosen: Settings) -> dg.SensorDefinition:
    @dg.sensor(
        name="folder_changed",
        job=factmill_job,
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Starts a run when a document is added, changed or removed (name, size or time of change).",
    )
    def folder_changed(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        state = folder_fingerprint(chosen.source)
        if state == context.cursor:
            skip_reason = f"no document was added, changed or removed in {chosen.source}"
            return dg.SensorResult(skip_reason=skip_reason, cursor=state)
        # No run_key: Dagster would drop a second run for a folder that has come back to an earlier state.
        return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=state)

    return folder_changed


def definitions(chosen: Settings, progress: Progress | None = None) -> dg.Definitions:
    """All of Dagster's objects for these settings; `progress` is told of each batch that is done."""
    mill = Mill(
        source=str(chosen.source),
        database=str(chosen.database),
        home=str(chosen.home),
        spacy_model=chosen.spacy_model,
        workers=chosen.workers,
        engine=chosen.engine,
        rebuild=chosen.rebuild,
        max_reject_share=chosen.max_reject_share,
    )
    return dg.Definitions(
        assets=[documents, extract, rejects, warehouse],
        asset_checks=[expectations],
        jobs=[factmill_job],
        schedules=[_schedule(chosen)],
        sensors=[_sensor(chosen)],
        resources={"mill": mill, "progress": dg.ResourceDefinition.hardcoded_resource(progress)},
        executor=dg.in_process_executor,
    )


defs = definitions(settings())
