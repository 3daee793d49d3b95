"""The word lists of `seeds/lexicon`: data that the rules read once, as constants, when they are imported."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from typing import Any

from pipelines.resources import folder


@cache
def table(name: str) -> dict[str, Any]:
    """The file NAME.toml of the lexicon. Treat it as read-only: all rules share it.

    Raises FileNotFoundError for an unknown name and tomllib.TOMLDecodeError for a broken file.
    """
    with (folder("seeds/lexicon") / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def words(name: str, key: str) -> frozenset[str]:
    """One list of a lexicon file, as a set."""
    return frozenset(table(name)[key])


@cache
def fingerprint() -> str:
    """A hash over all files of the lexicon: a changed word list makes cached extractions stale."""
    digest = hashlib.sha256()
    for path in sorted(folder("seeds/lexicon").glob("*.toml")):
        digest.update(path.name.encode() + b"\x00" + path.read_bytes() + b"\x00")
    return digest.hexdigest()[:12]
