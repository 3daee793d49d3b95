"""The questions of `warehouse/queries`: each asks something, runs, and finds what a small warehouse holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import resources

from .told import Row, Told, ask, warehouse

QUERIES = {path.stem: path for path in sorted(resources.folder("warehouse/queries").glob("*.sql"))}

FOUND: dict[str, dict[str, Any]] = {
    "what_happened_in_order": {"starts_on": date(2024, 5, 3), "document_count": 2},
    "events_told_by_several_documents": {"location": "Lisbon", "mention_count": 2},
    "busiest_months": {"month": date(2024, 5, 1), "events": 1, "mentions": 2},
    "what_is_planned": {"date_text": "1 June 2026", "title": "Harbour"},
    "what_is_still_going_on": {"starts_on": date(2014, 1, 1), "date_precision": "year"},
    "who_acts_on_whom": {"actor": "Mina Okafor", "event_type": "CONSULT", "recipient": "Rui Teles", "events": 2},
    "where_it_happened": {"location": "Lisbon", "events": 1},
    "who_meets_whom": {"one": "Mina Okafor", "other": "Rui Teles", "events": 2},
    "who_says_most": {"name": "Mina Okafor", "quotes": 2, "with_own_words": 1, "documents": 1},
    "who_said_what_when": {"said_on": date(2024, 5, 4), "name": "Mina Okafor"},
    "direct_quotes_of_the_most_quoted": {"name": "Mina Okafor", "words": "the port is open"},
    "claims_without_a_name": {"put_to": "(nobody)", "words": "it would pay"},
    "figures_side_by_side": {"measure": "cargo through the port", "value": 12.0, "title": "Bulletin"},
    "shares_of_a_whole": {"value": 40.0, "whole": "of all ships", "counterpart": "China"},
    "what_rose_and_what_fell": {"direction": "up", "value_from": 10.0, "value": 14.0},
    "figures_that_people_claim": {"claimed_by": "Mina Okafor", "measure": "ships in port", "value": 40.0},
    "where_documents_disagree": {"kind": "statistic", "claims": ["12 percent", "15 percent"], "source_count": 2},
    "what_several_sources_confirm": {"kind": "event", "starts_on": date(2024, 5, 3), "source_count": 2},
    "facts_with_their_cited_source": {"kind": "event", "url": "https://port.example/opening"},
    "which_texts_are_copies": {"title": "Reprint", "similarity": 0.93, "original_title": "Bulletin"},
    "what_to_check_by_hand": {"source_path": "harbour.txt", "rejects": 1, "empty_sections": 1},
}
"""What each question must find, as some columns of one of its rows."""


def harbour() -> list[Told]:
    """Two documents on the opening of a port, and a copy of one."""
    a = Told(
        "harbour",
        "On 3 May 2024 Mina Okafor met Rui Teles in Lisbon. The port has grown since 2014. "
        "A second quay opens on 1 June 2026. Mina Okafor said the port is open. "
        "She added that 40 percent of all ships go to China. Some thought it would pay. Cargo was 15 percent of it.",
        published_on="2024-05-05",
    )
    a.event(
        "On 3 May 2024 Mina Okafor met Rui Teles in Lisbon",
        "met",
        "3 May 2024",
        "2024-05-03",
        "2024-05-03",
        event_type="CONSULT",
        location="Lisbon",
        actors=("Mina Okafor",),
        recipients=("Rui Teles",),
    )
    a.citation("in Lisbon", "https://port.example/opening")
    a.event("The port has grown since 2014", "grown", "2014", "2014-01-01", None, precision="year")[
        "date_qualifier"
    ] = "since"
    a.event(
        "A second quay opens on 1 June 2026", "opens", "1 June 2026", "2026-06-01", "2026-06-01", factuality="planned"
    )
    a.quote(
        "the port is open", "Mina Okafor", kind="direct", said_on_start=date(2024, 5, 4), said_on_end=date(2024, 5, 4)
    )
    claim = a.quote("40 percent of all ships go to China", "She", "Mina Okafor")
    a.quote("it would pay", None, cue="thought")
    share = {"measure": "ships in port", "whole": "of all ships", "counterpart": "China"}
    a.statistic("40 percent", 40.0, "percent", quote_id=claim["quote_id"], **share)
    year = {"as_of_start": date(2024, 1, 1), "as_of_end": date(2024, 12, 31)}
    a.statistic("15 percent", 15.0, "percent", measure="cargo through the port", **year)
    a.section("Outlook")
    a.reject("ambiguous_date")
    b = Told(
        "bulletin", "Okafor and Teles met in Lisbon on 3 May. Cargo was 12 percent. Fees rose from 10 to 14 euros."
    )
    b.event(
        "Okafor and Teles met in Lisbon on 3 May",
        "met",
        "3 May",
        "2024-05-03",
        "2024-05-03",
        event_type="CONSULT",
        location="Lisbon",
    )
    for words, name, role in (("Okafor", "Mina Okafor", "actor"), ("Teles", "Rui Teles", "recipient")):
        b.mention(words, name=name)
        b.participant(b.rows["events"][0], words, role)["name"] = name
    b.statistic("12 percent", 12.0, "percent", measure="the cargo through the port", **year)
    fee = {"unit_kind": "money", "measure": "fees", "value_from": 10.0, "direction": "up"}
    b.statistic("from 10 to 14 euros", 14.0, "EUR", **fee)
    reprint = Told("reprint", "Okafor and Teles met in Lisbon on 3 May, it is said.")
    reprint.rows["documents"][0].update({"duplicate_of": b.id, "similarity": 0.926})
    return [a, b, reprint]


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    return warehouse(*harbour())


def run(connection: duckdb.DuckDBPyConnection, path: Path) -> list[Row]:
    return ask(connection, path.read_text("utf-8"))


def test_each_of_twenty_and_more_questions_has_an_answer_to_find() -> None:
    assert len(QUERIES) >= 20
    assert set(QUERIES) == set(FOUND)


@pytest.mark.parametrize("name", list(FOUND))
def test_a_question_is_answered(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    rows = run(connection, QUERIES[name])
    wanted = FOUND[name]
    assert any(all(row[column] == value for column, value in wanted.items()) for row in rows), rows


@pytest.mark.parametrize("name", list(QUERIES))
def test_a_question_stands_in_its_first_line_and_is_one_statement(name: str) -> None:
    text = QUERIES[name].read_text("utf-8")
    first, _, statement = text.partition("\n")
    assert first.startswith("-- ")
    assert first.endswith("?")
    assert len(duckdb.extract_statements(statement)) == 1


def test_the_answers_come_in_the_same_order_whatever_the_order_of_documents(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    other = warehouse(*reversed(harbour()))
    for path in QUERIES.values():
        assert run(connection, path) == run(other, path), path.stem


def test_every_question_is_answered_by_an_empty_warehouse() -> None:
    empty = warehouse()
    assert [name for name, path in QUERIES.items() if run(empty, path)] == []
