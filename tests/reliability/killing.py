"""Runs that are killed: in a process of their own, by SIGKILL, at an operation on a file that was chosen before."""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from typing import Any

from pipelines import extract, plan, steps

from .mill import Mill, accept_all, load_model

OPERATIONS = ((os, "fsync"), (os, "rename"), (os, "replace"), (os, "unlink"), (os, "mkdir"), (io, "open"))
"""What a run does to files, as far as Python sees it; `Path` and `shutil` come down to these."""

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.reliability.preloaded"])


def killed_run(mill: Mill, operation: int, *, validate: bool = False) -> bool:
    """A run killed before its operation number `operation` (from 1); whether it came so far."""
    return _ended(_run, mill, operation, validate) == -signal.SIGKILL


def run_killed_after(mill: Mill, seconds: float) -> bool:
    """A run killed `seconds` after it began; whether it was still at work."""
    return _ended(_run_for, mill, seconds) == -signal.SIGKILL


def _ended(target: Callable[..., None], *arguments: Any) -> int | None:
    process = _context.Process(target=target, args=arguments)
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode


def _prepare(*, validate: bool) -> None:
    extract.load = load_model
    plan.BATCH_DOCUMENTS = 1
    if not validate:
        steps.validate = accept_all


def _run(mill: Mill, operation: int, validate: bool) -> None:
    _prepare(validate=validate)
    load_model(mill.settings().spacy_model)
    left = operation

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            if function is not io_open or _writes(*arguments, **options):
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)

        return call

    io_open = io.open
    for module, name in OPERATIONS:
        setattr(module, name, counted(getattr(module, name)))
    mill.run()


def _writes(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> bool:
    return mode[0] in "wxa"


def _run_for(mill: Mill, seconds: float) -> None:
    _prepare(validate=False)
    load_model(mill.settings().spacy_model)
    threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()
    mill.run()
    os._exit(0)
