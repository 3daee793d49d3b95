"""Work for worker processes, which import it from here."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def environment(name: str) -> str | None:
    return os.environ.get(name)


def measured(item: str) -> tuple[str, int]:
    """The item, and the process that did it."""
    return item, os.getpid()


def killed_once(marker: Path) -> bool:
    """Kills its process the first time; says afterwards that it was the second."""
    if marker.name != "quiet" and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return marker.exists()


def killed_always(item: str) -> None:
    if item == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)


def refused(item: str) -> str:
    if item == "bad":
        raise ValueError("no good")
    return item
