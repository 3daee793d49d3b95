"""One article in seven formats: the same facts, wherever the lines and pages of a format happen to end."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

import pytest
from spacy.language import Language

from pipelines import readers
from pipelines.extract import Document, Facts, extract, load
from pipelines.readers import Content

from .test_corpus import CORPUS

FORMATS = ("txt", "md", "html", "pdf", "docx", "odt")
PUBLISHED = date(2024, 3, 11)


def content(suffix: str) -> Content:
    name = f"ports.{suffix}"
    (record,) = readers.read(name, (CORPUS / name).read_bytes()).records
    assert isinstance(record.outcome, Content)
    return record.outcome


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def facts(nlp: Language) -> dict[str, Facts]:
    read = {suffix: content(suffix) for suffix in FORMATS}
    documents = [Document(suffix, c.text, PUBLISHED, c.sections, c.cells) for suffix, c in read.items()]
    return {found.doc_id: found for found in extract(documents, nlp)}


def told(found: Facts) -> dict[str, list[tuple[object, ...]]]:
    """The facts without the places where they stand."""
    return {
        "events": [
            (
                e.text,
                e.trigger,
                e.date.starts_on,
                e.date.ends_on,
                e.factuality,
                tuple(p.name or p.text for p in e.participants),
            )
            for e in found.events
        ],
        "quotes": [(q.text, q.kind, q.speaker, q.speaker_name, q.said_on_start) for q in found.quotes],
        "statistics": [(s.text, s.value, s.unit, s.comparator, s.direction, s.measure) for s in found.statistics],
    }


def test_the_article_has_facts_of_every_kind(facts):
    assert all(len(found) > 1 for found in told(facts["md"]).values())


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != "md"])
def test_every_format_tells_the_facts_that_markdown_tells(facts, suffix):
    assert told(facts[suffix]) == told(facts["md"])


def test_facts_of_a_pdf_know_their_page(facts):
    pages = content("pdf").pages
    on = {event.trigger: bisect_right(pages, event.start) for event in facts["pdf"].events}
    assert len(pages) == 2
    assert on["vote"] == 2
    assert min(on.values()) == 1
