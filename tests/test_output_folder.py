import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.output_folder import OutputFault, replaced

KILLED_AT_WORK = """
import os, signal, sys
from pathlib import Path
from pipelines import output_folder
with output_folder.replaced(Path(sys.argv[1]), "report") as folder:
    (folder / "half").write_text("half")
    if sys.argv[2] == "renaming":
        kill = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        rename = Path.rename
        Path.rename = lambda path, to: rename(path, to) if to.name == "old" else kill()
    else:
        os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(output, moment):
    """Writes `output` in a process that is killed at `moment`."""
    done = subprocess.run([sys.executable, "-c", KILLED_AT_WORK, str(output), moment])
    assert done.returncode == -signal.SIGKILL


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_report_appears_only_when_it_is_whole(tmp_path):
    with pytest.raises(OutputFault), replaced(tmp_path / "deep" / "report", "report") as folder:
        (folder / "missing" / "a").write_text("half")
    assert files(tmp_path / "deep") == []


def test_a_report_of_before_is_replaced_as_a_whole_and_kept_when_the_new_one_fails(tmp_path):
    for name in ("old", "older"):
        with replaced(tmp_path / "report", "report") as folder:
            (folder / name).write_text(name)
    assert files(tmp_path / "report") == ["older", "written-by-factmill"]
    with pytest.raises(ZeroDivisionError), replaced(tmp_path / "report", "report") as folder:
        raise ZeroDivisionError
    assert files(tmp_path / "report") == ["older", "written-by-factmill"]
    assert files(tmp_path) == ["report"]


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "report").mkdir()
    with replaced(tmp_path / "report", "report") as folder:
        (folder / "a").write_text("")
    assert files(tmp_path / "report") == ["a", "written-by-factmill"]


def test_files_of_somebody_else_are_never_replaced(tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(OutputFault, match="no report"), replaced(tmp_path, "report"):
        pass
    assert files(tmp_path) == ["thesis.tex"]


def test_a_file_in_the_place_of_the_folder_is_a_fault_that_says_what_to_do(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputFault, match="--output"), replaced(tmp_path / "file", "report"):
        pass
    with pytest.raises(OutputFault, match="--output"), replaced(tmp_path / "file" / "report", "report"):
        pass


def test_a_link_to_the_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with replaced(tmp_path / "link", "report") as folder:
        (folder / "a").write_text("")
    assert (tmp_path / "link").is_symlink()
    assert files(tmp_path / "real") == ["a", "written-by-factmill"]


def test_a_folder_of_another_kind_is_not_replaced(tmp_path):
    with replaced(tmp_path / "export", "export") as folder:
        (folder / "a").write_text("")
    with pytest.raises(OutputFault, match="no report"), replaced(tmp_path / "export", "report"):
        pass
    assert files(tmp_path / "export") == ["a", "written-by-factmill"]


@pytest.mark.parametrize("moment", ["writing", "renaming"])
def test_what_a_killed_report_left_is_cleared_away_by_the_next_one(tmp_path, moment):
    killed(tmp_path / "report", "writing")
    assert len(files(tmp_path)) == 1
    with replaced(tmp_path / "report", "report") as folder:
        (folder / "whole").write_text("")
    assert files(tmp_path) == ["report"]
    killed(tmp_path / "report", moment)
    assert len(files(tmp_path)) == 1 + (moment == "writing")
    with replaced(tmp_path / "report", "report"):
        assert files(tmp_path / "report") == ["whole", "written-by-factmill"]
    assert files(tmp_path) == ["report"]


def test_the_unfinished_folder_of_a_report_at_work_and_of_somebody_else_stay(tmp_path):
    (tmp_path / ".report-thesis").mkdir()
    (tmp_path / ".report-thesis" / "new").write_text("years of work")
    with replaced(tmp_path / "report", "report") as first:
        (first / "first").write_text("")
        with replaced(tmp_path / "report", "report") as second:
            (second / "second").write_text("")
        assert files(first) == ["first"]
    assert files(tmp_path) == [".report-thesis", "report"]
    assert files(tmp_path / "report") == ["first", "written-by-factmill"]


def test_git_ignores_what_a_killed_report_or_export_left():
    ignored = (Path(__file__).resolve().parents[1] / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"warehouse/.report-*/", "warehouse/.export-*/"} <= set(ignored)
