"""The static report: a page for each document with every fact in its text, lists of all facts, and an index.

It reads the published warehouse and nothing else, needs neither network nor script, and the same warehouse gives the
same bytes. The flow: reading (rows) -> wording (facts in words) -> passages (facts in their text), listings and charts
-> pages (HTML).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from ..lake import Database
from ..output_folder import replaced
from ..query import connect, of_this_version
from . import charts
from .listings import Listing
from .pages import document_page, fact_anchor, render
from .passages import passages
from .reading import Row, Story, in_order, stories, stream
from .wording import Listed, fact, interval, is_web_address, listed

__all__ = ["default_output", "document_page", "write_report"]

DOCUMENTS_ON_INDEX = 25
GROUPS_ON_INDEX = 12
MERGED = (
    "An event stands here once, however many documents tell it. What is hypothetical, denied or has no date "
    "stands in its document alone."
)


def default_output(database: Database) -> Path:
    """The report's folder where none is chosen: beside the database."""
    return database.parent / "report"


def write_report(
    database: Database, output: Path, progress: Callable[[int, int], None] = lambda done, of: None
) -> Path:
    """Writes the report and returns its index. `progress` is told documents done and documents in all.

    Raises QueryFault where the database cannot be read, OutputFault where the folder cannot be written.
    """
    with connect(database) as connection, replaced(output, "report") as folder, of_this_version(database):
        (totals,) = stream(connection, "report_totals")
        listings = _listings()
        for listing in listings.values():
            listing.count(connection)
        (folder / "documents").mkdir()
        for done, story in enumerate(stories(connection), 1):
            _write(folder / document_page(story.document["document_id"]), _document(story, listings))
            progress(done, totals["documents"])
        for listing in listings.values():
            for name, page in listing.write(connection, listings=listings):
                _write(folder / name, page)
        _write(folder / "index.html", _index(connection, totals, listings))
    return output / "index.html"


def _write(path: Path, page: str) -> None:
    path.write_text(page, encoding="utf-8", newline="\n")


def _listings() -> dict[str, Listing]:
    found = (
        Listing("timeline", "Timeline", "report_timeline", "event", "year", "no date", _listed("event"), MERGED),
        Listing("speakers", "Who said what", "report_speakers", "quote", "speaker", "nobody named", _listed("quote")),
        Listing(
            "measures",
            "Statistics by measure",
            "report_measures",
            "statistic",
            "measure",
            "measure not said",
            _listed("statistic"),
        ),
        Listing("documents", "Documents", "report_documents", "document", "year", "day unknown", lambda row: row),
    )
    return {listing.name: listing for listing in found}


def _listed(kind: str) -> Callable[[Row], Listed]:
    return lambda row: listed(fact(kind, row), row)


def _document(story: Story, listings: dict[str, Listing]) -> str:
    document = story.document
    facts = [fact(kind, row, story.citations.get(row["sentence_id"], ())) for kind, row in story.facts]
    found = passages(document["text"], facts, story.sections)
    return render(
        "document.html",
        root="../",
        places=max((len(passage.entries) for passage in found), default=0),
        document=document,
        counts=story.counts,
        published=interval(document["published_on"], document["published_on"]),
        url=document["url"] if is_web_address(document["url"] or "") else None,
        passages=found,
        rejects=story.rejects,
        listings=listings,
    )


def _index(connection: duckdb.DuckDBPyConnection, totals: Row, listings: dict[str, Listing]) -> str:
    def rows(name: str) -> list[Any]:
        return list(stream(connection, f"report_{name}"))

    years, speakers = listings["timeline"].links, listings["speakers"].links
    measured = rows("chart_measures")
    figures = {row["statistic_id"]: fact_anchor(row["document_id"], row["statistic_id"]) for row in measured}
    newest = in_order(connection, "report_documents")
    return render(
        "index.html",
        totals=totals,
        listings=listings,
        years=charts.years(rows("chart_years"), years, totals["happenings"]),
        months=charts.months(rows("chart_months"), years, totals["happenings"]),
        speakers=charts.speakers(rows("chart_speakers"), speakers, totals["quotes"]),
        measures=charts.measures(measured, figures),
        groups_shown=GROUPS_ON_INDEX,
        documents=list(islice(newest, DOCUMENTS_ON_INDEX)),
        reject_codes=rows("reject_codes"),
        refused_files=rows("refused_files"),
    )
