"""What is said about a document beside its text, and how YAML says it (sidecar files and front matter)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from .characters import normalise_characters
from .full_date import full_date

MAX_YAML_CHARACTERS = 64_000
"""A sidecar is a handful of lines; more than this is no metadata, and is not parsed."""

FIELDS = ("title", "author", "publisher", "published_on", "url", "language")
_OTHER_NAMES = {"date": "published_on", "authors": "author", "lang": "language"}
"""Names that site generators (Jekyll, Hugo, Pandoc) give to the same fields in front matter."""

_NULLS = ("", "~", "null", "Null", "NULL")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_URL = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one source (sidecar, front matter, file name, byline) says of a document; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    language: str | None = None


class _Loader(yaml.BaseLoader):
    """YAML with strings, lists and mappings alone: no types to guess ("no" stays Norwegian), no objects, no aliases.

    Aliases are refused because nested ones grow without bound when they are expanded.
    """

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not allowed")
        return super().compose_node(parent, index)


def from_yaml(text: str, *, strict: bool) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata of a YAML mapping, and one line for each thing that is wrong with it.

    A field that is wrong is left out, the others are kept. `strict` calls unknown keys wrong (a sidecar is written for
    factmill, so `publised_on` is a slip); front matter serves other programs too and may hold anything.
    """
    if len(text) > MAX_YAML_CHARACTERS:
        return Metadata(), (f"{len(text)} characters of YAML; at most {MAX_YAML_CHARACTERS} are read",)
    try:
        loaded = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return Metadata(), (f"not YAML: {_one_line(error)}",)
    if loaded in _NULLS or loaded is None:
        return Metadata(), ()
    if not isinstance(loaded, dict):
        return Metadata(), ("not a mapping of keys to values",)
    values: dict[str, Any] = {}
    unknown: list[str] = []
    for key, value in loaded.items():
        name = str(key).strip().lower()
        name = name if strict else _OTHER_NAMES.get(name, name)
        if name in FIELDS:
            values[name] = value
        else:
            unknown.append(repr(name[:40]))
    metadata, faults = from_values(values)
    if unknown and strict:
        more = f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
        faults = (*faults, f"unknown key {', '.join(unknown[:3])}{more}; known are {', '.join(FIELDS)}")
    return metadata, faults


def from_values(values: Mapping[str, Any]) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata that `values` (keys of `FIELDS`) give, and one line for each that is wrong and left out."""
    fields: dict[str, Any] = {}
    faults = []
    for name, value in values.items():
        try:
            fields[name] = _value(name, value)
        except ValueError as error:
            faults.append(f"{name}: {error}")
    return Metadata(**fields), tuple(faults)


def _value(name: str, value: Any) -> str | date | None:
    if name == "author" and isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if not isinstance(value, str):
        raise ValueError(f"a {type(value).__name__} where a text is wanted")
    value = " ".join(normalise_characters(value).split())
    if value in _NULLS:
        return None
    if name == "published_on":
        day = full_date(value)
        if day is None:
            raise ValueError(f"{value[:80]!r} is no date; write YYYY-MM-DD")
        return day
    if name == "language" and not _LANGUAGE.fullmatch(value):
        raise ValueError(f"{value[:80]!r} is no language tag (BCP 47), such as 'en' or 'en-GB'")
    if name == "url" and not _URL.fullmatch(value):
        raise ValueError(f"{value[:80]!r} does not begin with http:// or https://")
    return str(value)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
