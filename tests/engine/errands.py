"""Work for worker processes, which import it from here."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from spacy.language import Language


def environment(name: str, nlp: Language) -> str | None:
    return os.environ.get(name)


def measured(item: str, nlp: Language) -> tuple[str, int]:
    """The item, and the process that did it."""
    return item, os.getpid()


def killed_once(marker: Path, nlp: Language) -> bool:
    """Kills its process the first time; says afterwards that it was the second."""
    if marker.name != "quiet" and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return marker.exists()


def killed_always(item: str, nlp: Language) -> None:
    if item == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)


def refused(item: str, nlp: Language) -> str:
    if item == "bad":
        raise ValueError("no good")
    return item
