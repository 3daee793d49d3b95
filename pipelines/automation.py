"""When Dagster starts a run by itself: at a time of the day, and when the source folder has changed."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from .ingest import fingerprint


def daily(job: str, cron: str) -> dg.ScheduleDefinition:
    """Runs the job of the name `job` at the times of a cron expression."""
    return dg.ScheduleDefinition(
        name="daily",
        job_name=job,
        cron_schedule=cron,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Runs the mill at the cron time of FACTMILL_SCHEDULE, whatever the sensor has seen. A run that "
        "finds nothing new is over in seconds; a day that was missed is made up for by the next one.",
    )


def folder_changed(job: str, source: Path) -> dg.SensorDefinition:
    """Runs the job of the name `job` when the files of the folder `source` are others than a minute ago."""

    @dg.sensor(
        name="folder_changed",
        job_name=job,
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Looks at the source folder once a minute and starts a run when a document was added, changed or "
        "removed (by name, size or time of change). The runs queue up: there is one at a time.",
    )
    def look(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        state = fingerprint(source)
        if state == context.cursor:
            return dg.SensorResult(skip_reason=f"no document was added, changed or removed in {source}", cursor=state)
        # No run_key: Dagster would drop a second run for a folder that has come back to an earlier state.
        return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=state)

    return look
