"""How well copies are told from other texts: `python -m tests.benchmarks.near_duplicates [FOLDER]`.

Variants are made of the texts in FOLDER (default: the seed documents), in the ways in which outlets change what an
agency sends, and beside them texts that only look alike. For each kind: the similarity that 95 of 100 reach and the
median, and how many the rule calls copies; then precision and recall if the least similarity were another one, over
the kinds with equal weight. Pairs of different texts of FOLDER are natural ones: news on one event among them.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from statistics import mean, median

import numpy as np

from pipelines import resources
from pipelines.near_duplicates import wording as rule
from pipelines.near_duplicates.signatures import candidates, estimates, signatures
from tests.near_duplicates.articles import bulletin

SEED = 9
LEAST_WORDS = 120
LEAST = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8)
HEADLINE = "What is known so far"
AGENCY = "GENEVA (Coast News Agency) - "
TAIL = "Reporting by A. Brook, editing by O. Reed. Coast News Agency, all rights reserved."
TOWNS = ("Vessel", "Oslo", "Lima", "Porto", "Quito", "Turin", "Ghent", "Perth")
Pair = tuple[str, str]


def paragraphs(text: str) -> list[str]:
    found = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    return found if len(found) > 3 else [line for line in text.splitlines() if line.strip()]


def joined(parts: list[str]) -> str:
    return "\n\n".join(parts)


def cut(text: str, share: float) -> str:
    """The first sentences, as many as fit into this share of the characters."""
    kept = ""
    for sentence in re.split(r"(?<=[.!?”\"])(\s+)", text):
        if len(kept) + len(sentence) > share * len(text):
            break
        kept += sentence
    return kept


def edited(text: str, every: int, chance: random.Random, words: list[str]) -> str:
    """The text with one word in `every` replaced, put in or left out."""
    out = []
    for word in text.split(" "):
        if chance.random() >= 1 / every:
            out.append(word)
        else:
            out += chance.choice(([], [chance.choice(words)], [word, chance.choice(words)]))
    return " ".join(out)


def copies(text: str, chance: random.Random, words: list[str]) -> Iterator[tuple[str, Pair]]:
    """Pairs of a text and a copy of it, by kind."""
    parts = paragraphs(text)
    text = joined(parts)
    dropped = chance.randrange(1, len(parts))
    shortened = cut(joined(parts[1:]), 0.75)
    yield "new headline", (text, joined([HEADLINE, *parts[1:]]))
    yield "first paragraph cut", (text, joined([parts[0], *parts[2:]]))
    yield "agency named", (text, joined([parts[0], AGENCY + parts[1], *parts[2:], TAIL]))
    yield "a paragraph dropped", (text, joined(parts[:dropped] + parts[dropped + 1 :]))
    yield "one word in 25 edited", (text, edited(text, 25, chance, words))
    yield "one word in 12 edited", (text, edited(text, 12, chance, words))
    yield "cut to 60 percent", (text, cut(text, 0.6))
    yield "headline, tail, edited", (text, edited(joined([HEADLINE, *parts[1:-1], TAIL]), 25, chance, words))
    yield "headline, cut, edited", (text, edited(joined([HEADLINE, shortened]), 25, chance, words))
    yield "updated", (text, edited(joined([parts[0], *chance.sample(parts[1:], 1), *parts[1:]]), 30, chance, words))


def others(text: str, other: str, chance: random.Random) -> Iterator[tuple[str, Pair]]:
    """Pairs of a text and one that is no copy of it, by kind."""
    own, words = len(other.split()), text.split(" ")
    yield "a third quoted", (text, joined([other, " ".join(words[: own // 2])]))
    yield "nearly half quoted", (text, joined([other, " ".join(words[: int(own * 0.8)])]))
    names = sorted(set(re.findall(r"\b[A-Z]\w+", text)))
    swapped = dict(zip(names, chance.sample(names, len(names)), strict=True))
    figures = re.sub(r"\d", lambda _: str(chance.randrange(10)), text)
    yield "other names and figures", (text, re.sub(r"\b[A-Z]\w+", lambda m: swapped.get(m[0], m[0]), figures))


def bulletins(chance: random.Random) -> list[str]:
    days = ("3 May 2021", "4 May 2021", "11 June 2022", "30 June 2022")
    return [bulletin(chance.choice(TOWNS), chance.choice(days), *chance.sample(range(10, 9999), 4)) for _ in range(30)]


def pairs(texts: list[str]) -> tuple[dict[str, list[Pair]], dict[str, list[Pair]]]:
    """Copies and others, by kind."""
    chance = random.Random(SEED)
    words = [word for text in texts for word in text.split() if word.islower()]
    same: dict[str, list[Pair]] = {}
    different: dict[str, list[Pair]] = {"bulletins": list(combinations(bulletins(chance), 2))}
    for text in texts:
        if len(text.split()) < LEAST_WORDS or len(paragraphs(text)) < 4:
            continue
        for kind, pair in copies(text, chance, words):
            same.setdefault(kind, []).append(pair)
        other = chance.choice([t for t in texts if t != text])
        for kind, pair in others(text, other, chance):
            different.setdefault(kind, []).append(pair)
    different["different texts"] = list(combinations(texts, 2))
    return same, different


def main(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".txt", ".md"})
    texts = [path.read_text(encoding="utf-8") for path in files]
    same, different = pairs(texts)
    made = {text: rule.wording(text) for kinds in (same, different) for ps in kinds.values() for p in ps for text in p}
    alike = {kind: [rule.similarity(made[a], made[b]) for a, b in ps] for kind, ps in (same | different).items()}
    called = {
        kind: mean(rule.copied(made[a], made[b]) is not None for a, b in ps) for kind, ps in (same | different).items()
    }
    for name, kinds in (("copies", same), ("others", different)):
        print(f"{name:26}  pairs   0.05 median   0.95  called copies")
        for kind in kinds:
            low, high = np.quantile(alike[kind], (0.05, 0.95))
            spread = f"{low:6.2f} {median(alike[kind]):6.2f} {high:6.2f}"
            print(f"  {kind:24} {len(kinds[kind]):6} {spread} {called[kind]:10.3f}")
    print("least similarity    recall  others called copies")
    rule_least = rule.COPY
    for least in LEAST:
        rule.COPY = least
        found = {
            kind: mean(rule.copied(made[a], made[b]) is not None for a, b in ps)
            for kind, ps in (same | different).items()
        }
        print(f"{least:16} {mean(found[k] for k in same):9.3f} {mean(found[k] for k in different):9.3f}")
    rule.COPY = rule_least
    _signatures(same, texts)


def _signatures(same: dict[str, list[Pair]], texts: list[str]) -> None:
    """How many of the copies the signatures bring up, how far estimates are off, and what a signature costs."""
    both = [pair for ps in same.values() for pair in ps if rule.copied(*map(rule.wording, pair)) is not None]
    brought = errors = 0.0
    for a, b in both:
        rows = signatures([a, b])
        brought += bool(candidates(rows))
        (estimate,) = estimates(rows, np.array([0]), np.array([1]))
        errors += abs(estimate - rule.similarity(rule.wording(a), rule.wording(b)))
    begun = time.process_time()
    signatures(texts)
    each = (time.process_time() - begun) / sum(len(text.split()) for text in texts)
    print(
        f"signatures bring up {brought / len(both):.4f} of the copies; estimates are {errors / len(both):.3f} off; "
        f"{each * 1e9:.0f} ns a word"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else resources.folder("seeds/documents"))
