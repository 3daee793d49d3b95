"""The other views: facts of all kinds, figures side by side, what is missing; and that each view is described."""

from __future__ import annotations

from pipelines import schema
from tests.told import Told, ask, warehouse

from .one_fact import figure, meeting

VIEWS = ("facts", "timeline", "who_said_what", "statistics_by_measure", "corroboration", "data_quality")


def test_facts_lists_the_three_kinds_with_their_documents() -> None:
    told = meeting("a", "Okafor met Ada on 18 February 2025")
    told.quote("met Ada on 18 February 2025", "Okafor")
    told.statistic("18", 18.0, "day", measure="days")
    rows = ask(warehouse(told), "SELECT * FROM facts ORDER BY kind")
    assert [(r["kind"], r["summary"], r["document_id"], r["title"]) for r in rows] == [
        ("event", "Okafor met Ada on 18 February 2025", told.id, "A"),
        ("quote", "Okafor: met Ada on 18 February 2025", told.id, "A"),
        ("statistic", "days: 18", told.id, "A"),
    ]


def test_figures_of_one_measure_stand_side_by_side_whatever_their_articles() -> None:
    a = figure("a", "5.1 percent", 5.1, measure="The  jobless rate")
    b = figure("b", "5 percent", 5.0, measure="its jobless rate")
    quote = b.quote("5 percent.", "In b", "Mina Okafor")
    b.rows["statistics"][0]["quote_id"] = quote["quote_id"]
    age = figure("c", "40 years", 40.0, unit="year", unit_kind="age")
    rows = ask(warehouse(a, b, age), "SELECT * FROM statistics_by_measure")
    assert {(r["measure"], r["value"], r["claimed_by"]) for r in rows} == {
        ("jobless rate", 5.1, None),
        ("jobless rate", 5.0, "Mina Okafor"),
    }


def test_who_said_what_prefers_the_resolved_name_and_keeps_both() -> None:
    told = Told("a", "She said it rained. Nobody was told.")
    told.quote("it rained", "She", "Mina Okafor")
    told.quote("Nobody was told", None)
    rows = ask(warehouse(told), "SELECT name, speaker, words FROM who_said_what ORDER BY name NULLS LAST")
    assert [tuple(r.values()) for r in rows] == [("Mina Okafor", "She", "it rained"), (None, None, "Nobody was told")]


def test_data_quality_counts_facts_gaps_and_rejects_of_every_document_and_refused_file() -> None:
    told = meeting("a", "Okafor met Ada on 18 February 2025")
    told.section("Background")
    told.section("Meeting", "Okafor met")
    told.reject("ambiguous_date")
    told.reject("ambiguous_date")
    told.reject("span_mismatch")["detail"] = "evt_1: expectation span_matches_text failed (char_start=1)"
    bare = Told("b", "Nothing here.")
    lost = Told("c", "Refused.")
    lost.rows["documents"].clear()
    lost.rows["sentences"].clear()
    lost.reject("empty_document", "document")["source_path"] = "c.txt"
    rows = {r["source_path"]: r for r in ask(warehouse(told, bare, lost), "SELECT * FROM data_quality")}
    assert list(rows) == ["a.txt", "b.txt", "c.txt"]
    row = rows["a.txt"]
    assert (row["events"], row["sections"], row["empty_sections"], row["rejects"]) == (1, 2, 1, 3)
    assert dict(row["rejects_by_code"]) == {"ambiguous_date": 2, "span_mismatch": 1}
    assert row["failed_expectations"] == ["span_matches_text"]
    assert row["run_id"] == "run_1"
    assert row["loaded_at"] is not None
    assert (rows["b.txt"]["events"], rows["b.txt"]["rejects"], rows["b.txt"]["rejects_by_code"]) == (0, 0, [])
    assert (rows["c.txt"]["word_count"], rows["c.txt"]["rejects"]) == (None, 1)


def test_an_empty_warehouse_answers_every_view() -> None:
    connection = warehouse()
    for view in VIEWS:
        assert ask(connection, f"SELECT * FROM {view}") == []  # noqa: S608


def test_every_view_is_made_and_it_and_each_of_its_columns_is_described() -> None:
    assert sorted(schema.views()) == sorted(VIEWS)
    connection = warehouse()
    assert ask(connection, "SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL") == []
    assert (
        ask(connection, "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL")
        == []
    )
