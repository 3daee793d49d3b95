"""Written forms: each precision and notation, and what only looks like one."""

from __future__ import annotations

import pytest
from edtf import parse_edtf

from .conftest import Find, days


@pytest.mark.parametrize(
    ("written", "value", "edtf", "first", "last", "precision"),
    [
        ("18 February 2025", "2025-02-18", "2025-02-18", "2025-02-18", "2025-02-18", "day"),
        ("the 18th of February, 2025", "2025-02-18", "2025-02-18", "2025-02-18", "2025-02-18", "day"),
        ("Tuesday, Feb. 18, 2025", "2025-02-18", "2025-02-18", "2025-02-18", "2025-02-18", "day"),
        ("2025-02-18", "2025-02-18", "2025-02-18", "2025-02-18", "2025-02-18", "day"),
        ("18.2.2025", "2025-02-18", "2025-02-18", "2025-02-18", "2025-02-18", "day"),
        ("18-Feb-2025", "2025-02-18", "2025-02-18", "2025-02-18", "2025-02-18", "day"),
        ("02/18/2025", "2025-02-18", "2025-02-18", "2025-02-18", "2025-02-18", "day"),
        ("18/02/2025", "2025-02-18", "2025-02-18", "2025-02-18", "2025-02-18", "day"),
        ("February 2025", "2025-02", "2025-02", "2025-02-01", "2025-02-28", "month"),
        ("the first quarter of 2024", "2024-Q1", "2024-33", "2024-01-01", "2024-03-31", "quarter"),
        ("Q3 2023", "2023-Q3", "2023-35", "2023-07-01", "2023-09-30", "quarter"),
        ("H1 2021", "2021-H1", "2021-40", "2021-01-01", "2021-06-30", "half"),
        ("the second half of 2020", "2020-H2", "2020-07/2020-12", "2020-07-01", "2020-12-31", "half"),
        ("winter 2019", "2019-WI", "2019-24", "2019-12-01", "2020-02-29", "season"),
        ("the winter of 1776-77", "1776-WI", "1776-24", "1776-12-01", "1777-02-28", "season"),
        ("the fall of 1999", "1999-FA", "1999-23", "1999-09-01", "1999-11-30", "season"),
        ("the year 1871", "1871", "1871", "1871-01-01", "1871-12-31", "year"),
        ("early 1914", "1914", "1914-01/1914-04", "1914-01-01", "1914-04-30", "range"),
        ("mid-1944", "1944", "1944-05/1944-08", "1944-05-01", "1944-08-31", "range"),
        ("late March 2010", "2010-03", "2010-03-21/2010-03-31", "2010-03-21", "2010-03-31", "range"),
        ("the end of March 2010", "2010-03", "2010-03-21/2010-03-31", "2010-03-21", "2010-03-31", "range"),
        ("the 1990s", "199X", "199X", "1990-01-01", "1999-12-31", "decade"),
        ("the sixties", "196X", "196X", "1960-01-01", "1969-12-31", "decade"),
        ("the early 1990s", "199X", "1990/1993", "1990-01-01", "1993-12-31", "range"),
        ("the mid-1990s", "199X", "1994/1996", "1994-01-01", "1996-12-31", "range"),
        ("the late 1990s", "199X", "1997/1999", "1997-01-01", "1999-12-31", "range"),
        ("the 1800s", "18XX", "1801/1900", "1801-01-01", "1900-12-31", "century"),
        ("the 19th century", "18XX", "1801/1900", "1801-01-01", "1900-12-31", "century"),
        ("the twenty-first century", "20XX", "2001/2100", "2001-01-01", "2100-12-31", "century"),
        ("New Year’s Eve 1999", "1999-12-31", "1999-12-31", "1999-12-31", "1999-12-31", "day"),
        ("the first Monday of June 2015", "2015-06-01", "2015-06-01", "2015-06-01", "2015-06-01", "day"),
        ("the last day of 2010", "2010-12-31", "2010-12-31", "2010-12-31", "2010-12-31", "day"),
        ("AD 842", "0842", "0842", "0842-01-01", "0842-12-31", "year"),
        ("480 BC", "BC0480", "-0479", None, None, "year"),
        ("the 480s BC", "BC048X", "-0488/-0479", None, None, "decade"),
        ("the 5th century BC", "BC04XX", "-0499/-0400", None, None, "century"),
    ],
)
def test_each_written_form_has_its_value_edtf_string_and_interval(
    find: Find, written: str, value: str, edtf: str, first: str | None, last: str | None, precision: str
) -> None:
    (found,) = find(f"It happened in {written}.")
    assert (found.value, found.edtf, *days(found), found.precision) == (value, edtf, first, last, precision)
    assert parse_edtf(edtf)
    assert found.basis == "explicit"


def test_a_day_and_month_that_could_be_swapped_follow_their_marks(find: Find) -> None:
    assert [d.value for d in find("On 3/4/2025 it began.")] == ["2025-03-04"]
    assert [d.value for d in find("On 3.4.2025 it began.")] == ["2025-04-03"]


@pytest.mark.parametrize(
    "text",
    [
        "He may leave, and they march on.",
        "Some 2000 people came and 1500 troops left.",
        "Flight 1549 was late.",
        "See page 1984 or p. 1985.",
        "Resolution 1973 passed.",
        "They paid $1990 for it.",
        "She lives at 1696 Baker Street.",
        "Call 461-1776 at once.",
        "The 1800-metre peak and a 1950-seat hall are near.",
        "The sample (n = 1990) is small, see § 1983 and pp. 2001-2010.",
        "More than 2000 soldiers died, and over 1900 were hurt.",
        "The Long March began, and Sherman's March to the Sea.",
        "Prices fall, and the fall of the town was near.",
        "April Jones met August Wilson.",
        "In her 80s she still sang, and in his late thirties he did.",
        "They led in the Latin quarter and lost the first quarter final.",
        "The boy is five years old, the five-year-old girl is not.",
        "They won 10:57 in the last of three quarters of an hour.",
        "The 9th Army and the second man left.",
        "Operation Red Dawn failed.",
        "See https://example.org/2019/05 for more.",
        "See <https://example.org/ties-1983-2023> or item 94bc4de5.",
    ],
)
def test_numbers_verbs_and_names_are_no_dates(find: Find, text: str) -> None:
    assert [d.text for d in find(text) if d.type == "DATE"] == []


@pytest.mark.parametrize("text", ["the 2030 Agenda", "Agenda 2030", "the Companies Act 2006", "the October Revolution"])
def test_a_date_in_a_name_dates_nothing(find: Find, text: str) -> None:
    (value,) = find(f"Nobody remembers {text} today.")[:1]
    assert value.names


@pytest.mark.parametrize("text", ["the 2004 Summer Olympics", "the 2012 elections", "Expo 2016"])
def test_the_year_of_an_edition_is_a_date(find: Find, text: str) -> None:
    (value,) = find(f"Nobody remembers {text}.")
    assert (value.precision, value.names) == ("year", False)


def test_a_year_of_three_digits_needs_its_place(find: Find) -> None:
    assert [d.value for d in find("In 866, the town fell. It had 211 houses.")] == ["0866"]
    text = "From 490 BC to 479 BC they fought. It began in 492 BC and 491 BC. By 477 it was over."
    assert find(text)[-1].value == "BC0477"


def test_a_day_known_by_its_name_is_that_day(find: Find) -> None:
    assert [d.value for d in find("He wrote of the September 11 attacks and of D-Day.")] == ["2001-09-11", "1944-06-06"]
