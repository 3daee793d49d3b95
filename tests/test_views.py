"""The views: mentions merged into real-world events, figures side by side, who agrees with whom, what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipelines import schema

from .told import Row, Told, ask, warehouse

VIEWS = ("facts", "timeline", "who_said_what", "statistics_by_measure", "corroboration", "data_quality")


def timeline(*documents: Told) -> list[Row]:
    return ask(warehouse(*documents), "SELECT * FROM timeline")


def meeting(name: str, words: str, trigger: str = "met", **other: Any) -> Told:
    """A document that tells one event of 18 February 2025, or of another date."""
    starts_on = other.pop("starts_on", "2025-02-18")
    ends_on = other.pop("ends_on", starts_on)
    date_text = other.pop("date_text", "18 February 2025")
    told = Told(name, f"{words}.")
    told.event(words, trigger, date_text, starts_on, ends_on, **{"event_type": "CONSULT", **other})
    return told


def riyadh() -> list[Told]:
    """Talks of February 2025 told in three documents, and a call of January and a meeting of March beside them."""
    analysis = Told(
        "analysis",
        "Rubio and Lavrov met in Riyadh on 18 February 2025. Trump and Putin had a call on 29 January 2025.",
    )
    analysis.event(
        "Rubio and Lavrov met in Riyadh on 18 February 2025",
        "met",
        "18 February 2025",
        "2025-02-18",
        "2025-02-18",
        event_type="CONSULT",
        location="Riyadh",
        actors=("Rubio", "Lavrov"),
    )
    analysis.event(
        "Trump and Putin had a call on 29 January 2025",
        "call",
        "29 January 2025",
        "2025-01-29",
        "2025-01-29",
        event_type="CONSULT",
        actors=("Trump", "Putin"),
    )
    report = Told("report", "In February 2025 the first talks were held in Riyadh, Saudi Arabia.")
    report.event(
        "In February 2025 the first talks were held in Riyadh",
        "talks",
        "February 2025",
        "2025-02-01",
        "2025-02-28",
        precision="month",
        event_type="CONSULT",
        location="Riyadh, Saudi Arabia",
    )
    wire = Told(
        "wire",
        "Marco Rubio negotiated with Lavrov on Tuesday. On 24 March 2025 delegations met again in Riyadh.",
        published_on="2025-02-19",
    )
    wire.mention("Marco Rubio")
    wire.event(
        "Marco Rubio negotiated with Lavrov on Tuesday",
        "negotiated",
        "Tuesday",
        "2025-02-18",
        "2025-02-18",
        event_type="CONSULT",
        actors=("Marco Rubio", "Lavrov"),
    )
    wire.event(
        "On 24 March 2025 delegations met again in Riyadh",
        "met",
        "24 March 2025",
        "2025-03-24",
        "2025-03-24",
        event_type="CONSULT",
        location="Riyadh",
    )
    return [analysis, report, wire]


def test_a_meeting_told_in_three_documents_is_one_row_and_other_months_stay_apart() -> None:
    documents = riyadh()
    rows = timeline(*documents)
    assert [(r["starts_on"], r["mention_count"], r["document_count"]) for r in rows] == [
        (date(2025, 1, 29), 1, 1),
        (date(2025, 2, 18), 3, 3),
        (date(2025, 3, 24), 1, 1),
    ]
    merged = rows[1]
    assert merged["description"] == "Rubio and Lavrov met in Riyadh on 18 February 2025"
    assert merged["date_precision"] == "day"
    assert merged["documents"] == sorted(d.id for d in documents)
    assert merged["mentions"][0] == merged["event_id"] == documents[0].rows["events"][0]["event_id"]
    assert merged["participants"] == ["Lavrov", "Marco Rubio", "Rubio"]


def test_the_timeline_is_the_same_in_any_order_of_documents() -> None:
    assert timeline(*riyadh()) == timeline(*reversed(riyadh()))


def test_a_vague_mention_joins_one_of_two_meetings_and_does_not_glue_them_together() -> None:
    first = meeting(
        "first", "Envoys met in Geneva on 3 May 2024", date_text="3 May 2024", starts_on="2024-05-03", location="Geneva"
    )
    second = meeting(
        "second",
        "Envoys met in Geneva on 20 May 2024",
        date_text="20 May 2024",
        starts_on="2024-05-20",
        location="Geneva",
    )
    vague = meeting(
        "vague",
        "Envoys met in Geneva in May 2024",
        date_text="May 2024",
        starts_on="2024-05-01",
        ends_on="2024-05-31",
        precision="month",
        location="Geneva",
    )
    assert sorted(r["mention_count"] for r in timeline(first, second, vague)) == [1, 2]


@pytest.mark.parametrize(
    ("why", "other"),
    [
        ("another place", meeting("b", "Envoys met in Oslo on 18 February 2025", location="Oslo")),
        (
            "another day",
            meeting("b", "Envoys met in Geneva on 18 February 2025", location="Geneva", starts_on="2025-02-19"),
        ),
        (
            "another kind of event",
            meeting(
                "b", "Police fired in Geneva on 18 February 2025", "fired", location="Geneva", event_type="ASSAULT"
            ),
        ),
        ("no evidence", meeting("b", "Envoys met on 18 February 2025")),
        ("a state", meeting("b", "Envoys met in Geneva on 18 February 2025", location="Geneva", state=True)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_events_stay_apart(why: str, other: Told) -> None:
    told = meeting("a", "Envoys met in Geneva on 18 February 2025", location="Geneva")
    assert [r["mention_count"] for r in timeline(told, other)] == [1, 1], why


def test_two_meetings_of_one_person_on_one_day_stay_apart() -> None:
    with_ada = meeting("a", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    with_bo = meeting("b", "Okafor met Bo on 18 February 2025", actors=("Okafor", "Bo"))
    assert [r["mention_count"] for r in timeline(with_ada, with_bo)] == [1, 1]


def test_a_mention_that_names_one_participant_joins_the_one_that_names_both() -> None:
    both = meeting("a", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    one = meeting("b", "Okafor held talks on 18 February 2025", "talks", actors=("Okafor",))
    assert [r["mention_count"] for r in timeline(both, one)] == [2]


def test_one_document_tells_an_event_twice_in_the_same_word_only() -> None:
    told = Told("a", "Okafor met Ada on 3 May 2024. In Lagos they talked on 3 May 2024. Okafor and Ada met for lunch.")
    day = ("3 May 2024", "2024-05-03", "2024-05-03")
    pair = {"event_type": "CONSULT", "actors": ("Okafor", "Ada")}
    told.event("Okafor met Ada on 3 May 2024", "met", *day, **pair)
    told.event("In Lagos they talked on 3 May 2024", "talked", *day, **pair)
    told.event("Okafor and Ada met for lunch", "met", *day, **pair)
    assert sorted(r["mention_count"] for r in timeline(told)) == [1, 2]


def test_the_same_word_joins_where_no_class_is_known() -> None:
    a = meeting("a", "Okafor launched Ada on 18 February 2025", "launched", actors=("Okafor",), event_type=None)
    b = meeting("b", "A launch by Okafor on 18 February 2025", "launch", actors=("Okafor",), event_type=None)
    assert [r["mention_count"] for r in timeline(a, b)] == [2]


def test_a_years_events_need_more_than_one_participant_to_be_the_same() -> None:
    year = {"date_text": "2024", "starts_on": "2024-01-01", "ends_on": "2024-12-31", "precision": "year"}
    a = meeting("a", "Okafor met Ada in 2024", actors=("Okafor",), **year)
    b = meeting("b", "Okafor met Bo in 2024", actors=("Okafor",), **year)
    assert [r["mention_count"] for r in timeline(a, b)] == [1, 1]


def test_open_intervals_join_only_their_equals() -> None:
    since = {
        "date_text": "2014",
        "starts_on": "2014-01-01",
        "ends_on": None,
        "precision": "year",
        "date_qualifier": "since",
    }
    a = meeting("a", "Okafor and Ada have met since 2014", actors=("Okafor", "Ada"), **since)
    b = meeting("b", "Ada and Okafor met on and off since 2014", actors=("Okafor", "Ada"), **since)
    c = meeting("c", "Okafor and Ada met on 18 February 2025", actors=("Okafor", "Ada"))
    assert [(r["mention_count"], r["ends_on"]) for r in timeline(a, b, c)] == [(2, None), (1, date(2025, 2, 18))]


def test_vague_hypothetical_and_denied_events_are_not_in_the_timeline() -> None:
    vague = meeting("a", "Lately Okafor met Ada", date_text="Lately", starts_on=None, precision="vague", date_edtf=None)
    maybe = meeting("b", "Okafor might have met Bo on 18 February 2025", factuality="hypothetical")
    denied = meeting("c", "Okafor never met Cy on 18 February 2025", factuality="negated")
    assert timeline(vague, maybe, denied) == []


def test_a_plan_and_its_fact_are_one_row_which_is_asserted() -> None:
    plan = meeting(
        "a", "Okafor is to meet Ada on 18 February 2025", "meet", actors=("Okafor", "Ada"), factuality="planned"
    )
    fact = meeting("b", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"), confidence=0.5)
    assert [(r["factuality"], r["mention_count"]) for r in timeline(plan, fact)] == [("asserted", 2)]


def test_what_one_asserts_and_another_denies_is_disputed() -> None:
    fact = meeting("a", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    denial = meeting(
        "b", "Okafor and Ada never met on 18 February 2025", actors=("Okafor", "Ada"), factuality="negated"
    )
    connection = warehouse(fact, denial)
    assert [r["disputed"] for r in ask(connection, "SELECT disputed FROM timeline")] == [True]
    row = ask(connection, "SELECT * FROM corroboration")[0]
    assert (row["kind"], row["agreement"], row["source_count"]) == ("event", "disagree", 2)
    assert len(row["claims"]) == len(row["facts"]) == 2


def test_an_event_that_two_tell_is_corroborated_and_one_from_a_copied_sentence_is_not() -> None:
    a = meeting("a", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    copy = meeting("b", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    own = meeting("c", "Ada and Okafor met on 18 February 2025", actors=("Okafor", "Ada"))
    assert ask(warehouse(a, copy), "SELECT * FROM corroboration") == []
    rows = ask(warehouse(a, copy, own), "SELECT * FROM corroboration")
    assert [(r["agreement"], r["source_count"], r["document_count"]) for r in rows] == [("agree", 2, 3)]


def copy_of(original: Told, copy: Told) -> Told:
    """`copy`, marked as a copy of `original`."""
    copy.rows["documents"][0].update({"duplicate_of": original.id, "similarity": 0.8})
    return copy


def test_an_event_that_only_copies_of_one_text_tell_is_not_corroborated() -> None:
    a = meeting("a", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    edited = copy_of(a, meeting("b", "Okafor has met Ada on 18 February 2025", actors=("Okafor", "Ada")))
    own = meeting("c", "Ada and Okafor met on 18 February 2025", actors=("Okafor", "Ada"))
    timeline = ask(warehouse(a, edited), "SELECT document_count, source_count FROM timeline")
    assert timeline == [{"document_count": 2, "source_count": 1}]
    assert ask(warehouse(a, edited), "SELECT * FROM corroboration") == []
    rows = ask(warehouse(a, edited, own), "SELECT * FROM corroboration")
    assert [(r["agreement"], r["source_count"], r["document_count"]) for r in rows] == [("agree", 2, 3)]


def test_a_text_and_its_correction_are_no_dispute() -> None:
    fact = meeting("a", "Okafor met Ada on 18 February 2025", actors=("Okafor", "Ada"))
    words = "Okafor and Ada never met on 18 February 2025"
    corrected = copy_of(fact, meeting("b", words, actors=("Okafor", "Ada"), factuality="negated"))
    assert ask(warehouse(fact, corrected), "SELECT disputed FROM happenings") == [{"disputed": False}]
    assert ask(warehouse(fact, corrected), "SELECT * FROM corroboration") == []


def figure(name: str, words: str, value: float, *, unit: str = "percent", sentence: str = "", **other: Any) -> Told:
    """A document that gives the jobless rate of 2024, or another figure."""
    told = Told(name, f"{sentence or 'In ' + name + ' it says that'} {words}.")
    about = {"measure": "the jobless rate", "as_of_start": date(2024, 1, 1), "as_of_end": date(2024, 12, 31)}
    told.statistic(words, value, unit, **{**about, **other})
    return told


def corroborated(*documents: Told) -> list[tuple[str, int]]:
    rows = ask(warehouse(*documents), "SELECT agreement, source_count FROM corroboration WHERE kind = 'statistic'")
    return [(r["agreement"], r["source_count"]) for r in rows]


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


@pytest.mark.parametrize(
    ("first", "second", "agreement"),
    [
        ({"value": 5.1}, {"value": 5.1}, "agree"),
        ({"value": 5.1}, {"value": 5.0}, "agree"),  # rounded
        ({"value": 1_240_000.0, "unit": "job"}, {"value": 1_200_000.0, "unit": "job"}, "agree"),  # rounded
        ({"value": 5.1}, {"value": 5.3}, "disagree"),
        ({"value": 40.0}, {"value": 41.0}, "disagree"),
        ({"value": 0.0}, {"value": 0.0}, "agree"),
        ({"value": 50.0, "comparator": ">"}, {"value": 62.0}, "agree"),
        ({"value": 50.0, "comparator": ">"}, {"value": 45.0}, "disagree"),
        ({"value": 100.0, "comparator": "~"}, {"value": 107.0}, "agree"),
        ({"value": 8.0, "value_high": 10.0}, {"value": 9.0}, "agree"),
        ({"value": 8.0, "value_high": 10.0}, {"value": 12.0}, "disagree"),
    ],
)
def test_figures_agree_where_one_value_can_be_meant_by_both(
    first: dict[str, Any], second: dict[str, Any], agreement: str
) -> None:
    assert corroborated(figure("a", "a figure", **first), figure("b", "a number", **second)) == [(agreement, 2)]


@pytest.mark.parametrize(
    "other",
    [
        {"unit": "percentage point"},
        {"as_of_start": date(2023, 1, 1), "as_of_end": date(2023, 12, 31)},
        {"measure": "the youth jobless rate"},
        {"whole": "of women"},
        {"counterpart": "China"},
        {"direction": "up"},
    ],
    ids=str,
)
def test_figures_that_say_different_things_are_not_compared(other: dict[str, Any]) -> None:
    assert corroborated(figure("a", "a figure", 5.1), figure("b", "a number", 7.0, **other)) == []


def test_a_figure_from_a_copied_sentence_counts_once() -> None:
    sentence = "Last year the jobless rate was"
    a, b = (figure(name, "5.1 percent", 5.1, sentence=sentence) for name in "ab")
    assert corroborated(a, b) == []
    assert corroborated(a, b, figure("c", "5.1 percent", 5.1)) == [("agree", 2)]


def test_a_figure_and_its_copies_are_one_source() -> None:
    a = figure("a", "5.1 percent", 5.1)
    b = copy_of(a, figure("b", "5.1 percent", 5.1))
    assert corroborated(a, b) == []
    assert corroborated(a, b, figure("c", "5.1 percent", 5.1)) == [("agree", 2)]
    rows = ask(warehouse(a, b), "SELECT DISTINCT source FROM statistics_by_measure")
    assert rows == [{"source": a.id}]


def test_a_figure_that_a_copy_changes_takes_no_side() -> None:
    a = figure("a", "12 percent", 12.0)
    corrected = copy_of(a, figure("b", "14 percent", 14.0))
    assert corroborated(a, corrected) == []
    assert corroborated(a, corrected, figure("c", "14 percent", 14.0)) == []


def test_a_bound_far_away_neither_supports_nor_contradicts() -> None:
    assert corroborated(figure("a", "a figure", 50.0, comparator=">"), figure("b", "a number", 400.0)) == []


def test_figures_of_people_as_such_are_not_compared() -> None:
    people = {"measure": "people", "unit": "person"}
    assert corroborated(figure("a", "a figure", 5.0, **people), figure("b", "a number", 5.0, **people)) == []


def test_a_source_with_two_values_for_a_subject_takes_no_side() -> None:
    a = Told("a", "The rate was 5 percent in the north and 9 percent in the south.")
    for words, value in (("5 percent", 5.0), ("9 percent", 9.0)):
        a.statistic(words, value, "percent", measure="the jobless rate", as_of_start=date(2024, 1, 1))
    assert corroborated(a, figure("b", "5 percent", 5.0, as_of_end=None)) == []


def test_figures_without_a_date_go_by_the_month_of_publication_and_without_it_never_disagree() -> None:
    undated = {"as_of_start": None, "as_of_end": None}
    a, b = figure("a", "5 percent", 5.0, **undated), figure("b", "9 percent", 9.0, **undated)
    assert corroborated(a, b) == []
    for told, published_on in ((a, date(2024, 5, 2)), (b, date(2024, 5, 30))):
        told.rows["documents"][0].update({"published_on": published_on, "published_on_basis": "sidecar"})
    assert corroborated(a, b) == [("disagree", 2)]


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
