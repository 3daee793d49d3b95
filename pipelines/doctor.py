"""`factmill doctor`: versions, model, paths, rights and locks, each with what to do about it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from .config import Settings
from .engine import ray
from .faults import RunFault
from .lake import Database, NoLakeYet
from .load import check_target, lock_owner, stemmer
from .query import run_query
from .steps import stage_of

PARTS = ("dagster", "spacy", "dateparser", "duckdb", "great-expectations", "pandas", "pyarrow")
LOW_DISK_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` is empty where all is well."""

    subject: str
    state: str
    advice: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Everything that a run needs, in the order in which it needs it."""
    yield Finding("python", sys.version.split()[0])
    for part in PARTS:
        yield Finding(part, metadata.version(part))
    yield _model(settings)
    yield _search()
    yield _source(settings.source)
    yield _writable("database folder", settings.database.parent)
    yield _database(settings.database)
    if isinstance(settings.database, Path):
        yield from _wal(settings.database)
    yield _lock(settings.database)
    yield from _engine(settings)
    yield from _left_behind(settings)
    yield _writable("home", settings.home)
    yield _disk(settings.home)


def _model(settings: Settings) -> Finding:
    if util.find_spec(settings.spacy_model) or Path(settings.spacy_model).is_dir():
        return Finding("spaCy model", settings.spacy_model)
    advice = "install its package into this environment, or unset FACTMILL_SPACY_MODEL"
    return Finding("spaCy model", f"{settings.spacy_model} is not installed", advice)


def _search() -> Finding:
    if stemmer():
        return Finding("search", "every form of a word is found")
    advice = f"install duckdb-extension-fts {metadata.version('duckdb')} into this environment"
    return Finding("search", "only the very form of a word is found, as DuckDB's extension fts is missing", advice)


def _source(source: Path) -> Finding:
    if source.is_dir() and os.access(source, os.R_OK | os.X_OK):
        return Finding("source", str(source))
    return Finding("source", f"{source} is no readable folder", "name one: factmill run FOLDER, or FACTMILL_SOURCE")


def _nearest(folder: Path) -> Path:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _writable(subject: str, folder: Path) -> Finding:
    there = _nearest(folder)
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return Finding(subject, str(folder))
    return Finding(subject, f"{there} cannot be written", "change its owner or rights, or choose another place")


def _database(database: Database) -> Finding:
    none_yet = Finding("database", f"{database} (none yet: factmill run makes it)")
    if isinstance(database, Path) and not os.path.lexists(database):
        return none_yet
    try:
        check_target(database)
    except RunFault as fault:
        state, _, advice = str(fault).partition(": ")
        return Finding("database", state, advice or "name another file with --database")
    try:
        row = run_query(database, "SELECT count(*) AS n FROM documents").to_pylist()[0]
    except NoLakeYet:
        return none_yet
    except RunFault as fault:
        advice = "move the file aside and run `factmill run --rebuild`"
        return Finding("database", str(fault), advice if isinstance(database, Path) else "see docs/scale.md")
    return Finding("database", f"{database}, {row['n']} documents")


def _wal(database: Path) -> Iterator[Finding]:
    wal = database.with_name(database.name + ".wal")
    if wal.exists():
        yield Finding("write-ahead log", f"{wal} is left over", "the next run moves it aside; or move it yourself")


def _engine(settings: Settings) -> Iterator[Finding]:
    """The cluster, where extraction is to run on one."""
    if settings.engine == "ray":
        try:
            ray.check_cluster(settings.ray_address)
        except RunFault as fault:
            yield Finding("engine", *_divided(fault))
        else:
            yield Finding("engine", f"Ray at {settings.ray_address}")


def _left_behind(settings: Settings) -> Iterator[Finding]:
    """What a run that was killed had done; nothing where a run is at work, as it is that run's."""
    if lock_owner(settings.database) is not None:
        return
    try:
        waiting = len(stage_of(settings).staged_keys())
    except OSError as error:
        yield Finding("stage", f"{settings.home} cannot be read ({error.strerror})", "change its owner or rights")
        return
    except RunFault as fault:
        yield Finding("stage", *_divided(fault))
        return
    if waiting:
        state = f"{waiting} documents were extracted by a run that did not end"
        yield Finding("stage", state, "run again: they are loaded without being extracted again")
    copy = settings.database.parent / f".{settings.database.name}.next"
    if copy.exists():
        yield Finding("unfinished copy", f"{copy} was left by a run that was killed", "the next run clears it away")


def _divided(fault: RunFault) -> tuple[str, str]:
    """What is wrong, and what to do about it: a fault is one line that says both, divided by its last "; " or ": "."""
    told = str(fault)
    at = max(told.rfind(divider) for divider in ("; ", ": "))
    return told[:at], told[at + 2 :]


def _lock(database: Database) -> Finding:
    owner = lock_owner(database)
    if owner is None:
        return Finding("lock", "free")
    return Finding("lock", f"held by process {owner}", "a run is at work: wait for it, or end that process")


def _disk(home: Path) -> Finding:
    free = shutil.disk_usage(_nearest(home)).free
    advice = "" if free > LOW_DISK_BYTES else "free some: a run needs room for a second copy of the database"
    return Finding("disk", f"{free / 1e9:.1f} GB free", advice)
