"""Whatever marks are put into a text, wherever: nothing raises, spans nest or are disjoint, other paragraphs stay."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipelines.extract import entities, quotes
from pipelines.extract.model import Document, Quote
from pipelines.extract.nlp import parse

FIRST = (
    "The harbour chief said the pier was safe, and residents asked why it had closed. Ms Orlova called the delay a "
    "waste; according to her, nothing was tested."
)
SECOND = '"We tested every bolt," Ivan Reyes said. "Twice." He added that the "old pier" would stay.'
MARKS = st.sampled_from(['"', "“", "”", "„", "«", "»", "‘", "’", "'", "``", "''", "`"])
INSERTIONS = st.lists(st.tuples(st.integers(0, len(FIRST)), MARKS), max_size=6)
ANY_TEXT = st.text(alphabet="Aa \n\"“”‘’'`«».,:;—-?!said that he", max_size=80)

sparing = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def found_in(text: str, nlp: Language) -> tuple[Quote, ...]:
    parsed = next(parse([Document("d", text)], nlp))
    return quotes.find(parsed, entities.find(parsed), ())


def with_marks(text: str, insertions: list[tuple[int, str]]) -> str:
    for at, mark in sorted(insertions, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


def nest_or_are_disjoint(found: tuple[Quote, ...]) -> bool:
    return all(
        a.end <= b.start
        or b.end <= a.start
        or a.start <= b.start < b.end <= a.end
        or b.start <= a.start < a.end <= b.end
        for i, a in enumerate(found)
        for b in found[i + 1 :]
    )


@sparing
@given(INSERTIONS)
def test_inserted_marks_never_raise_and_spans_nest_or_are_disjoint(
    nlp: Language, insertions: list[tuple[int, str]]
) -> None:
    text = with_marks(FIRST, insertions)
    found = found_in(text, nlp)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert nest_or_are_disjoint(found)


@sparing
@given(INSERTIONS)
def test_marks_in_one_paragraph_leave_the_quotes_of_others_alone(
    nlp: Language, insertions: list[tuple[int, str]]
) -> None:
    text = with_marks(FIRST, insertions)
    both = f"{text}\n\n{SECOND}"
    offset = len(text) + 2
    there = [(q.start - offset, q.text, q.speaker) for q in found_in(both, nlp) if q.start >= offset]
    assert there == [(q.start, q.text, q.speaker) for q in found_in(SECOND, nlp)]


@sparing
@given(ANY_TEXT)
def test_any_text_gives_quotes_that_are_where_they_say(nlp: Language, text: str) -> None:
    found = found_in(text, nlp)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(q.speaker is None or text[q.speaker_start : q.speaker_end] == q.speaker for q in found)
    assert nest_or_are_disjoint(found)


def test_the_empty_text_has_no_quotes(parsed: Callable[[str], object], nlp: Language) -> None:
    assert found_in("", nlp) == ()
