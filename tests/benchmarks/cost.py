"""What the rules cost beside the spaCy pass they share, in CPU time of one process.

    python -m tests.benchmarks.cost        part of make benchmark

Bounds of the project: dates and events together 20 % of the pass, quotes 15 %, quantities and statistics 15 %, the
normaliser of dates 50 microseconds a phrase. Measured on the quotes texts where they are there, else on the seeds.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from pipelines.extract import Document, dates, entities, events, load, parse, quantities, quotes, statistics
from pipelines.extract.dates.grammar import phrases
from pipelines.extract.dates.refusals import Surroundings
from pipelines.extract.dates.words import words
from pipelines.extract.nlp import Parsed
from pipelines.ingest import SourceDocument, ingest

from .accuracy import FOLDER, ROOT

BOUNDS = {"dates and events": 0.20, "quotes and entities": 0.15, "quantities and statistics": 0.15}
ROUNDS = 3
"""Each part is timed so many times and the fastest round counts: what disturbs a machine only ever adds."""


def texts() -> list[Document]:
    """The documents to measure on."""
    gold = FOLDER / "quotes" / "dev.jsonl"
    if gold.is_file():
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        return [Document(row["doc_id"], row["text"]) for row in rows]
    found = ingest(ROOT / "seeds" / "documents")
    return [item.document for item in found if isinstance(item, SourceDocument)]


def main() -> None:
    documents = texts()
    nlp = load()
    list(parse(documents, nlp))  # the first pass fills spaCy's caches
    started = time.process_time()
    parsed = list(parse(documents, nlp))
    spacy = time.process_time() - started
    seconds = dict.fromkeys(BOUNDS, 0.0)
    expressions = 0
    normalising = 0.0
    for one in parsed:
        _ = one.sentences
        found_dates, cost = timed(dates.find, one)
        _, finding = timed(find_phrases, one)
        normalising += max(0.0, cost - finding)
        found_entities, naming = timed(entities.find, one)
        found_quotes, quoting = timed(quotes.find, one, found_entities, found_dates)
        found_quantities, reading = timed(quantities.find, one, found_dates)
        _, measuring = timed(statistics.find, one, found_quantities, found_dates, found_quotes)
        _, dating = timed(events.find, one, found_dates, found_entities, found_quotes)
        expressions += len(found_dates)
        for name, share in zip(BOUNDS, (cost + dating, naming + quoting, reading + measuring), strict=True):
            seconds[name] += share
    count = sum(len(document.text.split()) for document in documents)
    print(f"spaCy pass: {count / spacy:,.0f} words/s over {count:,} words")
    for name, bound in BOUNDS.items():
        print(f"{seconds[name] / spacy:6.1%} of the pass for {name} (bound {bound:.0%})")
    print(f"{sum(seconds.values()) / spacy:6.1%} of the pass for all rules")
    each = 1e6 * normalising / max(1, expressions)
    print(f"{each:6.0f} µs to normalise a time expression, over {expressions} (bound 50)")


def find_phrases(parsed: Parsed) -> None:
    """The finding of time expressions alone: what `dates.find` costs beyond this is their normalisation."""
    lines = [words(parsed.text, start, end) for start, end in parsed.paragraphs]
    around = Surroundings(parsed, False)
    for line in lines:
        list(phrases(line, around))


def timed(find: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    """What a rule finds, and the CPU seconds of its fastest round."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        found = find(*arguments)
        best = min(best, time.process_time() - started)
    return found, best


if __name__ == "__main__":
    main()
