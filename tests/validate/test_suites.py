"""Every expectation passes what is right and fails a row made wrong, under its code."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from pipelines import schema
from pipelines.validate import Validated, suite_names, validate
from pipelines.validate.batch import KINDS, row_id

from ..told import Told, read, stage
from .lock import right

WRONG: list[tuple[str, str, str, dict[str, Any]]] = [
    ("documents", "text_is_not_blank", "empty_document", {"text": " \n", "char_count": 2}),
    ("documents", "char_count_agrees", "length_mismatch", {"char_count": 7}),
    ("documents", "content_hash_is_sha256", "malformed_hash", {"content_sha256": "G" * 64}),
    ("documents", "metadata_hash_is_sha256", "malformed_hash", {"metadata_sha256": "abc"}),
    ("documents", "publication_date_is_plausible", "publication_date_implausible", {"published_on": date(24, 5, 3)}),
    ("documents", "publication_date_has_basis", "publication_date_without_basis", {"published_on_basis": None}),
    ("sections", "document_id_is_known", "orphan", {"document_id": "doc_none"}),
    ("sections", "span_runs_forward", "span_reversed", {"char_start": 9, "char_end": 8}),
    ("sections", "span_within_document", "span_mismatch", {"char_end": 5_000}),
    ("sentences", "document_id_is_known", "orphan", {"document_id": "doc_none"}),
    ("sentences", "span_matches_text", "span_mismatch", {"char_start": 9, "char_end": 9}),
    ("sentences", "span_matches_text", "span_mismatch", {"text": "Something else."}),
    ("citations", "document_id_is_known", "orphan", {"document_id": "doc_none"}),
    ("citations", "sentence_id_is_known", "orphan", {"sentence_id": "sen_none"}),
    ("citations", "span_matches_text", "span_mismatch", {"char_start": 1}),
    ("citations", "url_is_web_address", "malformed_url", {"url": "javascript:alert(1)"}),
    ("entity_mentions", "document_id_is_known", "orphan", {"document_id": "doc_none"}),
    ("entity_mentions", "span_matches_text", "span_mismatch", {"char_start": 24, "char_end": 14}),
    ("entity_mentions", "span_matches_text", "span_mismatch", {"char_end": 20}),
    ("entity_mentions", "kind_in_vocabulary", "value_out_of_vocabulary", {"kind": "ship"}),
    ("entity_mentions", "gender_in_vocabulary", "value_out_of_vocabulary", {"gender": "unknown"}),
    ("events", "trigger_matches_text", "span_mismatch", {"trigger_end": 2}),
    ("events", "trigger_matches_text", "span_mismatch", {"trigger": "closed"}),
    ("events", "date_matches_text", "span_mismatch", {"date_start": 90}),
    ("events", "date_matches_text", "span_mismatch", {"date_text": "4 May 2024"}),
    ("events", "event_type_in_vocabulary", "value_out_of_vocabulary", {"event_type": "PARTY"}),
    ("events", "date_precision_in_vocabulary", "value_out_of_vocabulary", {"date_precision": "hour"}),
    ("events", "date_qualifier_in_vocabulary", "value_out_of_vocabulary", {"date_qualifier": "during"}),
    ("events", "date_basis_in_vocabulary", "value_out_of_vocabulary", {"date_basis": "clock"}),
    ("events", "factuality_in_vocabulary", "value_out_of_vocabulary", {"factuality": "likely"}),
    ("events", "interval_runs_forward", "interval_reversed", {"ends_on": date(2024, 5, 2)}),
    ("events", "interval_is_given", "interval_missing", {"starts_on": None, "ends_on": None}),
    ("events", "vague_date_has_no_interval", "interval_of_vague_date", {"date_precision": "vague"}),
    ("events", "interval_fits_precision", "precision_disagrees", {"ends_on": date(2024, 5, 4), "date_edtf": None}),
    ("events", "interval_fits_qualifier", "qualifier_disagrees", {"date_qualifier": "since"}),
    ("events", "edtf_is_well_formed", "malformed_edtf", {"date_edtf": "2024-5-3"}),
    ("events", "edtf_fits_interval", "edtf_disagrees", {"date_edtf": "2025-05-03"}),
    ("event_participants", "document_id_is_known", "orphan", {"document_id": "doc_none"}),
    ("event_participants", "event_id_is_known", "orphan", {"event_id": "evt_none"}),
    ("event_participants", "span_matches_text", "span_mismatch", {"char_end": 3}),
    ("event_participants", "span_matches_text", "span_mismatch", {"text": "Mina Okaforo"}),
    ("event_participants", "role_in_vocabulary", "value_out_of_vocabulary", {"role": "witness"}),
    ("quotes", "speaker_has_place", "speaker_without_place", {"speaker_start": None, "speaker_end": None}),
    ("quotes", "speaker_matches_text", "span_mismatch", {"speaker_end": 1}),
    ("quotes", "speaker_matches_text", "span_mismatch", {"speaker": "He"}),
    ("quotes", "kind_in_vocabulary", "value_out_of_vocabulary", {"kind": "echo"}),
    ("quotes", "speaker_kind_in_vocabulary", "value_out_of_vocabulary", {"speaker_kind": "ship"}),
    (
        "quotes",
        "interval_runs_forward",
        "interval_reversed",
        {"said_on_start": date(2024, 5, 3), "said_on_end": date(2023, 5, 3)},
    ),
    ("statistics", "value_is_finite", "value_not_finite", {"value": float("nan")}),
    ("statistics", "value_high_is_finite", "value_not_finite", {"value_high": float("inf")}),
    ("statistics", "value_from_is_finite", "value_not_finite", {"value_from": float("-inf")}),
    ("statistics", "range_runs_upward", "range_reversed", {"value_high": 39.0}),
    ("statistics", "unit_kind_in_vocabulary", "value_out_of_vocabulary", {"unit_kind": "taste"}),
    ("statistics", "comparator_in_vocabulary", "value_out_of_vocabulary", {"comparator": "≈"}),
    ("statistics", "direction_in_vocabulary", "value_out_of_vocabulary", {"direction": "sideways"}),
    ("statistics", "money_has_currency_code", "malformed_currency", {"unit_kind": "money", "unit": "$"}),
    ("statistics", "share_from_0_to_100", "share_out_of_range", {"value": 140.0, "whole": "the boats"}),
    (
        "statistics",
        "as_of_runs_forward",
        "interval_reversed",
        {"as_of_start": date(2024, 5, 3), "as_of_end": date(2023, 5, 3)},
    ),
    ("statistics", "quote_id_is_known", "orphan", {"quote_id": "quo_none"}),
    *(
        wrong
        for table in ("events", "quotes", "statistics")
        for wrong in (
            (table, "document_id_is_known", "orphan", {"document_id": "doc_none"}),
            (table, "sentence_id_is_known", "orphan", {"sentence_id": "sen_none"}),
            (table, "span_matches_text", "span_mismatch", {"char_end": 0}),
            (table, "span_matches_text", "span_mismatch", {"text": "words that are not there"}),
            (table, "sentence_holds_start", "sentence_mismatch", {"sentence": "Another sentence."}),
            (table, "confidence_from_0_to_1", "confidence_out_of_range", {"confidence": 1.2}),
            (table, "confidence_from_0_to_1", "confidence_out_of_range", {"confidence": float("nan")}),
        )
    ),
    *(
        (table, "required_values_are_present", "missing_value", {column.name: None})
        for table in suite_names()
        for column in schema.columns(table)
        if column.required and column.name != "run_id"
    ),
]
"""A row of each table made wrong in one way, and the expectation and code that must catch it."""

DATES: list[dict[str, Any]] = [
    {"date_precision": "year", "starts_on": date(2024, 1, 1), "ends_on": date(2024, 4, 30), "date_edtf": "2024"},
    {"date_qualifier": "since", "ends_on": None, "date_edtf": "2024-05-03/.."},
    {"date_qualifier": "before", "starts_on": None, "date_edtf": "../2024-05-03"},
    {"date_precision": "decade", "starts_on": date(1990, 1, 1), "ends_on": date(1999, 12, 31), "date_edtf": "199X"},
    {
        "date_precision": "season",
        "starts_on": date(2024, 3, 1),
        "ends_on": date(2024, 5, 31),
        "date_edtf": "2024-21",
    },
    {"date_precision": "vague", "starts_on": None, "ends_on": None, "date_edtf": None},
    {"date_precision": "year", "starts_on": None, "ends_on": None, "date_edtf": "-0043"},
    {"date_precision": "range", "ends_on": date(2030, 5, 3), "date_edtf": "2024-05-03/2030-05-03"},
    {"date_edtf": "2024-05-03~", "date_qualifier": "around"},
]
"""Dates as they are right, over the event of the document."""


def check(folder: Any, documents: list[Told]) -> Validated:
    return validate([stage(folder / "batch", *documents)], folder / "accepted")


@pytest.fixture(scope="module")
def wrong_batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Told], Validated]:
    """One document for each wrong row, all in one batch, as judging a batch takes a second however small it is."""
    documents = [right(f"lock_{number}") for number in range(len(WRONG))]
    for told, (table, _, _, change) in zip(documents, WRONG, strict=True):
        told.rows[table][0].update(change)
    return documents, check(tmp_path_factory.mktemp("wrong"), documents)


@pytest.mark.parametrize("number", range(len(WRONG)), ids=[f"{t}.{n}.{'.'.join(c)}" for t, n, _, c in WRONG])
def test_a_wrong_row_fails_its_expectation_and_is_rejected_with_its_code(
    wrong_batch: tuple[list[Told], Validated], number: int
) -> None:
    documents, outcome = wrong_batch
    table, name, code, _ = WRONG[number]
    row = documents[number].rows[table][0]
    assert row not in read(outcome.accepted, table)
    of_the_row = f"{row_id(table, row)}: expectation"
    found = [r for r in read(outcome.accepted, "rejects") if r["detail"].startswith(of_the_row)]
    reject = next(r for r in found if r["kind"] == KINDS[table] and f"expectation {name} failed" in r["detail"])
    assert reject["code"] == code or reject["detail"].count("expectation ") > 1
    assert not next(r for r in outcome.results if (r.table, r.name) == (table, name)).success


def test_every_expectation_has_a_row_that_fails_it() -> None:
    made_wrong = {(table, name) for table, name, _, _ in WRONG}
    all_of_them = {(table, name) for table, names in suite_names().items() for name in names}
    repeated = {(table, "id_is_unique") for table in suite_names()}
    assert all_of_them - made_wrong == repeated, "repeated ids have a test of their own"


def test_of_rows_with_the_same_id_the_first_stays_and_nothing_follows(tmp_path: Any) -> None:
    documents = [right(table) for table in suite_names()]
    for told, table in zip(documents, suite_names(), strict=True):
        told.rows[table].append(dict(told.rows[table][0]))
    outcome = check(tmp_path, documents)
    assert {r["code"] for r in read(outcome.accepted, "rejects")} == {"duplicate_id"}
    assert set(outcome.rejected.values()) == {1}
    for told, table in zip(documents, suite_names(), strict=True):
        assert read(outcome.accepted, table).count(told.rows[table][0]) == 1


def test_what_is_right_passes(tmp_path: Any) -> None:
    documents = [right(f"date_{number}") for number in range(len(DATES))]
    for told, change in zip(documents, DATES, strict=True):
        told.rows["events"][0].update(change)
    debt = right("debt")
    debt.rows["statistics"][0].update({"value": 137.0, "whole": "of GDP"})  # there can be more than 100 percent of it
    signs = Told("signs", "🙂🙂 Café Łódź opened on 3 May 2024.")  # offsets count code points
    signs.event("Café Łódź opened on 3 May 2024", "opened", "3 May 2024", "2024-05-03", "2024-05-03")
    assert [r for r in check(tmp_path, [*documents, debt, signs]).results if not r.success] == []


def test_names_of_expectations_are_unique_and_fit_a_dagster_check() -> None:
    for names in suite_names().values():
        assert len(set(names)) == len(names)
        assert all(name.isidentifier() for name in names)


def test_listing_the_expectations_does_not_import_great_expectations() -> None:
    code = "import sys, pipelines.validate as v; v.suite_names(); sys.exit('great_expectations' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
