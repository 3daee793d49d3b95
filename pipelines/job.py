"""The Dagster job run in this process and recorded where `factmill ui` shows it: what `factmill run` does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg
from dagster._core.errors import (  # dagster does not export them; its version is pinned
    DagsterAssetCheckFailedError,
    DagsterExecutionInterruptedError,
)

from . import dagster_home, steps
from .config import Settings
from .definitions import definitions
from .engine import Progress
from .faults import RunFault, Stopped


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished run; `notes` say what was found in the database's place and put right."""

    run_id: str
    notes: tuple[str, ...] = ()


def run_job(settings: Settings, progress: Progress | None = None, *, verbose: bool = False) -> Outcome:
    """Runs the whole mill once. `verbose` prints Dagster's own log.

    Raises RunFault where the run cannot go on, or where too many facts were rejected; OSError where the disk fails;
    Stopped where a signal ends it.
    """
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "yes"
    with dagster_home.instance(settings) as instance:
        try:
            result = (
                definitions(settings, progress)
                .resolve_job_def("factmill")
                .execute_in_process(
                    instance=instance,
                    run_config={"loggers": {"console": {"config": {"log_level": "INFO" if verbose else "CRITICAL"}}}},
                    tags=dagster_home.LOCATION_TAGS,
                )
            )
        except DagsterAssetCheckFailedError as error:
            raise RunFault(_refusal(settings)) from error
        except DagsterExecutionInterruptedError:
            raise Stopped from None  # Dagster has put its own handlers of signals in the place of ours
        except (dg.DagsterError, dg.Failure) as error:
            raise next((fault for fault in _causes(error) if isinstance(fault, RunFault | OSError)), error) from None
    (loaded,) = result.asset_materializations_for_node("warehouse")
    notes = loaded.metadata["notes"].value
    assert isinstance(notes, list)
    return Outcome(str(result.run_id), tuple(notes))


def _refusal(settings: Settings) -> str:
    share = steps.read_checks(settings).reject_share
    return (
        f"{share:.0%} of the facts were rejected, more than the {settings.max_reject_share:.0%} of "
        f"FACTMILL_MAX_REJECT_SHARE: nothing was published. {steps.accepted_folder(settings)} holds the rejects, with "
        "a code each"
    ).replace("%", " %")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What lies behind an error that Dagster wrapped, the error itself first."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        cause = waiting.pop()
        if cause is not None and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [cause.__cause__, cause.__context__, getattr(cause, "user_exception", None)]
