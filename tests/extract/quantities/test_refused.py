"""The refused list: what looks like a figure and is none gives no quantity."""

from __future__ import annotations

import pytest

from .conftest import Find

REFUSED = {
    "ordinals": [
        "It was the third time that the ship had sunk.",
        "He lives on the 22nd floor.",
        "The Fourth Republic fell.",
        "She came second and then 3rd.",
    ],
    "scores": [
        "The home side won 3-1 on Sunday.",
        "They drew 2 – 2 after extra time.",
        "Rovers: 4, Wanderers: 0.",
    ],
    "names": [
        "The START III treaty was discussed at the G20.",
        "They saw it on 4chan.",
        "A MiG-29 and an F-16 took off beside an A320.",
        "He flew a Boeing 747 home.",
        "Apollo 11 landed.",
        "Windows 10 is no longer supported.",
        "The Group of Seven met in secret.",
        "They invoked Article 51 and Resolution 2202.",
        "The film was called Seven Samurai.",
        "Area 51 is closed.",
    ],
    "references": [
        "See page 12, Chapter 5 and Section 4.",
        "The error is in version 2.1.3 of the driver.",
        "Passengers of flight 370 are missed.",
        "It stands in No. 10 on the street.",
        "Take bus 40 or route 66.",
        "As shown in Figure 3 and Table 2.",
    ],
    "years, dates and clock times": [
        "In 1914 the war began.",
        "The 2008 war in the mountains was short.",
        "The 1990s were quiet.",
        "The talks began on 5 December.",
        "The office opens at 15:30 and closes at 6pm.",
        "It happened on 12/03/2014.",
        "The season 2013-14 was long.",
        "Turnout at the 2016 election fell.",
    ],
    "identifiers": [
        "Call 555-123-4567 or +44 20 7946 0958.",
        "The ISBN is 978-3-16-148410-0.",
        "See https://example.org/12/345 for more.",
        "Write to room12@example.org.",
        "The paper is doi:10.1000/182.",
        "The server is at 192.168.0.1.",
    ],
    "one as a pronoun": [
        "It is one of the nations on the list.",
        "The current one is broken.",
        "They like one another.",
        "No one came.",
        "This is the one that matters.",
    ],
    "terms": [
        "The sides reached a four-point consensus.",
        "They offered a ten-point plan.",
        "It is a one-way street beside a five-star hotel.",
        "The first half was dull.",
        "A two-time champion spoke.",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in REFUSED.items() for text in texts])
def test_what_is_no_figure_gives_none(find: Find, kind: str, text: str) -> None:
    assert [q.text for q in find(text)] == [], kind


@pytest.mark.parametrize(
    "text",
    [
        "The accord of 5 May 1994 was signed at 9 a.m.",
        "By 12 March they had left.",
        "On the 14th of July the crowd came.",
    ],
)
def test_dates_claim_their_numbers_first(find: Find, text: str) -> None:
    assert find(text, dated=True) == ()


def test_a_length_of_time_inside_a_date_is_still_a_figure(find: Find) -> None:
    (quantity,) = find("The post was made 24 hours ago.", dated=True)
    assert (quantity.value, quantity.unit, quantity.unit_kind) == (24, "hour", "duration")


def test_a_four_digit_number_before_a_plain_plural_is_a_count(find: Find) -> None:
    (quantity,) = find("A survey of 1820 farmers was made.", dated=True)
    assert (quantity.value, quantity.unit) == (1820, "farmer")


def test_an_airliner_is_not_counted_by_its_model(find: Find) -> None:
    (quantity,) = find("The airline ordered five new 737 aircraft.")
    assert (quantity.value, quantity.unit) == (5, "aircraft")
