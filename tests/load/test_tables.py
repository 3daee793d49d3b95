from __future__ import annotations

import duckdb
import pytest

from pipelines import schema
from pipelines.load import LoadError, schema_is_current
from pipelines.load import tables as load_tables
from tests.small_facts import ferry, known, mill, rows


def test_a_users_own_tables_and_views_survive(load, database):
    load(ferry())
    with duckdb.connect(str(database)) as own:
        own.execute("CREATE TABLE notes AS SELECT 'mine' AS note")
        own.execute("CREATE VIEW my_events AS SELECT trigger FROM events")
        own.execute(
            "CREATE SCHEMA private; CREATE TABLE private.events (x INTEGER); INSERT INTO private.events VALUES (7)"
        )
        own.execute("CREATE MACRO twice(x) AS 2 * x")
    load(mill(), run="run_2")
    assert rows(database, "SELECT note, twice(2) FROM notes") == [("mine", 4)]
    assert rows(database, "FROM my_events") == [("closed",)]
    assert rows(database, "FROM private.events") == [(7,)]


def test_a_database_of_somebody_else_is_added_to(load, database):
    with duckdb.connect(str(database)) as own:
        own.execute("CREATE TABLE notes AS SELECT 'mine' AS note")
    assert known(database) == {}
    assert not schema_is_current(database)
    load(ferry())
    assert rows(database, "SELECT note, trigger FROM notes, events") == [("mine", "opened")]
    assert schema_is_current(database)


def test_a_users_table_of_a_name_that_is_needed_is_not_touched(load, database):
    with duckdb.connect(str(database)) as own:
        own.execute('CREATE TABLE "Events" AS SELECT 1 AS x')
    with pytest.raises(LoadError, match="its own events, not made by factmill"):
        load(ferry())
    assert rows(database, "FROM Events") == [(1,)]


def test_a_users_macro_of_a_name_that_is_needed_is_not_touched(load, database):
    with duckdb.connect(str(database)) as own:
        own.execute("CREATE MACRO Why(x) AS x + 1")
    with pytest.raises(LoadError, match="its own why, not made by factmill"):
        load(ferry())
    assert rows(database, "SELECT why(1)") == [(2,)]


@pytest.mark.parametrize("kind", ["tables", "views", "columns", "functions"])
def test_every_table_view_column_and_macro_has_a_comment(load, database, kind):
    load(ferry())
    query = f"FROM duckdb_{kind}() WHERE NOT internal AND database_name = current_database()"
    assert rows(database, f"SELECT count(*) {query}") > [(3,)]
    assert rows(database, f"{query} AND coalesce(comment, '') = ''") == []


def test_every_view_is_there_and_answers(load, database):
    load(ferry(), mill())
    for view in schema.views():
        rows(database, f"FROM {view}")


def test_another_schema_means_a_new_start_that_keeps_the_history_of_runs(load, database, monkeypatch):
    load(ferry())
    with duckdb.connect(str(database)) as own:
        own.execute("CREATE TABLE notes AS SELECT 'mine' AS note")
        own.execute(
            "CREATE TABLE old_facts (x INTEGER); INSERT INTO factmill_schema VALUES ('old_facts', 'table', '0')"
        )
        own.execute("CREATE VIEW old_view AS FROM events; INSERT INTO factmill_schema VALUES ('old_view', 'view', '0')")
        own.execute("UPDATE factmill_schema SET fingerprint = '0' WHERE name = 'events'")
        own.execute("ALTER TABLE runs DROP COLUMN lexicon; ALTER TABLE runs ADD COLUMN lexicon VARCHAR DEFAULT 'x'")
    assert not schema_is_current(database)
    load(ferry(), run="run_2")
    assert schema_is_current(database)
    assert rows(database, "SELECT run_id FROM runs ORDER BY ALL") == [("run_1",), ("run_2",)]
    assert rows(database, "FROM notes") == [("mine",)]
    there = {name for (name,) in rows(database, "SELECT table_name FROM information_schema.tables")}
    assert not there & {"old_facts", "old_view"}


def test_what_is_factmills_is_written_down(load, database):
    load(ferry())
    with duckdb.connect(str(database), read_only=True) as connection:
        made = load_tables.made_here(connection)
    assert {name for name, (kind, _) in made.items() if kind == "table"} == set(schema.tables())
    assert {name for name, (kind, _) in made.items() if kind == "view"} == set(schema.views())
