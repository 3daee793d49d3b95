"""Speakers by name and quotes by date."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.extract.quotes.selection import CONFIDENCE

from .conftest import Find


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Prime Minister Keir Lowe met farmers. "I hear you," Lowe said.', "Keir Lowe"),
        ('Elena Petrova runs the port. "Traffic doubled," she said.', "Elena Petrova"),
        ('Officials met on Monday. "The strike is over," they said.', "Officials"),
        ('Mayor Dana Wolfe won. Her rival, Greg Stone, lost. "She cheated," he said.', "Greg Stone"),
        ('Two clerks saw the fire. "It was huge," said a clerk.', "clerk"),
    ],
)
def test_the_name_is_the_fullest_of_the_document(find: Find, text: str, name: str) -> None:
    assert find(text)[-1].speaker_name == name


def test_a_pronoun_without_antecedent_has_no_name(find: Find) -> None:
    (quote,) = find('"It is late," he said.')
    assert (quote.speaker, quote.speaker_name) == ("he", None)


def test_the_kind_of_the_speaker_is_the_entitys(find: Find) -> None:
    (quote,) = find('"It is late," said Lucia Moretti.')
    assert quote.speaker_kind == "person"


def test_a_quote_is_dated_by_its_own_sentence(find: Find) -> None:
    day = date(2021, 5, 3)
    (quote,) = find("Moretti said on May 3 that the dam will hold.", {"May 3": day})
    assert (quote.said_on_start, quote.said_on_end) == (day, day)


def test_a_date_within_the_words_does_not_date_them(find: Find) -> None:
    (quote,) = find("Moretti said the dam broke on May 3.", {"May 3": date(2021, 5, 3)})
    assert (quote.said_on_start, quote.said_on_end) == (None, None)


def test_an_undated_quote_takes_the_date_of_the_speakers_quote_before(find: Find) -> None:
    text = "Talks began on May 1. On May 3, Lucia Moretti said the dam will hold. She added that it is new."
    days = {"May 1": date(2021, 5, 1), "May 3": date(2021, 5, 3)}
    assert [q.said_on_start for q in find(text, days)] == [date(2021, 5, 3), date(2021, 5, 3)]


def test_else_the_paragraphs_first_sentence_dates_it(find: Find) -> None:
    text = "Ministers met on May 1. Lucia Moretti said the dam will hold."
    assert [q.said_on_start for q in find(text, {"May 1": date(2021, 5, 1)})] == [date(2021, 5, 1)]


def test_every_rule_has_a_confidence(find: Find) -> None:
    (quote,) = find('"It is late," said Lucia Moretti.')
    assert quote.confidence == CONFIDENCE[quote.rule]
    assert all(0 < c < 1 for c in CONFIDENCE.values())
