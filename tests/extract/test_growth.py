"""The work of the rules grows with the length of a text and no faster, whatever the text.

What is counted are calls, of Python and of spaCy's compiled functions: the same on any machine, idle or busy. A text
four times as long may take six times the calls; quadratic work takes sixteen.
"""

from __future__ import annotations

import cProfile
import itertools
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from spacy.language import Language

from pipelines.extract import Document, facts_of, load, parse
from pipelines.extract.entities.mentions import NameMention
from pipelines.extract.entities.merging import merge
from pipelines.extract.nlp import LONGEST_SENTENCE
from pipelines.extract.quick.network import network_of
from pipelines.extract.quotes.found import Found
from pipelines.extract.quotes.passage import Passage
from pipelines.extract.quotes.selection import select

TraceFunction = Callable[[FrameType, str, object], "TraceFunction"]

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


def work(function: Callable[[], object]) -> int:
    """Calls and comparisons: counts what Python traces, each line that runs included."""
    lines = 0

    def count(frame: FrameType, event: str, arg: object) -> TraceFunction:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        function()
    finally:
        sys.settrace(before)
    return lines


def paragraph_of_quotes(number: int, nlp: Language) -> tuple[Passage, list[Found]]:
    text = '"It went on," said Roe. ' * number
    passage = Passage(next(parse([Document("d", text)], nlp)), ())
    return passage, [Found(m.start, m.end, "cue-after", cue_at=m.end + 2) for m in passage.outermost]


def namesakes(number: int) -> list[NameMention]:
    names = [f"{chr(65 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)} Roe" for n in range(number)]
    full = [NameMention(0, 2, 8 * n, 8 * n + 7, name, "person") for n, name in enumerate(names)]
    titles = itertools.cycle(("female", "male", None))
    alone = [
        NameMention(0, 1, 8 * (number + n), 8 * (number + n) + 3, "Roe", "person", next(titles)) for n in range(number)
    ]
    return [*full, *alone]


def test_many_quotes_of_one_paragraph_are_not_compared_with_each_other(nlp):
    few, many = paragraph_of_quotes(40, nlp), paragraph_of_quotes(160, nlp)
    assert work(lambda: select(*many)) < 6 * work(lambda: select(*few))


def test_people_who_share_a_surname_are_not_compared_with_each_other():
    assert work(lambda: merge("", namesakes(400))) < 6 * work(lambda: merge("", namesakes(100)))


def test_the_table_of_known_words_is_not_copied_for_every_few_that_are_new(nlp):
    words = network_of(nlp.get_pipe("tok2vec").model)._words
    sizes = set()
    for batch in range(100):
        words([nlp.make_doc(" ".join(f"w{batch}x{number}" for number in range(20)))])
        sizes.add(len(words._vectors))
    assert len(sizes) <= 12


@pytest.mark.parametrize("words", REPEATED.values(), ids=REPEATED.keys())
def test_four_times_the_text_takes_at_most_six_times_the_work(nlp, words):
    facts_of(next(parse([Document("d", words)], nlp)))  # what is read once is read
    assert calls(words * TIMES * 4, nlp) < 6 * calls(words * TIMES, nlp)


def test_no_sentence_is_longer_than_rules_can_bear_and_it_ends_at_a_full_stop_where_there_is_one(nlp):
    (parsed,) = parse([Document("d", "one two three " * LONGEST_SENTENCE)], nlp)
    assert max(len(sentence) for sentence in parsed.doc.sents) <= LONGEST_SENTENCE
    (parsed,) = parse([Document("d", "They counted the boats on the river, and then again. " * 60)], nlp)
    assert {sentence.text for sentence in parsed.doc.sents} == {"They counted the boats on the river, and then again."}
