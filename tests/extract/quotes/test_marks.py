"""Quotation marks of every kind are paired within their paragraph, and an odd one costs nothing else."""

from __future__ import annotations

import pytest

from pipelines.extract.paragraphs import paragraphs
from pipelines.extract.quotes.marks import pair


def held(text: str) -> list[str]:
    """The words between outermost marks."""
    return [text[m.start : m.end] for m in pair(text, paragraphs(text)) if m.depth == 0]


@pytest.mark.parametrize(
    "text",
    [
        'She said "we go now" to all.',
        "She said “we go now” to all.",
        "She said „we go now“ to all.",
        "She said «we go now» to all.",
        "She said « we go now » to all.",
        "She said ``we go now'' to all.",
        "She said ‘we go now’ to all.",
        "She said 'we go now' to all.",
        'She said "we go now” to all.',
        'She said “we go now" to all.',
        'She said," we go now" to all.',
    ],
)
def test_every_kind_of_mark_is_paired(text: str) -> None:
    assert [h.strip() for h in held(text)] == ["we go now"]


def test_quotes_within_quotes_stand_one_level_deeper() -> None:
    text = "He said: “They shouted ‘stop’ twice.”"
    assert [(text[m.start : m.end], m.depth) for m in pair(text, paragraphs(text))] == [
        ("They shouted ‘stop’ twice.", 0),
        ("stop", 1),
    ]


@pytest.mark.parametrize("odd", ['"', "“", "”", "'", "’", "``", "''", "«"])
def test_an_odd_mark_costs_no_other_paragraph(odd: str) -> None:
    text = f'One {odd} stray.\n\nShe said "we go now" to all.'
    assert "we go now" in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "The workers' rights and the firm's debts grew.",
        "It was the '90s, and rock 'n' roll wasn't dead.",
        "He is 6'2\" tall.",
        '<a href="page" id="top">',
    ],
)
def test_apostrophes_inches_and_attributes_quote_nothing(text: str) -> None:
    assert [h for h in held(text) if h != "n"] == []


def test_a_quote_over_paragraphs_is_open_till_its_last() -> None:
    text = "“We stay.\n\n“We fight.”"
    assert [(text[m.start : m.end], m.closed) for m in pair(text, paragraphs(text))] == [
        ("We stay.", False),
        ("We fight.", True),
    ]
