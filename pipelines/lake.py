"""A warehouse in a DuckLake: its catalogue in SQLite or PostgreSQL, its rows in Parquet files on a disk or a store.

It holds the same tables, views and macros as a DuckDB file. Where a file is replaced as a whole, a lake commits: its
readers, on as many machines as there are, keep the snapshot they began with.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Literal

import duckdb

from .faults import RunFault

PREFIX = "ducklake:"
NAME = "lake"
"""Under which a lake is attached; being the default, its name is never written in a query."""
KEPT = "7 days"
"""For so long snapshots are kept, and files that no snapshot needs: the longest that a reader may take."""

_PATIENCE = ", META_BUSY_TIMEOUT 60000"
"""Who meets a catalogue in SQLite while it is locked waits up to a minute (milliseconds)."""
_WAL = ", META_JOURNAL_MODE 'WAL'"
"""Readers and the writer of a catalogue in SQLite do not wait for each other. The file remembers it."""
_NONE_THERE = "creating a new DuckLake is explicitly disabled"
"""In DuckDB's refusal to open for reading what nobody has made (DuckDB 1.5.5)."""


class LakeFault(RunFault):
    """The address of a lake cannot be used, or a part that it needs is missing."""


class NoLakeYet(LakeFault):
    """No run has made a lake at the address."""

    def __init__(self, lake: Lake) -> None:
        super().__init__(f"there is no lake at {lake}: run `factmill run` first, or name another with --database")


@dataclass(frozen=True, slots=True)
class Lake:
    """The address of a lake: its catalogue, and the folder or URL of its Parquet files.

    `home` is where this machine keeps what stands beside a database: its lock, its report.
    """

    kind: Literal["sqlite", "postgres"]
    catalogue: str
    data: str
    home: Path

    def __str__(self) -> str:
        return f"{PREFIX}{self.kind}:{self.catalogue}"

    @property
    def name(self) -> str:
        return Path(self.catalogue).name if self.kind == "sqlite" else re.sub(r"\W+", "-", self.catalogue).strip("-")

    @property
    def stem(self) -> str:
        return Path(self.name).stem

    @property
    def parent(self) -> Path:
        """The folder for what belongs beside the database."""
        return self.home


Database = Path | Lake
"""What a run publishes to and a query reads."""


def address(text: str, data: str = "") -> Path | Lake:
    """A database's name as people write it: the path of a DuckDB file, or `ducklake:` and a catalogue.

    `data` is where the Parquet files of a lake go; beside a catalogue in SQLite where it says nothing. Paths become
    absolute, so that a run may change its folder. Raises LakeFault for a lake that cannot be reached so.
    """
    if not text.startswith(PREFIX):
        return Path(text).expanduser().absolute()
    kind, _, rest = text.removeprefix(PREFIX).partition(":")
    if kind == "sqlite" and rest:
        path = Path(rest).expanduser().absolute()
        folder = _located(data) if data else f"{path}.files/"
        return Lake("sqlite", str(path), folder, path.parent)
    if kind == "postgres" and rest:
        if "password" in rest.lower() or "://" in rest:
            raise LakeFault(
                "the address of a lake names no password, as addresses are shown and logged: write "
                f"{PREFIX}postgres:dbname=… host=…, and the password into ~/.pgpass or PGPASSWORD"
            )
        if not data:
            raise LakeFault(f"{text} has no place for its rows: set FACTMILL_LAKE_DATA to a folder or a URL")
        return Lake("postgres", rest, _located(data), Path.cwd() / "warehouse")
    raise LakeFault(f"{text} is no lake: write {PREFIX}sqlite:FILE or {PREFIX}postgres:dbname=… host=…")


def _located(data: str) -> str:
    """A folder or URL with a slash at its end, as DuckLake compares them."""
    place = data if "://" in data else str(Path(data).expanduser().absolute())
    return place.rstrip("/") + "/"


def connect(lake: Lake, *, read_only: bool, config: Mapping[str, str] | None = None) -> duckdb.DuckDBPyConnection:
    """A connection whose tables are those of the lake; it reaches no file but the lake's and loads nothing more.

    `config` are DuckDB's settings for it beyond that. One that may write makes the lake where there is none.

    Raises NoLakeYet where one that only reads finds none, LakeFault where an extension is missing, duckdb.Error where
    the catalogue cannot be opened or names other data.
    """
    if read_only and lake.kind == "sqlite" and not os.path.lexists(lake.catalogue):
        raise NoLakeYet(lake)
    connection = duckdb.connect(
        ":memory:",
        config={**(config or {}), "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
    )
    try:
        for extension in _extensions(lake):
            connection.load_extension(str(extension))
        if not read_only:
            _make_folders(lake)
        connection.execute(f"ATTACH {_quoted(str(lake))} AS {NAME} ({_options(lake, read_only=read_only)})")
        connection.execute(f"USE {NAME}")
        _shut_in(connection, lake)
    except BaseException as error:
        connection.close()
        if _NONE_THERE in str(error):
            raise NoLakeYet(lake) from error
        raise
    return connection


def _options(lake: Lake, *, read_only: bool) -> str:
    options = f"DATA_PATH {_quoted(lake.data)}"
    # Rows kept inside the catalogue are moved to files later, and a reader may meet them in neither place.
    options += ", READ_ONLY" if read_only else ", DATA_INLINING_ROW_LIMIT 0"
    if lake.kind == "sqlite":
        options += _PATIENCE if read_only else _PATIENCE + _WAL
    return options


def _make_folders(lake: Lake) -> None:
    if lake.kind == "sqlite":
        Path(lake.catalogue).parent.mkdir(parents=True, exist_ok=True)
    if "://" not in lake.data:
        Path(lake.data).mkdir(parents=True, exist_ok=True)


def _shut_in(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """From here on the connection reaches the lake's files alone, whatever a text or a query asks for."""
    files = [lake.catalogue + end for end in ("", "-wal", "-shm", "-journal")] if lake.kind == "sqlite" else []
    connection.execute(f"SET allowed_directories = [{_quoted(lake.data)}]")
    connection.execute(f"SET allowed_paths = [{', '.join(map(_quoted, files))}]")
    connection.execute("SET enable_external_access = false")


def _extensions(lake: Lake) -> Iterator[Path]:
    scanner = {"sqlite": "sqlite_scanner", "postgres": "postgres_scanner"}[lake.kind]
    for name in ("ducklake", scanner, *(["httpfs"] if "://" in lake.data else [])):
        found = util.find_spec(f"duckdb_extension_{name}")
        folders = found.submodule_search_locations or () if found else ()
        paths = (Path(f) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension" for f in folders)
        path = next(filter(Path.is_file, paths), None)
        if path is None:
            package = f"duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}"
            raise LakeFault(f"a lake needs DuckDB's extension {name}: pip install 'factmill[ducklake]' (or {package})")
        yield path


def tidy(connection: duckdb.DuckDBPyConnection, kept: str = KEPT) -> None:
    """Forgets snapshots that are older than `kept` (an interval) and deletes the files that no snapshot needs.

    Small files are not merged (DuckLake's CHECKPOINT does): a reader in mid-query may then find neither the files nor
    what they were merged into (seen with DuckDB 1.5.5).
    """
    for option in ("expire_older_than", "delete_older_than"):
        connection.execute(f"CALL {NAME}.set_option('{option}', '{kept}')")
    connection.execute(f"CALL ducklake_expire_snapshots('{NAME}')")
    connection.execute(f"CALL ducklake_cleanup_old_files('{NAME}')")


def is_attached(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a lake is among the connection's databases."""
    return bool(connection.execute("SELECT 1 FROM duckdb_databases() WHERE type = 'ducklake'").fetchall())


def is_lake(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the connection's own tables are those of a lake."""
    query = "SELECT type FROM duckdb_databases() WHERE database_name = current_database()"
    return connection.execute(query).fetchall() == [("ducklake",)]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
