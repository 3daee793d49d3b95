from __future__ import annotations

import re
from typing import get_args

import duckdb
import pytest

from pipelines import schema
from pipelines.extract import model
from pipelines.ingest.records import Basis

TABLES = schema.tables()


def test_the_tables_of_the_contract_are_there():
    contract = "documents sentences events event_participants quotes statistics entities citations rejects runs"
    assert set(contract.split()) <= set(TABLES)


def test_every_staged_table_is_a_table():
    assert set(schema.STAGED) <= set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_column_says_what_it_holds(table):
    assert schema.table_comment(table)
    assert all(schema.column_comments(table).values()), schema.column_comments(table)


@pytest.mark.parametrize("table", sorted({*TABLES} - {"search_places"}))
def test_every_table_but_the_index_of_words_has_a_primary_key(table):
    assert schema.primary_key(table)


@pytest.mark.parametrize("table", TABLES)
def test_a_published_table_is_the_declared_one_but_for_the_index_of_its_key(table):
    with duckdb.connect(":memory:") as connection:
        connection.execute(schema.sql_without_key(table))
        columns = "SELECT column_name, data_type, NOT is_nullable, comment FROM duckdb_columns() WHERE NOT internal"
        made = [schema.Column(*row) for row in connection.execute(f"{columns} ORDER BY column_index").fetchall()]
        checks = connection.execute("SELECT expression FROM duckdb_constraints() WHERE constraint_type = 'CHECK'")
        assert made == list(schema.columns(table))
        assert sorted(checks.fetchall()) == sorted((check,) for check in schema.checks(table))
        assert not connection.execute("SELECT 1 FROM duckdb_indexes()").fetchall()


@pytest.mark.parametrize("table", ["events", "quotes", "statistics"])
def test_a_fact_carries_all_that_traces_it(table):
    names = "document_id sentence_id char_start char_end text sentence section confidence rule extractor_version run_id"
    required = {column.name for column in schema.columns(table) if column.required}
    assert set(names.split()) <= required


def test_staged_rows_lack_the_run_alone():
    assert set(schema.arrow_schema("events").names) - set(schema.staged_schema("events").names) == {"run_id"}


def test_a_schema_knows_its_types():
    fields = {field.name: str(field.type) for field in schema.arrow_schema("documents")}
    assert fields["published_on"] == "date32[day]"
    assert fields["char_count"] == "int32"
    assert fields["source_paths"] == "list<l: string>"


VOCABULARIES = [
    ("documents", "published_on_basis", Basis),
    ("events", "date_precision", model.Precision),
    ("events", "date_qualifier", model.Qualifier),
    ("events", "date_basis", model.Basis),
    ("events", "factuality", model.Factuality),
    ("event_participants", "role", model.Role),
    ("quotes", "kind", model.QuoteKind),
    ("quotes", "speaker_kind", model.EntityKind),
    ("statistics", "unit_kind", model.UnitKind),
    ("statistics", "comparator", model.Comparator),
    ("statistics", "direction", model.Direction),
    ("entities", "kind", model.EntityKind),
    ("entity_mentions", "kind", model.EntityKind),
]


@pytest.mark.parametrize(("table", "column", "vocabulary"), VOCABULARIES)
def test_a_check_knows_the_words_of_the_extraction_and_no_others(table, column, vocabulary):
    (check,) = [expression for expression in schema.checks(table) if re.search(rf"\b{column}\b.* IN ", expression)]
    assert sorted(re.findall("'([^']*)'", check)) == sorted(get_args(vocabulary))


BAD_VALUES = [
    ("events", "date_precision", "'fortnight'"),
    ("events", "date_qualifier", "'during'"),
    ("events", "date_basis", "'guess'"),
    ("events", "factuality", "'rumoured'"),
    ("events", "confidence", "1.01"),
    ("events", "char_start", "-1"),
    ("events", "char_end", "0"),
    ("events", "trigger_start", "-1"),
    ("events", "trigger_end", "0"),
    ("events", "date_start", "-1"),
    ("events", "date_end", "0"),
    ("events", "ends_on", "DATE '1800-01-01'"),
    ("event_participants", "role", "'victim'"),
    ("event_participants", "char_start", "-1"),
    ("event_participants", "char_end", "0"),
    ("quotes", "kind", "'scare'"),
    ("quotes", "speaker_kind", "'dog'"),
    ("quotes", "speaker_start", "-1"),
    ("quotes", "speaker_end", "0"),
    ("quotes", "said_on_end", "DATE '1800-01-01'"),
    ("quotes", "confidence", "-0.1"),
    ("quotes", "char_start", "-1"),
    ("quotes", "char_end", "0"),
    ("statistics", "value", "'nan'::DOUBLE"),
    ("statistics", "value_high", "'inf'::DOUBLE"),
    ("statistics", "value_high", "0"),
    ("statistics", "value_from", "'nan'::DOUBLE"),
    ("statistics", "unit_kind", "'bushel'"),
    ("statistics", "comparator", "'!='"),
    ("statistics", "direction", "'sideways'"),
    ("statistics", "as_of_end", "DATE '1800-01-01'"),
    ("statistics", "confidence", "2"),
    ("statistics", "char_start", "-1"),
    ("statistics", "char_end", "0"),
    ("sentences", "ordinal", "-1"),
    ("sentences", "char_start", "-1"),
    ("sentences", "char_end", "0"),
    ("sentences", "page", "0"),
    ("sections", "ordinal", "-1"),
    ("sections", "level", "-1"),
    ("sections", "char_start", "-1"),
    ("sections", "char_end", "0"),
    ("entities", "kind", "'thing'"),
    ("entities", "mention_count", "0"),
    ("entities", "document_count", "0"),
    ("entity_mentions", "kind", "'thing'"),
    ("entity_mentions", "gender", "'unknown'"),
    ("entity_mentions", "char_start", "-1"),
    ("entity_mentions", "char_end", "0"),
    ("citations", "char_start", "-1"),
    ("citations", "char_end", "0"),
    ("rejects", "kind", "''"),
    ("rejects", "code", "'Not a code'"),
    ("rejects", "content_sha256", "'abc'"),
    ("rejects", "char_start", "-1"),
    ("rejects", "char_end", "0"),
    ("rejects", "document_id", "NULL"),
    ("documents", "content_sha256", "'abc'"),
    ("documents", "metadata_sha256", "'abc'"),
    ("documents", "published_on_basis", "'guess'"),
    ("documents", "char_count", "-1"),
    ("documents", "word_count", "-1"),
    ("documents", "format", "''"),
    ("documents", "page_count", "0"),
    ("documents", "similarity", "1.01"),
    ("runs", "finished_at", "TIMESTAMP '1800-01-01'"),
    ("factmill_schema", "kind", "'index'"),
    *(("runs", f"documents_{what}", "-1") for what in ["seen", "new", "changed", "removed", "unchanged", "rejected"]),
    *(("runs", what, "-1") for what in ["documents", "events", "quotes", "statistics", "rejects"]),
]

GOOD = {
    "char_start": "3",
    "trigger_start": "3",
    "date_start": "3",
    "speaker_start": "3",
    "char_end": "9",
    "trigger_end": "9",
    "date_end": "9",
    "speaker_end": "9",
    "date_precision": "'day'",
    "date_qualifier": "'in'",
    "date_basis": "'explicit'",
    "factuality": "'asserted'",
    "speaker_kind": "'person'",
    "gender": "'female'",
    "role": "'actor'",
    "unit_kind": "'percent'",
    "comparator": "'='",
    "direction": "'up'",
    "code": "'too_large'",
    "published_on_basis": "'byline'",
    "confidence": "0.5",
    "similarity": "0.5",
    "source_path": "NULL",
    "content_sha256": "repeat('a', 64)",
    "metadata_sha256": "repeat('a', 64)",
}
KINDS = {"quotes": "'direct'", "rejects": "'file'", "factmill_schema": "'table'"}
BY_TYPE = {
    "VARCHAR": "'x'",
    "VARCHAR[]": "['x']",
    "INTEGER[]": "[7]",
    "INTEGER": "7",
    "DOUBLE": "7.0",
    "BLOB": "'x'::BLOB",
    "BOOLEAN": "true",
    "DATE": "DATE '2025-02-18'",
    "TIMESTAMP": "TIMESTAMP '2025-02-18'",
}


def good_row(table: str) -> dict[str, str]:
    row = {column.name: GOOD.get(column.name, BY_TYPE[column.type]) for column in schema.columns(table)}
    if "kind" in row:
        row["kind"] = KINDS.get(table, "'person'")
    return row


@pytest.fixture(scope="module")
def warehouse():
    with duckdb.connect(":memory:") as connection:
        for table in TABLES:
            connection.execute(schema.sql(table))
        yield connection


def insert(warehouse: duckdb.DuckDBPyConnection, table: str, row: dict[str, str]) -> None:
    """Tries a row and takes it back."""
    warehouse.execute("BEGIN")
    try:
        warehouse.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(row.values())})")  # noqa: S608
    finally:
        warehouse.execute("ROLLBACK")


@pytest.mark.parametrize("table", TABLES)
def test_a_good_row_is_taken(warehouse, table):
    row = good_row(table)
    if table == "documents":
        row["source_path"] = "'a.txt'"
    insert(warehouse, table, row)


@pytest.mark.parametrize(("table", "column", "value"), BAD_VALUES)
def test_a_check_refuses_a_bad_value(warehouse, table, column, value):
    row = good_row(table)
    if table == "documents":
        row["source_path"] = "'a.txt'"
    with pytest.raises(duckdb.ConstraintException, match="CHECK"):
        insert(warehouse, table, row | {column: value})


def test_every_check_is_tried_with_a_bad_value():
    tried = {(table, column) for table, column, _ in BAD_VALUES}
    for table in TABLES:
        for expression in schema.checks(table):
            assert any(t == table and column in expression for t, column in tried), (table, expression)


@pytest.mark.parametrize("table", TABLES)
def test_a_required_column_refuses_null(warehouse, table):
    for column in schema.columns(table):
        if column.required:
            with pytest.raises(duckdb.ConstraintException):
                insert(warehouse, table, good_row(table) | {column.name: "NULL"})
