"""Mentions merged into real-world events."""

from __future__ import annotations

from datetime import date

import pytest

from tests.told import Row, Told, ask, warehouse

from .one_fact import meeting


def timeline(*documents: Told) -> list[Row]:
    return ask(warehouse(*documents), "SELECT * FROM timeline")


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


def test_mentions_that_hang_together_through_others_are_one_event_and_a_gap_keeps_two_apart() -> None:
    since = {"date_text": "2014", "starts_on": "2014-01-01", "ends_on": None, "precision": "year"}
    people = [("Ada", "Bo", "Cy"), ("Bo", "Cy", "Di"), ("Cy", "Di", "Eve"), ("Di", "Eve", "Flo"), ("Eve", "Flo", "Gus")]
    told = [
        meeting(f"{number}", f"{', '.join(those)} have met since 2014", actors=those, **since)
        for number, those in enumerate(people)
    ]
    assert [r["mention_count"] for r in timeline(*told)] == [5]
    assert sorted(r["mention_count"] for r in timeline(*told[:2], *told[3:])) == [2, 2]


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
