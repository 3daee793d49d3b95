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


COMMANDS = ("run", "extract", "sql", "why", "export", "report", "doctor", "ui")


def test_help_names_every_command_and_each_command_shows_an_example(tmp_path):
    shown = factmill(tmp_path, "--help").stdout
    assert "Example: factmill run ~/articles && factmill report" in shown
    for command in COMMANDS:
        assert command in shown
        assert f"Example: factmill {command}" in factmill(tmp_path, command, "--help").stdout


def test_a_shell_can_complete_commands_and_options(tmp_path):
    environment = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    script = subprocess.run(
        [FACTMILL, "--show-completion", "bash"], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert "complete -o default -F _factmill_completion factmill" in script
    asked = {**os.environ, "_FACTMILL_COMPLETE": "complete_bash", "COMP_WORDS": "factmill ex", "COMP_CWORD": "1"}
    completed = subprocess.run([FACTMILL], env=asked, capture_output=True, text=True).stdout
    assert set(completed.split()) == {"extract", "export"}


@pytest.fixture(scope="module")
def milled(tmp_path_factory):
    """A folder with one text, and what `factmill run --json` printed of it."""
    folder = tmp_path_factory.mktemp("milled")
    (folder / "texts").mkdir()
    (folder / "texts" / "2025-03-01_wire_port.txt").write_text("The port opened on 3 February 2025.")
    return folder, factmill(folder, "run", "texts", "--json")


def test_run_for_machines_prints_one_json_object_and_nothing_else(milled):
    folder, done = milled
    summary = json.loads(only_line(done.stdout))
    assert (summary["documents_new"], summary["events"], summary["events_in_all"]) == (1, 1, 1)
    assert summary["database"] == str(folder / "f.duckdb")
    assert "extracted 1 of 1 documents" in done.stderr


def test_no_colour_is_written_to_a_pipe(milled):
    folder, done = milled
    fact = json.loads(factmill(folder, "sql", "SELECT fact_id FROM facts", "--format", "json").stdout)["fact_id"]
    for shown in (done, factmill(folder, "run", "texts"), factmill(folder, "why", fact), factmill(folder, "--help")):
        assert "\x1b" not in shown.stdout + shown.stderr


def test_why_says_the_same_to_people_and_to_machines(milled):
    folder, _ = milled
    fact = json.loads(factmill(folder, "sql", "SELECT fact_id FROM facts", "--format", "json").stdout)["fact_id"]
    row = json.loads(only_line(factmill(folder, "why", fact, "--json").stdout))
    assert (row["fact"], row["trigger"], row["starts_on"]) == ("event", "opened", "2025-02-03")
    assert row["how"] == "the date is written out in full"
    shown = factmill(folder, "why", fact).stdout
    for words in (row["sentence"], f"rule: {row['rule']}", f"how: {row['how']}", row["report"]):
        assert words in shown


def test_doctor_for_machines_lists_every_finding(milled):
    folder, _ = milled
    done = factmill(folder, "doctor", "texts", "--json")
    told = json.loads(only_line(done.stdout))
    assert (done.returncode, told["faults"]) == (0, 0)
    assert {"duckdb", "spaCy model", "database", "search"} <= {finding["subject"] for finding in told["findings"]}


def test_export_writes_a_folder_and_says_where(milled):
    folder, _ = milled
    shown = only_line(factmill(folder, "export", "--format", "csv").stdout)
    assert shown.endswith(f"files in {folder / 'export'}")
    assert "opened" in (folder / "export" / "events.csv").read_text()


def test_run_prints_what_it_did_sample_rows_and_where_the_database_is(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "2025-03-01_wire_port.txt").write_text("The port opened on 3 February 2025.")
    shown = factmill(tmp_path, "run", "texts").stdout
    for words in ("1 documents: 1 new", "1 events", "opened", f"database: {tmp_path / 'f.duckdb'}"):
        assert words in shown
