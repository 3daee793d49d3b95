"""Memory that is free again; and what is never looked through for it."""

from __future__ import annotations

import gc
import subprocess
import sys

from pipelines import pool
from pipelines.freed import made_to_stay

ENDS = """
import atexit, gc
from pipelines.freed import end_at_once
atexit.register(lambda: print(gc.get_freeze_count() > 1_000))  # what is registered first runs last
end_at_once()
"""


def test_a_process_that_ends_at_once_goes_through_no_object_at_its_end() -> None:
    done = subprocess.run([sys.executable, "-c", ENDS], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_what_is_made_to_stay_is_not_looked_through() -> None:
    assert list(pool.outcomes(_made, [10_000], workers=1, apart=True)) == [(False, True, True)]


def _made(count: int) -> tuple[bool, bool, bool]:
    with made_to_stay():
        looking = gc.isenabled()
        made: list[list[int]] = [[] for _ in range(count)]
    return looking, gc.get_freeze_count() > count, gc.isenabled() and len(made) == count


def test_arrow_takes_its_memory_from_the_c_library() -> None:
    code = "import pipelines, pyarrow; print(pyarrow.default_memory_pool().backend_name)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "system\n"
