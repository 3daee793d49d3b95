"""Time for a document: what passes it becomes a reject, so that no text can stop the mill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import extract  # its functions are imported at their first use: only workers need spaCy
from .extract.model import Document, Facts, Reject
from .time_limit import TooSlow, limited

if TYPE_CHECKING:
    from spacy.language import Language

SECONDS = 60.0
"""For any document: a thousand times what an article of 1,000 words takes."""
CHARACTERS_A_SECOND = 1_000.0
"""Beyond that: a thirtieth of the speed of the development machine (some 30,000), so that a slow one loses nothing."""


def extract_in_time(documents: Sequence[Document], nlp: Language) -> list[Facts]:
    """The facts of each document, as `extract` gives them; a `too_slow` reject for one that passes its time.

    A document on which spaCy itself fails has an `extraction_failed` reject, like one on which a rule does.
    Time is what this process computes, so neither a busy nor a sleeping machine makes a difference.
    """
    try:
        with limited(sum(seconds_for(document) for document in documents)):
            return list(extract.extract(documents, nlp))
    except (TooSlow, Exception):  # of one of them, nobody knows which
        return [_alone(document, nlp) for document in documents]


def seconds_for(document: Document) -> float:
    """What a document may take, in seconds of computing."""
    return SECONDS + len(document.text) / CHARACTERS_A_SECOND


def _alone(document: Document, nlp: Language) -> Facts:
    seconds = seconds_for(document)
    try:
        with limited(seconds):
            (facts,) = extract.extract([document], nlp)
            return facts
    except TooSlow:
        detail = f"not done after {seconds:.0f} s of computing; split the text, or report it"
        return Facts(document.doc_id, rejects=(Reject("document", "too_slow", detail),))
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"
        return Facts(document.doc_id, rejects=(Reject("document", "extraction_failed", detail),))
