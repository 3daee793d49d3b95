"""Mentions resolve to the fullest name, pronouns to the most salient person before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.extract import entities, load
from pipelines.extract.model import Document, Section
from pipelines.extract.nlp import parse
from pipelines.extract.speakers import Resolver

Name = Callable[..., str | None]


@pytest.fixture(scope="module")
def name_of() -> Name:
    """The name of the last place where the text says `mention`."""
    nlp = load()

    def run(text: str, mention: str, sections: tuple[Section, ...] = ()) -> str | None:
        parsed = next(parse([Document("d", text, sections=sections)], nlp))
        at = text.rindex(mention)
        return Resolver(parsed, entities.find(parsed)).name_of(at, at + len(mention))

    return run


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Senator Paula Diaz left. Diaz was tired.", "Diaz", "Paula Diaz"),
        ("Paula Diaz, a senator from Ohio, left.", "Paula Diaz, a senator from Ohio,", "Paula Diaz"),
        ("Coast guard spokesman Karl Frey left.", "Coast guard spokesman Karl Frey", "Karl Frey"),
        ("President Olga Marin left. The president was tired.", "The president", "Olga Marin"),
        ("Two people familiar with the plan left.", "Two people familiar with the plan", "Two people"),
        ("The report's authors left.", "The report's authors", "report's authors"),
        ("Paula Diaz left. Diaz's statement was short.", "Diaz's statement", "Paula Diaz"),
    ],
)
def test_a_noun_phrase_stands_for_its_fullest_name(name_of: Name, text: str, mention: str, name: str) -> None:
    assert name_of(text, mention) == name


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Paula Diaz met Karl Frey. She was tired.", "She", "Paula Diaz"),
        ("Paula Diaz met Karl Frey. He was tired.", "He", "Karl Frey"),
        ("Karl Frey met Hans Becker. He was tired.", "He", "Karl Frey"),
        ("Farmers blocked the road. They were tired.", "They", "Farmers"),
        ("Microsoft closed two plants. It had lost money.", "It", "Microsoft"),
        ("The road was closed. He was tired.", "He", None),
    ],
)
def test_a_pronoun_stands_for_the_most_salient_one_that_agrees(
    name_of: Name, text: str, mention: str, name: str | None
) -> None:
    assert name_of(text, mention) == name


def test_a_pronoun_never_looks_across_a_section(name_of: Name) -> None:
    text = "Karl Frey left.\n\nHe was tired."
    sections = (Section(0, 15, "One"), Section(17, 30, "Two"))
    assert name_of(text, "He") == "Karl Frey"
    assert name_of(text, "He", sections) is None
