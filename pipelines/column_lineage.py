"""Which column is made of which, for the lineage that the Dagster UI draws: from a fact back to the text it came from.

Facts are read off the document's text; days lean on its day of publication too; a row that was refused keeps the words
and the place of the fact it was. The asset `warehouse` shows the columns of the view facts.
"""

from __future__ import annotations

from collections.abc import Mapping

import dagster as dg

from .schema import arrow_schema

Lineage = Mapping[str, tuple[str, ...]]
"""For each column the columns it is made of, as asset.column."""

DATED = (
    *("starts_on", "ends_on", "date_edtf", "date_precision", "date_basis"),
    *("said_on_start", "said_on_end", "as_of_start", "as_of_end"),
)
OF_THE_RUN = ("run_id", "extractor_version")
"""Columns that no document decides."""

FACTS: Lineage = {
    "fact_id": ("events.event_id", "quotes.quote_id", "statistics.statistic_id"),
    "summary": (
        *("events.description", "quotes.speaker_name", "quotes.speaker", "quotes.text"),
        *("statistics.measure", "statistics.text"),
    ),
    "starts_on": ("events.starts_on", "quotes.said_on_start", "statistics.as_of_start"),
    "ends_on": ("events.ends_on", "quotes.said_on_end", "statistics.as_of_end"),
    **{name: (f"documents.{name}",) for name in ("title", "publisher", "published_on")},
}
"""What differs by kind of fact; every other column of the view has the same name in the three tables."""


def lineage(asset: str) -> Lineage:
    """The lineage of an asset's columns; a column that is made of no other one is not in it."""
    if asset == "warehouse":
        return {name: FACTS.get(name, _of_facts(name)) for name in arrow_schema("facts").names if name != "kind"}
    if asset == "rejects":
        kept = {name: _of_facts(name) for name in ("text", "char_start", "char_end")}
        return {"document_id": ("documents.document_id",), "source_path": ("documents.source_path",), **kept}
    found: dict[str, tuple[str, ...]]
    found = {name: ("documents.text",) for name in arrow_schema(asset).names if name not in OF_THE_RUN}
    found |= {name: ("documents.text", "documents.published_on") for name in DATED if name in found}
    found["document_id"] = ("documents.document_id",)
    if asset == "statistics":
        found["quote_id"] = ("quotes.quote_id",)
    return found


def _of_facts(column: str) -> tuple[str, ...]:
    return tuple(f"{table}.{column}" for table in ("events", "quotes", "statistics"))


def table_lineage(asset: str) -> dg.TableColumnLineage:
    """`lineage` as Dagster has it."""
    return dg.TableColumnLineage(
        {
            column: [dg.TableColumnDep(*source.split(".", 1)) for source in sources]
            for column, sources in lineage(asset).items()
        }
    )
