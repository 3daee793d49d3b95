import dagster as dg

from pipelines.config import settings
from pipelines.definitions import definitions


def test_the_schedule_follows_the_setting_and_schedule_and_sensor_are_on():
    defs = definitions(settings({"FACTMILL_SCHEDULE": "30 2 * * 1"}))
    schedule = defs.resolve_schedule_def("daily")
    assert schedule.cron_schedule == "30 2 * * 1"
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert defs.resolve_sensor_def("folder_changed").default_status is dg.DefaultSensorStatus.RUNNING


def test_the_sensor_starts_a_run_when_a_document_is_added_changed_or_removed_and_else_says_why_not(tmp_path):
    text = tmp_path / "2025-03-01_wire_port.txt"
    text.write_text("The port opened.")
    defs = definitions(settings({"FACTMILL_SOURCE": str(tmp_path)}))
    sensor = defs.resolve_sensor_def("folder_changed")
    cursor = None

    def tick():
        nonlocal cursor
        result = sensor(dg.build_sensor_context(cursor=cursor))
        cursor = result.cursor
        return len(result.run_requests or ())

    assert tick() == 1
    assert tick() == 0
    text.write_text("The port opened late.")
    assert tick() == 1
    (tmp_path / "2025-03-02_wire_mine.txt").write_text("The mine closed.")
    assert tick() == 1
    text.unlink()
    assert tick() == 1
    assert tick() == 0
