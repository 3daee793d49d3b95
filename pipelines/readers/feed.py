"""RSS and Atom files: each entry is a document. Its content is content already, so all of it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_tz
from io import BytesIO
from typing import Any

import feedparser  # type: ignore[import-untyped]

from . import html
from .characters import normalise_characters
from .content import Content, Record
from .encodings import decode
from .flow import Flow
from .full_date import full_date
from .limits import Choices, Limits
from .line import Line
from .metadata import Metadata, from_values
from .refused import Refused

_DECLARATION = re.compile(r"\s{0,99}<\?xml[^<>]{0,300}\?>")
_DECLARED = re.compile(rb"<\?xml\s[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_NAMED = re.compile(r"[^\s@()]{1,100}@[^\s@()]{1,200} ?\(([^()]{1,200})\)")
_MAX_NAME = 200
_MAX_WORDS = 500


def read_records(data: bytes, limits: Limits, choices: Choices) -> Iterator[Record]:
    """The entries of a feed, in its order, each under its own id, or "item N" where it has none.

    Raises Refused (`undecodable`, `binary`, `malformed`) for what is no feed; an entry that says nothing beyond its
    title is refused alone (`empty`).
    """
    declared = _DECLARED.search(data, 0, 400)
    source = decode(data, choices, declared[1].decode("ascii") if declared else None)
    source = _DECLARATION.sub("", source, count=1)
    feed = _parsed(source)
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, 1):
        name = _words(dict.get(entry, "id")) or ""
        if not name or len(name) > _MAX_NAME or name in seen:
            name = f"item {number}"
        seen.add(name)
        try:
            outcome: Content | Refused = _content(entry, feed.feed)
        except Refused as refused:
            outcome = refused
        yield Record(name, outcome)


def _parsed(source: str) -> Any:
    """The feed as feedparser gives it: from bytes alone, so that no address is ever fetched."""
    try:
        feed = feedparser.parse(
            BytesIO(source.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,  # what is no text goes when the text is made
            resolve_relative_uris=False,
        )
    except Exception as error:
        raise Refused("malformed", f"no feed: {type(error).__name__}: {' '.join(str(error).split())[:200]}") from error
    if not feed.entries and not feed.get("version"):
        raise Refused("malformed", "neither RSS nor Atom")
    return feed


def _content(entry: Any, feed: Any) -> Content:
    day = _day(entry)
    values = {
        "title": _title(dict.get(entry, "title")),
        "author": _author(entry) or _author(feed),
        "publisher": _title(dict.get(feed, "title")),
        "published_on": day and day.isoformat(),
        "url": _words(dict.get(entry, "link")),
        "language": _words(dict.get(feed, "language")),
    }
    metadata, _ = from_values({name: value for name, value in values.items() if value is not None})
    flow = Flow()
    value, markup = _longest(entry)
    if markup and value.strip():
        html.write(value, flow, metadata.url)
    else:
        for paragraph in re.split(r"\n[ \t]*\n", normalise_characters(value)):
            flow.block(Line(paragraph.strip()))
    content = flow.content(metadata, ())
    if not content.text or content.text == metadata.title:
        raise Refused("empty", f"an entry with no text but its title {metadata.title!r}")
    return content


def _longest(entry: Any) -> tuple[str, bool]:
    """The longest of what an entry gives as its text, and whether it is HTML."""
    parts = [*(dict.get(entry, "content") or ()), dict.get(entry, "summary_detail") or {}]
    texts = [(p.get("value") or "", p.get("type") or "") for p in parts if isinstance(p.get("value") or "", str)]
    value, kind = max(texts, key=lambda text: len(text[0]), default=("", ""))
    return value, kind != "text/plain" or _TAG.search(value) is not None


def _title(value: object) -> str | None:
    """A title on one line; feeds put HTML in it."""
    if not isinstance(value, str) or not _TAG.search(value):
        return _words(value)
    flow = Flow()
    try:
        html.write(f"<div>{value}</div>", flow)
    except Refused:
        return None
    return _words(flow.content(Metadata(), ()).text)


def _author(source: Any) -> str | None:
    """The name of the author; RSS has it behind the address ("ann@ford.example (Ann Reed)")."""
    written = _words(dict.get(source, "author")) or ""
    if behind := _NAMED.fullmatch(written):
        return _words(behind[1])
    address = "@" in written and " " not in written
    return written if address else _words((dict.get(source, "author_detail") or {}).get("name") or written)


def _day(entry: Any) -> date | None:
    """The day of publication in the zone it is written in; that of the last change where it has no other."""
    for key in ("published", "created", "updated"):
        value = _words(dict.get(entry, key))
        if value is None:
            continue
        day = full_date(value[:10]) if _ISO_DAY.match(value) else rfc_day(value) or full_date(value)
        if day is not None:
            return day
    return None


def rfc_day(value: str) -> date | None:
    """The day of a date as e-mail and RSS write it ("Fri, 03 May 2024 23:30:00 -0400"), in its own zone."""
    try:
        parts = parsedate_tz(value)
        return date(*parts[:3]) if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(value: object) -> str | None:
    words = " ".join(normalise_characters(value).split()) if isinstance(value, str) else ""
    return words if 0 < len(words) <= _MAX_WORDS else None
