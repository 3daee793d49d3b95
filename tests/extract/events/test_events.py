"""The event row: span, reading, class, factuality, participants, place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipelines.extract import dates, entities, events
from pipelines.extract.model import DateValue, Document, Entity, Mention
from pipelines.extract.nlp import parse

from .conftest import Find


def test_the_span_is_the_clause_and_holds_the_trigger(find: Find) -> None:
    (event,) = find("Crowds gathered. The parliament\nratified the treaty in [1994], and nobody objected.")
    assert event.text.startswith("The parliament")
    assert event.text.endswith("1994")
    assert event.description == "The parliament ratified the treaty in 1994"
    assert event.start <= event.trigger_start < event.trigger_end <= event.end


def test_a_long_clause_is_read_in_200_characters(find: Find) -> None:
    (event,) = find("In [1994] the parliament discussed " + "taxes and " * 60 + "roads.")
    assert len(event.description) <= 200
    assert event.description.endswith("…")


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("The army withdrew in [1994].", "asserted"),
        ("The army did not withdraw in [1994].", "negated"),
        ("The army never withdrew in [1994].", "negated"),
        ("The army will withdraw in [2094].", "planned"),
        ("The army plans to withdraw in [2094].", "planned"),
        ("The army is expected to withdraw in [2094].", "planned"),
        ("The army could withdraw in [2094].", "hypothetical"),
        ("If the army withdraws in [2094], the town rejoices.", "hypothetical"),
    ],
)
def test_factuality_follows_the_verb_and_what_governs_it(find: Find, marked: str, wanted: str) -> None:
    assert find(marked)[0].factuality == wanted


def test_an_event_noun_after_the_day_of_publication_is_planned(find: Find) -> None:
    (event,) = find("Fans wait for the [2026] Olympics.", published_on=date(2024, 1, 1))
    assert event.factuality == "planned"


@pytest.mark.parametrize(
    ("marked", "state"),
    [
        ("In [2019] the town had four schools.", True),
        ("In [2019] she was a judge.", True),
        ("In [2019] the ministers had a telephone conversation.", False),
        ("In [2019] she became a judge.", False),
    ],
)
def test_what_holds_is_a_state_and_what_is_done_is_none(find: Find, marked: str, state: bool) -> None:
    assert find(marked)[0].state is state


def test_participants_have_roles_and_whole_names(find: Find) -> None:
    (event,) = find("On [Monday], President Laura Stone told Danish reporters and Peter Holm the news.")
    assert [(p.role, p.text) for p in event.participants] == [
        ("actor", "Laura Stone"),
        ("recipient", "reporters"),
        ("recipient", "Peter Holm"),
    ]


def test_the_passive_turns_the_roles_round(find: Find) -> None:
    (event,) = find("The rebels were attacked by the army in [1994].")
    assert [(p.role, p.text) for p in event.participants] == [("recipient", "rebels"), ("actor", "army")]


def test_things_take_no_part(find: Find) -> None:
    (event,) = find("The flood destroyed the bridge in [1994].")
    assert event.participants == ()


def test_a_participant_is_resolved_to_its_entity(find: Find) -> None:
    text = "In 1994 Stone resigned."
    stone = Entity("Laura Stone", "person", (Mention(text.index("Stone"), text.index(" resigned"), "Stone"),))
    (event,) = find("In [1994] Stone resigned.", (stone,))
    assert [(p.text, p.name) for p in event.participants] == [("Stone", "Laura Stone")]


def test_the_place_is_named_after_in_and_for_movements_after_to(find: Find) -> None:
    assert find("The leaders met in Geneva in [1985].")[0].location == "Geneva"
    assert find("He returned to China in [1985].")[0].location == "China"


def test_the_class_comes_from_the_trigger(find: Find) -> None:
    assert find("Troops invaded Norway in [1940].")[0].event_type == "ASSAULT"
    assert find("The leaders met in [1985].")[0].event_type == "CONSULT"
    assert find("He was born in [1940].")[0].event_type is None
    assert find("The leaders held talks in [1985].")[0].event_type == "CONSULT"
    assert find("The war began in [1939].")[0].event_type == "ASSAULT"
    assert find("They praised the negotiations held in [1985] in Oslo.")[0].event_type == "CONSULT"
    assert find("In [1985] the second round of talks began.")[0].event_type == "CONSULT"


_SOUP = (
    'In|1998|2014|Monday|he|left|and|met|,|the|2008|war|(|)|"|“|”|–|:|talks|on|May|5|,|2020|\n|\n\n|was|to|go|.|after'
)
_WORDS = st.sampled_from(_SOUP.split("|"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.lists(_WORDS, max_size=30).map(" ".join), st.text(max_size=60)), st.data())
def test_any_text_with_any_dates_gives_consistent_spans(nlp: Language, text: str, data: st.DataObject) -> None:
    text = text.encode("utf-8", "ignore").decode("utf-8")
    (parsed,) = parse([Document("d", text, date(2020, 1, 1))], nlp)
    marks = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 12)), max_size=4))
    invented = tuple(
        DateValue(
            s, e, text[s:e], "DATE", "2008", "2008", date(2008, 1, 1), date(2008, 12, 31), "year", "in", "explicit", "x"
        )
        for s, e in sorted({(s, min(len(text), s + n)) for s, n in marks if s < len(text)})
    )
    for found in (invented, dates.find(parsed)):
        for event in events.find(parsed, found, entities.find(parsed), ()):
            assert text[event.start : event.end] == event.text
            assert text[event.trigger_start : event.trigger_end] == event.trigger
            assert event.start <= event.trigger_start < event.trigger_end <= event.end
            assert len(event.description) <= 200
            for participant in event.participants:
                assert text[participant.start : participant.end] == participant.text


def test_a_pronoun_is_written_as_it_stands_and_resolved_to_its_name(find: Find) -> None:
    text = "Laura Stone lost the vote. In 1994 she resigned."
    stone = Entity("Laura Stone", "person", (Mention(0, len("Laura Stone"), "Laura Stone"),), "female")
    (event,) = find(text.replace("1994", "[1994]"), (stone,))
    assert [(p.text, p.name) for p in event.participants] == [("she", "Laura Stone")]


def test_a_thing_called_it_takes_no_part(find: Find) -> None:
    (event,) = find("Anna Berg sold it in [1994].")
    assert [p.text for p in event.participants] == ["Anna Berg"]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("Envoys praised the accord signed in [1994].", "the accord signed in 1994"),
        ("The court is to rule on the case in [May].", "The court is to rule on the case in May"),
        ("Fans remember Harbour Expo Lund [1994].", "Harbour Expo Lund 1994"),
    ],
)
def test_a_clause_is_told_with_what_it_hangs_on(find: Find, marked: str, wanted: str) -> None:
    assert wanted in find(marked)[-1].description
