"""The README's commands and what they print.

python -m tests.readme        writes the true answers into README.md, after a change of a rule or of the seeds
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
FIRST_RUN = re.compile(r"(three rows of each kind[^`]*```text\n)(.*?)(```)", re.S)
CONSOLE = re.compile(r"(```console\n\$ ([^\n]+)\n)(.*?)(```)", re.S)
LIBRARY = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.S)
SHOWN_DATABASE = "warehouse/facts.duckdb"


class Shell:
    """A shell in the checkout whose warehouse lies in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._database = str(folder / "facts.duckdb")
        self._environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "FACTMILL_DATABASE": self._database,
            "FACTMILL_HOME": str(folder / "home"),
        }

    def __call__(self, command: str) -> str:
        """What a command prints, without blanks at the ends of lines. Raises AssertionError where it fails."""
        done = subprocess.run(
            command,
            shell=True,
            cwd=ROOT,
            env=self._environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        shown = done.stdout.replace(self._database, SHOWN_DATABASE).replace(
            str(Path(self._database).parent / "report"), "warehouse/report"
        )
        return "".join(line.rstrip() + "\n" for line in shown.strip().splitlines())


def filled(text: str, shell: Callable[[str], str]) -> str:
    """The README with every answer replaced by what its command prints now; the first run comes first."""
    first_run = shell("factmill run")
    text = FIRST_RUN.sub(lambda found: found[1] + first_run + found[3], text)
    return CONSOLE.sub(lambda found: found[1] + shell(found[2]) + found[4], text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        README.write_text(filled(README.read_text(encoding="utf-8"), Shell(Path(temporary))), encoding="utf-8")
