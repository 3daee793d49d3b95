"""All kinds of facts of a document, each found once and handed to the rules that build on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from . import dates, entities, events, quantities, quotes, statistics
from .model import Document, Facts, Reject
from .nlp import Parsed, parse


def extract(documents: Iterable[Document], nlp: Language) -> Iterator[Facts]:
    """The facts of each document, streaming, in order: one `Facts` for every document.

    `nlp` is a spaCy pipeline with tagger, parser, lemmatizer and NER, as `load` gives it. A document on which a rule
    fails comes back without facts and with a reject of code `extraction_failed`: one text never ends a run.
    """
    for parsed in parse(documents, nlp):
        try:
            yield facts_of(parsed)
        except Exception as error:
            detail = f"{type(error).__name__}: {error}"
            yield Facts(parsed.document.doc_id, rejects=(Reject("document", "extraction_failed", detail),))


def facts_of(parsed: Parsed) -> Facts:
    """The facts of one parsed document: dates and names claim their spans before quantities do."""
    found_dates = dates.find(parsed)
    found_entities = entities.find(parsed)
    found_quotes = quotes.find(parsed, found_entities, found_dates)
    found_quantities = quantities.find(parsed, found_dates)
    return Facts(
        doc_id=parsed.document.doc_id,
        sentences=parsed.sentences,
        dates=found_dates,
        entities=found_entities,
        events=events.find(parsed, found_dates, found_entities, found_quotes),
        quotes=found_quotes,
        statistics=statistics.find(parsed, found_quantities, found_dates, found_quotes),
    )
