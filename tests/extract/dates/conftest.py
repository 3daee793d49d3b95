"""The time expressions of a sentence, with the day of publication where one is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from pipelines.extract import dates, load
from pipelines.extract.model import DateValue, Document, Section
from pipelines.extract.nlp import Parsed, parse

Find = Callable[..., tuple[DateValue, ...]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def find(nlp: Language) -> Find:
    def run(text: str, published_on: date | None = None, sections: tuple[Section, ...] = ()) -> tuple[DateValue, ...]:
        (parsed,) = parse([Document("d", text, published_on, sections)], nlp)
        return dates.find(parsed)

    return run


@pytest.fixture(scope="session")
def find_untagged() -> Callable[[str], tuple[DateValue, ...]]:
    """Without tagger and parser: fast enough for many made-up texts, and a rule must not need them to survive."""
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")

    def run(text: str) -> tuple[DateValue, ...]:
        return dates.find(Parsed(Document("d", text), blank(text)))

    return run


def days(value: DateValue) -> tuple[str | None, str | None]:
    """First and last day in ISO form, None for an open end."""
    return tuple(d.isoformat() if d else None for d in (value.starts_on, value.ends_on))  # type: ignore[return-value]
