"""The disk fails or is full at any moment: what was published stays, or is the new; the next run goes on from there."""

from __future__ import annotations

import errno
import io
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipelines import cli, definitions, job
from pipelines.config import settings
from pipelines.faults import RunFault, disk_fault
from pipelines.load import version

from .mill import ONE, TWO, Mill

WRITING = ((os, "fsync"), (os, "rename"), (os, "replace"), (os, "mkdir"), (io, "open"), (pq, "write_table"))


@contextmanager
def fault_at(operation: int, number: int) -> Iterator[Callable[[], bool]]:
    """Operation number `operation` (from 1) that writes to the disk fails with errno `number`, once."""
    with pytest.MonkeyPatch.context() as patch:
        count = 0

        def failing(function: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **options: Any) -> Any:
                nonlocal count
                reads = function is really_open and arguments[1:2] not in (("w",), ("xb",), ("wb",))
                count += not reads
                if count == operation and not reads:
                    count += 1
                    where = arguments[0] if isinstance(arguments[0], str | os.PathLike) else None
                    raise OSError(number, os.strerror(number), where)
                return function(*arguments, **options)

            return call

        really_open = io.open
        for module, name in WRITING:
            patch.setattr(module, name, failing(getattr(module, name)))
        yield lambda: count >= operation


def every_fault(mill: Mill, number: int, step: int = 1) -> int:
    """Runs the mill with a fault at operation 1, 1 + step, … until a run meets none; how many met one.

    Each run has a new text to publish, as a fault behind the swap leaves no work for the next.
    """
    operation = 1
    while True:
        before = mill.dump()
        mill.write(one=f"{TWO} Number {operation}.")
        with fault_at(operation, number) as met, suppress(OSError):
            mill.run()
        if mill.dump() != before:
            assert mill.dump() == mill.rebuilt()
        if not met():
            return operation // step
        operation += step


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full", "failing"])
def test_whichever_write_to_the_disk_fails_the_database_is_the_old_or_the_new_one(mill: Mill, number: int) -> None:
    mill.write(one=ONE).run()
    assert every_fault(mill, number, step=5) > 5


@pytest.mark.slow
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full", "failing"])
def test_every_single_write_to_the_disk_may_fail(mill: Mill, number: int) -> None:
    mill.write(one=ONE).run()
    assert every_fault(mill, number) > 40


def test_a_disk_that_takes_no_more_bytes_leaves_the_database_as_it_was(mill: Mill) -> None:
    """By a real limit of the system, which DuckDB and Arrow meet as well."""
    mill.write(one=ONE).run()
    before = mill.dump()
    wanted = mill.write(one=TWO).rebuilt()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for kilobytes in (0, 1, 3, 100, 1000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1000, hard))
        try:
            with pytest.raises((OSError, RunFault)):
                mill.run()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert mill.dump() == before
    mill.run()
    assert mill.dump() == wanted


def whole_job(mill: Mill) -> Any:
    chosen = settings({}, source=mill.texts, database=mill.database, home=mill.folder / "home", workers=1)
    return job.run_job(chosen)


@pytest.fixture
def failing_swap(mill: Mill, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """Makes the next `times` syncs of the database's folder, right behind the swap, fail with an errno."""

    def fail(number: int, times: int) -> None:
        really_sync = version.sync
        left = times

        def sync(path: Path) -> None:
            nonlocal left
            if path == mill.folder and left:
                left -= 1
                raise OSError(number, os.strerror(number), str(path))
            really_sync(path)

        monkeypatch.setattr(version, "sync", sync)

    monkeypatch.setattr(definitions, "RETRY_SECONDS", 0)
    return fail


def test_a_fault_that_may_pass_is_tried_again_and_said(mill: Mill, failing_swap, caplog) -> None:
    failing_swap(errno.EIO, 2)
    whole_job(mill.write(one=ONE))
    assert mill.dump() == mill.rebuilt()
    said = [record.getMessage() for record in caplog.records if record.name == "pipelines.definitions"]
    assert len(said) == 2
    assert "Input/output error" in said[0]
    assert "trying again in 0 s" in said[0]


def test_a_full_disk_is_not_tried_again_and_ends_in_one_line(mill: Mill, failing_swap, capfd, monkeypatch) -> None:
    failing_swap(errno.ENOSPC, 99)
    mill.write(one=ONE)
    monkeypatch.setattr(sys, "argv", ["factmill", "run", str(mill.texts), "--database", str(mill.database)])
    monkeypatch.setenv("FACTMILL_HOME", str(mill.folder / "home"))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    (line,) = capfd.readouterr().err.strip().splitlines()
    assert ended.value.code == 1
    assert line == (
        f"factmill: No space left on device: '{mill.folder}'; make room, then run again: what was staged is kept"
    )


def test_a_disks_fault_is_a_line_that_says_what_to_do() -> None:
    denied = disk_fault(PermissionError(errno.EACCES, "", b"/x/caf\xe9\n"))
    assert denied == "Permission denied: '/x/caf\\udce9\\n'; change its rights, or choose another place"
    assert disk_fault(OSError("broken\npipe")).startswith("broken pipe; see `factmill doctor`")
