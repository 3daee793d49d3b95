"""What a second worker brings, and what a whole run costs beside its extraction, in seconds of waiting.

    python -m tests.benchmarks.cores [DOCUMENTS] [--rounds 2]     part of make benchmark-speed; writes docs/speed.md

The same articles go through spaCy's bare pass, `factmill extract` and a first `factmill run`, with one process and with
one a core, in turn; the figures are medians of the rounds, each process with its start and its end. An otherwise idle
machine is needed: what else it does falls on one of the processes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics as figures
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import spacy

from pipelines.extract import DEFAULT_MODEL

from .accuracy import ROOT
from .articles import article, write_articles
from .page import machine, table, write_section

PASSES = ("bare pass", "factmill extract", "factmill run")


def seconds(command: Sequence[str | Path], **environment: str) -> float:
    """How long one waits for a process."""
    begun = time.monotonic()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    return time.monotonic() - begun


def one_round(folder: Path, processes: int) -> tuple[float, ...]:
    """Seconds of each of `PASSES` over the articles of `folder`."""
    lines, factmill = folder / "articles.jsonl", Path(sys.executable).with_name("factmill")
    workers = ("--workers", str(processes))
    with tempfile.TemporaryDirectory() as fresh:
        return (
            seconds([sys.executable, "-m", __spec__.name, "--bare", lines, *workers]),
            seconds([factmill, "extract", lines, "--output", os.devnull, *workers]),
            seconds(
                [factmill, "run", folder / "texts", "--database", Path(fresh, "f.duckdb"), *workers],
                FACTMILL_HOME=fresh,
            ),
        )


def _bare(lines: Path, processes: int) -> None:
    """The bare pass in this process, or in as many of spaCy's."""
    texts = [json.loads(line)["text"] for line in lines.open(encoding="utf-8")]
    for _ in spacy.load(DEFAULT_MODEL).pipe(texts, n_process=processes):
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="?", type=int, default=4_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--bare", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    chosen = parser.parse_args()
    if chosen.bare:
        _bare(chosen.bare, chosen.workers)
        return
    counts = (1, os.cpu_count() or 1)
    with tempfile.TemporaryDirectory(prefix="factmill-cores-") as name:
        folder = Path(name)
        write_articles(folder / "texts", chosen.documents)
        texts = [article(number) for number in range(chosen.documents)]
        lines = (json.dumps({"doc_id": str(number), "text": text}) + "\n" for number, text in enumerate(texts))
        (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
        rounds = []
        for _ in range(chosen.rounds):
            rounds.append([one_round(folder, count) for count in counts])
            print(rounds[-1], flush=True)
    one, all_of_them = (
        [figures.median(found[place][which] for found in rounds) for which in range(len(PASSES))]
        for place in range(len(counts))
    )
    rows = [
        (name, f"{alone:.1f}", f"{together:.1f}", f"{alone / together:.2f}")
        for name, alone, together in zip(PASSES, one, all_of_them, strict=True)
    ]
    words = sum(len(text.split()) for text in texts)
    times = "once" if chosen.rounds == 1 else f"medians of {chosen.rounds} rounds"
    text = f"""
{table(("seconds", "one process", f"{counts[1]} processes", "ratio"), rows)}

`factmill extract` takes {one[1] / one[0]:.2f} of the time of the bare pass in one process and \
{all_of_them[1] / all_of_them[0]:.2f} in {counts[1]}; `factmill run` takes {one[2] / one[1]:.2f} times as long as \
`factmill extract` in one process and {all_of_them[2] / all_of_them[1]:.2f} times in {counts[1]}.

{chosen.documents:,} articles, {words:,} words; {times}, all in turn, each with its start. \
Measured on {machine()}.
"""
    write_section("cores", text)
    print(text)


if __name__ == "__main__":
    main()
