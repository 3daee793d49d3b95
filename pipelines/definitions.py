"""Dagster's front door: the assets and checks around the four steps, and what runs them. No work is done here."""

# No `from __future__ import annotations` here: Dagster reads the types of `context` and of the results at run time.

import logging
import shlex
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any, Self

import dagster as dg

from . import automation, steps
from .asset_metadata import column_schema, fact_metadata, failing_rows, reject_metadata
from .column_lineage import table_lineage
from .config import Settings, settings
from .engine import Progress
from .faults import RunFault, disk_fault, is_transient
from .lake import Database
from .load import DatabaseBusy, database_lock
from .plan import read_plan
from .report import default_output
from .validate.suites import suites

CHECKED_ASSETS = {
    "documents": ("documents", "sentences", "sections", "citations"),
    "events": ("events", "event_participants"),
    "quotes": ("quotes", "entity_mentions"),
    "statistics": ("statistics",),
}
"""Which asset shows the expectations of which tables."""

OWNERS = ["team:factmill"]

logger = logging.getLogger(__name__)
RETRIES = 3
RETRY_SECONDS = 10


class CannotStart(dg.DagsterError):
    """A fault before the first step. Dagster wraps any other error of a resource in a line that says nothing."""


class Mill(dg.ConfigurableResource):  # type: ignore[type-arg]
    """What a run works on. In the launchpad any field can be set for one run; `rebuild` extracts everything again."""

    source: str
    database: str
    home: str
    spacy_model: str
    workers: int
    engine: str
    stage: str
    ray_address: str
    languages: str
    fallback_encoding: str
    repair: bool
    columns: str
    max_bytes: int
    max_pages: int
    lake_data: str
    rebuild: bool
    max_reject_share: float

    @classmethod
    def of(cls, chosen: Settings) -> Self:
        """A launchpad whose fields are filled from `chosen`."""
        values = ((name, getattr(chosen, name)) for name in cls.model_fields)
        shown: dict[str, Any] = {name: str(value) if isinstance(value, Database) else value for name, value in values}
        return cls(**shown)

    def settings(self) -> Settings:
        """The settings of this run: the environment's, with the fields of the launchpad over them."""
        return settings(**{name: getattr(self, name) for name in type(self).model_fields})

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """One run at a time for a database: the lock is held from the first step to the last."""
        with ExitStack() as held:
            try:
                held.enter_context(database_lock(self.settings().database))
            except RunFault as fault:
                raise CannotStart(str(fault)) from fault
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
    """Tries a step again after a lock or an input/output fault, and says so; any other fault ends the run at once.

    The run's page then shows the fault's one line, which says what to do, above everything else.
    """
    try:
        yield
    except (RunFault, OSError) as error:
        if is_transient(error) or isinstance(error, DatabaseBusy):
            told = f"{error}: trying again in {RETRY_SECONDS} s"
            context.log.warning(told)
            logger.warning(told)  # `factmill run` keeps Dagster's own log to itself
            raise dg.RetryRequested(max_retries=RETRIES, seconds_to_wait=RETRY_SECONDS) from error
        told = disk_fault(error) if isinstance(error, OSError) else str(error)
        raise dg.Failure(told, allow_retries=False) from error


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
            "rejected_files": plan.rejects,
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
            asset_key=table,
            metadata={
                **fact_metadata(table, batches),
                "words_per_second": round(words / seconds),
                "dagster/column_lineage": table_lineage(table),
            },
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
        metadata={
            **reject_metadata(steps.accepted_folder(chosen)),
            "dagster/column_lineage": table_lineage("rejects"),
        },
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
        dg.AssetCheckSpec(
            f"{table}__{expectation.name}",
            asset=asset,
            additional_deps=["rejects"],
            description=f"Every row of {table}: {expectation.name.replace('_', ' ')}. A row that fails is not "
            f"published; it becomes a row of rejects with the code {expectation.code}.",
        )
        for asset, tables in CHECKED_ASSETS.items()
        for table in tables
        for expectation in suites()[table]
    ],
)
def expectations(mill: Mill) -> Iterator[dg.AssetCheckResult]:
    """Every expectation of the suites as a check of its asset, with the rows that failed it."""
    results = {(r.table, r.name): r for r in steps.read_checks(mill.settings()).results}
    for asset, tables in CHECKED_ASSETS.items():
        for table in tables:
            for expectation in suites()[table]:
                result = results.get((table, expectation.name))
                yield dg.AssetCheckResult(
                    asset_key=asset,
                    check_name=f"{table}__{expectation.name}",
                    passed=result is None or result.success,
                    severity=dg.AssetCheckSeverity.WARN,
                    metadata={"rows": 0, "note": "no new rows in this run"}
                    if result is None
                    else {
                        "rows": result.element_count,
                        "failed": result.unexpected_count,
                        **({"failing rows": dg.MetadataValue.md(failing_rows(result))} if result.examples else {}),
                    },
                )


@dg.asset(
    group_name="load",
    owners=OWNERS,
    kinds={"duckdb", "sql"},
    deps=["rejects"],
    description="The DuckDB file: changed in a copy that nobody sees, checked, and swapped in whole; readers never "
    "wait. The columns shown are those of its view `facts`, which lists events, quotes and statistics alike.",
    metadata={"dagster/column_schema": column_schema("facts")},
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
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(published.rows.get(table, 0) for table in steps.FACT_TABLES),
            "dagster/column_lineage": table_lineage("warehouse"),
            "database": dg.MetadataValue.path(str(chosen.database)),
            "report": dg.MetadataValue.url((default_output(chosen.database) / "index.html").as_uri()),
            "report is written by": f"factmill report --database {shlex.quote(str(chosen.database))}",
            "notes": dg.MetadataValue.json(list(published.notes)),
            **{f"rows/{table}": count for table, count in published.rows.items()},
        }
    )


factmill_job = dg.define_asset_job(
    "factmill",
    selection=dg.AssetSelection.all() | dg.AssetSelection.all_asset_checks(),
    description="Folder to warehouse: documents, events, quotes, statistics, rejects, warehouse. Only new, changed "
    "and removed documents cost work. For a backfill open the Launchpad, set `rebuild: true` below `resources: mill: "
    "config` and launch: every document is extracted again. Any other setting can be changed there for one run, too.",
    executor_def=dg.in_process_executor,
)


def definitions(chosen: Settings, progress: Progress | None = None) -> dg.Definitions:
    """All of Dagster's objects for these settings; `progress` is told of each batch that is done."""
    return dg.Definitions(
        assets=[documents, extract, rejects, warehouse],
        asset_checks=[expectations],
        jobs=[factmill_job],
        schedules=[automation.daily(factmill_job.name, chosen.schedule)],
        sensors=[automation.folder_changed(factmill_job.name, chosen.source)],
        resources={"mill": Mill.of(chosen), "progress": dg.ResourceDefinition.hardcoded_resource(progress)},
        executor=dg.in_process_executor,
    )


defs = definitions(settings())
