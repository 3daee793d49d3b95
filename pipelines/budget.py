"""Time for a document: what passes it becomes a reject, so that no text can stop the mill."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from spacy.language import Language

from .extract import Document, Facts, extract
from .extract.model import Reject

SECONDS = 60.0
"""For any document: a thousand times what an article of 1,000 words takes."""
CHARACTERS_A_SECOND = 1_000.0
"""Beyond that: a thirtieth of the speed of the development machine (some 30,000), so that a slow one loses nothing."""


class TooSlow(BaseException):
    """The time is over. No Exception, so that no rule's own handler takes it for a fault of its own."""


def extract_in_time(documents: Sequence[Document], nlp: Language) -> list[Facts]:
    """The facts of each document, as `extract` gives them; `too_slow` rejects for one that passes its time.

    Time is what this process computes, so neither a busy nor a sleeping machine makes a difference.
    """
    try:
        with _limited(sum(seconds_for(document) for document in documents)):
            return list(extract(documents, nlp))
    except TooSlow:
        return [_alone(document, nlp) for document in documents]


def seconds_for(document: Document) -> float:
    """What a document may take, in seconds of computing."""
    return SECONDS + len(document.text) / CHARACTERS_A_SECOND


def _alone(document: Document, nlp: Language) -> Facts:
    seconds = seconds_for(document)
    try:
        with _limited(seconds):
            (facts,) = extract([document], nlp)
            return facts
    except TooSlow:
        detail = f"not done after {seconds:.0f} s of computing; split the text, or report it"
        return Facts(document.doc_id, rejects=(Reject("document", "too_slow", detail),))


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raises TooSlow in the block after `seconds` of computing; outside the main thread, which alone can, never."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(signal_number: int, frame: FrameType | None) -> NoReturn:
    raise TooSlow
