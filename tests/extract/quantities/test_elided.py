"""Units said once for several numbers, and shares told as so many things in so many."""

from __future__ import annotations

import pytest

from .conftest import Find


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("It used 40 billion litres in 2020 and 12 billion in 2023.", [(40e9, "litre"), (12e9, "litre")]),
        ("The deficit was $3 billion in 2020 and 5 billion in 2021.", [(3e9, "USD"), (5e9, "USD")]),
        ("There are 1.4 billion of us, and there will be 1.7 billion.", [(1.4e9, "people"), (1.7e9, "people")]),
        ("Of the 52 tonnes, 32 came by rail and 20 by road.", [(52, "tonne"), (32, "tonne"), (20, "tonne")]),
        ("Of the 5.2 billion litres, 4 came by rail.", [(5.2e9, "litre"), (4e9, "litre")]),
        ("Of the 2 million bottles, 300 broke and 70 leaked.", [(2e6, "bottle"), (300, "bottle"), (70, "bottle")]),
        ("It paid out 4.1 trillion rupees in all, and 8.2 billion of it abroad.", [(4.1e12, "INR")]),
        ("Of the 120 bottles, 32 broke and 88 arrived.", [(120, "bottle"), (32, "bottle"), (88, "bottle")]),
    ],
)
def test_a_number_without_unit_shares_that_of_the_figure_before(
    find: Find, text: str, read: list[tuple[float, str]]
) -> None:
    assert [(q.value, q.unit) for q in find(text)] == read


@pytest.mark.parametrize(
    "text",
    [
        "It used 40 litres. The other had 12 in it.",
        "They bought 40 litres in 2020 and sold them on 12 May.",
        "He lifted 52 tonnes and ran home at 6.",
        "The firm shipped 500 tonnes to Unit 12 and Hall 4.",
        "It cost $40 and one was free.",
    ],
)
def test_other_numbers_share_no_unit(find: Find, text: str) -> None:
    assert [q.rule for q in find(text, dated=True) if q.rule == "elided"] == []


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Four litres in five are wasted.", 80),
        ("Two workers in three are insured.", 66.7),
        ("One person in eight is hungry.", 12.5),
        ("One dollar in forty goes to schools.", 2.5),
        ("Nine young women out of ten voted.", 90),
        ("Seven in ten voters agreed.", 70),
    ],
)
def test_so_many_things_in_so_many_are_a_share(find: Find, text: str, percent: float) -> None:
    (share,) = find(text)
    assert (round(share.value, 1), share.unit) == (percent, "percent")


@pytest.mark.parametrize(
    "text",
    [
        "He scored two goals in three games.",
        "She made one error in 2020.",
        "They built four schools in five years.",
        "The team won two cups in three attempts.",
    ],
)
def test_things_done_within_other_things_are_no_share(find: Find, text: str) -> None:
    assert "percent" not in [q.unit for q in find(text, dated=True)]


@pytest.mark.parametrize(
    ("text", "percent", "comparator"),
    [
        ("Prices grew by a quarter.", 25, "="),
        ("Wages fell by a third in four years.", 33.3, "="),
        ("Rents have risen by almost two thirds since then.", 66.7, "~"),
        ("Five years later the share was less than one fifth.", 20, "<"),
        ("They cut spending by half.", 50, "="),
    ],
)
def test_a_fraction_is_the_amount_of_a_change_or_a_level(
    find: Find, text: str, percent: float, comparator: str
) -> None:
    share = next(q for q in find(text) if q.unit == "percent")
    assert (round(share.value, 1), share.comparator, share.rule) == (percent, comparator, "share")


@pytest.mark.parametrize(
    "text",
    [
        "He moved from one room to a third.",
        "The minister was replaced by a third party.",
        "She came in at a quarter past nine.",
        "Her team finished a close third.",
    ],
)
def test_ordinal_thirds_and_quarters_are_no_share(find: Find, text: str) -> None:
    assert "percent" not in [q.unit for q in find(text)]
