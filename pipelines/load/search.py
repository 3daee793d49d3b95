"""The index behind the macro `search_facts`: where each word stands, and which words are forms of one.

Both are plain tables, so that whoever opens the file can search it without an extension. Only the stems come from one:
DuckDB's `fts`, which is installed as a wheel; where it is missing, only the very form of a word is found.
"""

from __future__ import annotations

from functools import cache
from importlib import util
from pathlib import Path

import duckdb
import pyarrow as pa

from .. import schema
from .statements import statements

DOCUMENTS_AT_ONCE = 5_000
"""Some 600,000 groups of a document and a word. 100,000 documents at once, twelve million groups, overrun the memory of
a load; slice by slice they fit, at 0.4 ms a document (measured)."""


def index_words(connection: duckdb.DuckDBPyConnection, *, anew: bool = False) -> None:
    """Indexes the documents that are new, or with `anew` all of them, and stems all words."""
    if anew:
        connection.execute("DELETE FROM search_places")
    connection.execute(statements("find_unindexed"), {"at_once": DOCUMENTS_AT_ONCE})
    slices = connection.execute("SELECT DISTINCT slice FROM unindexed ORDER BY slice").fetchall()
    for (number,) in slices:
        connection.execute(statements("add_search_places"), {"slice": number})
    words = connection.execute("SELECT DISTINCT word FROM search_places ORDER BY word").to_arrow_table()
    connection.execute("DELETE FROM search_words")
    connection.from_arrow(_stemmed(words)).insert_into("search_words")


def _stemmed(words: pa.Table) -> pa.Table:
    """Words with their stems, asked of a DuckDB in memory: the connection to the warehouse loads no extension."""
    extension = stemmer()
    if extension is None:
        return words.append_column("term", words["word"]).cast(schema.arrow_schema("search_words"))
    with duckdb.connect(":memory:", config={"threads": "1", "autoinstall_known_extensions": "false"}) as connection:
        connection.load_extension(str(extension))
        connection.register("words", words)
        stems = connection.execute("SELECT word, stem(word, 'porter') AS term FROM words ORDER BY word")
        return stems.to_arrow_table()


@cache
def stemmer() -> Path | None:
    """DuckDB's extension `fts` out of its wheel, or None where it is not installed for this version of DuckDB."""
    found = util.find_spec("duckdb_extension_fts")
    for folder in found.submodule_search_locations or () if found else ():
        path = Path(folder) / "extensions" / f"v{duckdb.__version__}" / "fts.duckdb_extension"
        if path.is_file():
            return path
    return None
