"""Signatures, and the pairs they find without comparing every text with every other."""

from __future__ import annotations

import hashlib

import numpy as np

from pipelines.near_duplicates.signatures import NEAREST, PLACES, candidates, estimates, signatures
from pipelines.near_duplicates.wording import similarity, wording
from tests.benchmarks.articles import article

from . import articles


def test_a_text_has_the_same_signature_on_every_machine_and_beside_whatever_others() -> None:
    rows = signatures([articles.REPORT, articles.QUOTING])
    assert rows.shape == (2, PLACES)
    assert (signatures([articles.REPORT]) == rows[:1]).all()
    known = "d5a708c41c90f1a9"
    assert hashlib.sha256(rows.tobytes()).hexdigest()[:16] == known, "another algorithm: does `method` know of it?"


def test_an_estimate_is_near_the_similarity() -> None:
    texts = [articles.REPORT, articles.EDITED, articles.TRUNCATED, articles.QUOTING, articles.OF_ANOTHER_WRITER]
    pairs = [(a, b) for b in range(len(texts)) for a in range(b)]
    exact = [similarity(wording(texts[a]), wording(texts[b])) for a, b in pairs]
    earlier, later = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
    assert np.abs(estimates(signatures(texts), earlier, later) - exact).max() < 0.1


def test_the_candidates_of_a_text_stand_before_it_the_most_alike_first() -> None:
    rows = signatures([articles.REPORT, articles.QUOTING, articles.TRUNCATED, articles.REPORT + " The end."])
    assert candidates(rows) == {2: [0], 3: [0, 2]}


def test_articles_of_their_own_are_no_candidates() -> None:
    assert candidates(signatures([article(number) for number in range(200)])) == {}


def test_of_very_many_copies_each_is_compared_with_few() -> None:
    found = candidates(signatures([articles.REPORT] * 500))
    assert len(found) == 499
    assert all(earlier == list(range(min(later, NEAREST))) for later, earlier in found.items())


def test_no_text_and_one_text_have_no_candidates() -> None:
    assert candidates(signatures([])) == {}
    assert candidates(signatures([articles.REPORT])) == {}
