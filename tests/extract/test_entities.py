"""Names in a text become entities: titles off, kinds repaired, short forms merged with full ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.extract import entities, load
from pipelines.extract.model import Document, Entity
from pipelines.extract.nlp import parse

Find = Callable[[str], dict[str, Entity]]


@pytest.fixture(scope="module")
def find() -> Find:
    nlp = load()

    def run(text: str) -> dict[str, Entity]:
        return {e.name: e for e in entities.find(next(parse([Document("d", text)], nlp)))}

    return run


def test_a_surname_is_merged_with_the_full_name(find: Find) -> None:
    found = find("Prime Minister Ingrid Solberg met farmers in Oslo. Solberg promised help. Mrs Solberg left at noon.")
    person = found["Ingrid Solberg"]
    assert (person.kind, person.gender, person.aliases) == ("person", "female", ("Ingrid Solberg", "Solberg"))
    assert len(person.mentions) == 3


def test_mentions_are_where_they_say(find: Find) -> None:
    text = "Dr. Omar Haddad of the World Trade Organization (WTO) spoke in Geneva; the WTO agreed with Haddad."
    for entity in find(text).values():
        assert all(text[m.start : m.end] == m.text for m in entity.mentions)


def test_a_short_form_in_brackets_is_the_body_before_it(find: Find) -> None:
    found = find("The Northern Grain Agency (NGA) closed two silos. The NGA gave no reason.")
    assert "NGA" in found["Northern Grain Agency"].aliases


def test_known_names_of_one_body_are_merged(find: Find) -> None:
    found = find("The United Nations voted on Monday. The UN had met on Sunday in New York.")
    assert "UN" in found["United Nations"].aliases


def test_the_same_surname_with_another_given_name_is_another_person(find: Find) -> None:
    found = find("Anna Weber met Paul Weber in Bonn. Anna Weber left early. Mr. Weber stayed.")
    assert found["Paul Weber"].aliases == ("Paul Weber", "Weber")
    assert found["Anna Weber"].aliases == ("Anna Weber",)


def test_a_slip_in_a_lone_surname_is_forgiven(find: Find) -> None:
    found = find("Lydia Buchholz opened the fair in Kiel. Ms Buchhols thanked the helpers.")
    assert "Buchhols" in found["Lydia Buchholz"].aliases


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Ms Chen Wei-Lin spoke.", "Chen Wei-Lin", "female"),
        ("Spokesman Robin Ashe spoke.", "Robin Ashe", "male"),
        ("Later that day, Maria Lopez spoke to the press.", "Maria Lopez", "female"),
        ("Later that day, Robin Ashe spoke to the press.", "Robin Ashe", None),
    ],
)
def test_gender_is_told_by_title_or_given_name_and_else_unknown(
    find: Find, text: str, name: str, gender: str | None
) -> None:
    assert find(text)[name].gender == gender


def test_the_empty_text_names_nobody(find: Find) -> None:
    assert find("") == {}
