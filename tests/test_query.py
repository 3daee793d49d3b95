import csv
import io

import duckdb
import pyarrow as pa
import pytest

from pipelines.export import write_export
from pipelines.query import QueryFault, as_text, run_query
from pipelines.report import write_report
from pipelines.why import fact_row


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "small.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS a, 'x' AS b")
    return path


def test_a_query_sees_the_published_rows(database):
    assert run_query(database, "SELECT * FROM t WHERE b = ?", ["x"]).to_pylist() == [{"a": 1, "b": "x"}]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM t",
        "CREATE TABLE u AS SELECT 1",
        "SELECT * FROM read_csv('pyproject.toml')",
        "COPY t TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ],
)
def test_a_query_can_change_nothing_and_touch_no_other_file(database, sql, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QueryFault, match="refused"):
        run_query(database, sql)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.duckdb"]


def test_a_missing_database_is_answered_with_the_next_command(tmp_path):
    with pytest.raises(QueryFault, match="factmill run"):
        run_query(tmp_path / "none.duckdb", "SELECT 1")


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "x.duckdb").write_bytes(b"not a database" * 100)
    with pytest.raises(QueryFault, match=r"x\.duckdb cannot be read"):
        run_query(tmp_path / "x.duckdb", "SELECT 1")


def test_csv_cells_cannot_become_formulas_and_numbers_stay_numbers():
    table = pa.table({"text": ["=1+1", "@SUM(A1)", "plain", "-2 degrees"], "number": [-1, 2, 3, 4]})
    rows = list(csv.reader(io.StringIO(as_text(table, "csv"))))
    assert rows[1:] == [["'=1+1", "-1"], ["'@SUM(A1)", "2"], ["plain", "3"], ["'-2 degrees", "4"]]


def test_the_table_form_keeps_a_row_on_its_lines_and_drops_control_characters():
    shown = as_text(pa.table({"a": ["two\nlines\x1b[31m", None]}), "table")
    assert "two lines�[31m" in shown
    assert "(2 rows)" in shown


def test_json_lines_keep_every_letter():
    assert as_text(pa.table({"a": ["naïve “x”"]}), "json") == '{"a": "naïve “x”"}\n'


def test_a_query_without_a_statement_is_a_fault_and_no_traceback(tmp_path):
    path = tmp_path / "f.duckdb"
    duckdb.connect(str(path)).close()
    for query in ("", "-- nothing"):
        with pytest.raises(QueryFault, match="the query is empty"):
            run_query(path, query)


@pytest.mark.parametrize("ask", [write_report, write_export, lambda database, _: fact_row(database, "evt_1")])
def test_a_database_of_another_version_is_answered_with_the_next_command(tmp_path, ask):
    path = tmp_path / "f.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE events (event_id VARCHAR)")
    with pytest.raises(QueryFault, match=r"not made by this version of factmill.*factmill run"):
        ask(path, tmp_path / "out")
    assert [left.name for left in tmp_path.iterdir()] == ["f.duckdb"]
