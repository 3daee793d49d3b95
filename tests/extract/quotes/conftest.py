"""Quotes of a text, with its own entities and, where a test gives them, dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from pipelines.extract import entities, load, quotes
from pipelines.extract.model import DateValue, Document, Quote
from pipelines.extract.nlp import Parsed, parse

Find = Callable[..., tuple[Quote, ...]]
Row = tuple[str, str | None]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def parsed(nlp: Language) -> Callable[[str], Parsed]:
    return lambda text: next(parse([Document("d", text)], nlp))


@pytest.fixture(scope="session")
def find(parsed: Callable[[str], Parsed]) -> Find:
    """The quotes of a text; `days` maps words of the text to the day that they date."""

    def run(text: str, days: dict[str, date] | None = None) -> tuple[Quote, ...]:
        document = parsed(text)
        dates = tuple(_day(text, words, day) for words, day in (days or {}).items())
        return quotes.find(document, entities.find(document), dates)

    return run


def _day(text: str, words: str, day: date) -> DateValue:
    at = text.index(words)
    value = day.isoformat()
    return DateValue(at, at + len(words), words, "DATE", value, value, day, day, "day", "in", "explicit", rule="test")


def rows(found: tuple[Quote, ...]) -> list[Row]:
    """What was said and by whom, as written."""
    return [(q.text, q.speaker) for q in found]
