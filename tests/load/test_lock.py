from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.load import DatabaseBusy, LoadError, database_lock, lock_owner
from pipelines.load.lock import lock_path

HOLDING = """
import sys
from pathlib import Path
from pipelines.load import database_lock
with database_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""

COUNTING = """
import sys, time
from pathlib import Path
from pipelines.load import database_lock
database = Path(sys.argv[1])
for _ in range(5):
    with database_lock(database):
        counter = database.with_name("counter")
        count = int(counter.read_text())
        time.sleep(0.01)
        counter.write_text(str(count + 1))
"""


def started(program: str, database: Path) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", program, str(database)]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def holder(database: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until it reads a line."""
    process = started(HOLDING, database)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "facts.duckdb"


def test_a_second_run_is_told_whose_turn_it_is(database):
    with holder(database) as first:
        assert lock_owner(database) == first.pid
        with pytest.raises(DatabaseBusy, match=f"another run, process {first.pid} "), database_lock(database, wait=0):
            pass
        first.communicate("\n")
    assert lock_owner(database) is None


def test_a_second_run_may_wait_and_says_so_once(database):
    with holder(database) as first:
        said: list[str] = []

        def announce(message: str) -> None:
            said.append(message)
            assert first.stdin
            first.stdin.write("\n")
            first.stdin.flush()

        with database_lock(database, announce=announce):
            assert lock_owner(database) == os.getpid()
    assert len(said) == 1
    assert f"process {first.pid}: waiting" in said[0]


def test_a_killed_run_holds_no_lock(database):
    with holder(database) as first:
        first.kill()
    assert lock_path(database).exists()
    assert lock_owner(database) is None
    with database_lock(database, wait=0):
        assert lock_owner(database) == os.getpid()


def test_a_run_may_take_its_own_lock_again(database):
    with database_lock(database):
        with database_lock(database, wait=0):
            pass
        assert lock_owner(database) == os.getpid()
    assert lock_owner(database) is None


def test_nothing_is_left_of_a_lock(database):
    with database_lock(database):
        assert [path.name for path in database.parent.iterdir()] == ["facts.duckdb.lock"]
    assert list(database.parent.iterdir()) == []


def test_an_error_lets_go_of_the_lock(database):
    with pytest.raises(ZeroDivisionError), database_lock(database):
        _ = 1 / 0
    assert lock_owner(database) is None


def test_databases_do_not_wait_for_each_other(database):
    with holder(database) as first, database_lock(database.with_name("other.duckdb"), wait=0):
        first.communicate("\n")


def test_of_several_processes_one_at_a_time_holds_the_lock(database):
    database.with_name("counter").write_text("0")
    processes = [started(COUNTING, database) for _ in range(3)]
    for process in processes:
        process.communicate()
    assert database.with_name("counter").read_text() == "15"


def test_a_folder_that_cannot_be_made_is_a_clear_fault(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LoadError, match="cannot be made"), database_lock(tmp_path / "file" / "facts.duckdb"):
        pass


def test_a_link_in_the_place_of_the_lock_is_not_followed(database, tmp_path):
    (tmp_path / "precious").write_text("all of it")
    lock_path(database).symlink_to(tmp_path / "precious")
    with pytest.raises(LoadError, match="cannot be made"), database_lock(database):
        pass
    assert (tmp_path / "precious").read_text() == "all of it"
