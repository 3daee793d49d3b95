"""Quotes on PolNeAR (Newell and others 2018), the broad yardstick: political news, annotated by hand.

    FACTMILL_POLNEAR=PATH python -m tests.benchmarks.polnear [--part dev|train] [--limit N] [--all] [--by-type]

PATH is a git directory of networkdynamics/PolNeAR or its unpacked folder. The corpus has no licence: none of its text
is part of the project. Rules are developed on its train and dev parts; this reader refuses the test part.

Gold: one quote for every piece of content, pieces that only a line break parts joined; speaker is the source. Scored by
`quotes/score.py` of the benchmarks. Its default scope is reported speech: attributions whose cue holds a word of
communication (speech_cues.py); `--all` scores every attribution.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from pipelines.extract import Document, extract, load

from .accuracy import FOLDER
from .speech_cues import is_speech

_PARTS = ("dev", "train")


class Corpus:
    """The files of one part, from a git directory or a folder."""

    def __init__(self, root: Path, part: str) -> None:
        if part not in _PARTS:
            raise ValueError(f"part {part!r} is not open to development: use one of {', '.join(_PARTS)}")
        self._root, self._part = root, part
        self._is_git = (root / "HEAD").is_file() or (root / ".git").exists()

    def documents(self) -> Iterator[tuple[str, str, str]]:
        """Name, text and annotation file of each article, by name; the first annotator's where there are several."""
        texts = self._files("text")
        annotations: dict[str, str] = {}
        for name, content in sorted(self._files("attributions").items()):
            annotations.setdefault(name.rsplit("_", 1)[0], content)
        for name, text in sorted(texts.items()):
            stem = name.removesuffix(".txt")
            if stem in annotations:
                yield stem, text, annotations[stem]

    def _files(self, kind: str) -> dict[str, str]:
        folder = f"data/{self._part}/{kind}"
        if not self._is_git:
            paths = sorted((self._root / folder).iterdir())
            return {p.name: p.read_bytes().decode("utf-8") for p in paths}
        listing = self._git("ls-tree", "--name-only", "HEAD", folder + "/").decode("utf-8").splitlines()
        batch = "".join(f"HEAD:{path}\n" for path in listing).encode("utf-8")
        out = self._git("cat-file", "--batch", stdin=batch)
        files, at = {}, 0
        for path in listing:
            header_end = out.index(b"\n", at)
            size = int(out[at:header_end].split()[2])
            files[path.rsplit("/", 1)[1]] = out[header_end + 1 : header_end + 1 + size].decode("utf-8")
            at = header_end + 2 + size
        return files

    def _git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        command = ["git", "-C", str(self._root), *arguments]
        return subprocess.run(command, check=True, input=stdin, stdout=subprocess.PIPE).stdout


def gold(name: str, text: str, annotation: str) -> dict[str, Any]:
    """One article in the scorer's format, from its brat stand-off lines."""
    spans: dict[str, list[tuple[int, int]]] = {}
    quotes = []
    for line in annotation.splitlines():
        fields = line.split("\t")
        if fields[0].startswith("T") and len(fields) > 1:
            pieces = re.findall(r"(\d+) (\d+)", fields[1])  # some lines of the train part have no span at all
            spans[fields[0]] = [(int(a), int(b)) for a, b in pieces]
    for line in annotation.splitlines():
        if not line.startswith("E") or "\t" not in line:
            continue
        roles: dict[str, list[tuple[int, int]]] = {}
        for argument in line.split("\t")[1].split():
            role, _, target = argument.partition(":")
            roles.setdefault(role.rstrip("0123456789"), []).extend(spans.get(target, []))
        source = min(roles.get("Source", []), default=None)
        cue = " ".join(text[a:b] for a, b in sorted(roles.get("Cue", [])))
        for start, end in _joined(text, roles.get("Content", [])):
            quotes.append(
                {
                    "start": start,
                    "end": end,
                    "text": text[start:end],
                    "speaker": text[source[0] : source[1]] if source else None,
                    "speaker_start": source[0] if source else None,
                    "speaker_end": source[1] if source else None,
                    "cue": cue or None,
                    "speech": is_speech(cue),
                }
            )
    return {"doc_id": name, "text": text, "quotes": quotes}


def _joined(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces in order; what the annotation tool cut at a line end is put together again within a paragraph."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        gap = text[joined[-1][1] : start] if joined else "x"
        if joined and not gap.strip() and gap.count("\n") < 2:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def scorer() -> ModuleType:
    """The benchmarks' `quotes/score.py` as a module."""
    spec = importlib.util.spec_from_file_location("score_quotes", FOLDER / "quotes" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(FOLDER / "quotes" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", choices=_PARTS, default="dev")
    parser.add_argument("--limit", type=int, help="the first N articles only")
    parser.add_argument("--all", action="store_true", help="every attribution, not reported speech alone")
    parser.add_argument("--by-type", action="store_true", help="one block for each type of quote too")
    options = parser.parse_args()
    root = os.environ.get("FACTMILL_POLNEAR")
    if not root:
        sys.exit("set FACTMILL_POLNEAR to a git directory or folder of networkdynamics/PolNeAR")
    articles = [gold(*d) for d in Corpus(Path(root), options.part).documents()][: options.limit]
    documents = [Document(a["doc_id"], a["text"]) for a in articles]
    predicted = {
        facts.doc_id: [
            {
                "start": q.start,
                "end": q.end,
                "speaker": q.speaker,
                "speaker_start": q.speaker_start,
                "speaker_end": q.speaker_end,
                "speaker_resolved": q.speaker_name,
            }
            for q in facts.quotes
        ]
        for facts in extract(documents, load())
    }
    score, scope = scorer(), "all" if options.all else "speech"
    types = ("direct", "mixed", "indirect")
    report = {"articles": len(articles), "scope": scope, **score.evaluate(articles, predicted, scope, types, 0.5)}
    if options.by_type:
        report["by_type"] = {t: score.evaluate(articles, predicted, scope, (t,), 0.5) for t in types}
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
