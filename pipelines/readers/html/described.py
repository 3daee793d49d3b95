"""What a page says of itself: title, author, site, day, language, address.

trafilatura finds title, author and site. The day is read here and only where the page declares it (JSON-LD, meta
elements, `time`, its address): a search of the text would take the day of an event for that of the page, and phrases
such as "2 hours ago" would lean on the day of the run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura.metadata import examine_meta, extract_author, extract_meta_json, extract_sitename, extract_title

from ..full_date import full_date
from ..metadata import Metadata, from_values

_MAX_JSON = 1_000_000
_MAX_NODES = 10_000

_DAYS = (
    "article:published_time", "og:published_time", "datepublished", "date.published", "article.published",
    "publication_date", "publish-date", "publish_date", "publishdate", "published", "pubdate", "pub_date",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "citation_online_date",
    "dcterms.issued", "dc.date.issued", "dcterms.date", "dcterms.created", "dc.date", "dc.date.created",
    "article:published", "article_date_original", "originalpublicationdate", "date", "cxenseparse:recs:publishtime",
)  # fmt: skip
"""Names of meta elements that give the day of publication, the most exact first; none that gives that of a change."""

_ADDRESS_DAY = re.compile(r"/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12]\d|3[01])(?=[/-]|$)")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")


def metadata(tree: HtmlElement) -> Metadata:
    """The metadata of a page. Nothing in it raises; a value that is none is left out."""
    copy = deepcopy(tree)
    nodes = list(_declared(copy))
    url = _url(copy)
    try:
        said = extract_meta_json(copy, examine_meta(copy))
        title = said.title or extract_title(copy)
        author = (said.author if said.author and " " in said.author else None) or extract_author(copy)
        site = said.sitename or extract_sitename(copy)
    except Exception:  # whatever a page's own data makes of trafilatura, its text is still to be read
        title, author, site = copy.findtext(".//title"), None, None
    day = _day(copy, nodes, url)
    values = {
        "title": title,
        "author": (author or "").replace("; ", ", "),
        "publisher": (site or "").lstrip("@"),
        "published_on": day and day.isoformat(),
        "url": url,
        "language": _language(copy),
    }
    return from_values({name: value for name, value in values.items() if isinstance(value, str)})[0]


def _contents(tree: HtmlElement, *names: str) -> Iterator[str]:
    """What the meta elements of these names hold, in the order of the names."""
    held: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if key := (element.get(attribute) or "").strip().lower():
                held.setdefault(key, []).append(element.get("content") or "")
    for name in names:
        yield from held.get(name, ())


def _url(tree: HtmlElement) -> str | None:
    """The address that the page calls its own."""
    links = (e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    addresses = ((address or "").strip() for address in (*links, *_contents(tree, "og:url", "twitter:url")))
    return next((address for address in addresses if from_values({"url": address})[0].url), None)


def _language(tree: HtmlElement) -> str | None:
    root = tree.getroottree().getroot()
    stated = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    named = (stated, *_contents(tree, "content-language", "og:locale", "language", "dc.language"))
    tags = ((value or "").strip().replace("_", "-") for value in named)
    return next((tag for tag in tags if from_values({"language": tag})[0].language), None)


def _day(tree: HtmlElement, nodes: list[dict[str, Any]], url: str | None) -> date | None:
    """The day of publication, as declared."""
    articles = [node for node in nodes if _is_article(node)]
    stated = [node.get(key) for key in ("datePublished", "dateCreated") for node in (*articles, *nodes)]
    times = [e.get("datetime") or "".join(e.itertext()) for e in tree.iter("time") if _is_publication(e)]
    marked = [
        e.get("datetime") or e.get("content") or "".join(e.itertext())
        for e in tree.iter("time", "span", "div", "p", "abbr")
        if "datepublished" in (e.get("itemprop") or "").lower()
    ]
    for value in (*stated, *_contents(tree, *_DAYS), *marked, *times):
        if isinstance(value, str) and (day := _date(value[:100])) is not None:
            return day
    found = _ADDRESS_DAY.search(url.partition("//")[2].partition("?")[0] if url else "")
    return _date(found[0].strip("/").replace("-", "/")) if found else None


def _date(value: str) -> date | None:
    text = value.strip()
    slashed = _SLASHED.fullmatch(text[:10]) or _SLASHED.fullmatch(text)
    if slashed:
        year, month, day = map(int, slashed.groups())
        text = f"{year:04}-{month:02}-{day:02}"
    return full_date(text) or (full_date(text[:10]) if re.match(r"\d{4}-\d\d-\d\d(?!\d)", text) else None)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report", "Review")) for kind in names)


def _is_publication(element: HtmlElement) -> bool:
    """Whether a `time` element stands for the page: declared so, or of a class that says so."""
    words = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    return "pubdate" in element.attrib or "publish" in words or "posted" in words or "entry-date" in words


def _declared(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The nodes of a page's JSON-LD, outer ones first."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or len(script.text or "") > _MAX_JSON:
            continue
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MAX_NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                yield node
                waiting.extend(value for value in node.values() if isinstance(value, (dict, list)))
