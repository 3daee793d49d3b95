"""What the words of a time expression say, before anything is known of where in time the text stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .periods import Part

Unit = Literal["day", "weekday", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century"]
Origin = Literal["speech", "text", "event"]
"""Where an offset is counted from: the moment of speaking ("ago"), the time told of before
("later"), or what stands behind the phrase ("two days after the vote")."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A place in the calendar. None is what the words leave out.

    `year` is negative before Christ (-480 is 480 BC, and
    the decade from 489 to 480 BC). `index` is the season's TIMEX3 code, the number of the weekday,
    quarter, half or century, or None. `two_digits` marks a year without its century ('42, 1915-17). `clock` is the
    TIMEX3 time that follows the date ("T10:57", "TMO"). `of_year` is a year told by its distance
    ("March last year").
    """

    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    index: int | str | None = None
    part: Part | None = None
    half: int | None = None
    clock: str | None = None
    two_digits: bool = False
    era: bool = False
    of_year: Shift | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units away: "two years ago", "the next day" (1 day), "that year" (0 years), "last March" (-1 month 3).

    `count` is signed, None where the text is vague ("a few days later"). `index` names a month, weekday or season.
    """

    count: int | None
    unit: str
    origin: Origin
    index: int | str | None = None
    part: Part | None = None
    half: int | None = None
    clock: str | None = None
    direction: int = 0


@dataclass(frozen=True, slots=True)
class Nth:
    """The `number`th day of a month or year (-1 the last), or the `number`th `weekday`: "the first Monday of June"."""

    number: int
    weekday: int | None
    inside: Calendar


@dataclass(frozen=True, slots=True)
class Vague:
    """A reference without an interval; the TIMEX3 value, or None where only the story knows the time."""

    value: str | None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration; `count` None is unknown ("several"). `side` -1 ends now ("the last six months"), 1 starts now.

    `inside` is the period that it is counted within ("the first two months of 1915"); there a side over 1 counts on
    ("the third week of May").
    """

    count: float | None
    unit: str
    side: int = 0
    origin: Origin = "speech"
    inside: Calendar | Shift | None = None


@dataclass(frozen=True, slots=True)
class Recurring:
    """A set of times ("every April"), by TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day whose day stands elsewhere."""

    clock: str


Reading = Calendar | Shift | Nth | Vague | Length | Recurring | Clock


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression: half-open character offsets, its reading and the grammar rule that made it.

    `first` and `last` are the indexes of its words in the paragraph. `joins` tells how it is tied to the phrase that
    follows: "range" ("from March to May"), "list" ("March and May"), or "" not at all.
    """

    start: int
    end: int
    reading: Reading
    rule: str
    first: int
    last: int
    joins: Literal["", "range", "list"] = ""
