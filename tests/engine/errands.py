"""Work for worker processes, which import it from here."""

from __future__ import annotations

import os

from spacy.language import Language


def measured(item: str, nlp: Language) -> tuple[str, int]:
    """The item, and the process that did it."""
    return item, os.getpid()


def refused(item: str, nlp: Language) -> str:
    if item == "bad":
        raise ValueError("no good")
    return item
