"""`factmill why FACT_ID`: one fact, its sentence with the fact underlined, its document, and how it came about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.text import Text

from .faults import RunFault
from .query import lookup, run_query
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

BASES = {
    "explicit": "the date is written out in full",
    "context": "a part of the date comes from {anchor}",
    "document_date": "the date leans on the document's own date, {published_on}",
    "relative": "the date is counted from {anchor}",
}


def explain(database: Path, fact_id: str) -> Text:
    """The fact for people to read. Raises RunFault for an id that is not in the database."""
    kind = KINDS.get(fact_id.split("_", 1)[0])
    if kind is None:
        raise RunFault(
            f"{fact_id!r} is no fact's id: ids begin with {', '.join(f'{prefix}_' for prefix in KINDS)}; "
            "the view facts lists them"
        )
    found = run_query(
        database,
        lookup(kind),
        [fact_id],
    ).to_pylist()
    if not found:
        raise RunFault(f"{fact_id} is not in {database}: it may belong to a document that was changed or removed")
    return _explanation(kind, found[0]).append(_place_in_report(database, found[0]["document_id"], fact_id))


def _explanation(kind: str, row: dict[str, Any]) -> Text:
    text = Text()
    sentence = Text(row["sentence"])
    start = row["char_start"] - row["sentence_start"]
    sentence.stylize("underline", start, start + row["char_end"] - row["char_start"])
    text.append(sentence).append("\n")
    text.append(_underline(row["sentence"], start, start + row["char_end"] - row["char_start"])).append("\n\n")
    source = ", ".join(str(row[key]) for key in ("title", "publisher", "published_on") if row[key])
    text.append(f"{source or 'untitled'} ({row['source_path']}, characters {row['char_start']} to {row['char_end']})\n")
    if row["section"]:
        text.append(f"section: {row['section']}\n")
    for key in SHOWN[kind]:
        if row[key] is not None:
            text.append(f"{key}: {row[key]}\n")
    text.append(f"rule: {row['rule']} (confidence {row['confidence']:.2f})\n")
    text.append(f"how: {_resolution(kind, row)}\n")
    return text


def _place_in_report(database: Path, document_id: str, fact_id: str) -> str:
    page = default_output(database) / document_page(document_id)
    there = "" if page.is_file() else " (not written yet: run `factmill report`)"
    return f"report: {page}#{fact_id}{there}\n"


def _underline(sentence: str, start: int, end: int) -> str:
    """Marks under the fact's words, for terminals and pipes without styles."""
    shown = sentence[start:end]
    return " " * start + "^" * len(shown) if "\n" not in sentence else f"^ {shown}"


def _resolution(kind: str, row: dict[str, Any]) -> str:
    if kind == "event":
        anchor = repr(row["date_anchor"]) if row["date_anchor"] else "its context"
        return BASES[row["date_basis"]].format(anchor=anchor, published_on=row["published_on"] or "unknown")
    if kind == "quote":
        if row["speaker"] is None:
            return "the text names nobody: no speaker is better than a guess"
        if row["speaker_name"] and row["speaker_name"] != row["speaker"]:
            return f"{row['speaker']!r} stands for {row['speaker_name']}"
        return "the speaker is named in the attribution"
    return "claimed in a quote: see who_said_what" if row["quote_id"] else "stated by the text itself"
