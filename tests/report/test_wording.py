from datetime import date

import pytest

from pipelines.report.wording import fact, figure, interval, is_web_address, number
from tests.report.conftest import harbour


@pytest.mark.parametrize(
    ("start", "end", "precision", "qualifier", "words"),
    [
        ("2025-02-18", "2025-02-18", "day", "in", "18 February 2025"),
        ("2025-03-23", "2025-03-25", "range", "in", "23–25 March 2025"),
        ("2025-03-30", "2025-04-02", "range", "in", "30 March 2025 – 2 April 2025"),
        ("2024-02-01", "2024-02-29", "month", "in", "February 2024"),
        ("2025-03-01", "2025-05-31", "season", "in", "March 2025 – May 2025"),
        ("1998-01-01", "1998-12-31", "year", "in", "1998"),
        ("1998-01-01", "1998-12-31", "year", "around", "around 1998"),
        ("1990-01-01", "1999-12-31", "decade", "in", "1990 – 1999"),
        ("2014-01-01", None, "year", "since", "since 2014"),
        ("2014-01-01", None, "day", "since", "since 1 January 2014"),
        (None, "2024-05-31", "month", "until", "until May 2024"),
        (None, "9999-12-31", "year", "before", "before 9999"),
        (None, "9999-12-31", "month", "in", "until December 9999"),
        (None, None, "vague", "in", ""),
    ],
)
def test_intervals_are_said_as_people_write_them(start, end, precision, qualifier, words):
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    assert interval(first, last, precision, qualifier) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (155e9, "155 billion"),
        (1.5e6, "1.5 million"),
        (2900, "2,900"),
        (0.25, "0.25"),
        (-2e6, "-2 million"),
        (3e12, "3 trillion"),
        (1e18, "1e+18"),
    ],
)
def test_numbers_keep_their_digits_and_large_ones_their_names(value, words):
    assert number(value) == words


def test_a_figure_tells_its_bounds_its_change_and_its_unit():
    row = harbour().rows["statistics"][1] | {"direction": "up", "value_from": 20.0, "value_high": 45.0}
    assert figure(row) == "up from 20 to more than 40 – 45 percent"


def test_a_year_of_three_digits_is_known_as_a_year():
    assert interval(date(196, 1, 1), date(196, 12, 31)) == "AD 196"
    assert interval(date(1, 1, 1), date(100, 12, 31)) == "AD 1 – 100"


def test_an_event_says_who_does_what_to_whom_and_that_it_is_only_planned():
    who = {"actors": "Ada", "recipients": "Ben", "others": None}
    row = harbour().rows["events"][2] | who | {"sentence_start": 123, "page": None}
    told = fact("event", row)
    assert (told.who, told.caveat, told.when) == ("Ada → Ben", "planned", "until 31 December 2004")


def test_a_quote_that_nobody_is_named_for_says_so_by_an_empty_who():
    row = harbour().rows["quotes"][0] | {"speaker": None, "speaker_name": None, "sentence_start": 16, "page": None}
    assert fact("quote", row).who == ""


def test_the_sentence_is_cut_around_the_fact_also_where_the_fact_runs_past_it():
    place = {"sentence_start": 0, "sentence": "abcdef", "char_start": 2, "char_end": 99}
    row = harbour().rows["quotes"][0] | place | {"page": 3}
    assert fact("quote", row).sentence == ("ab", "cdef", "")
    assert ("page", "3") in fact("quote", row).details


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        " https://x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x",
        "https://x y",
    ],
)
def test_only_web_addresses_become_links(url):
    assert not is_web_address(url)
    assert is_web_address("HTTPS://example.org/a?b=c")
