import io
import json
from datetime import date

import pytest

from pipelines.extract.model import DateValue, Event, Facts, Participant, Statistic
from pipelines.jsonlines import STRETCH_LINES, BadLine, as_record, read_documents, stretches, write_facts


def test_a_line_becomes_a_document_and_blank_lines_are_passed_over():
    lines = ['{"doc_id": "a", "text": "One.", "published_on": "2025-03-01"}\n', "\n", '{"doc_id": "b", "text": ""}']
    first, second = read_documents(lines, "in.jsonl")
    assert (first.doc_id, first.text, first.published_on) == ("a", "One.", date(2025, 3, 1))
    assert (second.text, second.published_on) == ("", None)


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"text": "no id"}',
        '{"doc_id": "a"}',
        '{"doc_id": "a", "text": 5}',
        '{"doc_id": "a", "text": "x", "published_on": "01/02/2025"}',
        '{"doc_id": "a", "text": "x", "published_on": 20250101}',
        '{"doc_id": "a", "text": "\\ud800"}',
    ],
)
def test_a_line_that_is_no_document_is_named_by_number(line):
    with pytest.raises(BadLine, match=r"in\.jsonl, line 2"):
        list(read_documents(['{"doc_id": "a", "text": "x"}', line], "in.jsonl"))


def test_lines_are_taken_in_stretches_of_bounded_size_that_know_where_they_stand():
    lines = [f"line {number}\n" for number in range(2 * STRETCH_LINES + 1)]
    found = list(stretches(lines, "in.jsonl"))
    assert [line for stretch in found for line in stretch.lines] == lines
    assert [(str(stretch), len(stretch.lines)) for stretch in found] == [
        ("in.jsonl, lines 1 to 32", 32),
        ("in.jsonl, lines 33 to 64", 32),
        ("in.jsonl, lines 65 to 65", 1),
    ]
    assert [len(stretch.lines) for stretch in stretches(["x" * 40_000] * 5, "in.jsonl")] == [2, 2, 1]


DATE = DateValue(
    start=3,
    end=7,
    text="2014",
    type="DATE",
    value="2014",
    edtf="2014/..",
    starts_on=date(2014, 1, 1),
    ends_on=None,
    precision="year",
    qualifier="since",
    basis="explicit",
    rule="year",
)


def test_an_event_is_written_with_the_dates_of_its_time_expression():
    event = Event(
        start=0,
        end=7,
        text="War 2014",
        description="War",
        trigger="War",
        trigger_start=0,
        trigger_end=3,
        event_type=None,
        date=DATE,
        participants=(Participant("actor", 0, 3, "War", None),),
        location=None,
        factuality="asserted",
        state=False,
        confidence=0.8,
        rule="r",
    )
    record = as_record(Facts("d", dates=(DATE,), events=(event,)))
    assert record["dates"][0]["edtf"] == "2014/.."
    shown = record["events"][0]
    assert (shown["starts_on"], shown["ends_on"], shown["date_qualifier"]) == ("2014-01-01", None, "since")
    assert shown["participants"] == [{"role": "actor", "text": "War", "name": None}]


def test_whole_numbers_are_written_without_a_point():
    values = dict.fromkeys(Statistic.__dataclass_fields__)
    values |= {"start": 0, "end": 2, "text": "50", "value": 50.0, "value_high": 50.5}
    record = as_record(Facts("d", statistics=(Statistic(**values),)))
    assert (
        json.dumps([record["statistics"][0][key] for key in ("value", "value_high", "value_from")])
        == "[50, 50.5, null]"
    )


def test_one_line_is_written_for_each_document_in_order():
    output = io.StringIO()
    assert write_facts([Facts("a"), Facts("b")], output) == 2
    assert [json.loads(line)["doc_id"] for line in output.getvalue().splitlines()] == ["a", "b"]
