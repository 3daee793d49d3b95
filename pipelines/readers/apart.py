"""Readers in a process of their own, for formats whose libraries are written in C.

Neither a crash nor an endless loop of such a library can be stopped from within: no exception is raised, no signal
handler runs. So one child process reads such files, within bounds on memory and computing that the system keeps. When
it dies, the file is a reject, and the next file finds a new child. It is started with the first such file and ends when
its parent does. One that does not even start says nothing of a file, and ends the run.

Messages are JSON behind their length: what a child that a file has taken over could send is data and no program.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import IO, Any

from pipelines.extract.model import Cell, Section
from pipelines.faults import disk_fault

from .content import Citation, Content
from .limits import Choices, Limits
from .metadata import Metadata
from .refused import CannotRead, Refused

MEMORY = 3_000_000_000
"""Bytes of address space of the child; some 600 MB are Python and its libraries before it reads anything."""
EXTRA_SECONDS = 1
"""Beyond `Limits.max_seconds`, as the system counts whole seconds of computing."""

_READY = b"ready"
"""What a child says once it can be asked."""


def read(reader: str, data: bytes, limits: Limits, choices: Choices) -> Content:
    """What `read` of the module called `reader` gives for `data`, in the child.

    Raises Refused as that reader does; `too_slow` beyond `limits.max_seconds` of computing, `malformed` where the
    library crashes or asks for more than `MEMORY`. Raises CannotRead where child or reader does not start.
    """
    with _LOCK:
        return _child().ask(reader, data, limits, choices)


class _Child:
    def __init__(self) -> None:
        self.owner = os.getpid()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", "from pipelines.readers.apart import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise CannotRead(f"the process that reads files apart cannot be started: {disk_fault(error)}") from error
        assert self._process.stdout is not None
        said = b""
        try:
            said = self._process.stdout.read(len(_READY))
        finally:
            if said != _READY:
                self.end()
        if said != _READY:
            raise CannotRead(
                f"the process that reads files apart does not start ({self._how()}): "
                f"run `python -c 'import {__name__}'` to see why, then install factmill again"
            )

    def is_alive(self) -> bool:
        """Whether it can be asked, by the very process that started it."""
        return self.owner == os.getpid() and self._process.poll() is None

    def ask(self, reader: str, data: bytes, limits: Limits, choices: Choices) -> Content:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"reader": reader, "limits": asdict(limits), "choices": asdict(choices), "bytes": len(data)}
        answer = None
        try:
            with contextlib.suppress(BrokenPipeError):
                _send(self._process.stdin, json.dumps(order).encode(), data)
            answer = _receive(self._process.stdout)
        finally:
            if answer is None:  # dead, or left in the middle of a message by an interrupt
                self.end()
        if answer is None:
            raise self._why(limits)
        outcome = json.loads(answer)
        if "missing" in outcome:
            raise CannotRead(outcome["missing"])
        if "code" in outcome:
            raise Refused(outcome["code"], outcome["detail"])
        return _content(outcome)

    def end(self) -> None:
        """Ends it, whatever it is doing; nothing in a fork of the process that started it."""
        if self.owner != os.getpid():
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _why(self, limits: Limits) -> Refused:
        """What the end of the child says of the file that it had."""
        if self._process.returncode == -signal.SIGXCPU:
            return Refused("too_slow", f"not read after {limits.max_seconds:g} s of computing")
        return Refused("malformed", f"its reader crashes on it ({self._how()})")

    def _how(self) -> str:
        """How it ended."""
        code = self._process.returncode
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


_LOCK = threading.Lock()
_children: dict[str, _Child] = {}


def _child() -> _Child:
    """The child of this process, started where there is none; a fork's inherited one is not its own."""
    child = _children.get("the one")
    if child is None or not child.is_alive():
        if child is not None:
            child.end()
        child = _children["the one"] = _Child()
    return child


@atexit.register
def end() -> None:
    """Ends the child, where there is one; the next file starts another."""
    with _LOCK:
        for child in _children.values():
            child.end()
        _children.clear()


def _send(stream: IO[bytes], head: bytes, data: bytes = b"") -> None:
    stream.write(len(head).to_bytes(4, "big") + head)
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """A message, None where the other side is gone."""
    length = stream.read(4)
    if len(length) < 4:
        return None
    message = stream.read(int.from_bytes(length, "big"))
    return message if len(message) == int.from_bytes(length, "big") else None


def serve() -> None:
    """The child's part: reads files until its parent closes the pipe."""
    stdin, stdout = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no message
    with contextlib.suppress(ValueError, OSError):  # systems that know no such bound
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    stdout.write(_READY)
    stdout.flush()
    while (head := _receive(stdin)) is not None:
        order = json.loads(head)
        data = stdin.read(order["bytes"])
        if len(data) < order["bytes"]:
            return
        _send(stdout, json.dumps(_outcome(order, data), default=str).encode())


def _outcome(order: Mapping[str, Any], data: bytes) -> dict[str, Any]:
    limits = Limits(**{**order["limits"], "languages": tuple(order["limits"]["languages"])})
    try:
        module = importlib.import_module(order["reader"])
    except (ImportError, OSError) as error:
        return {"missing": str(CannotRead.for_want_of(order["reader"], error))}
    try:
        _allow(limits.max_seconds)
        content: Content = module.read(data, limits, Choices(**order["choices"]))
    except Refused as refused:
        return {"code": refused.code, "detail": refused.detail}
    except MemoryError:
        return {"code": "malformed", "detail": "its reader asks for more memory than it may have"}
    except Exception as error:
        detail = f"its reader fails with {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        return {"code": "malformed", "detail": detail}
    return asdict(content)


def _allow(seconds: float) -> None:
    """Lets the process compute so much from now on; then the system ends it (SIGXCPU)."""
    used = sum(os.times()[:2])
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + EXTRA_SECONDS, hard))


def _content(outcome: dict[str, Any]) -> Content:
    metadata = outcome["metadata"]
    day = metadata["published_on"]
    return Content(
        text=outcome["text"],
        sections=tuple(Section(**section) for section in outcome["sections"]),
        citations=tuple(Citation(**citation) for citation in outcome["citations"]),
        metadata=Metadata(**{**metadata, "published_on": day and date.fromisoformat(day)}),
        metadata_faults=tuple(outcome["metadata_faults"]),
        pages=tuple(outcome["pages"]),
        cells=tuple(Cell(**cell) for cell in outcome["cells"]),
    )
