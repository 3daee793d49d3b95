"""What a figure measures where its own clause does not say: pronouns, and figures that go on about the one before."""

from __future__ import annotations

import pytest

from .conftest import Find


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Farm output shrank sharply. It fell to $12 billion in 2020.", "Farm output"),
        ("Unemployment has barely moved. In Spain it stood at 11.2 percent.", "Unemployment"),
        ("Rice exports, which had stalled, grew again. They rose by 7 percent.", "Rice exports"),
        ("The export tax was cut in March. Analysts had put it at about 12 percent.", "export tax"),
        ("Wheat output rose in May, the ministry said. It reached 12 million tonnes.", "Wheat output"),
        ("Growth slowed to 2 percent. That compares with 4 percent in India.", "Growth"),
        ("The mill spent little in May. It spent $3 billion in June.", "spending of mill"),
        ("Chile said that it would spend €3 billion.", "spending of Chile"),
        ("Fees rose again. The increase of 3 percent follows a long pause.", "Fees"),
    ],
)
def test_a_pronoun_measures_what_it_stands_for(find: Find, text: str, measure: str) -> None:
    figure = find(text)[-1]
    assert (figure.measure, figure.rule.split(".")[1]) == (measure, "antecedent")


@pytest.mark.parametrize(
    "text",
    [
        "Anna Weber spoke first.\n\nIt reached 12 percent.",
        "The mayor, Anna Weber, resigned. They rose by 4 percent.",
        "Rents rose. “It fell to 12 percent,” she said.",
    ],
)
def test_a_pronoun_stands_for_nothing_of_another_paragraph_quote_or_number(find: Find, text: str) -> None:
    assert find(text)[-1].rule.split(".")[1] != "antecedent"


def test_a_measure_from_another_sentence_is_trusted_less(find: Find) -> None:
    named, meant = find("Farm output was $10 billion. It fell to $9 billion in 2020.")
    assert named.measure == meant.measure == "Farm output"
    assert meant.confidence < named.confidence


@pytest.mark.parametrize(
    ("text", "measure", "whole"),
    [
        ("The budget reached $40 billion, the ministry said, 12 percent more than in 2022.", "budget", None),
        ("Revenue came to 40 million pesos, an increase of 8 percent.", "Revenue", None),
        ("Exports stood at $4 billion, or 3 percent of GDP, up 9 percent.", "Exports", None),
        ("More than half of all mothers work, compared with 31 percent in 1990.", "mothers", "mothers"),
        ("Turnout was 60 percent, compared with 55 percent in 2019 and 50 percent in 2014.", "Turnout", None),
        ("Half of all mothers gave birth at 30 or above, compared with 17 percent in 1990.", "mothers", "mothers"),
        ("Two thirds of farmers own land, and nearly three in ten in the south.", "farmers", "farmers"),
    ],
)
def test_a_figure_that_goes_on_about_another_measures_the_same(
    find: Find, text: str, measure: str, whole: str | None
) -> None:
    figure = find(text)[-1]
    assert (figure.measure, figure.whole) == (measure, whole)
    assert figure.rule.endswith(".figure_before")


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Steel production rose by 4.2 percent in real terms.", "Steel production"),
        ("Trade between Brazil and India reached $12 billion.", "Trade between Brazil and India"),
        ("Rents were 6 percent higher than a year before.", "Rents"),
    ],
)
def test_the_subject_of_a_change_is_named_in_full(find: Find, text: str, measure: str) -> None:
    assert find(text)[0].measure == measure


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Of the 120 bottles, 32 broke and 88 arrived.", ["bottles", "bottles", "bottles"]),
        ("More than four litres in five are wasted.", ["litres wasted"]),
        ("Nine households in ten have a phone.", ["households"]),
        ("Profits fell from a half to a third.", ["Profits"]),
    ],
)
def test_numbers_that_share_a_noun_measure_it(find: Find, text: str, measures: list[str]) -> None:
    assert [figure.measure for figure in find(text)] == measures


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Poland spent $31 billion on defence.", "spending of Poland on defence"),
        ("Japan earned $4 billion from tourism.", "earnings of Japan from tourism"),
        ("The group lost $2 billion.", "loss of group"),
        ("There was an increase of 8 percent in rents.", "rents"),
        ("An increase of 5 percent in fares is planned.", "fares"),
    ],
)
def test_a_deed_or_change_is_named_by_a_noun(find: Find, text: str, measure: str) -> None:
    assert find(text)[0].measure == measure
