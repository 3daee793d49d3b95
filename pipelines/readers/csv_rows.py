"""CSV: a header and a document a row, whatever divides the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from .columns import content_of, has_text, no_text
from .content import Record
from .encodings import decode
from .limits import Choices, Limits
from .refused import Refused

DELIMITERS = ",;\t|"


def read_records(data: bytes, limits: Limits, choices: Choices) -> Iterator[Record]:
    """The documents of a table: "row N" as a spreadsheet counts, a header on top being row 1.

    Raises Refused (`malformed`) where no column of the header holds the text. A row with broken quotation marks or
    more fields than the header is a Refused of its own.
    """
    csv.field_size_limit(max(csv.field_size_limit(), limits.max_unpacked_bytes))  # a field is a text, not a number
    source = decode(data, choices)
    if not source.strip():
        return
    delimiter = _delimiter(source, choices)
    rows = _rows(source, delimiter)
    header = next((row for _, row in rows if row), [])
    if isinstance(header, Refused):
        raise header
    if not has_text(header, choices):
        raise no_text(header, choices, "column")
    for number, row in rows:
        if row:
            yield Record(f"row {number}", row) if isinstance(row, Refused) else _record(number, header, row, choices)


def _record(number: int, header: list[str], row: list[str], choices: Choices) -> Record:
    name = f"row {number}"
    if len(row) > len(header):
        return Record(name, Refused("malformed", f"{len(row)} fields where the header has {len(header)}"))
    values: dict[str, str] = {}
    for column, field in zip(header, row, strict=False):
        values.setdefault(column, field)
    for column in header[len(row) :]:
        values.setdefault(column, "")
    try:
        return Record(name, content_of(values, choices, "column"))
    except Refused as refused:
        return Record(name, refused)


def _rows(source: str, delimiter: str) -> Iterator[tuple[int, list[str] | Refused]]:
    """The rows with their numbers from 1, an empty line being a row without fields; Refused for one that is broken."""
    reader = csv.reader(io.StringIO(source, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = str(error).replace("\t", "tab")
            yield number, Refused("malformed", f"not CSV: {fault}, near line {reader.line_num}")


def _delimiter(source: str, choices: Choices) -> str:
    """What divides the header into columns of which one holds the text, or else into most columns."""

    def fit(delimiter: str) -> tuple[bool, int]:
        header = next((row for _, row in _rows(source, delimiter) if row), [])
        return (False, 0) if isinstance(header, Refused) else (has_text(header, choices), len(header))

    return max(DELIMITERS, key=fit)
