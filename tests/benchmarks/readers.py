"""A folder of mixed files through a whole run, every file accounted for, and the speed of each reader.

    python -m tests.benchmarks.readers [FILES]        1,000 unless told otherwise

Articles made by chance are written in every format that is read, some files hold many of them, and some are broken.
Speed is words of stored text by the CPU seconds of reading alone (without ingest, language and description), of this
process and, for PDF, of the one it reads in.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import duckdb

from pipelines import readers
from pipelines.ingest import RejectCode
from pipelines.readers import Content, Refused
from tests.benchmarks.articles import article
from tests.readers.in_formats import MANY, ONE, Article

ARTICLES_A_FILE = 20
BROKEN = {
    "empty.txt": lambda data: b"",
    "cut.docx": lambda data: data[: len(data) // 2],
    "cut.html.gz": lambda data: data[:-20],
    "western.txt": lambda data: data + b"\xe9",
    "picture.md": lambda data: b"\x89PNG\r\n\x1a\n" + data,
    "cut.pdf": lambda data: data[:40],
    "cut.epub": lambda data: data[:-30],
    "odd.xyz": lambda data: data,
}
"""Accidents by the end of a file's name: each of them is one reject."""


def articles(first: int, count: int) -> list[Article]:
    made = []
    for number in range(first, first + count):
        heading, *paragraphs = article(number).strip().split("\n\n")
        day = date(2020, 1, 1) + timedelta(days=number % 2_000)
        made.append(Article(heading.removeprefix("# "), "Ada Brook", day, tuple(paragraphs)))
    return made


def write_mixed(folder: Path, files: int) -> tuple[int, int]:
    """Writes `files` files into `folder`; how many documents and how many rejects must come of them."""
    documents = rejects = number = 0
    for at in range(files):
        if at % 20 == 19:
            suffix = list(MANY)[at // 20 % len(MANY)]
            data = MANY[suffix](articles(number, ARTICLES_A_FILE))
            number += ARTICLES_A_FILE
            documents += ARTICLES_A_FILE
        elif at % 10 == 8:
            suffix = f"_{list(BROKEN)[at // 10 % len(BROKEN)]}"
            (one,) = articles(number, 1)
            whole = ONE.get(suffix[suffix.index(".") :], ONE[".txt"])(one)
            data = BROKEN[suffix[1:]](whole)
            number += 1
            rejects += 1
        else:
            suffix = list(ONE)[at % len(ONE)]
            (one,) = articles(number, 1)
            data = ONE[suffix](one)
            number += 1
            documents += 1
        part = folder / f"{at // 200:02d}"
        part.mkdir(parents=True, exist_ok=True)
        (part / f"{at:05d}{suffix}").write_bytes(data)
    return documents, rejects


def speeds(folder: Path) -> dict[str, tuple[int, int, float]]:
    """Files, words and CPU seconds of each format, every file read once more after all were read."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for warm in (True, False):
        for path in files:
            begun = cpu_seconds()
            try:
                opened = readers.read(path.name, path.read_bytes())
                words = sum(len(r.outcome.text.split()) for r in opened.records if isinstance(r.outcome, Content))
            except Refused:
                continue
            if not warm and words:
                kind = opened.format + (" (gzip)" if path.suffix == ".gz" else "")
                found[kind] = [a + b for a, b in zip(found[kind], (1, words, cpu_seconds() - begun), strict=True)]
    return {kind: (int(count), int(words), seconds) for kind, (count, words, seconds) in found.items()}


def cpu_seconds() -> float:
    """What this process and the living child that reads PDF have computed."""
    total = time.process_time()
    for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(") ")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def run(folder: Path, texts: Path) -> tuple[int, Counter[str], set[str]]:
    """Documents, rejects of files by code, and the paths of both, after a whole run."""
    from pipelines.config import settings
    from pipelines.job import run_job

    database = folder / "f.duckdb"
    run_job(settings({}, source=texts, database=database, home=folder / "home"))
    with duckdb.connect(str(database), read_only=True) as connection:
        paths = [row[0] for row in connection.execute("SELECT unnest(source_paths) FROM documents").fetchall()]
        refused = connection.execute("SELECT source_path, code FROM rejects WHERE source_path IS NOT NULL").fetchall()
        (documents,) = connection.execute("SELECT count(*) FROM documents").fetchone() or (0,)
    known = set(get_args(RejectCode))
    assert {code for _, code in refused} <= known
    return (
        documents,
        Counter(code for _, code in refused),
        {path.partition("#")[0] for path in paths} | {path.partition("#")[0] for path, _ in refused},
    )


def main(files: int) -> None:
    with tempfile.TemporaryDirectory(prefix="factmill-readers-") as name:
        texts = Path(name) / "texts"
        documents, rejects = write_mixed(texts, files)
        for kind, (count, words, seconds) in sorted(speeds(texts).items()):
            speed = f"{words / seconds:12,.0f} words/s" if seconds else "too fast to tell"
            print(f"{kind:20} {count:5} files {words:8,} words {speed}", flush=True)
        begun = time.monotonic()
        loaded, codes, paths = run(Path(name), texts)
        print(f"run: {time.monotonic() - begun:.0f} s, {loaded} documents, {codes.total()} rejects {dict(codes)}")
        present = {path.relative_to(texts).as_posix() for path in texts.rglob("*") if path.is_file()}
        assert (loaded, codes.total()) == (documents, rejects), f"wanted {documents} documents and {rejects} rejects"
        assert paths == present, f"not accounted for: {sorted(present ^ paths)[:5]}"
        print(f"all {len(present)} files accounted for")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
