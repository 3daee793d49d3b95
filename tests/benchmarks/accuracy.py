"""Accuracy of every kind of fact on the annotated development texts, by the scorers that come with them.

    python -m tests.benchmarks.accuracy                        the figures beside the stored baseline
    python -m tests.benchmarks.accuracy --only dates,events    some suites
    python -m tests.benchmarks.accuracy --only dates --raw --errors 40    the scorer's own output, options handed on
    python -m tests.benchmarks.accuracy --update               the figures become the baseline (make benchmark)

The texts are not part of the project: they are looked for in FACTMILL_BENCHMARKS, else in ../shared/benchmarks.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.extract import DEFAULT_MODEL, extract, load
from pipelines.jsonlines import read_documents, write_facts

ROOT = Path(__file__).resolve().parents[2]
BASELINE = Path(__file__).with_name("baseline.json")
FOLDER = Path(os.environ.get("FACTMILL_BENCHMARKS") or ROOT.parent / "shared" / "benchmarks")

Figures = dict[str, float]


@dataclass(frozen=True)
class Suite:
    """One gold file: the scorer's kind, its options, and which of its figures are kept (path in its JSON)."""

    name: str
    kind: str
    gold: str
    keep: tuple[str, ...]
    options: tuple[str, ...] = ()


SUITES = (
    Suite("dates", "dates", "dates/dev.jsonl", ("date_only.value.f1", "date_only.interval.f1", "all.value.f1")),
    Suite("timelines", "events", "dates/dev.jsonl", ("recall", "trigger_recall")),
    Suite(
        "events",
        "events",
        "events/dev.jsonl",
        ("happenings.f1", "triggers.f1", "interval_accuracy", "participants.f1", "factuality_accuracy"),
    ),
    Suite(
        "statistics",
        "statistics",
        "statistics/dev.jsonl",
        tuple(
            f"{source}.{figure}.f1"
            for source in ("news", "all")
            for figure in ("value", "value+unit", "value+comparator", "value+unit+comparator", "value+concept")
            if source != "all" or figure != "value+concept"
        ),
        ("--by-source",),
    ),
    *(
        Suite(
            name,
            "quotes",
            f"quotes/{file}.jsonl",
            (
                *("span.f1", "attribution.f1", "speaker_accuracy", "resolved_accuracy"),
                *(f"by_type.{kind}.{part}.f1" for kind in kinds for part in ("span", "attribution")),
            ),
            ("--by-type",),
        )
        for name, file, kinds in (
            ("quotes", "dev", ("direct", "mixed", "indirect")),
            ("quotes_news", "news_dev", ("direct", "mixed", "indirect")),
            ("quotes_phenomena", "phenomena", ()),
        )
    ),
)


def evaluate(*arguments: str) -> str:
    """What evaluate.py prints for these arguments."""
    command = [sys.executable, str(FOLDER / "evaluate.py"), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def predict(suites: tuple[Suite, ...], folder: Path, model: str = DEFAULT_MODEL) -> None:
    """Extracts from each gold file of the suites once, into FOLDER/GOLD.out.jsonl."""
    nlp = load(model)
    for gold, kind in {suite.gold: suite.kind for suite in suites}.items():
        lines = evaluate("--kind", kind, "--gold", str(FOLDER / gold), "--make-input").splitlines()
        with predictions(folder, gold).open("w", encoding="utf-8") as output:
            write_facts(extract(read_documents(lines, gold), nlp), output)


def predictions(folder: Path, gold: str) -> Path:
    return folder / (gold.replace("/", "-") + ".out")


def score(suite: Suite, folder: Path, *options: str) -> str:
    gold = str(FOLDER / suite.gold)
    out = str(predictions(folder, suite.gold))
    return evaluate("--kind", suite.kind, "--gold", gold, "--predictions", out, *suite.options, *options)


def kept(suite: Suite, report: dict[str, Any]) -> Figures:
    """The suite's figures, by `suite: path`."""
    figures = {}
    if suite.kind == "statistics":
        report["news"] = _together(report["wikinews"], report["challenge"])
    for path in suite.keep:
        node: Any = report
        for key in path.split("."):
            node = node[key]
        figures[f"{suite.name}: {path}"] = float(node or 0.0)
    return figures


def _together(*sources: dict[str, Any]) -> dict[str, Any]:
    """The figures of several sources as one: F1 over their summed counts."""
    figures = {}
    for name in sources[0]:
        if name.startswith("value"):
            tp, fp, fn = (sum(source[name][count] for source in sources) for count in ("tp", "fp", "fn"))
            figures[name] = {"f1": round(2 * tp / (2 * tp + fp + fn), 4) if tp else 0.0}
    return figures


def measure(suites: tuple[Suite, ...] = SUITES) -> Figures:
    """All kept figures of the suites, freshly measured."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        predict(suites, folder)
        return {k: v for suite in suites for k, v in kept(suite, json.loads(score(suite, folder))).items()}


def baseline() -> Figures:
    return json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", help="suites, comma-separated: " + ", ".join(s.name for s in SUITES))
    parser.add_argument("--raw", action="store_true", help="print the scorer's output; further options go to it")
    parser.add_argument("--update", action="store_true", help="store the figures as the baseline")
    options, rest = parser.parse_known_args()
    names = options.only.split(",") if options.only else [s.name for s in SUITES]
    suites = tuple(s for s in SUITES if s.name in names)
    if not suites:
        parser.error("no such suite")
    if not FOLDER.is_dir():
        sys.exit(f"no benchmark texts in {FOLDER}; set FACTMILL_BENCHMARKS to the folder that holds evaluate.py")
    if options.raw:
        with tempfile.TemporaryDirectory() as temporary:
            predict(suites, Path(temporary))
            for suite in suites:
                print(score(suite, Path(temporary), *rest))
        return
    before, now = baseline(), measure(suites)
    for name, value in now.items():
        change = f"{value - before[name]:+.4f}" if name in before else "new"
        print(f"{value:.4f}  {change:>8}  {name}")
    if options.update:
        BASELINE.write_text(json.dumps(before | now, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
