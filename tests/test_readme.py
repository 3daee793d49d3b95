"""The README told true: every command in it is run, every answer compared, every link followed."""

import re
import subprocess
import sys
from typing import get_args

import pytest

from pipelines.ingest import RejectCode

from .readme import CONSOLE, FIRST_RUN, LIBRARY, README, ROOT, Shell

TEXT = README.read_text(encoding="utf-8")
COMMANDS = [(found[2], found[3]) for found in CONSOLE.finditer(TEXT)]


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    """A shell whose warehouse was made by `factmill run`, and what that printed."""
    shell = Shell(tmp_path_factory.mktemp("readme"))
    return shell, shell("factmill run")


def test_the_first_run_prints_what_the_readme_shows(first_run):
    assert first_run[1] == FIRST_RUN.search(TEXT)[2]


@pytest.mark.parametrize(("command", "answer"), COMMANDS, ids=[command[:60] for command, _ in COMMANDS])
def test_a_command_answers_as_shown(first_run, command, answer):
    assert first_run[0](command) == answer


def test_the_library_example_prints_what_is_shown():
    code, printed = LIBRARY.search(TEXT).groups()
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == printed


def test_every_link_into_the_project_leads_somewhere():
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("code", get_args(RejectCode))
def test_every_reject_code_of_reading_is_explained(code):
    assert f"| `{code}` |" in TEXT
