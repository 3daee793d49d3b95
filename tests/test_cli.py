import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FACTMILL = str(Path(sys.executable).with_name("factmill"))


def factmill(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FACTMILL_HOME": str(folder / "home"), "FACTMILL_DATABASE": str(folder / "f.duckdb")}
    return subprocess.run(
        [FACTMILL, *arguments], cwd=folder, env=environment, input=stdin, capture_output=True, text=True
    )


def only_line(text: str) -> str:
    (line,) = text.strip().splitlines()
    return line


def test_extract_reads_standard_input_and_writes_one_line_a_document_in_order(tmp_path):
    lines = [{"doc_id": name, "text": "It rained.", "published_on": None} for name in ("b", "a")]
    done = factmill(tmp_path, "extract", "-", stdin="\n".join(map(json.dumps, lines)))
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["doc_id"] for record in records] == ["b", "a"]
    assert records[0].keys() == {"doc_id", "dates", "events", "quotes", "statistics", "rejects"}


def test_a_bad_line_ends_extract_with_one_line_that_names_it(tmp_path):
    done = factmill(tmp_path, "extract", "-", stdin='{"doc_id": "a", "text": "x"}\n{"doc_id": 5}\n')
    assert done.returncode == 1
    assert "-, line 2: no string 'doc_id'" in only_line(done.stderr)


def test_an_output_file_appears_only_when_it_is_whole(tmp_path):
    done = factmill(tmp_path, "extract", "-", "--output", "out.jsonl", stdin="broken\n")
    assert done.returncode == 1
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "no-such-folder"), "no-such-folder"),
        (("extract", "none.jsonl"), "none.jsonl cannot be read"),
        (("sql", "SELECT 1"), "run `factmill run` first"),
        (("why", "evt_1"), "run `factmill run` first"),
        (("why", "17"), "ids begin with"),
        (("run", ".", "--engine", "steam"), "choose one of local"),
        (("extract", "-", "--model", "en_no_such_model"), "is not installed"),
    ],
)
def test_a_fault_is_one_line_on_standard_error_and_exit_code_1(tmp_path, arguments, told):
    done = factmill(tmp_path, *arguments)
    assert done.returncode == 1
    assert told in only_line(done.stderr)
    assert done.stdout == ""


@pytest.mark.parametrize(
    "arguments", [("mill",), ("run", "--speed", "9"), ("sql",), ("sql", "SELECT 1", "--format", "xml"), ("extract",)]
)
def test_wrong_usage_is_exit_code_2(tmp_path, arguments):
    assert factmill(tmp_path, *arguments).returncode == 2


def test_help_names_every_command_and_each_command_shows_an_example(tmp_path):
    shown = factmill(tmp_path, "--help").stdout
    for command in ("run", "extract", "sql", "why", "doctor", "ui"):
        assert command in shown
    assert "Example: factmill run" in factmill(tmp_path, "run", "--help").stdout


def test_run_prints_what_it_did_sample_rows_and_where_the_database_is(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "2025-03-01_wire_port.txt").write_text("The port opened on 3 February 2025.")
    shown = factmill(tmp_path, "run", "texts").stdout
    for words in ("1 documents: 1 new", "1 events", "opened", f"database: {tmp_path / 'f.duckdb'}"):
        assert words in shown
