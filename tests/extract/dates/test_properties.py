"""What holds for any text, any date and any machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.dates import periods
from pipelines.extract.model import DateValue

Untagged = Callable[[str], tuple[DateValue, ...]]

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
VOCABULARY = """
    from to until since by before after between and the of in on early mid late end half last next this that same few 
    ago later earlier every per a an two twenty hundred first second third 3rd 31st May march September Sept. Monday 
    Tue spring winter night day days week month year years decade century centuries quarter Q3 1990s '42 80s nineties 
    1914 1939 31 12 7 0 480 BC AD 10:57 a.m. 2025-02-30 3/4/2025 31-Feb-2020 , . - – / ( ) now recently former daily 
    Christmas today tomorrow weekend anniversary old aged present long about troops Olympics Agenda
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])


@given(st.lists(WORDS, max_size=24).map(" ".join))
@settings(max_examples=300)
def test_any_words_in_any_order_give_sound_dates(find_untagged: Untagged, text: str) -> None:
    _check(text, find_untagged(text))


@given(st.text(max_size=80))
@settings(max_examples=150)
def test_any_text_gives_sound_dates(find_untagged: Untagged, text: str) -> None:
    _check(text, find_untagged(text))


def _check(text: str, found: tuple[DateValue, ...]) -> None:
    end = 0
    for value in found:
        assert end <= value.start < value.end <= len(text)
        assert text[value.start : value.end] == value.text
        end = value.end
        if value.starts_on and value.ends_on:
            assert value.starts_on <= value.ends_on
            if value.qualifier in ("in", "around"):
                _check_precision(value.precision, value.starts_on, value.ends_on)
        if value.precision == "vague":
            assert value.starts_on is None
            assert value.ends_on is None
        if value.edtf is not None:
            assert parse_edtf(value.edtf), value.edtf


def _check_precision(precision: str | None, first: date, last: date) -> None:
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    lengths = {"day": 1, "week": 7}
    if precision in lengths:
        assert (last - first).days + 1 == lengths[precision]
    spans = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    if precision in spans:
        assert (first.day, last.day, months) == (1, monthrange(last.year, last.month)[1], spans[precision])


@pytest.mark.parametrize(
    "form",
    [
        "{d.day} {month} {d.year}",
        "{month} {d.day}, {d.year}",
        "the {d.day}th of {month} {d.year}",
        "{short} {d.day} {d.year}",
        "{d.day} {short} {d.year}",
        "{d.day}-{short}-{d.year}",
        "{d.year}-{d.month:02d}-{d.day:02d}",
        "{d.day}.{d.month}.{d.year}",
        "{d.month}/{d.day}/{d.year}",
        "{weekday}, {d.day} {month} {d.year}",
        "{weekday}, {month} {d.day}, {d.year}",
    ],
)
@given(day=st.dates(date(1400, 1, 1), date(2060, 12, 31)))
@settings(max_examples=25)
def test_a_day_comes_back_as_it_was_written(find_untagged: Untagged, form: str, day: date) -> None:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    written = form.format(d=day, month=month, short=month[:3], weekday=weekday)
    (value,) = find_untagged(f"It began on {written}.")
    assert (value.starts_on, value.ends_on, value.value, value.edtf) == (day, day, day.isoformat(), day.isoformat())
    assert value.precision == "day"


@given(year=st.integers(1400, 2060), month=st.integers(1, 12), part=st.sampled_from(["", "early ", "mid-", "late "]))
@settings(max_examples=60)
def test_coarser_dates_come_back_as_they_were_written(
    find_untagged: Untagged, year: int, month: int, part: periods.Part | str
) -> None:
    name = MONTHS[month - 1]
    (value,) = find_untagged(f"It began in {part}{name} {year}.")
    assert value.value == f"{year}-{month:02d}"
    assert value.starts_on is not None
    assert (value.starts_on.year, value.starts_on.month) == (year, month)
    (value,) = find_untagged(f"It began in {part}{year}.")
    assert value.value == str(year)
    if year % 10 == 0 and year % 100:
        assert find_untagged(f"It began in the {part}{year}s.")[0].value == f"{year // 10}X"


@given(
    day=st.dates(date(1, 1, 1), date(9999, 12, 31)),
    count=st.integers(-30000, 30000),
    unit=st.sampled_from(sorted(periods.UNITS)),
)
def test_moving_a_day_never_leaves_the_calendar(day: date, count: int, unit: str) -> None:
    moved = periods.moved(day, count, unit)
    assert moved is None or (moved >= day if count > 0 else moved <= day)


@given(first=st.integers(1, 9990), part=st.sampled_from(["start", "mid", "end"]))
def test_a_part_lies_inside_its_whole(first: int, part: periods.Part) -> None:
    wholes = [periods.years(first, first), periods.months(first, 2), periods.season(first, "WI")]
    wholes += [periods.decade(first // 10 * 10 or 10), periods.century(first // 100 + 1)]
    for whole in wholes:
        if whole is not None:
            inside = periods.part_of(whole, part)
            assert whole.first <= inside.first <= inside.last <= whole.last


PROGRAM = """
import json, sys
from datetime import date
from pipelines.extract import Document, dates, load, parse
text = "He said on Tuesday that talks began two years ago. In March it failed. It ends next month. Now it rains."
documents = [Document("a", text, date(2025, 2, 20)), Document("b", text), Document("c", "On 03-Mar-2024 it began.")]
print(json.dumps([[str(d) for d in dates.find(parsed)] for parsed in parse(documents, load())]))
"""


def test_clock_time_zone_locale_and_hash_seed_change_nothing() -> None:
    root = Path(__file__).resolve().parents[3]
    machines = (
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/Adak", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PROGRAM],
            cwd=root,
            env=os.environ | machine,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
        for machine in machines
    ]
    assert outputs[0] == outputs[1]
    assert len(json.loads(outputs[0])[0]) == 5
