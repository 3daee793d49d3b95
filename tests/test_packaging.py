import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder into which the wheel built from this tree was installed, and nothing else of the project."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*install, str(folder / "site"), str(wheel)], check=True, capture_output=True)
    return folder / "site"


def away_from_the_checkout(installed: Path, folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed), "FACTMILL_HOME": str(folder / "home")}
    command = [sys.executable, "-c", "from pipelines.cli import main; main()", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_wheel_extracts_with_its_own_word_lists(installed, tmp_path):
    text = "More than 50% of Russian exports go to China."
    (tmp_path / "in.jsonl").write_text(json.dumps({"doc_id": "a", "text": text, "published_on": None}))
    (statistic,) = json.loads(away_from_the_checkout(installed, tmp_path, "extract", "in.jsonl"))["statistics"]
    assert (statistic["value"], statistic["measure"], statistic["counterpart"]) == (50, "Russian exports", "China")


def test_a_wheel_runs_the_whole_mill_over_a_folder_into_a_named_database(installed, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "2025-03-01_wire_port.txt").write_text("The port opened on February 3, 2025.\n")
    away_from_the_checkout(installed, tmp_path, "run", "texts", "--database", "x.duckdb")
    rows = away_from_the_checkout(
        installed,
        tmp_path,
        "sql",
        "SELECT trigger, starts_on FROM timeline",
        "--database",
        "x.duckdb",
        "--format",
        "json",
    )
    assert json.loads(rows) == {"trigger": "opened", "starts_on": "2025-02-03"}
