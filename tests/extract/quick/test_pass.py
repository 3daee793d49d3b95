"""The quick pass gives what spaCy's own gives."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Span

from pipelines.extract import DEFAULT_MODEL, Document, load, parse
from pipelines.extract.nlp import with_paragraph_borders
from pipelines.extract.quick import annotate
from pipelines.extract.quick.blas import BLOCK, product

ATTRIBUTES = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]
TEXTS = (
    "",
    " \n\n ",
    "Go.",
    "On 3 May 2021 Ada Núñez of the Harbour Board told Radio Leith: “We ain't gonna pay $5 million.” There were 40.",
    "THE BRIDGE\n\nIt's the Forth Valley Council's bridge, y'all said.  It got longer\tby 5% in March, she'd say.",
    "Prime Minister Ola Berg, Ministry of Trade and Labour, Oslo\n\nSaid who? Said Berg, 44, on Tuesday; let's see.",
    "Kim Ode (left), Lee-Ann Po & Sons Ltd. – all three – weren't to be found there is no telling why.\n" * 9,
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def plain() -> Language:
    return with_paragraph_borders(spacy.load(DEFAULT_MODEL))


def annotations(texts, nlp):
    parsed = parse([Document(str(i), text) for i, text in enumerate(texts)], nlp)
    return [one.doc.to_array(ATTRIBUTES).tolist() for one in parsed]


def test_every_annotation_is_spacys_own(nlp, plain):
    assert annotations(TEXTS, nlp) == [doc.to_array(ATTRIBUTES).tolist() for doc in plain.pipe(TEXTS)]


@given(st.lists(st.text(alphabet="aA1 ,.'\n\"“”-$%é\u2009there is May Roe", max_size=60), max_size=3))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_annotated_as_spacy_annotates_it(nlp, plain, texts):

    assert annotations(texts, nlp) == [doc.to_array(ATTRIBUTES).tolist() for doc in plain.pipe(texts)]


def test_a_document_is_annotated_alone_as_among_others_to_the_last_bit(nlp):
    together = annotate([nlp.make_doc(text) for text in TEXTS], nlp)
    alone = [annotate([nlp.make_doc(text)], nlp)[0] for text in reversed(TEXTS)][::-1]
    for one, other in zip(together, alone, strict=True):
        assert one.to_array(ATTRIBUTES).tolist() == other.to_array(ATTRIBUTES).tolist()
        assert one.tensor.tobytes() == other.tensor.tobytes()


def test_names_never_cross_a_paragraph(nlp):
    (doc,) = annotate([nlp.make_doc("Ola Berg\n\nAnn Roe\n\nBank of Oslo")], nlp)
    assert all("\n" not in name.text for name in doc.ents)
    assert all(a.end <= b.start for a, b in pairwise(doc.ents))


def test_names_set_before_are_kept(nlp):
    doc = nlp.make_doc("They met in the Blue Barn on Monday.")
    doc.set_ents([Span(doc, 4, 6, label="FAC")])
    annotate([doc], nlp)
    assert ("Blue Barn", "FAC") in [(name.text, name.label_) for name in doc.ents]


def test_a_pipeline_of_other_parts_runs_as_spacy_runs_it():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Harbour Board"}])
    (parsed,) = parse([Document("d", "It rained. The Harbour Board met.")], nlp)
    assert [name.text for name in parsed.doc.ents] == ["Harbour Board"]
    assert len(parsed.sentences) == 2


def test_a_part_that_is_switched_off_does_not_run():
    nlp = load()
    with nlp.select_pipes(disable=["ner", "lemmatizer"]):
        (doc,) = annotate([nlp.make_doc("Ola Berg left Oslo in 2012.")], nlp)
    assert not doc.ents
    assert {token.lemma_ for token in doc} == {""}
    assert doc[2].pos_ == "VERB"


def test_a_product_of_a_row_depends_on_the_row_alone():
    chance = np.random.default_rng(5)
    rows = chance.standard_normal((2 * BLOCK + 3, 288), dtype=np.float32)
    weights = chance.standard_normal((288, 106), dtype=np.float32)
    whole = product(rows, weights)
    for first, last in ((0, 1), (7, 8), (5, BLOCK), (BLOCK + 1, 2 * BLOCK + 3)):
        assert product(rows[first:last], weights).tobytes() == whole[first:last].tobytes()
    assert np.allclose(whole, rows @ weights, rtol=1e-4, atol=1e-4)
