"""A row that failed becomes a reject that says why; its children go with it; looser links are cut."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipelines import schema
from pipelines.rows import arrow_table
from pipelines.validate.batch import Batch
from pipelines.validate.split import Parts, split
from pipelines.validate.suites import suite_names

from ..told import Told
from .lock import right


@pytest.fixture
def told() -> Told:
    return right("lock")


def parts(*documents: Told, **failing: str) -> Parts:
    """What becomes of the documents when the first row of some tables fails an expectation."""
    tables = {t: arrow_table(t, [row for told in documents for row in told.rows[t]]) for t in schema.STAGED}
    failures: dict[str, dict[str, list[int]]] = {t: {name: [] for name in names} for t, names in suite_names().items()}
    for table, names in failing.items():
        for name in names.split():
            failures[table][name] = [0]
    return split(Batch(tables), failures)


def rejects(outcome: Parts) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = outcome.accepted["rejects"].to_pylist()
    return found


def test_where_nothing_failed_every_row_stays(told: Told) -> None:
    outcome = parts(told)
    assert set(outcome.rejected.values()) == {0}
    for table in schema.STAGED:
        assert outcome.accepted[table].to_pylist() == told.rows[table]
        assert outcome.accepted[table].schema == schema.staged_schema(table)


def test_a_reject_says_what_was_refused_where_and_why(told: Told) -> None:
    event = told.rows["events"][0]
    event.update({"confidence": 1.5, "factuality": "likely"})
    found = rejects(parts(told, events="factuality_in_vocabulary confidence_from_0_to_1"))
    reject = next(r for r in found if r["kind"] == "event")
    for column in ("document_id", "text", "char_start", "char_end"):
        assert reject[column] == event[column]
    assert reject["code"] == "confidence_out_of_range", "the first that fails in the order of the suite"
    assert reject["detail"] == (
        f"{event['event_id']}: expectation confidence_from_0_to_1 failed (confidence=1.5); "
        "expectation factuality_in_vocabulary failed (factuality=likely)"
    )


def test_missing_values_are_named(told: Told) -> None:
    told.rows["statistics"][0].update({"value": None, "rule": None})
    reject = rejects(parts(told, statistics="required_values_are_present"))[0]
    assert "required_values_are_present failed (value=None, rule=None)" in reject["detail"]


def test_a_reject_without_a_possible_span_has_none(told: Told) -> None:
    told.rows["quotes"][0].update({"char_start": 9, "char_end": 8})
    reject = rejects(parts(told, quotes="span_matches_text"))[0]
    assert (reject["char_start"], reject["char_end"]) == (None, None)
    assert "char_start=9, char_end=8" in reject["detail"]


def test_rejects_of_the_batch_stay_and_are_not_counted(told: Told) -> None:
    brought = told.reject("ambiguous_date")
    outcome = parts(told)
    assert rejects(outcome) == [brought]
    assert sum(outcome.rejected.values()) == 0


def test_participants_follow_their_event(told: Told) -> None:
    outcome = parts(told, events="factuality_in_vocabulary")
    assert outcome.rejected["events"] == outcome.rejected["event_participants"] == 1
    assert {r["kind"]: r["code"] for r in rejects(outcome)} == {
        "event": "value_out_of_vocabulary",
        "event_participant": "parent_rejected",
    }


def test_facts_and_citations_follow_their_sentence(told: Told) -> None:
    outcome = parts(told, sentences="span_matches_text")
    left = {table: rows.num_rows for table, rows in outcome.accepted.items() if table != "rejects"}
    expected = dict.fromkeys(left, 1) | {"sentences": 1, "events": 0, "event_participants": 0, "citations": 0}
    assert left == expected | {"entity_mentions": 2}


def test_everything_follows_its_document_whose_reject_names_the_file(told: Told) -> None:
    told.reject("ambiguous_date")
    told.rows["documents"][0]["published_on"] = date(24, 5, 4)
    outcome = parts(told, Told("other", "A second text stays."), documents="publication_date_is_plausible")
    left = {table: rows.num_rows for table, rows in outcome.accepted.items() if rows.num_rows}
    assert left == {"documents": 1, "sentences": 1, "rejects": sum(map(len, told.rows.values()))}
    assert {r["document_id"] for r in rejects(outcome)} == {told.id}
    whole = next(r for r in rejects(outcome) if r["kind"] == "document")
    assert (whole["source_path"], whole["text"]) == ("lock.txt", "")


def test_a_statistic_outlives_its_quote_and_loses_the_link(told: Told) -> None:
    outcome = parts(told, quotes="kind_in_vocabulary")
    assert outcome.accepted["quotes"].num_rows == 0
    assert outcome.accepted["statistics"]["quote_id"].to_pylist() == [None]


def test_accepted_and_rejected_rows_add_up(told: Told) -> None:
    outcome = parts(told, sentences="span_matches_text", quotes="kind_in_vocabulary")
    for table in suite_names():
        assert outcome.accepted[table].num_rows + outcome.rejected[table] == len(told.rows[table])


def test_rejects_are_the_same_every_time_and_told_apart(told: Told) -> None:
    first = rejects(parts(told, documents="text_is_not_blank"))
    assert first == rejects(parts(told, documents="text_is_not_blank"))
    assert len({r["reject_id"] for r in first}) == len(first)
