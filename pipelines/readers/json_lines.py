"""JSON Lines: an object a line, each a document. A `.json` with one object or a list of them is read as well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .columns import content_of, has_text
from .content import Content, Record
from .encodings import MARKS, decode
from .limits import Choices, Limits
from .refused import Refused

_LISTS = ("articles", "items", "documents", "docs", "records", "entries", "results", "data", "posts", "stories")
"""Keys under which an object that is no document itself keeps a list of them."""

_TRIED_LINES = 20


def read_records(data: bytes, limits: Limits, choices: Choices) -> Iterator[Record]:
    """The documents of a file: "line N" in JSON Lines, "item N" in a list; one object is a document without a name.

    A line that is no JSON, holds no object or no text is a Refused of its own.
    """
    if data.startswith(tuple(mark for mark, _ in MARKS)):
        data = decode(data, choices).encode("utf-8", "surrogatepass")
    if _is_one_value(data):
        yield from _of_value(data, choices)
    else:
        yield from (_record(f"line {number}", line, choices) for number, line in _lines(data))


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, each with its number from 1. JSON has line ends between its words alone."""
    start = 0
    number = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = end if end >= 0 else len(data)
        number += 1
        line = data[start:end].strip()
        if line:
            yield number, line
        start = end + 1


def _record(name: str, line: bytes, choices: Choices) -> Record:
    try:
        return Record(name, _content(_loaded(decode(line, choices)), choices))
    except Refused as refused:
        return Record(name, refused)


def _loaded(text: str) -> Any:
    """The value that is JSON `text`. Raises Refused (`malformed`)."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused("malformed", f"not JSON: {error.msg} at character {error.pos}") from error
    except RecursionError as error:
        raise Refused("malformed", "not JSON for a document: nested too deeply") from error
    except ValueError as error:  # a number of more digits than Python converts
        raise Refused("malformed", f"not JSON for a document: {str(error)[:100]}") from error


def _content(value: Any, choices: Choices) -> Content:
    if not isinstance(value, dict):
        raise Refused("malformed", f"a {type(value).__name__} where an object is wanted")
    return content_of(value, choices, "key")


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_one_value(data: bytes) -> bool:
    """Whether a file is one JSON value over many lines, whole or broken, and not lines of objects."""
    top = [line for (_, line), _ in zip(_lines(data), range(_TRIED_LINES), strict=False)]
    if len(top) < 2 or not any(map(_is_object, top)):
        return len(top) > 0
    if _is_object(top[0]):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return top[0] in (b"{", b"[", b"[{")
    return True


def _of_value(data: bytes, choices: Choices) -> Iterator[Record]:
    value = _loaded(decode(data, choices))
    if isinstance(value, dict) and not has_text(list(value), choices):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    if not isinstance(value, list):
        yield Record("", _content(value, choices))
        return
    for number, item in enumerate(value, 1):
        try:
            yield Record(f"item {number}", _content(item, choices))
        except Refused as refused:
            yield Record(f"item {number}", refused)
