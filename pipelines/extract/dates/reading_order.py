"""A document read from its first time expression to its last, each resolved against those before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..model import Basis, DateType, DateValue, Precision, Qualifier
from ..nlp import Parsed
from . import notation, resolving
from .anchors import Anchor, Anchors
from .durations import period_value
from .grammar import phrases
from .periods import Period
from .qualifiers import qualifier_of
from .ranges import completed, tied
from .readings import Calendar, Clock, Length, Phrase, Reading, Recurring, Shift
from .refusals import Surroundings
from .resolving import Resolved
from .tense import looks_ahead
from .words import CODE, Word, words


def in_order(parsed: Parsed) -> Iterator[DateValue]:
    """The time expressions of a document, resolved."""
    text = parsed.text
    lines = [words(text, start, end) for start, end in parsed.paragraphs]
    around = Surroundings(parsed, _is_before_christ(lines))
    found = [tied(list(phrases(line, around)), line) for line in lines]
    anchors = _anchors(parsed, found)
    for number, (line, line_phrases) in enumerate(zip(lines, found, strict=True)):
        yield from _paragraph(parsed, anchors, number, line, line_phrases)


def _is_before_christ(lines: Sequence[Sequence[Word]]) -> bool:
    eras = [word.lower[0] for line in lines for word in line if word.code == CODE["ERA"]]
    years = sum(word.code == CODE["YEAR"] for line in lines for word in line)
    return eras.count("b") > max(2, years)


def _anchors(parsed: Parsed, found: Sequence[Sequence[Phrase]]) -> Anchors:
    """The day of writing: the text's own dateline, else the day of publication."""
    dateline = next((p for line in found[:6] for p in line if _is_dateline(parsed, p)), None)
    published = parsed.document.published_on
    speaks = sum(
        (
            isinstance(p.reading, Shift)
            and p.reading.origin == "speech"
            and p.reading.count is not None
            and p.reading.unit in ("day", "week")
        )
        or (isinstance(p.reading, Calendar) and p.reading.unit == "weekday")
        for line in found
        for p in line
    )
    if dateline is not None and isinstance(dateline.reading, Calendar):
        return Anchors(Anchor(replace(dateline.reading, clock=None), (dateline.start, dateline.end)), reports=True)
    if published is None:
        return Anchors(None, reports=False)
    point = Calendar("day", published.year, published.month, published.day)
    return Anchors(Anchor(point, None), reports=speaks > 0)


def _is_dateline(parsed: Parsed, phrase: Phrase) -> bool:
    """A full date that fills its paragraph, or opens it after a place in capitals or before a dash."""
    reading = phrase.reading
    if not isinstance(reading, Calendar) or reading.unit != "day" or reading.year is None or reading.two_digits:
        return False
    start, end = parsed.paragraphs[parsed.paragraph_at(phrase.start)]
    before, after = parsed.text[start : phrase.start].strip(), parsed.text[phrase.end : end].strip()
    if len(before) + len(after) <= 3:
        return True
    return len(before) <= 40 and before.endswith((",", "(", "—", "–")) and before[:3].isupper() and after[:1] in "-–—):"


def _paragraph(
    parsed: Parsed, anchors: Anchors, number: int, line: Sequence[Word], found: Sequence[Phrase]
) -> Iterator[DateValue]:
    at = 0
    while at < len(found):
        phrase = found[at]
        if phrase.joins and at + 1 < len(found):
            yield from _pair(parsed, anchors, number, line, phrase, found[at + 1])
            at += 2
            continue
        yield _one(parsed, anchors, number, line, phrase)
        at += 1


def _pair(
    parsed: Parsed, anchors: Anchors, number: int, line: Sequence[Word], one: Phrase, other: Phrase
) -> Iterator[DateValue]:
    assert isinstance(one.reading, Calendar)
    assert isinstance(other.reading, Calendar)
    first, second = completed(one.reading, other.reading)
    a = _one(parsed, anchors, number, line, replace(one, reading=first))
    if first.year is None and a.starts_on is not None:
        told = anchors.told("year")
        if told is not None:
            first, second = completed(replace(told.point), second)
    b = _one(parsed, anchors, number, line, replace(other, reading=second))
    if one.joins == "range" and a.starts_on and b.ends_on and a.ends_on and a.starts_on <= b.ends_on:
        string = notation.edtf_interval(a.starts_on, b.ends_on)
        a, b = (
            replace(x, starts_on=a.starts_on, ends_on=b.ends_on, precision="range", edtf=string, qualifier="in")
            for x in (a, b)
        )
    yield a
    yield b


def _one(parsed: Parsed, anchors: Anchors, number: int, line: Sequence[Word], phrase: Phrase) -> DateValue:
    reading = phrase.reading
    qualifier = qualifier_of(line, phrase.first, phrase.last)
    if isinstance(reading, Calendar | Shift):
        ahead = looks_ahead(parsed, phrase.start)
        found = (
            resolving.calendar(reading, anchors, number, ahead=ahead)
            if isinstance(reading, Calendar)
            else resolving.shift(reading, anchors)
        )
        if found is not None:
            span = (phrase.start, phrase.end)
            if found.point.unit not in ("decade", "century"):
                anchors.tell(Anchor(found.point, span, number))
            return _dated(parsed, phrase, found, qualifier)
        return _undated(parsed, phrase, _unresolved_value(reading))
    if isinstance(reading, Length):
        return _plain(parsed, phrase, "DURATION", period_value(reading.count, reading.unit))
    if isinstance(reading, Recurring):
        return _plain(parsed, phrase, "SET", reading.value)
    if isinstance(reading, Clock):
        return _plain(parsed, phrase, "TIME", _clock_value(reading, anchors, number))
    return _undated(parsed, phrase, reading.value)


def _clock_value(reading: Clock, anchors: Anchors, number: int) -> str:
    near = anchors.told_in(number)
    if near is not None and near.point.unit == "day" and reading.clock[1:2].isdigit():
        return notation.timex(replace(near.point, clock=None)) + reading.clock
    return "XXXX-XX-XX" + reading.clock


def _dated(parsed: Parsed, phrase: Phrase, found: Resolved, qualifier: Qualifier) -> DateValue:
    point = found.point
    days = notation.period(point)
    kind: DateType = "TIME" if point.clock else "DATE"
    string = notation.edtf(replace(point, clock=None))
    starts, ends = (days.first, days.last) if days else (None, None)
    if days:
        starts, ends, string = _bounded(days, string, qualifier)
    return DateValue(
        phrase.start,
        phrase.end,
        parsed.text[phrase.start : phrase.end],
        kind,
        notation.timex(point),
        string,
        starts,
        ends,
        _precision(point),
        qualifier,
        found.basis,
        phrase.rule,
        found.anchor,
    )


def _bounded(days: Period, string: str | None, qualifier: Qualifier) -> tuple[date | None, date | None, str | None]:
    if qualifier in ("since", "after"):
        return days.first, None, _open(days.first, days, None)
    if qualifier == "until":
        return None, days.last, _open(None, days, days.last)
    if qualifier == "before" and days.first > date.min:
        last = days.first - timedelta(days=1)
        return None, last, _open(None, days, last)
    if qualifier == "around" and string and "/" not in string and "X" not in string and len(string) != 7:
        return days.first, days.last, string + "~"
    return days.first, days.last, string


def _open(first: date | None, days: Period, last: date | None) -> str:
    """An interval with an open end, as coarse as the period that bounds it."""
    edge = notation.edtf_interval(days.first, days.last)
    length = len(edge.split("/")[0])
    if first is not None:
        return f"{first.isoformat()[:length]}/.."
    assert last is not None
    return f"../{last.isoformat()[:length]}"


def _precision(point: Calendar) -> Precision:
    if point.part or (point.half and point.unit != "year") or point.unit == "weekend":
        return "range"
    if point.half:
        return "half"
    return "day" if point.unit == "weekday" else point.unit


def _unresolved_value(reading: Reading) -> str | None:
    if isinstance(reading, Shift):
        if reading.unit == "day" and reading.count == 0 and reading.origin == "speech":
            return "PRESENT_REF"
        if reading.count is None:
            return "PAST_REF" if reading.direction < 0 else "FUTURE_REF"
        return None
    if isinstance(reading, Calendar):
        if reading.unit == "weekday":
            return f"XXXX-WXX-{reading.index}"
        if reading.unit == "month":
            return f"XXXX-{reading.month:02d}"
        if reading.unit == "season":
            return f"XXXX-{reading.index}"
        if reading.unit == "day" and reading.month:
            return f"XXXX-{reading.month:02d}-{reading.day:02d}"
    return None


def _undated(parsed: Parsed, phrase: Phrase, value: str | None) -> DateValue:
    return _value(parsed, phrase, "DATE", value, "vague")


def _plain(parsed: Parsed, phrase: Phrase, kind: DateType, value: str) -> DateValue:
    return _value(parsed, phrase, kind, value, None)


def _value(parsed: Parsed, phrase: Phrase, kind: DateType, value: str | None, precision: Precision | None) -> DateValue:
    text = parsed.text[phrase.start : phrase.end]
    basis: Basis = "explicit"
    return DateValue(
        phrase.start, phrase.end, text, kind, value, None, None, None, precision, "in", basis, phrase.rule, None
    )
