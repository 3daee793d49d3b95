"""Which key of a record, or column of a table, holds the text and which the metadata: as the user says, or as usual."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from . import text
from .content import Content
from .flow import Flow
from .limits import Choices
from .metadata import FIELDS, Metadata, from_values
from .refused import Refused

USUAL: Mapping[str, Sequence[str]] = {
    "text": (
        *("text", "body", "content", "article", "article_text", "article_body", "full_text", "main_text", "body_text"),
        *("content_text", "plain_text", "raw_text", "clean_text", "fulltext", "maintext", "articlebody"),
        *("text_content", "story", "transcript", "document", "message"),
    ),
    "title": ("title", "headline", "heading", "article_title"),
    "author": ("author", "authors", "byline", "creator", "writer", "article_author"),
    "publisher": (
        *("publisher", "outlet", "publication", "newspaper", "source_name", "site_name", "sitename", "site", "source"),
    ),
    "published_on": (
        *("published_on", "published", "published_at", "publishedat", "publish_date", "publication_date"),
        *("date_published", "datepublished", "date_publish", "published_date", "pub_date", "pubdate", "date"),
    ),
    "language": ("language", "lang"),
    "url": ("url", "link", "permalink", "canonical_url", "source_url", "article_url"),
}
"""The names that data sets of news give to the same things, the clearest first; case, blanks and hyphens aside."""

_MARKUP = re.compile(r"<(?:p|div|br|[uo]l|h[1-6]|blockquote|table|article|section)\b[^<>]{0,500}>", re.IGNORECASE)

_SHOWN = 12
"""Keys of a record that a message names."""


def content_of(values: Mapping[str, Any], choices: Choices, what: str) -> Content:
    """The content of one record. Raises Refused: `malformed` where nothing in it can be the text, `empty`.

    `what` is the word for a key ("key", "column"). A text is read as a `.txt` would be, or as HTML where it has
    paragraphs in tags.
    """
    held = _holding(tuple(values), choices)
    if not held["text"]:
        raise no_text(values, choices, what)
    words = _first(values, held["text"])
    if words is None:
        raise Refused("empty", f"nothing in {what} {held['text'][0]!r}")
    if not isinstance(words, str):
        raise Refused("malformed", f"{what} {held['text'][0]!r} holds a {type(words).__name__} where a text is wanted")
    given = {name: _plain(_first(values, held[name])) for name in FIELDS}
    beside, faults = from_values({name: value for name, value in given.items() if value is not None})
    content = _of_html(words, beside.url) if _MARKUP.search(words) else text.of_source(words)
    inside = content.metadata
    whole = Metadata(**{name: getattr(beside, name) or getattr(inside, name) for name in FIELDS})
    return replace(content, metadata=whole, metadata_faults=(*faults, *content.metadata_faults))


def has_text(names: Sequence[str], choices: Choices) -> bool:
    """Whether one of these keys holds the text."""
    return bool(_holding(tuple(names), choices)["text"])


def no_text(names: Mapping[str, Any] | Sequence[str], choices: Choices, what: str) -> Refused:
    """Why nothing among `names` is the text, and what to do."""
    there = ", ".join(repr(str(name)[:40]) for name in list(names)[:_SHOWN]) or "nothing"
    there += f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    if choices.text_column:
        return Refused("malformed", f"no {what} {choices.text_column!r}, as FACTMILL_COLUMNS has it; there is {there}")
    why = f"no {what} is called as texts are; FACTMILL_COLUMNS=text=NAME names it; there is {there}"
    return Refused("malformed", why)


def _of_html(source: str, url: str | None) -> Content:
    from . import html  # with lxml and trafilatura, which plain texts do without

    flow = Flow()
    html.write(source, flow, url)
    return flow.content(Metadata(), ())


@lru_cache(maxsize=256)
def _holding(names: tuple[str, ...], choices: Choices) -> Mapping[str, list[str]]:
    """For the text and each field of the metadata the names that may hold it, in the order in which they are asked."""
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(_common_form(name), name)
    held = {}
    for field, usual in USUAL.items():
        chosen = getattr(choices, f"{field}_column")
        wanted = usual if chosen is None else (_common_form(chosen),)
        held[field] = [known[name] for name in wanted if name in known]
    return held


def _common_form(name: str) -> str:
    """A name without regard to case and to what divides its words."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _first(values: Mapping[str, Any], names: Sequence[str]) -> Any:
    """The first value that says something, None where all are empty."""
    return next((values[name] for name in names if _says(values[name])), None)


def _says(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value not in (None, [], {})


def _plain(value: Any) -> Any:
    """A value as metadata has it: the names of people and outlets that come as objects (`{"name": "…"}`)."""
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return value["name"]
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
