"""Texts read for quantities, with the document's dates claimed first where a test wants it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from pipelines.extract import dates, load, quantities
from pipelines.extract.model import Document, Quantity
from pipelines.extract.nlp import parse

Find = Callable[..., tuple[Quantity, ...]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def find(nlp: Language) -> Find:
    """The quantities of a text."""

    def run(text: str, *, dated: bool = False) -> tuple[Quantity, ...]:
        (parsed,) = parse([Document("d", text)], nlp)
        return quantities.find(parsed, dates.find(parsed) if dated else ())

    return run
