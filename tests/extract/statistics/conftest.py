"""Texts read for statistics, with their dates and quotes found first as the library does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from pipelines.extract import facts_of, load
from pipelines.extract.model import Document, Statistic
from pipelines.extract.nlp import parse

Find = Callable[..., tuple[Statistic, ...]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def find(nlp: Language) -> Find:
    """The statistics of a text."""

    def run(text: str, *, published_on: date | None = None) -> tuple[Statistic, ...]:
        (parsed,) = parse([Document("d", text, published_on)], nlp)
        return facts_of(parsed).statistics

    return run
