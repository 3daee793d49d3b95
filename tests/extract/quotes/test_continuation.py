"""Quotes whose speaker stands in another sentence or paragraph, and marked words that are nobody's."""

from __future__ import annotations

import pytest

from .conftest import Find, rows


def test_the_next_sentence_in_marks_goes_on(find: Find) -> None:
    found = find('"The dam will hold," said Lucia Moretti. "We tested it twice."')
    assert [(q.text, q.speaker, q.cue) for q in found] == [
        ("The dam will hold,", "Lucia Moretti", "said"),
        ("We tested it twice.", "Lucia Moretti", "said"),
    ]


def test_a_paragraph_in_marks_goes_on_with_the_speaker_before_it(find: Find) -> None:
    found = find('Moretti called the audit "sloppy".\n\n"They read half of the files."')
    assert rows(found)[1] == ("They read half of the files.", "Moretti")


def test_a_quote_over_several_paragraphs_is_one_row_each(find: Find) -> None:
    found = find("The captain told the crew: “We are not leaving.\n\n“The sea does not scare us.”")
    assert rows(found) == [("We are not leaving.", "The captain"), ("The sea does not scare us.", "The captain")]


def test_an_act_of_speech_leaves_its_words_to_the_next_sentence(find: Find) -> None:
    found = find('The palace issued a statement. "Nothing was signed."')
    assert [(q.text, q.speaker, q.cue) for q in found] == [("Nothing was signed.", "The palace", "issued")]


def test_a_speaker_is_never_guessed(find: Find) -> None:
    assert rows(find('The hall was full. "They lied to all of us."')) == [("They lied to all of us.", None)]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "green list" was dropped.',
        'Her novel "The Salt Road" won the prize.',
        'The band "Night Owls" played on Friday.',
        'The law, known as the "Clean Air Act", passed in 1990.',
        'They call him "Bear".',
        'The "new normal" has arrived.',
        'Shops in the "red zone" stay shut.',
        'The word "freedom" appears twice.',
        'The policy is marked by a "two-speed" approach.',
        '"Storm floods the old town" — Daily Courier, June 3, 2011',
    ],
)
def test_terms_titles_nicknames_and_scare_quotes_are_refused(find: Find, text: str) -> None:
    assert find(text) == ()
