"""The spaCy pipeline of one process, kept small however long the process works."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from .. import extract  # its functions are imported at their first use: only workers need spaCy
from ..freed import give_back, made_to_stay

if TYPE_CHECKING:
    from spacy.language import Language

T = TypeVar("T")
R = TypeVar("R")

WORDS_MET = 250_000
"""Distinct words. spaCy keeps each that it meets for ever (half a kilobyte), so then the model is loaded anew, which
takes seconds. A million words of news have 35,000 distinct ones, and fewer of each further million are new."""
GIVE_BACK_SECONDS = 5.0
"""Free memory is given back no more often: a document by itself takes little longer than that does."""


class Model:
    """The pipeline `name`, loaded at once. Raises ModelMissing."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._nlp: Language | None = None
        self._words_of_its_own = 0
        self._gave_back = time.monotonic()
        self._ready()

    def does(self, work: Callable[[T, Language], R], item: T) -> R:
        """What `work` makes of an item. Raises what it raises."""
        result = work(item, self._ready())
        if time.monotonic() - self._gave_back > GIVE_BACK_SECONDS:
            give_back()
            self._gave_back = time.monotonic()
        return result

    def _ready(self) -> Language:
        if self._nlp is not None and len(self._nlp.vocab) - self._words_of_its_own > WORDS_MET:
            self._nlp = None
            gc.unfreeze()  # it was set aside when it was loaded
            gc.collect()  # one at a time
        if self._nlp is None:
            with made_to_stay():
                self._nlp = extract.load(self._name)
            self._words_of_its_own = len(self._nlp.vocab)
        return self._nlp
