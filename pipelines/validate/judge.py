"""Great Expectations, asked once for each table; nothing else imports it, as the import alone costs seconds."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from functools import cache
from importlib import util
from typing import TYPE_CHECKING, Any

import numpy as np

from ..faults import RunFault
from ..freed import made_to_stay
from .batch import Batch
from .suites import Expectation, Holds, Matches, OneOf, suites

if TYPE_CHECKING:
    import pandas as pd

RESULT_FORMAT = {"result_format": "COMPLETE", "include_unexpected_rows": False, "partial_unexpected_count": 0}


class CannotJudge(RunFault):
    """Great Expectations could not evaluate an expectation."""


def failing_rows(batch: Batch) -> dict[str, dict[str, list[int]]]:
    """For each table and expectation (by name) the rows that fail it, as ascending row numbers.

    Raises CannotJudge where an expectation raises instead of answering.
    """
    return {
        table: _ask(table, suite, batch) if batch.tables[table].num_rows else {e.name: [] for e in suite}
        for table, suite in suites().items()
    }


def _ask(table: str, suite: tuple[Expectation, ...], batch: Batch) -> dict[str, list[int]]:
    frame = _frame(table, suite, batch)
    outcome = _definition().get_batch({"dataframe": frame}).validate(_suite(table), result_format=RESULT_FORMAT)
    failing: dict[str, list[int]] = {}
    for result in outcome.results:
        name = result.expectation_config.meta["name"]
        if "unexpected_count" not in result.result:
            raise CannotJudge(f"expectation {name} of {table} could not be evaluated: {result.exception_info}")
        failing[name] = sorted(result.result.get("unexpected_index_list") or ())
    return failing


def _frame(table: str, suite: tuple[Expectation, ...], batch: Batch) -> pd.DataFrame:
    """The columns that the suite looks at, and one for each condition, under the name of its expectation."""
    import pandas as pd

    rows = batch.tables[table]
    columns: dict[str, Any] = {}
    for expectation in suite:
        if isinstance(expectation.check, Holds):
            holds = expectation.check.condition(rows, batch)
            # Not applicable is as good as true here, and booleans without NULL are judged faster.
            columns[expectation.name] = holds.fill_null(True).to_numpy(zero_copy_only=False)
        else:
            column = expectation.columns[0]
            columns[column] = rows[column].to_pandas()
    return pd.DataFrame(columns, index=np.arange(rows.num_rows))


@cache
def _definition() -> Any:
    """A batch definition over frames, in the one context of this process."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read on import: no event leaves this machine
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    with made_to_stay():
        _imported_when_used("scipy", "stats")
        import great_expectations as gx
        from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("stage").add_dataframe_asset("rows")
    return asset.add_batch_definition_whole_dataframe("batch")


def _imported_when_used(package: str, module: str) -> None:
    """Lets whoever imports this module of a package have it, but loads it when the first of its names is asked for.

    Great Expectations imports SciPy's statistics for expectations about distributions, of which there is none here:
    0.8 seconds of its 2.3, and 58 of its 152 MB (measured).
    """
    name = f"{package}.{module}"
    spec = util.find_spec(name) if util.find_spec(package) else None
    if name in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = util.LazyLoader(spec.loader)
    later = util.module_from_spec(spec)
    sys.modules[name] = later
    spec.loader.exec_module(later)
    # The import statement itself would look at the module, and so load it, were it not a name of the package.
    setattr(importlib.import_module(package), module, later)


@cache
def _suite(table: str) -> Any:
    """The suite of a table in the words of Great Expectations."""
    _definition()
    import great_expectations as gx

    return gx.ExpectationSuite(name=table, expectations=[_expectation(e) for e in suites()[table]])


def _expectation(expectation: Expectation) -> Any:
    import great_expectations as gx

    gxe: Any = gx.expectations
    column = expectation.columns[0]
    meta = {"name": expectation.name}
    match expectation.check:
        case OneOf(values):
            return gxe.ExpectColumnValuesToBeInSet(column=column, value_set=list(values), meta=meta)
        case Matches(pattern):
            return gxe.ExpectColumnValuesToMatchRegex(column=column, regex=pattern, meta=meta)
        case Holds():
            return gxe.ExpectColumnValuesToBeInSet(column=expectation.name, value_set=[True], meta=meta)
