"""Documents that tell one fact each, and copies of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.told import Told


def meeting(name: str, words: str, trigger: str = "met", **other: Any) -> Told:
    """A document that tells one event of 18 February 2025, or of another date."""
    starts_on = other.pop("starts_on", "2025-02-18")
    ends_on = other.pop("ends_on", starts_on)
    date_text = other.pop("date_text", "18 February 2025")
    told = Told(name, f"{words}.")
    told.event(words, trigger, date_text, starts_on, ends_on, **{"event_type": "CONSULT", **other})
    return told


def figure(name: str, words: str, value: float, *, unit: str = "percent", sentence: str = "", **other: Any) -> Told:
    """A document that gives the jobless rate of 2024, or another figure."""
    told = Told(name, f"{sentence or 'In ' + name + ' it says that'} {words}.")
    about = {"measure": "the jobless rate", "as_of_start": date(2024, 1, 1), "as_of_end": date(2024, 12, 31)}
    told.statistic(words, value, unit, **{**about, **other})
    return told


def copy_of(original: Told, copy: Told) -> Told:
    """`copy`, marked as a copy of `original`."""
    copy.rows["documents"][0].update({"duplicate_of": original.id, "similarity": 0.8})
    return copy
