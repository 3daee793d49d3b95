"""Words per second and peak memory of extraction beside spaCy's bare pass, one process each.

    python -m tests.benchmarks.speed           part of make benchmark-speed; writes docs/speed.md and its chart

Both do the same texts in turn; the figures are medians of the rounds, in CPU time, so that a busy machine matters less.
The bare pass is `nlp.pipe` of the same model, loaded plainly, with all its parts.
"""

from __future__ import annotations

import json
import os
import resource
import statistics as figures
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import spacy
import vl_convert
from spacy.language import Language

from pipelines.extract import (
    DEFAULT_MODEL,
    Document,
    dates,
    entities,
    events,
    extract,
    load,
    parse,
    quantities,
    quotes,
    statistics,
)
from pipelines.extract.quick import steps
from pipelines.extract.quick.blas import one_thread
from pipelines.ingest import SourceDocument, ingest

from .accuracy import FOLDER, ROOT
from .articles import article
from .page import PAGE, machine, table, write_section
from .scale import measure

ROUNDS = 5
WORDS = 300
"""Of a piece, where long texts are cut."""
RUN = 2_000
"""Articles of the whole run: enough that its start weighs little."""
ARTICLES = 40
"""Of each kind but the seeds, about: enough for medians to agree within a few percent."""


def corpora() -> dict[str, list[Document]]:
    """Texts of 300 words: made ones, the seeds, and the annotated development texts where they are there."""
    seeds = [item.document.text for item in ingest(ROOT / "seeds" / "documents") if isinstance(item, SourceDocument)]
    found = {"made articles": [article(n) for n in range(ARTICLES)], "seeds": [p for s in seeds for p in _pieces(s)]}
    gold = [FOLDER / kind / "dev.jsonl" for kind in ("dates", "events", "quotes", "statistics")]
    texts = [json.loads(line)["text"] for path in gold if path.is_file() for line in path.open(encoding="utf-8")]
    if texts:
        found["annotated texts"] = [piece for text in texts for piece in _pieces(text)][:: len(texts) // ARTICLES + 1]
    return {name: [Document(str(i), text) for i, text in enumerate(texts)] for name, texts in found.items()}


def _pieces(text: str) -> Iterable[str]:
    """The text, cut between paragraphs."""
    piece: list[str] = []
    for paragraph in text.split("\n"):
        piece.append(paragraph)
        if sum(len(lines.split()) for lines in piece) >= WORDS:
            yield "\n".join(piece)
            piece = []
    if "".join(piece).strip():
        yield "\n".join(piece)


def words_of(documents: Iterable[Document]) -> int:
    return sum(len(document.text.split()) for document in documents)


def bare_pass(documents: list[Document], nlp: Language) -> None:
    for _ in nlp.pipe(document.text for document in documents):
        pass


def extraction(documents: list[Document], nlp: Language) -> None:
    for _ in extract(documents, nlp):
        pass


def seconds(work: Callable[..., object], *arguments: Any) -> float:
    """CPU time."""
    begun = time.process_time()
    work(*arguments)
    return time.process_time() - begun


def compare(documents: list[Document], bare: Language, nlp: Language) -> tuple[float, float, float]:
    """Words per second of CPU time of the bare pass and of extraction, and how many times as fast extraction is."""
    bare_pass(documents, bare)
    extraction(documents, nlp)
    rounds = [(seconds(bare_pass, documents, bare), seconds(extraction, documents, nlp)) for _ in range(ROUNDS)]
    words = words_of(documents)
    return (
        words / figures.median(plain for plain, _ in rounds),
        words / figures.median(ours for _, ours in rounds),
        figures.median(plain / ours for plain, ours in rounds),
    )


def parts_of_bare(documents: list[Document], nlp: Language) -> dict[str, float]:
    """CPU seconds of each component of the bare pass."""
    spent: dict[str, float] = {}
    docs: list[Any] = []
    spent["tokenizer"] = seconds(lambda: docs.extend(nlp.make_doc(document.text) for document in documents))
    for name, component in nlp.pipeline:
        pipe: Any = getattr(component, "pipe", None) or (lambda docs, component=component: map(component, docs))
        spent[name] = seconds(lambda pipe=pipe: list(pipe(docs)))
    return spent


def parts_of_extraction(documents: list[Document], nlp: Language) -> dict[str, float]:
    """CPU seconds of each step of the pass as it is here, and of each kind of rule."""
    spent: defaultdict[str, float] = defaultdict(float)
    for begin in range(0, len(documents), 16):
        docs: list[Any] = []
        batch = documents[begin : begin + 16]
        spent["tokenizer"] += seconds(docs.extend, map(nlp.make_doc, (document.text for document in batch)))
        with one_thread():
            for name, step in steps(nlp):
                spent[name] += seconds(step, docs)
    for parsed in parse(documents, nlp):

        def timed(name: str, find: Callable[..., Any], *arguments: Any, parsed: Any = parsed) -> Any:
            begun = time.process_time()
            found = find(parsed, *arguments)
            spent[f"rules: {name}"] += time.process_time() - begun
            return found

        days, names = timed("dates", dates.find), timed("entities", entities.find)
        said = timed("quotes", quotes.find, names, days)
        amounts = timed("quantities", quantities.find, days)
        timed("events", events.find, days, names, said)
        timed("statistics", statistics.find, amounts, days, said)
    return spent


def peak_memory(which: str) -> float:
    """MB of a process of its own that does nothing else."""
    command = [sys.executable, "-m", "tests.benchmarks.speed", "--memory", which]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)


def _memory_here(which: str) -> None:
    documents = corpora()["made articles"]
    if which == "bare":
        bare_pass(documents, spacy.load(DEFAULT_MODEL))
    elif which == "extract":
        extraction(documents, load())
    # Not from getrusage: a process inherits the peak of the one that started it.
    (peak,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(int(peak.split()[1]) / 1024)


def command_line(documents: list[Document]) -> tuple[float, float]:
    """Words per second of CPU time of `factmill extract --workers 1`, its start taken off; and seconds of the start."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [json.dumps({"doc_id": document.doc_id, "text": document.text}) for document in documents]
        spent = []
        for name, written in (("one", lines[:1]), ("all", lines)):
            path = Path(folder, f"{name}.jsonl")
            path.write_text("\n".join(written) + "\n", encoding="utf-8")
            before = _children()
            command = [str(Path(sys.executable).with_name("factmill")), "extract", str(path), "--workers", "1"]
            subprocess.run([*command, "--output", os.devnull], check=True, cwd=ROOT)
            spent.append(_children() - before)
    return words_of(documents) / (spent[1] - spent[0]), spent[0]


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def whole_run() -> tuple[dict[str, float], float, float]:
    """Of a first run in one process: microseconds a word of what it does beside extraction; words/s; peak MB."""
    with tempfile.TemporaryDirectory() as folder:
        run, _ = measure(RUN, Path(folder), workers=1)
    beside = {step: 1e6 * run.seconds[step] / run.words for step in ("plan", "stage", "validate", "load")}
    return beside, run.words_per_second, run.megabytes


def draw(parts: dict[str, dict[str, float]], path: Path) -> None:
    """Microseconds a word, part by part, of the bare pass, of extraction and of a run, as stacked bars."""
    values = [
        {"pass": which, "part": part, "µs": spent, "order": order}
        for which, found in parts.items()
        for order, (part, spent) in enumerate(found.items())
    ]
    spec = {
        "data": {"values": values},
        "width": 640,
        "height": {"step": 46},
        "mark": "bar",
        "encoding": {
            "y": {"field": "pass", "type": "nominal", "title": None, "sort": None},
            "x": {"field": "µs", "type": "quantitative", "title": "microseconds of CPU a word"},
            "color": {
                "field": "part",
                "type": "nominal",
                "title": None,
                "sort": None,
                "scale": {"scheme": "tableau20"},
            },
            "order": {"field": "order"},
        },
        "config": {"background": "white", "legend": {"orient": "bottom", "columns": 6}},
    }
    path.write_text(vl_convert.vegalite_to_svg(spec, vl_version="6.1", allowed_base_urls=[]), encoding="utf-8")


def main() -> None:
    bare, nlp = spacy.load(DEFAULT_MODEL), load()
    rows = []
    texts = corpora()
    for name, documents in texts.items():
        plain, ours, ratio = compare(documents, bare, nlp)
        rows.append((name, f"{words_of(documents):,}", f"{plain:,.0f}", f"{ours:,.0f}", f"{ratio:.2f}"))
        print(*rows[-1], sep="   ", flush=True)
    documents = [document for found in texts.values() for document in found]
    words = words_of(documents)
    parts = {"bare pass": parts_of_bare(documents, bare), "extraction": parts_of_extraction(documents, nlp)}
    parts = {which: {p: 1e6 * s / words for p, s in found.items()} for which, found in parts.items()}
    beside, run_per_second, run_memory = whole_run()
    parts["a whole run"] = parts["extraction"] | beside
    draw(parts, PAGE.with_suffix(".svg"))
    rules = sum(spent for part, spent in parts["extraction"].items() if part.startswith("rules"))
    passing = sum(parts["extraction"].values()) - rules
    names = dict.fromkeys(part for found in parts.values() for part in found)
    breakdown = [(n, *(f"{found[n]:.1f}" if n in found else "" for found in parts.values())) for n in names]
    breakdown.append(("**together**", *(f"{sum(found.values()):.1f}" for found in parts.values())))
    bare_total = sum(parts["bare pass"].values())
    per_second, start = command_line(documents)
    text = f"""
{table(("texts", "words", "bare pass, words/s", "extraction, words/s", "ratio"), rows)}

`factmill extract --workers 1`, from and to JSON Lines: {per_second:,.0f} words/s, and {start:.1f} s to start.
`factmill run --workers 1`, {RUN:,} made articles, its start included: {run_per_second:,.0f} words/s.
Peak memory: extraction {peak_memory("extract"):.0f} MB, the bare pass {peak_memory("bare"):.0f} MB, the run \
{run_memory:.0f} MB.

Microseconds of CPU a word, part by part (the lemmatizer's work is done with the attribute ruler's):

{table(("part", *parts), breakdown)}

The rules cost {rules / passing:.0%} of the pass that remains, {rules / bare_total:.0%} of the bare one.

Measured on {machine()}; medians of {ROUNDS} rounds, the two in turn, CPU time of one process.
"""
    write_section("speed", text)
    print(text)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        _memory_here(sys.argv[2])
    else:
        main()
