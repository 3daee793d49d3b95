"""The work of the rules grows with the length of a text and no faster, whatever the text.

What is counted are calls, of Python and of spaCy's compiled functions: the same on any machine, idle or busy. A text
four times as long may take six times the calls; quadratic work takes sixteen.
"""

from __future__ import annotations

import cProfile

import pytest

from pipelines.extract import Document, facts_of, load, parse
from pipelines.extract.nlp import LONGEST_SENTENCE

REPEATED = {
    "one cue": "said ",
    "cue after cue": "who said that it was ",
    "a comma": "cats, ",
    "a name": "Ann Roe and ",
    "a date": "on May 3 ",
    "a share": "5 % of ",
    "a change": "rose by 5 % to ",
    "a number": "17 ",
    "opening marks": "“ ",
    "pairs of marks": '"yes" said Roe, ',
    "a nesting phrase": "the boss of the friend of ",
    "brackets": "( ",
    "a whole sentence": 'Ann Roe said on 3 May that it rose 5 %. "It did," he added. ',
    "one-word paragraphs": "word\n\n",
    "paragraphs that open a quote": "“It went on\n\n",
    "paragraphs that name somebody": "Ann Roe said she left.\n\n",
    "paragraphs with a date": "In May 2020 it rained.\n\n",
}
TIMES = LONGEST_SENTENCE
"""Repetitions of the shorter text: what happens within one sentence is then done with."""


@pytest.fixture(scope="module")
def nlp():
    return load()


def calls(text: str, nlp) -> int:
    (parsed,) = parse([Document("d", text)], nlp)
    profile = cProfile.Profile()
    profile.enable()
    facts_of(parsed)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("words", REPEATED.values(), ids=REPEATED.keys())
def test_four_times_the_text_takes_at_most_six_times_the_work(nlp, words):
    facts_of(next(parse([Document("d", words)], nlp)))  # what is read once is read
    assert calls(words * TIMES * 4, nlp) < 6 * calls(words * TIMES, nlp)


def test_no_sentence_is_longer_than_rules_can_bear_and_it_ends_at_a_full_stop_where_there_is_one(nlp):
    (parsed,) = parse([Document("d", "one two three " * LONGEST_SENTENCE)], nlp)
    assert max(len(sentence) for sentence in parsed.doc.sents) <= LONGEST_SENTENCE
    (parsed,) = parse([Document("d", "They counted the boats on the river, and then again. " * 60)], nlp)
    assert {sentence.text for sentence in parsed.doc.sents} == {"They counted the boats on the river, and then again."}
