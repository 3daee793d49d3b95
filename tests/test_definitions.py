from dataclasses import fields

import dagster as dg
import pytest

from pipelines import dagster_home, steps
from pipelines.config import Settings, settings
from pipelines.definitions import Mill, definitions
from pipelines.faults import RunFault
from pipelines.job import run_job
from pipelines.load import DatabaseBusy, Published
from pipelines.validate import ExpectationResult, Validated, suite_names


@pytest.fixture(scope="module")
def defs():
    return definitions(settings({}))


def test_the_definitions_load_and_every_asset_is_described_owned_and_grouped(defs):
    dg.Definitions.validate_loadable(defs)
    specs = {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}
    assert {key: spec.group_name for key, spec in specs.items()} == {
        "documents": "ingest",
        "events": "extract",
        "quotes": "extract",
        "statistics": "extract",
        "rejects": "validate",
        "warehouse": "load",
    }
    for spec in specs.values():
        assert spec.description
        assert spec.owners
        assert spec.kinds


def test_every_expectation_is_a_check_of_an_asset_and_the_share_of_rejects_blocks(defs):
    job = defs.resolve_job_def("factmill")
    keys = job.asset_layer.asset_graph.asset_check_keys
    assert len(keys) == 1 + sum(len(names) for names in suite_names().values())
    blocking = [key.name for key in keys if job.asset_layer.asset_graph.get_check_spec(key).blocking]
    assert blocking == ["reject_share"]


def test_the_launchpad_shows_every_setting_but_the_schedule_which_is_of_no_single_run():
    assert set(Mill.model_fields) == {field.name for field in fields(Settings)} - {"schedule"}


@pytest.mark.parametrize("database", ["facts.duckdb", "ducklake:sqlite:facts.sqlite"])
def test_what_the_launchpad_shows_of_the_settings_is_what_a_run_takes(database, monkeypatch):
    given = {
        "source": "texts",
        "database": database,
        "home": "state",
        "workers": 2,
        "max_reject_share": 0.1,
        "repair": True,
        "lake_data": "rows",
    }
    chosen = settings({}, **given)
    monkeypatch.setenv("FACTMILL_LAKE_DATA", "elsewhere")
    monkeypatch.setenv("FACTMILL_WORKERS", "3")
    assert Mill.of(chosen).settings() == chosen


def test_a_value_of_the_launchpad_reaches_the_run(tmp_path):
    shown = Mill.of(settings({}, database="ducklake:sqlite:facts.sqlite")).model_dump()
    filled = Mill(**{**shown, "lake_data": str(tmp_path), "max_pages": 7, "rebuild": True}).settings()
    assert (filled.database.data, filled.max_pages, filled.rebuild) == (f"{tmp_path}/", 7, True)


def test_a_share_of_rejects_over_the_threshold_publishes_nothing_and_says_what_to_do(tmp_path, monkeypatch):
    (tmp_path / "2025-03-01_wire_port.txt").write_text("The port opened.")
    outcome = Validated(tmp_path, rows={"events": 7}, rejected={"events": 3}, results=())
    monkeypatch.setattr(steps, "validate", lambda batch, accepted: outcome)
    chosen = settings(
        {}, source=tmp_path, database=tmp_path / "f.duckdb", home=tmp_path / "home", max_reject_share=0.29
    )
    with pytest.raises(RunFault, match=r"30 % of the facts were rejected.*29 %.*nothing was published"):
        run_job(chosen)
    assert not chosen.database.exists()


def test_the_failing_rows_of_an_expectation_are_shown_as_a_table(tmp_path, monkeypatch):
    (tmp_path / "2025-03-01_wire_port.txt").write_text("The port opened.")
    failed = ExpectationResult("events", "id_is_unique", False, 9, 1, ({"id": "evt_1", "value": "<b>x</b>"},))
    outcome = Validated(tmp_path, rows={"events": 8}, rejected={"events": 1}, results=(failed,))
    monkeypatch.setattr(steps, "validate", lambda batch, accepted: outcome)
    monkeypatch.setattr(steps, "load_warehouse", lambda *given, **named: Published({"events": 8}))
    chosen = settings({}, source=tmp_path, database=tmp_path / "f.duckdb", home=tmp_path / "home")
    with dg.DagsterInstance.ephemeral() as instance:
        definitions(chosen).resolve_job_def("factmill").execute_in_process(instance=instance)
        key = dg.AssetCheckKey(dg.AssetKey("events"), "events__id_is_unique")
        (record,) = instance.event_log_storage.get_asset_check_execution_history(key, limit=1)
    shown = record.event.asset_check_evaluation
    assert not shown.passed
    assert "| evt&#95;1 | &lt;b&gt;x&lt;/b&gt; |" in shown.metadata["failing rows"].value


def test_a_fault_of_the_run_is_told_in_the_first_line_of_the_step_that_failed(tmp_path):
    chosen = settings({}, source=tmp_path / "gone", database=tmp_path / "f.duckdb", home=tmp_path / "home")
    with dg.DagsterInstance.ephemeral() as instance:
        job = definitions(chosen).resolve_job_def("factmill")
        result = job.execute_in_process(instance=instance, raise_on_error=False)
    (failure,) = (event for event in result.all_events if event.is_step_failure)
    first, *_ = failure.step_failure_data.error.message.splitlines()
    assert "gone does not exist: create it, or name another" in first


def test_a_database_that_another_run_writes_is_the_first_line_of_the_failed_run(tmp_path, monkeypatch):
    def busy(database):
        raise DatabaseBusy(f"{database} is being written by another run, process 7: wait for it to end")

    monkeypatch.setattr("pipelines.definitions.database_lock", busy)
    chosen = settings({}, source=tmp_path, database=tmp_path / "f.duckdb", home=tmp_path / "home")
    with pytest.raises(DatabaseBusy, match="process 7"):
        run_job(chosen)
    with dagster_home.instance(chosen) as instance:
        (run,) = instance.get_runs()
        (failed,) = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.RUN_FAILURE)
    error = failed.dagster_event.job_failure_data.error
    assert "f.duckdb is being written by another run, process 7" in error.message.splitlines()[0]
