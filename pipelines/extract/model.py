"""What goes into the extraction library and what comes out: frozen records, spans and content-derived ids.

All offsets are half-open and count code points of the document's text; `text[start:end] == record.text` always.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

DateType = Literal["DATE", "TIME", "DURATION", "SET"]
"""The four types of TIMEX3 (TimeML 1.2.1)."""

Precision = Literal["day", "week", "month", "quarter", "season", "half", "year", "decade", "century", "range", "vague"]
Qualifier = Literal["in", "since", "until", "before", "after", "around"]
Basis = Literal["explicit", "context", "document_date", "relative"]
Factuality = Literal["asserted", "planned", "hypothetical", "negated"]
QuoteKind = Literal["direct", "mixed", "indirect"]
EntityKind = Literal["person", "organisation", "place", "group"]
Role = Literal["actor", "recipient", "other"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Direction = Literal["up", "down"]
UnitKind = Literal[
    "percent", "percentage_point", "basis_point", "money", "count", "duration", "age", "measure", "ratio", "temperature"
]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document under one heading; `heading` is the whole path ("Analysis > Risks")."""

    start: int
    end: int
    heading: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: where it stands in the text, and what its headers say of it ('' where the table has none).

    `row` is the heading of its row (with that of the group of rows before it, "Europe, France"), `column` that of its
    column (from top to bottom, "2024, Exports"), `caption` the table's. `heading` marks a cell that is one itself. In
    a table with figures each cell is a paragraph; in one of words alone each row is, its cells parted by " | ".
    """

    start: int
    end: int
    row: str = ""
    column: str = ""
    caption: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text to extract from. `published_on` is None where unknown: the day of the run never takes its place.

    `cells` are those of its tables, in order of `start`.
    """

    doc_id: str
    text: str
    published_on: date | None = None
    sections: tuple[Section, ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `section` is its heading path, '' where there is none."""

    ordinal: int
    start: int
    end: int
    section: str = ""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A time expression with its normalisation.

    `value` is the TIMEX3 value, `edtf` the ISO 8601-2 string (None where EDTF has no way to say it). `starts_on` and
    `ends_on` are inclusive; None is an open or unknown end. `anchor` is the span of the date that a missing part or
    the point of reference came from, None where the phrase is explicit or leans on the document's date.
    `names` marks a date that is only part of a name and dates nothing ("the 2030 Agenda"). `whole` is the span of the
    whole range where this date is one end of it ("March 23 to 25"); both ends then carry the range's interval.
    """

    start: int
    end: int
    text: str
    type: DateType
    value: str | None
    edtf: str | None
    starts_on: date | None
    ends_on: date | None
    precision: Precision | None
    qualifier: Qualifier
    basis: Basis
    rule: str
    anchor: tuple[int, int] | None = None
    names: bool = False
    whole: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place or group of one document under the fullest name used there, titles off."""

    name: str
    kind: EntityKind
    mentions: tuple[Mention, ...]
    gender: Literal["female", "male"] | None = None

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every way the document writes it, sorted."""
        return tuple(sorted({m.text for m in self.mentions}))


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in an event: the words of the text, and the entity's name where it was resolved."""

    role: Role
    start: int
    end: int
    text: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the text places in time. The span is the clause; `trigger` is the head of what happens.

    `date` is the time expression that dates it. `state` marks a state that holds at the date and not a happening.
    """

    start: int
    end: int
    text: str
    description: str
    trigger: str
    trigger_start: int
    trigger_end: int
    event_type: str | None
    date: DateValue
    participants: tuple[Participant, ...]
    location: str | None
    factuality: Factuality
    state: bool
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words or a claim presented as somebody's. `speaker` is as written, `speaker_name` resolved; None is unknown."""

    start: int
    end: int
    text: str
    kind: QuoteKind
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    speaker_name: str | None
    speaker_kind: EntityKind | None
    cue: str | None
    said_on_start: date | None
    said_on_end: date | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as the lexer reads it, before anything is known of what it measures.

    `unit` is canonical ("percent", "USD", "kilometre", a counted thing's head noun in the singular), `unit_text` as
    written. The span covers modifier, number and unit; `number_start` and `number_end` the number alone.
    """

    start: int
    end: int
    text: str
    number_start: int
    number_end: int
    value: float
    value_high: float | None
    unit: str
    unit_text: str
    unit_kind: UnitKind
    comparator: Comparator
    rule: str


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure with what it measures. `value_high` closes a range, `value_from` is where a change began."""

    start: int
    end: int
    text: str
    value: float
    value_high: float | None
    value_from: float | None
    unit: str
    unit_text: str
    unit_kind: UnitKind
    comparator: Comparator
    direction: Direction | None
    measure: str | None
    whole: str | None
    counterpart: str | None
    counterpart_role: str | None
    as_of_start: date | None
    as_of_end: date | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Reject:
    """Something that was refused, with a stable code; `start` and `end` are None where no span is meant."""

    kind: str
    code: str
    detail: str
    start: int | None = None
    end: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one document yields, each list in text order."""

    doc_id: str
    sentences: tuple[Sentence, ...] = ()
    dates: tuple[DateValue, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    rejects: tuple[Reject, ...] = ()


def content_id(kind: str, *parts: object) -> str:
    """A stable id: the kind and 20 hex digits (80 bits) of the SHA-256 of the parts.

    The same parts give the same id on any machine at any time. A unit separator keeps ("a", "bc") from ("ab", "c").
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8")).hexdigest()
    return f"{kind}_{digest[:20]}"
