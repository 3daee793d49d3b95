"""The pages of `docs` told true: what they say in SQL, Python and as commands is run."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from .test_queries import harbour
from .told import publish_told

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = sorted(DOCS.glob("*.md"))
SQL = (DOCS / "sql.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", SQL, re.S)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a small warehouse in it, exported as the page says."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "warehouse").mkdir()
    database = publish_told(folder / "warehouse", *harbour())
    environment = {**os.environ, "FACTMILL_DATABASE": str(database), "FACTMILL_HOME": str(folder / "home")}
    for line in "".join(blocks("sh")).splitlines():
        program, *arguments = shlex.split(line)
        if program == "factmill":
            command = [Path(sys.executable).with_name(program), *arguments]
            subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("code", blocks("python"))
def test_the_python_of_the_page_runs_and_prints_rows(place, code):
    done = subprocess.run([sys.executable, "-c", code], cwd=place, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Mina Okafor" in done.stdout or "Lisbon" in done.stdout


def test_the_sql_of_the_page_runs_in_a_duckdb_without_extensions(place):
    options = {"autoload_known_extensions": "false", "autoinstall_known_extensions": "false"}
    with duckdb.connect(str(place / "warehouse" / "facts.duckdb"), read_only=True, config=options) as warehouse:
        for statement in duckdb.extract_statements("".join(blocks("sql"))):
            rows = warehouse.execute(statement).fetchall()
            assert rows or "evt_0f3a" in statement.query, statement.query


def test_the_commands_of_the_page_write_what_it_says(place):
    assert (place / "warehouse" / "export" / "who_said_what.parquet").is_file()
    assert (place / "sheets" / "columns.csv").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
