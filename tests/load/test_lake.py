"""A lake holds what a DuckDB file would, row for row, and its readers never notice a run."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from pipelines import lake, schema
from pipelines.export import write_export
from pipelines.ingest import SourceReject
from pipelines.load import LoadError, publish, schema_is_current
from pipelines.query import QueryFault, run_query
from pipelines.report import write_report
from tests.small_facts import NOON, Extracted, a_batch, a_run, dump, ferry, known, mill, rows, sources_of


def lake_in(folder: Path) -> lake.Lake:
    found = lake.address(f"ducklake:sqlite:{folder / 'lake' / 'catalogue.sqlite'}")
    assert isinstance(found, lake.Lake)
    return found


REFUSED = SourceReject("x.bin", "binary", "a NUL byte at 0")


def put(database: lake.Database, stage: Path, *documents: Extracted, staged: Sequence[Extracted], run: str) -> None:
    """Publishes `documents` as all that the source holds, of which those of `staged` are new."""
    batches = [a_batch(stage, document) for document in staged]
    publish(
        database, batches, sources=sources_of(documents), rejects=[REFUSED, REFUSED], run=a_run(run), now=lambda: NOON
    )


@pytest.fixture
def a_lake(tmp_path: Path) -> lake.Lake:
    return lake_in(tmp_path)


@pytest.fixture
def fill(tmp_path: Path, a_lake: lake.Lake) -> Callable[..., None]:
    def fill(*documents: Extracted, staged: Sequence[Extracted] | None = None, run: str = "run_1") -> None:
        new = documents if staged is None else staged
        put(a_lake, tmp_path / "stage", *documents, staged=new, run=run)

    return fill


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[lake.Lake, Path]:
    """A lake and a file of the same documents, to be read only."""
    folder = tmp_path_factory.mktemp("both")
    found = lake_in(folder), folder / "facts.duckdb"
    for database in found:
        put(database, folder / "stage", ferry(), mill(), staged=[ferry(), mill()], run="run_1")
    return found


def test_a_lake_has_the_rows_of_a_file_after_each_of_several_loads(fill, load, a_lake, database):
    changed = ferry("ferry.md", title="The ferry, again")
    for number, documents in enumerate([(ferry(), mill()), (changed,)]):
        load(*documents, run=f"run_{number}", rejects=[REFUSED, REFUSED])
        fill(*documents, run=f"run_{number}")
        assert dump(a_lake, without=()) == dump(database, without=())
        assert known(a_lake) == known(database)
        with lake.connect(a_lake, read_only=False) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS my_notes AS SELECT 'mine' AS note")
    assert len(rows(a_lake, "FROM runs")) == 2
    assert rows(a_lake, "FROM my_notes") == [("mine",)]
    assert schema_is_current(a_lake)


def test_every_view_and_macro_answers_in_a_lake_as_in_a_file(both):
    questions = [f"FROM {view} ORDER BY ALL" for view in schema.views()]
    questions += [
        "FROM search_facts('ferry') ORDER BY ALL",
        "FROM facts_between('1998-01-01', '2021-12-31') ORDER BY ALL",
        "FROM why((SELECT min(event_id) FROM events))",
    ]
    for question in questions:
        in_lake, in_file = (rows(database, question) for database in both)
        assert in_lake == in_file, question


def test_a_lake_keeps_the_comments_of_its_tables(both):
    columns = "FROM duckdb_columns() WHERE table_name = 'events' AND database_name = 'lake'"
    assert dict(rows(both[0], f"SELECT column_name, comment {columns}")) == schema.column_comments("events")


def test_a_report_and_an_export_are_made_of_a_lake_as_of_a_file(both, tmp_path):
    for number, database in enumerate(both):
        write_report(database, tmp_path / f"report-{number}")
        write_export(database, tmp_path / f"export-{number}", "csv")
    for made in ("report", "export"):
        in_lake, in_file = (files_of(tmp_path / f"{made}-{number}") for number in range(2))
        assert in_lake.keys() == in_file.keys()
        differing = {name for name in in_lake if in_lake[name] != in_file[name]}
        # A lake keeps no comments on the columns of views, and the list of columns shows the comments.
        assert differing <= {"columns.csv"}


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_row_that_breaks_a_key_or_a_check_is_not_published(fill, a_lake):
    fill(mill())
    with lake.connect(a_lake, read_only=False) as connection:
        connection.execute("UPDATE events SET confidence = 2")
    with pytest.raises(LoadError, match="rows that fail"):
        fill(mill(), ferry(), staged=[ferry()], run="run_2")
    with lake.connect(a_lake, read_only=False) as connection:
        connection.execute("UPDATE events SET confidence = 0.9")
        connection.execute("INSERT INTO runs SELECT * FROM runs")
    with pytest.raises(LoadError, match="of the same run_id"):
        fill(mill(), ferry(), staged=[ferry()], run="run_2")
    assert rows(a_lake, "SELECT source_path FROM documents") == [("mill.txt",)]


READER = """
import sys
from pathlib import Path
from pipelines import lake
from pipelines.query import connect

address, stop = lake.address(sys.argv[1]), Path(sys.argv[2])
counts = '''
    SELECT count(DISTINCT document_id), (SELECT count(*) FROM documents), (SELECT count(*) FROM runs) FROM sentences
'''
seen = set()
while not stop.exists():
    with connect(address) as connection:
        for _ in range(5):
            told, documents, runs = connection.execute(counts).fetchone()
            assert told == documents == (1 if runs % 2 else 2), (told, documents, runs)
            seen.add(runs)
    print(len(seen), flush=True)
"""


def test_another_process_reads_whole_snapshots_while_runs_publish(fill, a_lake, tmp_path):
    fill(mill(), run="run_1")
    command = [sys.executable, "-c", READER, str(a_lake), str(tmp_path / "stop")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "1\n"
        for number in range(2, 5):
            fill(*((mill(),) if number % 2 else (ferry(), mill())), run=f"run_{number}")
        (tmp_path / "stop").touch()
        lines, _ = reader.communicate(timeout=120)
    assert reader.returncode == 0
    assert int(lines.split()[-1]) > 1


def test_files_that_no_snapshot_needs_are_deleted_when_they_are_old(fill, a_lake):
    fill(mill())
    fill(ferry(), run="run_2")
    before = {path.name for path in Path(a_lake.data).rglob("*.parquet")}
    kept = dump(a_lake)
    with lake.connect(a_lake, read_only=False) as connection:
        lake.tidy(connection)
        assert {path.name for path in Path(a_lake.data).rglob("*.parquet")} == before
        lake.tidy(connection, kept="0 seconds")
    assert {path.name for path in Path(a_lake.data).rglob("*.parquet")} < before
    assert dump(a_lake) == kept


def test_a_reader_of_a_lake_can_change_nothing_and_reaches_no_other_file(both, tmp_path):
    (tmp_path / "other.csv").write_text("a\n1\n")
    for query in (
        "DELETE FROM events",
        f"COPY events TO '{both[0].data}x.csv'",
        f"FROM read_csv('{tmp_path / 'other.csv'}')",
        "SET enable_external_access = true",
    ):
        with pytest.raises(QueryFault, match="the query was refused"):
            run_query(both[0], query)


def test_a_lake_that_is_not_there_is_told_so(a_lake):
    with pytest.raises(lake.NoLakeYet, match="run `factmill run` first"):
        run_query(a_lake, "SELECT 1")
    assert known(a_lake) == {}


def test_a_run_only_reads_what_is_published_to_find_what_is_new(fill, a_lake, monkeypatch):
    fill(mill())
    connect, asked = lake.connect, []
    monkeypatch.setattr(
        lake, "connect", lambda found, *, read_only: asked.append(read_only) or connect(found, read_only=read_only)
    )
    assert known(a_lake)
    assert schema_is_current(a_lake)
    assert asked == [True, True]


def test_a_catalogue_without_a_lake_holds_nothing_and_reading_makes_none_in_it(fill, a_lake):
    path = Path(a_lake.catalogue)
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as own, own:
        own.execute("CREATE TABLE notes AS SELECT 'mine' AS note")
    before = path.read_bytes()
    assert known(a_lake) == {}
    assert schema_is_current(a_lake)
    with pytest.raises(lake.NoLakeYet, match=r"there is no lake at .*: run `factmill run` first"):
        run_query(a_lake, "SELECT 1")
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    fill(mill())
    assert rows(a_lake, "SELECT source_path FROM documents") == [("mill.txt",)]


def test_a_lake_whose_rows_are_elsewhere_is_told_so(fill, a_lake, tmp_path):
    fill(mill())
    moved = lake.address(str(a_lake), str(tmp_path / "elsewhere"))
    with pytest.raises(QueryFault, match=r"elsewhere.*does not match"):
        run_query(moved, "FROM documents")
    with pytest.raises(LoadError, match=r"elsewhere.*does not match"):
        known(moved)


def test_an_address_is_a_file_or_a_lake(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert lake.address("facts.duckdb") == tmp_path / "facts.duckdb"
    found = lake.address("ducklake:sqlite:facts.sqlite")
    assert (str(found), found.data) == (f"ducklake:sqlite:{tmp_path}/facts.sqlite", f"{tmp_path}/facts.sqlite.files/")
    assert lake.address(str(found)) == found
    served = lake.address("ducklake:postgres:dbname=facts host=db", "s3://bucket/facts")
    assert (str(served), served.data) == ("ducklake:postgres:dbname=facts host=db", "s3://bucket/facts/")
    assert served.stem == "dbname-facts-host-db"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ducklake:facts.duckdb", "is no lake"),
        ("ducklake:sqlite:", "is no lake"),
        ("ducklake:postgres:dbname=facts", "FACTMILL_LAKE_DATA"),
        ("ducklake:postgres:dbname=facts password=secret", "names no password"),
        ("ducklake:postgres:postgresql://me:secret@host/facts", "names no password"),
    ],
)
def test_a_lake_that_cannot_be_reached_so_is_refused_in_one_line(text, told):
    with pytest.raises(lake.LakeFault, match=told) as fault:
        lake.address(text)
    assert "secret" not in str(fault.value)


def test_a_missing_extension_is_named_with_what_installs_it(a_lake, monkeypatch):
    monkeypatch.setattr(lake.util, "find_spec", lambda name: None)
    with pytest.raises(lake.LakeFault, match=r"pip install 'factmill\[ducklake\]'"):
        lake.connect(a_lake, read_only=False)


def test_a_catalogue_that_is_none_is_refused_and_left_alone(fill, a_lake):
    Path(a_lake.catalogue).parent.mkdir()
    Path(a_lake.catalogue).write_text("notes, not a catalogue, and long enough to be looked at\n" * 20)
    before = Path(a_lake.catalogue).read_bytes()
    with pytest.raises(LoadError):
        known(a_lake)
    with pytest.raises((LoadError, duckdb.Error)):
        fill(mill())
    assert Path(a_lake.catalogue).read_bytes() == before
