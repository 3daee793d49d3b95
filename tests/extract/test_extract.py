import inspect

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pipelines.extract.facts
from pipelines.extract import Document, Facts, extract, load


@pytest.fixture(scope="module")
def nlp():
    return load()


def test_each_document_gives_one_record_in_order(nlp):
    documents = [Document(name, text) for name, text in (("b", "It rained."), ("a", ""), ("c", " \n "))]
    assert [facts.doc_id for facts in extract(documents, nlp)] == ["b", "a", "c"]


def test_every_fact_is_the_very_text_of_its_span(nlp):
    text = 'On 3 May 2021 🚢 Ada Núñez said: "It carries 40 percent of commuters."\n\nShe left in 2022.'
    (facts,) = extract([Document("d", text)], nlp)
    found = [*facts.dates, *facts.events, *facts.quotes, *facts.statistics]
    assert {type(fact).__name__ for fact in found} == {"DateValue", "Event", "Quote", "Statistic"}
    for fact in found:
        assert text[fact.start : fact.end] == fact.text


def test_a_failing_rule_rejects_its_document_and_the_others_go_on(nlp, monkeypatch):
    real = pipelines.extract.facts.facts_of

    def failing(parsed):
        if parsed.document.doc_id == "bad":
            raise ValueError("no such luck")
        return real(parsed)

    monkeypatch.setattr(pipelines.extract.facts, "facts_of", failing)
    bad, good = extract([Document("bad", "It rained."), Document("good", "It closed in 1998.")], nlp)
    assert [(r.kind, r.code, r.detail) for r in bad.rejects] == [
        ("document", "extraction_failed", "ValueError: no such luck")
    ]
    assert bad.events == ()
    assert [e.trigger for e in good.events] == ["closed"]


@given(st.text(max_size=200))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_facts_without_a_reject(nlp, text):
    (facts,) = extract([Document("d", text)], nlp)
    assert isinstance(facts, Facts)
    assert facts.rejects == ()


def test_the_library_is_pure_by_its_imports():
    from pathlib import Path

    forbidden = ("dagster", "duckdb", "great_expectations", "requests", "socket", "random", "subprocess", "urllib")
    for path in Path(inspect.getfile(pipelines.extract)).parent.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if words[:1] in (["import"], ["from"]):
                assert words[1].split(".")[0] not in forbidden, f"{path}: {line}"
                assert "datetime.now" not in line
