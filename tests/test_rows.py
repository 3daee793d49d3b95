from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipelines import schema
from pipelines.extract.model import Facts, Reject
from pipelines.ingest import SourceReject
from pipelines.rows import arrow_table, entity_id, file_reject_rows, rows_of
from tests.small_facts import FERRY, ferry, mill


def made(document, facts):
    return rows_of(document, facts, extractor_version="v1", cache_key="key")


def test_every_staged_table_has_rows_that_fit_it():
    rows = made(*ferry())
    assert tuple(rows) == schema.STAGED
    for table, found in rows.items():
        assert found, table
        assert arrow_table(table, found).num_rows == len(found)
        assert [set(row) for row in found] == [set(schema.staged_schema(table).names)] * len(found)


def test_a_table_without_rows_keeps_its_columns():
    assert arrow_table("quotes", []).schema == schema.staged_schema("quotes")


def test_a_document_is_described_with_all_its_paths():
    document, facts = ferry("b.md", "a.md")
    (row,) = made(document, facts)["documents"]
    assert row["source_path"] == "a.md"
    assert row["source_paths"] == ["a.md", "b.md"]
    assert (row["char_count"], row["word_count"]) == (len(FERRY), len(FERRY.split()))
    assert row["published_on"] == date(2021, 5, 4)


def test_every_row_with_a_span_has_the_words_of_its_span():
    for document, facts in (ferry(), mill()):
        for table, rows in made(document, facts).items():
            for row in rows:
                if table not in ("documents", "sections") and row["char_start"] is not None:
                    assert document.text[row["char_start"] : row["char_end"]] == row["text"], (table, row)


def test_a_fact_names_the_sentence_that_holds_its_start():
    rows = made(*ferry())
    sentence = rows["sentences"][1]
    (event,) = rows["events"]
    assert event["sentence_id"] == sentence["sentence_id"]
    assert event["sentence"] == sentence["text"]
    assert event["section"] == "Harbour"


def test_a_sentence_stands_on_the_page_on_which_it_begins():
    document, facts = ferry()
    rows = made(replace(document, format="pdf", pages=(0, 40, 59, 59)), facts)
    assert (rows["documents"][0]["format"], rows["documents"][0]["page_count"]) == ("pdf", 4)
    assert [row["page"] for row in rows["sentences"]] == [1, 1, 4]


def test_a_text_without_pages_has_neither_a_page_count_nor_pages():
    rows = made(*ferry())
    assert (rows["documents"][0]["format"], rows["documents"][0]["page_count"]) == ("text", None)
    assert {row["page"] for row in rows["sentences"]} == {None}


def test_a_statistic_in_a_quote_is_claimed_by_it():
    rows = made(*ferry())
    assert rows["statistics"][0]["quote_id"] == rows["quotes"][0]["quote_id"]
    assert made(*mill())["statistics"][0]["quote_id"] is None


def test_of_two_quotes_around_a_statistic_the_inner_one_claims_it():
    document, facts = ferry()
    inner = facts.quotes[0]
    outer = replace(inner, start=9, end=len(FERRY), text=FERRY[9:], kind="indirect", speaker_name="Bo Li")
    rows = made(document, replace(facts, quotes=(outer, inner)))
    assert rows["statistics"][0]["quote_id"] == rows["quotes"][1]["quote_id"]


def test_participants_and_speakers_are_tied_to_entities_by_name():
    rows = made(*ferry())
    ada = entity_id("person", "Ada Núñez")
    assert rows["event_participants"][0]["entity_id"] == ada
    assert rows["quotes"][0]["speaker_entity_id"] == ada


def test_a_name_that_is_no_entity_of_the_document_has_no_entity():
    document, facts = ferry()
    rows = made(document, replace(facts, entities=()))
    assert rows["event_participants"][0]["entity_id"] is None
    assert rows["quotes"][0]["speaker_entity_id"] is None


def test_of_two_entities_of_one_name_the_speaker_is_the_one_of_its_kind():
    document, facts = ferry()
    person = facts.entities[0]
    rows = made(document, replace(facts, entities=(replace(person, kind="organisation"), person)))
    assert rows["quotes"][0]["speaker_entity_id"] == entity_id("person", person.name)


def test_an_entity_has_one_id_in_any_case():
    assert entity_id("person", "ADA NÚÑEZ") == entity_id("person", "Ada Núñez")
    assert entity_id("person", "Ada") != entity_id("place", "Ada")


def test_a_citation_belongs_to_the_sentence_before_it():
    rows = made(*ferry())
    (citation,) = rows["citations"]
    assert citation["sentence_id"] == rows["sentences"][2]["sentence_id"]
    assert (citation["text"], citation["url"]) == ("", "https://example.org/source")


def test_a_document_whose_extraction_failed_keeps_its_reject_and_nothing_that_hangs_on_sentences():
    document, _ = ferry()
    failed = Facts(document.document_id, rejects=(Reject("document", "extraction_failed", "ValueError: no"),))
    rows = made(document, failed)
    assert {table: len(found) for table, found in rows.items() if found} == {
        "documents": 1,
        "sections": 1,
        "rejects": 1,
    }


def test_a_section_without_words_is_empty():
    document, facts = ferry()
    section = document.sections[0]
    document = replace(document, sections=(replace(section, end=section.start), section))
    assert [row["is_empty"] for row in made(document, facts)["sections"]] == [True, False]


def test_the_same_fact_twice_is_one_row():
    document, facts = ferry()
    doubled = replace(
        facts,
        events=facts.events * 2,
        quotes=facts.quotes * 2,
        statistics=facts.statistics * 2,
        rejects=facts.rejects * 2,
    )
    assert made(document, doubled) == made(document, facts)


def test_facts_that_differ_in_value_at_one_place_are_two_rows():
    document, facts = ferry()
    (event,), (quote,), (statistic,) = facts.events, facts.quotes, facts.statistics
    other = replace(
        facts,
        events=(event, replace(event, factuality="negated")),
        quotes=(quote, replace(quote, speaker_name="Bo Li")),
        statistics=(statistic, replace(statistic, measure="ferries")),
    )
    rows = made(document, other)
    for table, key in (("events", "event_id"), ("quotes", "quote_id"), ("statistics", "statistic_id")):
        assert len({row[key] for row in rows[table]}) == 2


def test_ids_do_not_change_from_one_machine_or_version_to_the_next():
    rows = made(*ferry())
    assert rows["events"][0]["event_id"] == "evt_e51d4aeaa94aa680b920"
    assert rows["quotes"][0]["quote_id"] == "quo_74bcf74b23a3e29ef840"
    assert rows["statistics"][0]["statistic_id"] == "sta_b4a5e81a76036b1b1b44"
    assert rows["sentences"][1]["sentence_id"] == "sen_9931a64ed70e5b37ab7e"
    assert rows["rejects"][0]["reject_id"] == "rej_7d1c10966ba800d5036d"


def test_a_refused_file_is_a_reject_with_its_path():
    refused = SourceReject("a/b.txt", "binary", "NUL bytes at 3", "0" * 64)
    (row, _) = file_reject_rows([refused, refused, SourceReject("c.txt", "bad_metadata", "line 2: no date")])
    assert row["reject_id"].startswith("rej_")
    assert (row["source_path"], row["document_id"], row["kind"], row["code"]) == ("a/b.txt", None, "file", "binary")


def test_a_fault_of_the_metadata_is_no_refused_file():
    (row,) = file_reject_rows([SourceReject("c.txt", "bad_metadata", "line 2: no date")])
    assert row["kind"] == "metadata"
