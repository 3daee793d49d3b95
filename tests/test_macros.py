"""The macros of the warehouse, as somebody meets them who opens the file without any extension."""

from datetime import date

import duckdb
import pytest

from pipelines import schema
from pipelines.load import search, tables
from pipelines.query import connect, run_query

from .told import Told, publish_told


def harbour() -> Told:
    told = Told(
        "harbour",
        "On 3 May 2021 Ada Núñez opened the ferry. It carries 40 percent of commuters. She negotiated for two years. "
        "The port has grown since 2014. Nobody disagreed about the harbour of the harbour.",
        published_on="2021-05-04",
        publisher="The Test",
    )
    told.event("On 3 May 2021 Ada Núñez opened the ferry", "opened", "3 May 2021", "2021-05-03", "2021-05-03")
    told.event("The port has grown since 2014", "grown", "2014", "2014-01-01", None, precision="year")
    claim = told.quote("It carries 40 percent of commuters. She negotiated for two years", "She", "Mina Okafor")
    told.statistic("40 percent", 40, "percent", measure="commuters", quote_id=claim["quote_id"])
    return told


def ferries() -> Told:
    told = Told("ferries", "Ferries left in 1999. The ferry, a long time ago, carried nobody but a few of its owners.")
    told.event("Ferries left in 1999", "left", "1999", "1999-01-01", "1999-12-31", precision="year")
    return told


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return publish_told(tmp_path_factory.mktemp("macros"), harbour(), ferries())


def ask(database, query, parameters=None):
    return run_query(database, query, parameters).to_pylist()


def found(database, words):
    return [
        (row["kind"], row["summary"])
        for row in ask(database, "SELECT * FROM search_facts(?) ORDER BY score DESC, summary", [words])
    ]


def test_every_macro_says_what_it_is_and_is_written_down_as_factmills(database):
    with connect(database) as connection:
        comments = connection.execute(
            "SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal AND schema_name = 'main'"
        ).fetchall()
        made = tables.made_here(connection)
    assert {name for name, comment in comments if comment} == set(schema.macros())
    assert {name for name, (kind, _) in made.items() if kind == "macro"} == set(schema.macros())


def test_why_explains_a_fact_of_any_kind(database):
    facts = ask(database, "SELECT fact_id, kind FROM facts WHERE title = 'Harbour' ORDER BY char_start")
    told = {}
    for fact in facts:
        (row,) = ask(database, "FROM why(?)", [fact["fact_id"]])
        assert row["kind"] == fact["kind"]
        assert (row["source_path"], row["published_on"]) == ("harbour.txt", date(2021, 5, 4))
        assert (row["rule"], row["confidence"]) == ("by_hand", 0.9)
        assert row["text"][:10] in row["sentence"]
        told[row["summary"]] = row["how"]
    (quote,) = (fact["fact_id"] for fact in facts if fact["kind"] == "quote")
    assert told == {
        "On 3 May 2021 Ada Núñez opened the ferry": "the date is written out in full",
        "Mina Okafor: It carries 40 percent of commuters. She negotiated for two years": '"She" stands for Mina Okafor',
        "commuters: 40 percent": f"claimed by Mina Okafor in {quote}",
        "The port has grown since 2014": "the date is written out in full",
    }


def test_why_of_an_id_that_is_not_there_is_no_row(database):
    assert ask(database, "FROM why('evt_none')") == []


def test_why_beside_a_table_explains_the_fact_of_each_row(database):
    for asked in ("facts, why(facts.fact_id) AS told", "facts, why(fact_id) AS told"):
        rows = ask(database, f"SELECT facts.fact_id AS asked, told.fact_id AS told FROM {asked}")  # noqa: S608
        assert len(rows) == 5
        assert all(row["asked"] == row["told"] for row in rows)


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2021-05-03", "2021-05-03", [2014, 2021]),
        ("2021-05-04", "2022-01-01", [2014]),
        ("1999-12-31", "2013-12-31", [1999]),
        ("1990-01-01", "1998-12-31", []),
        ("0001-01-01", "9999-12-31", [1999, 2014, 2021]),
    ],
)
def test_facts_between_two_days_are_those_whose_interval_meets_them(database, first, last, years):
    by_text = ask(database, "FROM facts_between(?, ?)", [first, last])
    assert [row["starts_on"].year for row in by_text] == years
    assert ask(database, "FROM facts_between(?, ?)", [date.fromisoformat(first), date.fromisoformat(last)]) == by_text


def test_a_search_finds_every_form_of_a_word_in_facts_and_in_sentences_without_one(database):
    assert found(database, "FERRY") == [
        ("event", "Ferries left in 1999"),
        ("event", "On 3 May 2021 Ada Núñez opened the ferry"),
        ("sentence", "The ferry, a long time ago, carried nobody but a few of its owners."),
    ]


def test_a_form_that_no_text_has_stands_for_those_that_begin_like_it(database):
    assert [kind for kind, _ in found(database, "negotiating")] == ["quote"]


def test_accents_and_case_do_not_matter(database):
    assert found(database, "nunez") == found(database, "NÚÑEZ") != []


def test_figures_and_years_are_words(database):
    assert {kind for kind, _ in found(database, "40")} == {"quote", "statistic"}
    assert found(database, "2014") == [("event", "The port has grown since 2014")]
    assert found(database, "2015") == []


def test_a_quote_is_found_by_its_resolved_speaker_and_by_the_words_of_its_last_sentence(database):
    assert ("quote", "Mina Okafor: It carries 40 percent of commuters. She negotiated for two years") in found(
        database, "Okafor"
    )
    assert [kind for kind, _ in found(database, "two years")] == ["quote"]


def test_a_sentence_must_hold_the_more_telling_half_of_the_words(database):
    assert found(database, "opened of the") == [("event", "On 3 May 2021 Ada Núñez opened the ferry")]


@pytest.mark.parametrize("words", ["", "...", "zeppelin", "'; DROP TABLE events; --", "%", "\\p{L}", "(", "𝔘 ☃"])
def test_words_that_are_nowhere_find_nothing(database, words):
    assert found(database, words) == []


def test_a_search_is_answered_by_an_empty_warehouse(tmp_path):
    assert found(publish_told(tmp_path), "ferry") == []


def test_without_the_extension_a_search_finds_the_very_form_of_a_word(tmp_path, monkeypatch):
    monkeypatch.setattr(search, "stemmer", lambda: None)
    database = publish_told(tmp_path, harbour(), ferries())
    assert found(database, "ferries") == [("event", "Ferries left in 1999")]


def test_macros_change_with_the_version_and_outlive_a_load(tmp_path):
    database = publish_told(tmp_path, harbour())
    with duckdb.connect(str(database)) as own:
        own.execute("CREATE OR REPLACE MACRO why(id) AS TABLE SELECT 'old' AS kind")
        own.execute("CREATE MACRO old_one(x) AS x; INSERT INTO factmill_schema VALUES ('old_one', 'macro', '0')")
        own.execute("CREATE MACRO twice(x) AS 2 * x")
    publish_told(tmp_path, harbour(), ferries())
    assert ask(database, "FROM why('evt_none')") == []
    names = ask(database, "SELECT function_name FROM duckdb_functions() WHERE NOT internal AND schema_name = 'main'")
    assert {row["function_name"] for row in names} == {"twice", *schema.macros()}
    assert len(found(database, "ferry")) == 3
