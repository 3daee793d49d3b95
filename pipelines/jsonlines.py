"""The JSON Lines of `factmill extract`: documents in, facts out, one document a line, in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

from .budget import extract_in_time
from .extract.model import DateValue, Document, Event, Facts, Quote, Reject, Statistic
from .faults import RunFault

if TYPE_CHECKING:
    from spacy.language import Language

Record = dict[str, Any]


class BadLine(RunFault):
    """A line of the input that is not a document; the message names the line and what it lacks."""


STRETCH_LINES = 32
STRETCH_CHARACTERS = 60_000
"""Lines taken together: some two seconds of one process, and no more documents than spaCy takes at a time."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of the input that stand together; `first` is the number of the first one, counted from 1."""

    name: str
    first: int
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}, lines {self.first} to {self.first + len(self.lines) - 1}"

    @property
    def characters(self) -> int:
        return sum(map(len, self.lines))


def stretches(lines: Iterable[str], name: str) -> Iterator[Stretch]:
    """All lines, in order, in stretches of bounded size."""
    first, taken, characters = 1, [], 0
    for line in lines:
        taken.append(line)
        characters += len(line)
        if len(taken) == STRETCH_LINES or characters >= STRETCH_CHARACTERS:
            yield Stretch(name, first, tuple(taken))
            first, taken, characters = first + len(taken), [], 0
    if taken:
        yield Stretch(name, first, tuple(taken))


def extract_stretch(stretch: Stretch, nlp: Language) -> str:
    """The facts of a stretch, one line a document. Raises BadLine."""
    documents = list(read_documents(stretch.lines, stretch.name, stretch.first))
    return "".join(map(_as_line, extract_in_time(documents, nlp)))


def read_documents(lines: Iterable[str], name: str, first: int = 1) -> Iterator[Document]:
    """The documents of JSON Lines; blank lines are passed over. `first` is the number of the first line.

    Raises BadLine at the first line that is not `{"doc_id": str, "text": str, "published_on": "YYYY-MM-DD" | null}`.
    """
    for number, line in enumerate(lines, first):
        if line.strip():
            try:
                yield _document(json.loads(line))
            except (ValueError, TypeError) as error:
                wanted = '{"doc_id": …, "text": …, "published_on": "YYYY-MM-DD" or null}'
                raise BadLine(f"{name}, line {number}: {error}; wanted {wanted}") from error


def _document(row: Any) -> Document:
    if not isinstance(row, dict):
        raise TypeError("not a JSON object")
    for key in ("doc_id", "text"):
        if not isinstance(row.get(key), str):
            raise TypeError(f"no string {key!r}")
        row[key].encode("utf-8")  # a lone surrogate, which JSON can write, is no text
    published = row.get("published_on")
    if published is not None and not isinstance(published, str):
        raise TypeError("published_on is neither a string nor null")
    return Document(row["doc_id"], row["text"], date.fromisoformat(published) if published else None)


def write_facts(facts: Iterable[Facts], output: TextIO) -> int:
    """Writes one line a document and returns how many."""
    count = 0
    for count, record in enumerate(facts, 1):  # noqa: B007
        output.write(_as_line(record))
    return count


def _as_line(facts: Facts) -> str:
    return json.dumps(as_record(facts), ensure_ascii=False) + "\n"


def as_record(facts: Facts) -> Record:
    """The public form of a document's facts (the contract's `JSON Lines of factmill extract`)."""
    return {
        "doc_id": facts.doc_id,
        "dates": [_date(d) for d in facts.dates],
        "events": [_event(e) for e in facts.events],
        "quotes": [_quote(q) for q in facts.quotes],
        "statistics": [_statistic(s) for s in facts.statistics],
        "rejects": [_reject(r) for r in facts.rejects],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(fact: DateValue | Event | Quote | Statistic | Reject) -> Record:
    return {"start": fact.start, "end": fact.end, "text": fact.text}


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point."""
    return int(value) if value is not None and value == int(value) and abs(value) < 2**53 else value


def _date(d: DateValue) -> Record:
    return _span(d) | {
        "type": d.type,
        "value": d.value,
        "edtf": d.edtf,
        "starts_on": _iso(d.starts_on),
        "ends_on": _iso(d.ends_on),
        "precision": d.precision,
        "qualifier": d.qualifier,
        "basis": d.basis,
        "rule": d.rule,
    }


def _event(e: Event) -> Record:
    return _span(e) | {
        "description": e.description,
        "trigger": e.trigger,
        "trigger_start": e.trigger_start,
        "trigger_end": e.trigger_end,
        "event_type": e.event_type,
        "class": "state" if e.state else "happening",
        "starts_on": _iso(e.date.starts_on),
        "ends_on": _iso(e.date.ends_on),
        "date_text": e.date.text,
        "date_edtf": e.date.edtf,
        "date_precision": e.date.precision,
        "date_qualifier": e.date.qualifier,
        "date_basis": e.date.basis,
        "participants": [{"role": p.role, "text": p.text, "name": p.name} for p in e.participants],
        "location": e.location,
        "factuality": e.factuality,
        "confidence": e.confidence,
        "rule": e.rule,
    }


def _quote(q: Quote) -> Record:
    return _span(q) | {
        "kind": q.kind,
        "speaker": q.speaker,
        "speaker_start": q.speaker_start,
        "speaker_end": q.speaker_end,
        "speaker_name": q.speaker_name,
        "cue": q.cue,
        "said_on_start": _iso(q.said_on_start),
        "said_on_end": _iso(q.said_on_end),
        "confidence": q.confidence,
        "rule": q.rule,
    }


def _statistic(s: Statistic) -> Record:
    return _span(s) | {
        "value": _number(s.value),
        "value_high": _number(s.value_high),
        "value_from": _number(s.value_from),
        "unit": s.unit,
        "unit_text": s.unit_text,
        "unit_kind": s.unit_kind,
        "comparator": s.comparator,
        "direction": s.direction,
        "measure": s.measure,
        "whole": s.whole,
        "counterpart": s.counterpart,
        "counterpart_role": s.counterpart_role,
        "as_of_start": _iso(s.as_of_start),
        "as_of_end": _iso(s.as_of_end),
        "confidence": s.confidence,
        "rule": s.rule,
    }


def _reject(r: Reject) -> Record:
    return {"kind": r.kind, "start": r.start, "end": r.end, "text": r.text, "code": r.code, "detail": r.detail}
