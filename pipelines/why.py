"""`factmill why FACT_ID`: one fact, its sentence with the fact underlined, its document, and how it came about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.text import Text

from .faults import RunFault
from .lake import Database
from .query import connect, lookup, of_this_version
from .report import default_output, document_page

KINDS = {"evt": "event", "quo": "quote", "sta": "statistic"}
"""The prefix of an id tells the kind and so the table (`extract.model.content_id`)."""

SHOWN = {
    "event": (
        *("description", "trigger", "starts_on", "ends_on", "date_text", "date_edtf", "date_precision"),
        *("date_qualifier", "date_basis", "date_anchor", "location", "factuality", "event_type"),
    ),
    "quote": ("kind", "speaker", "speaker_name", "cue", "said_on_start", "said_on_end"),
    "statistic": (
        *("comparator", "value", "value_high", "value_from", "unit", "unit_kind", "direction", "measure", "whole"),
        *("counterpart", "as_of_start", "as_of_end", "quote_id"),
    ),
}


def fact_row(database: Database, fact_id: str) -> dict[str, Any]:
    """All that is known of a fact: its row, its kind, its document, `how` it was resolved, its place in the report.

    Raises RunFault for an id that is not in the database, QueryFault where that cannot be read.
    """
    kind = KINDS.get(fact_id.split("_", 1)[0])
    if kind is None:
        raise RunFault(
            f"{fact_id!r} is no fact's id: ids begin with {', '.join(f'{prefix}_' for prefix in KINDS)}; "
            "the view facts lists them"
        )
    with connect(database) as connection, of_this_version(database):
        found = connection.execute(lookup(kind), [fact_id]).to_arrow_table().to_pylist()
        resolved = connection.execute(lookup("how"), [fact_id]).to_arrow_table().to_pylist()
    if not found:
        raise RunFault(
            f"{fact_id} is not in {database}: the id may be cut off, or belong to a document that was changed or "
            "removed; the view facts lists them"
        )
    page = default_output(database) / document_page(found[0]["document_id"])
    return {"fact_id": fact_id, "fact": kind, **found[0], **resolved[0], "report": f"{page}#{fact_id}"}


def explain(row: dict[str, Any]) -> Text:
    """A `fact_row` for people to read, the fact underlined in its sentence."""
    return _explanation(row["fact"], row).append(_place_in_report(row["report"]))


def _explanation(kind: str, row: dict[str, Any]) -> Text:
    text = Text()
    sentence = Text(row["sentence"])
    start = row["char_start"] - row["sentence_start"]
    sentence.stylize("underline", start, start + row["char_end"] - row["char_start"])
    text.append(sentence).append("\n")
    text.append(_underline(row["sentence"], start, start + row["char_end"] - row["char_start"])).append("\n\n")
    source = ", ".join(str(row[key]) for key in ("title", "publisher", "published_on") if row[key])
    page = f", page {row['page']}" if row["page"] else ""
    place = f"{row['source_path']}{page}, characters {row['char_start']} to {row['char_end']}"
    text.append(f"{source or 'untitled'} ({place})\n")
    if row["section"]:
        text.append(f"section: {row['section']}\n")
    for key in SHOWN[kind]:
        if row[key] is not None:
            text.append(f"{key}: {row[key]}\n")
    text.append(f"rule: {row['rule']} (confidence {row['confidence']:.2f})\n")
    text.append(f"how: {row['how']}\n")
    return text


def _place_in_report(anchor: str) -> str:
    there = Path(anchor.partition("#")[0]).is_file()
    return f"report: {anchor}{'' if there else ' (not written yet: run `factmill report`)'}\n"


def _underline(sentence: str, start: int, end: int) -> str:
    """Marks under the fact's words, for terminals and pipes without styles."""
    shown = sentence[start:end]
    return " " * start + "^" * len(shown) if "\n" not in sentence else f"^ {shown}"
