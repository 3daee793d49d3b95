import csv
import json
import re

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines import export, schema
from pipelines.export import default_output, write_export
from pipelines.output_folder import OutputFault
from pipelines.query import QueryFault

from .told import Told, publish_told

WANTED = {*schema.tables(), *schema.views(), "columns"} - {"factmill_schema", "search_places", "search_words"}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    told = Told("harbour", "=2+5 said Ada Núñez, @home in the port. It carried -3 percent, \nor so.")
    told.quote("=2+5", "Ada Núñez")
    told.statistic("-3 percent", -3, "percent", measure="＝cmd")
    path = publish_told(tmp_path_factory.mktemp("export"), told)
    with duckdb.connect(str(path)) as own:
        own.execute("CREATE TABLE notes AS SELECT 'mine' AS note")
    return path


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_and_view_is_a_parquet_file_with_the_same_rows(database, tmp_path):
    files = write_export(database, tmp_path / "out")
    assert {path.name for path in files} == {f"{name}.parquet" for name in WANTED}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "written-by-factmill",
        *(path.name for path in files),
    }
    with duckdb.connect(str(database), read_only=True) as connection:
        for path in files:
            if path.stem != "columns":
                exported, published = duckdb.read_parquet(str(path)), connection.table(path.stem)
                assert exported.types == published.types, path.stem
                assert exported.order("ALL").fetchall() == published.order("ALL").fetchall(), path.stem


def documents_that_agree():
    for name, verb in (("harbour", "saw"), ("ferry", "counted"), ("mill", "met")):
        told = Told(name, f"Ada {verb} 40 percent of voters. Okafor {verb} 7 percent of the ships. {name} is open.")
        told.statistic("40 percent", 40, "percent", measure="voters")
        told.statistic("7 percent", 7, "percent", measure="ships")
        told.quote("40 percent of voters", "Ada")
        told.quote(f"{name} is open", "Okafor")
        yield told


def test_two_exports_of_the_same_rows_are_equal_in_whatever_order_the_database_holds_them(tmp_path):
    database = publish_told(tmp_path, *documents_that_agree())
    write_export(database, tmp_path / "before", "csv")
    with duckdb.connect(str(database)) as own:
        for table in schema.tables():
            held = own.table(table).to_arrow_table()
            own.execute(f"TRUNCATE {table}")
            own.from_arrow(held.take(pa.array(range(held.num_rows)[::-1], pa.int64()))).insert_into(table)
    write_export(database, tmp_path / "after", "csv")
    assert len(rows(tmp_path / "after" / "facts.csv")) == 12
    assert len(rows(tmp_path / "after" / "corroboration.csv")) == 2
    for path in (tmp_path / "before").glob("*.csv"):
        assert path.read_bytes() == (tmp_path / "after" / path.name).read_bytes(), path.name


MANY = """
    INSERT INTO sentences BY NAME
    SELECT md5(n::VARCHAR) AS sentence_id, 'doc' AS document_id, n AS ordinal, '' AS section, 0 AS char_start,
        1 AS char_end, 'a' AS text
    FROM range(400_000) AS many(n)
"""
"""Some 40 MB in no order."""


@pytest.mark.parametrize(("memory", "spills"), [("30MB", True), ("5MB", False)])
def test_what_a_sort_cannot_hold_goes_to_the_disk_and_is_not_left_there(tmp_path, monkeypatch, memory, spills):
    """With 5 MB it cannot be sorted at all, and all starts over with what DuckDB takes by itself."""
    database = publish_told(tmp_path, *documents_that_agree())
    with duckdb.connect(str(database)) as own:
        own.execute(MANY)
    write, spilled = pq.ParquetWriter.write_batch, set()

    def look(writer, batch):
        spilled.update(path.name for path in tmp_path.glob(".out-*/new/sorting/*"))
        write(writer, batch)

    monkeypatch.setattr(export, "LITTLE_MEMORY", {"memory_limit": memory, "threads": "1"})
    monkeypatch.setattr(pq.ParquetWriter, "write_batch", look)
    files = write_export(database, tmp_path / "out")
    assert bool(spilled) == spills
    ids = pq.read_table(tmp_path / "out" / "sentences.parquet", columns=["sentence_id"])["sentence_id"].to_pylist()
    assert len(ids) > 400_000
    assert ids == sorted(ids)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"written-by-factmill", *(p.name for p in files)}
    assert not list(tmp_path.glob("**/sorting"))


def test_the_list_of_columns_says_what_each_holds(database, tmp_path):
    write_export(database, tmp_path / "out", "csv")
    listed = rows(tmp_path / "out" / "columns.csv")
    assert {row["table_name"] for row in listed} == WANTED - {"columns"}
    assert all(row["comment"] for row in listed)
    (value,) = (r for r in listed if (r["table_name"], r["column_name"]) == ("statistics", "value"))
    assert value["data_type"] == "DOUBLE"


def test_no_cell_of_csv_is_a_formula_and_numbers_lists_and_nulls_can_be_read_back(database, tmp_path):
    for path in write_export(database, tmp_path / "out", "csv"):
        for row in rows(path):
            for name, cell in row.items():
                is_number = re.fullmatch(r"-?[0-9.]+", cell)
                assert is_number or not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")), (path.name, name, cell)
    (quote,) = rows(tmp_path / "out" / "quotes.csv")
    assert quote["text"] == "'=2+5"
    (statistic,) = rows(tmp_path / "out" / "statistics.csv")
    assert (statistic["value"], statistic["measure"], statistic["whole"]) == ("-3.0", "'＝cmd", "")
    (document,) = rows(tmp_path / "out" / "documents.csv")
    assert json.loads(document["source_paths"]) == ["harbour.txt"]


def test_an_export_that_fails_leaves_the_one_of_before(database, tmp_path, monkeypatch):
    write_export(database, tmp_path / "out")
    before = sorted(path.name for path in (tmp_path / "out").iterdir())
    monkeypatch.setattr(export, "_write", lambda rows, path: path.write_text("half") and 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_export(database, tmp_path / "out", "csv")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_files_of_somebody_else_are_left_alone(database, tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(OutputFault, match="no export"):
        write_export(database, tmp_path)


def test_a_missing_database_is_answered_with_the_next_command(tmp_path):
    with pytest.raises(QueryFault, match="factmill run"):
        write_export(tmp_path / "none.duckdb", default_output(tmp_path / "none.duckdb"))
    assert list(tmp_path.iterdir()) == []


def test_rows_pass_in_batches(database, tmp_path, monkeypatch):
    sizes = []
    monkeypatch.setattr(export, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(export, "_write", lambda rows, path: sizes.extend(batch.num_rows for batch in rows))
    write_export(database, tmp_path / "out")
    assert max(sizes[:-1]) == 2
