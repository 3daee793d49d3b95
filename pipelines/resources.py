"""Where the word lists and the SQL are: in the checkout's top-level folders, or inside an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@cache
def checkout() -> Path | None:
    """The checkout this package runs from, or None where it was installed from a wheel."""
    root = PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "seeds" / "lexicon").is_dir() else None


@cache
def folder(name: str) -> Path:
    """The data folder `name` ("seeds/lexicon", "warehouse/schema", …).

    Raises FileNotFoundError where an installation lacks it.
    """
    path = (checkout() or PACKAGE / "_bundled") / name
    if not path.is_dir():
        raise FileNotFoundError(f"factmill's data folder {name} is missing ({path}): install the package again")
    return path
