"""One article as a file of any format, with all that the format can say of it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from html import escape

from . import small_office, small_pdf

LINES_A_PAGE = 36


@dataclass(frozen=True)
class Article:
    """What every format tells: a title, an author, a day, and paragraphs."""

    title: str
    author: str
    day: date
    paragraphs: tuple[str, ...]


def txt(article: Article) -> bytes:
    head = f"{article.title}\n\nBy {article.author} | {article.day:%B} {article.day.day}, {article.day.year}"
    return "\n\n".join((head, *article.paragraphs)).encode()


def md(article: Article) -> bytes:
    front = f"---\ntitle: {json.dumps(article.title)}\nauthor: {article.author}\ndate: {article.day}\n---\n"
    return (front + "\n\n".join((f"# {article.title}", *article.paragraphs))).encode()


def html(article: Article) -> bytes:
    body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in article.paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(article.title)} – Ford News</title>'
        f'<meta name="author" content="{escape(article.author)}">'
        f'<meta property="article:published_time" content="{article.day}T08:00:00Z"></head>'
        f'<body><nav><a href="/">Home</a> <a href="/all">All news</a></nav><article><h1>{escape(article.title)}</h1>\n'
        f"{body}</article><footer>Ford News, all rights reserved</footer></body></html>"
    ).encode()


def pdf(article: Article) -> bytes:
    lines = [line for paragraph in article.paragraphs for line in (*textwrap.wrap(paragraph, 64), "")]
    pages: list[small_pdf.Page] = []
    for at in range(0, len(lines), LINES_A_PAGE):
        page = small_pdf.lines(*lines[at : at + LINES_A_PAGE], y=small_pdf.TOP - 40)
        pages.append([small_pdf.Text(article.title, 50, small_pdf.TOP, 16, "F2"), *page] if not at else page)
    about = {"Title": article.title, "Author": article.author, "CreationDate": f"D:{article.day:%Y%m%d}080000Z"}
    return small_pdf.pdf(*pages, information=about)


def docx(article: Article) -> bytes:
    core = (
        f"<dc:title>{escape(article.title)}</dc:title><dc:creator>{escape(article.author)}</dc:creator>"
        f"<dcterms:created>{article.day}T08:00:00Z</dcterms:created>"
    )
    paragraphs = (small_office.p(escape(paragraph)) for paragraph in article.paragraphs)
    return small_office.docx(small_office.p(escape(article.title), "Title") + "".join(paragraphs), core=core)


def odt(article: Article) -> bytes:
    meta = (
        f"<dc:title>{escape(article.title)}</dc:title><meta:initial-creator>{escape(article.author)}"
        f"</meta:initial-creator><meta:creation-date>{article.day}T08:00:00</meta:creation-date>"
    )
    heading = f'<text:h text:outline-level="1">{escape(article.title)}</text:h>'
    return small_office.odt(heading + "".join(f"<text:p>{escape(p)}</text:p>" for p in article.paragraphs), meta=meta)


def epub(article: Article) -> bytes:
    about = (
        f"<dc:title>{escape(article.title)}</dc:title><dc:creator>{escape(article.author)}</dc:creator>"
        f"<dc:date>{article.day}</dc:date>"
    )
    body = f"<h1>{escape(article.title)}</h1>" + "".join(f"<p>{escape(p)}</p>" for p in article.paragraphs)
    return small_office.epub({"one.xhtml": body}, about=about)


def eml(article: Article) -> bytes:
    mail = EmailMessage()
    mail["From"] = f"{article.author} <news@ford.example>"
    mail["To"] = "readers@ford.example"
    mail["Subject"] = article.title
    mail["Date"] = f"{article.day:%a, %d %b %Y} 08:00:00 +0000"
    mail["Message-ID"] = "<1@ford.example>"
    mail.set_content("\n\n".join(article.paragraphs))
    return mail.as_bytes()


def jsonl(articles: Sequence[Article]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in map(_row, articles)).encode()


def csv_table(articles: Sequence[Article]) -> bytes:
    buffer = io.StringIO(newline="")
    table = csv.DictWriter(buffer, ["title", "author", "date", "text"])
    table.writeheader()
    table.writerows(map(_row, articles))
    return buffer.getvalue().encode()


def rss(articles: Sequence[Article]) -> bytes:
    items = "".join(
        f"<item><title>{escape(a.title)}</title><author>news@ford.example ({escape(a.author)})</author>"
        f"<pubDate>{a.day:%a, %d %b %Y} 08:00:00 GMT</pubDate><description>"
        f"{escape(''.join(f'<p>{escape(p)}</p>' for p in a.paragraphs))}</description></item>"
        for a in articles
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Ford News</title>{items}</channel></rss>'.encode()


def _row(article: Article) -> dict[str, str]:
    text = "\n\n".join(article.paragraphs)
    return {"title": article.title, "author": article.author, "date": article.day.isoformat(), "text": text}


ONE: Mapping[str, Callable[[Article], bytes]] = {
    ".txt": txt,
    ".md": md,
    ".html": html,
    ".pdf": pdf,
    ".docx": docx,
    ".odt": odt,
    ".epub": epub,
    ".eml": eml,
    ".html.gz": lambda article: gzip.compress(html(article), mtime=0),
}
"""A file that is one document, by suffix."""

MANY: Mapping[str, Callable[[Sequence[Article]], bytes]] = {
    ".jsonl": jsonl,
    ".csv": csv_table,
    ".rss": rss,
    ".jsonl.gz": lambda articles: gzip.compress(jsonl(articles), mtime=0),
}
"""A file of many documents, by suffix."""
