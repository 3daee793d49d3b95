"""A document read from its first time expression to its last, each resolved against those before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from ..model import DateValue, Qualifier
from ..nlp import Parsed
from . import resolving
from .anchors import Anchor, Anchors, as_date
from .durations import period_value
from .grammar import phrases
from .names import is_part_of_name
from .qualifiers import qualifier_of
from .ranges import completed, tied
from .readings import Calendar, Clock, Length, Nth, Phrase, Reading, Recurring, Shift, Vague
from .refusals import Surroundings
from .resolving import Resolved
from .tense import view
from .values import as_range, dated, lasting, unresolved_value, without_interval
from .words import CODE, Word, words


def in_order(parsed: Parsed) -> Iterator[DateValue]:
    """The time expressions of a document, resolved."""
    lines = [words(parsed.text, start, end) for start, end in parsed.paragraphs]
    around = Surroundings(parsed, _is_before_christ(lines))
    found = [tied(list(phrases(line, around)), line) for line in lines]
    anchors = _anchors(parsed, found)
    section = None
    for number, (line, line_phrases) in enumerate(zip(lines, found, strict=True)):
        here = parsed.section_of(line[0].start) if line else section
        if here is not section:
            section = here
            _tell_heading(anchors, here.heading if here else "", number)
        yield from _Paragraph(parsed, anchors, number, line).values(line_phrases)


def _tell_heading(anchors: Anchors, heading: str, number: int) -> None:
    """A heading that names one year dates what stands under it."""
    title = heading.rpartition(">")[2]
    years = [word.value for word in words(title, 0, len(title)) if word.code == CODE["YEAR"]]
    if len(years) == 1 and isinstance(years[0], int):
        anchors.begin(Anchor(Calendar("year", years[0]), None, number))


def _is_before_christ(lines: Sequence[Sequence[Word]]) -> bool:
    eras = [word.lower[0] for line in lines for word in line if word.code == CODE["ERA"]]
    if eras.count("b") <= 2:
        return False
    years = sum(word.code == CODE["YEAR"] for line in lines for word in line)
    return eras.count("b") > years


def _anchors(parsed: Parsed, found: Sequence[Sequence[Phrase]]) -> Anchors:
    """The day of writing: the text's own dateline, else the day of publication.

    A dateline names its weekday, or stands near the day of publication; without either it counts in a text that leans
    on its own day ("yesterday"), for a lone date may as well be somebody's birthday.
    """
    published = parsed.document.published_on
    leans = any(_leans_on_now(p.reading) for line in found for p in line)
    for phrase in (p for line in found[:6] for p in line if _stands_like_dateline(parsed, p)):
        reading = phrase.reading
        day = as_date(reading) if isinstance(reading, Calendar) else None
        if day is None or not isinstance(reading, Calendar):
            continue
        near = abs((day - published).days) < NEAR_PUBLICATION if published else leans
        if near or reading.index is not None:
            point = replace(reading, clock=None)
            return Anchors(Anchor(point, (phrase.start, phrase.end), basis="document_date"), reports=True)
    if published is None:
        return Anchors(None, reports=False)
    point = Calendar("day", published.year, published.month, published.day)
    bare_years = _leaves_years_out((p.reading for line in found for p in line), published.year)
    return Anchors(Anchor(point, None, basis="document_date"), reports=leans, bare_years=bare_years)


def _leaves_years_out(readings: Iterable[Reading], written: int) -> bool:
    """Whether most days and months go without a year: their reader lives in it, as with news and analyses.

    A history tells the year at every turn, alone or behind the month, and leaves it out less often; a text that looks
    back on one year opens with a full date of it.
    """
    dated = [r for r in readings if isinstance(r, Calendar) and r.unit in ("day", "month", "year")]
    opening = next((r.year for r in dated if r.unit == "day"), None)
    if opening is not None and abs(opening - written) > 1:
        return False
    bare = sum(r.year is None and r.of_year is None for r in dated)
    return bare >= MOST_BARE and bare > len(dated) / 2


MOST_BARE = 3
"""Fewer dates say little of a text's habit."""


NEAR_PUBLICATION = 400
"""Days between a dateline and the day of publication: a reprint may be a year late."""


def _leans_on_now(reading: Reading) -> bool:
    if isinstance(reading, Shift):
        return reading.origin == "speech" and reading.unit in ("day", "week") and reading.count not in (None, 0)
    return isinstance(reading, Calendar) and reading.unit == "weekday"


def _stands_like_dateline(parsed: Parsed, phrase: Phrase) -> bool:
    """A full date that fills its paragraph, or opens it after a place in capitals or before a dash."""
    reading = phrase.reading
    if not isinstance(reading, Calendar) or reading.unit != "day" or reading.year is None or reading.two_digits:
        return False
    start, end = parsed.paragraphs[parsed.paragraph_at(phrase.start)]
    before, after = parsed.text[start : phrase.start].strip(), parsed.text[phrase.end : end].strip()
    if len(before) + len(after) <= 3:
        return True
    if not after and reading.index is not None and len(before) <= 120:
        return True
    return len(before) <= 40 and before.endswith((",", "(", "—", "–")) and before[:3].isupper() and after[:1] in "-–—):"


def _is_full(reading: Reading) -> TypeGuard[Calendar]:
    return isinstance(reading, Calendar) and bool(reading.year) and not reading.two_digits and reading.unit != "decade"


_APPOSITIONS = {("(",), (",",), (",", "in"), ("(", "in"), (",", "on"), ("(", "on")}
_CLOCK_TIES = {(), ("on",), (",",), ("of",), ("on", "the"), (",", "on")}
"""The words that may stand between an offset and the date that names it, a time of day and its day."""


class _Paragraph:
    """One paragraph and what is known when it is read."""

    def __init__(self, parsed: Parsed, anchors: Anchors, number: int, line: Sequence[Word]) -> None:
        self._parsed, self._anchors, self._number, self._line = parsed, anchors, number, line

    def values(self, found: Sequence[Phrase]) -> Iterator[DateValue]:
        self._coming = [Anchor(p.reading, (p.start, p.end), self._number) for p in found if _is_full(p.reading)]
        self._anchors.expect(self._coming)
        at = 0
        while at < len(found):
            if found[at].joins and at + 1 < len(found):
                yield from self._pair(found[at], found[at + 1])
                at += 2
            else:
                known = self._named_beside(found, at)
                yield self._recorded(found[at], known) if known else self._value(found[at])
                at += 1

    def _named_beside(self, found: Sequence[Phrase], at: int) -> Resolved | None:
        """The date that stands beside an offset, an unknown time or a time of day and says when that is.

        Behind it: "two years later, in 1896", "at that time (221 BC)", "at 11 a.m. on 3 May". Before it: "on 21 July,
        the fifth day of the revolt".
        """
        phrase, reading = found[at], found[at].reading
        is_clock = isinstance(reading, Clock) and reading.clock[1].isdigit()
        offset = (isinstance(reading, Shift) and reading.origin != "speech") or reading == Vague(None)
        follows = found[at + 1] if at + 1 < len(found) else phrase
        beside = follows.reading
        if _is_full(beside):
            between = tuple(word.lower for word in self._line[phrase.last + 1 : follows.first])
            span = (follows.start, follows.end)
            if isinstance(reading, Clock) and is_clock and between in _CLOCK_TIES and beside.unit == "day":
                return resolving.existing(Resolved(replace(beside, clock=reading.clock), "context", span))
            if offset and between in _APPOSITIONS:
                return resolving.existing(Resolved(beside, "context", span))
        told = self._anchors.told_in(self._number)
        if reading == Vague(None) and at and told and told.span and phrase.rule == "vague":
            bounds = qualifier_of(self._line, phrase.first, phrase.last) in ("since", "until", "before", "after")
            if bounds and self._line[phrase.first].lower == "that":
                return Resolved(told.point, "context", told.span)
        of_day = isinstance(reading, Shift) and reading.origin == "event" and reading.unit == "day"
        if of_day and at and told and told.span and told.point.unit == "day":
            comma = self._line[phrase.first - 1].code == CODE["COMMA"] if phrase.first else False
            if (
                comma
                and told.span == (found[at - 1].start, found[at - 1].end)
                and phrase.first == found[at - 1].last + 2
            ):
                return Resolved(told.point, "context", told.span)
        return None

    def _pair(self, one: Phrase, other: Phrase) -> tuple[DateValue, DateValue]:
        """Two tied dates: what one lacks comes from the other, what both lack from the end that fits the story best."""
        assert isinstance(one.reading, Calendar)
        assert isinstance(other.reading, Calendar)
        if other.reading.year is None and self._recurs(one):
            return self._value(one), self._value(replace(other, reading=other.reading))
        first, second = completed(one.reading, other.reading)
        if first.year is None and second.year is None and self._cost(other, second) < self._cost(one, first):
            b = self._resolved(other, second)
            first, _ = completed(first, b.point) if b else (first, second)
            a = replace(b, point=first) if b and first.year is not None else self._resolved(one, first)
        else:
            a = self._resolved(one, first)
            _, second = completed(a.point, second) if a else (first, second)
            known = a is not None and other.reading.year is None and second.year is not None
            b = replace(a, point=second) if a and known else self._resolved(other, second)
        if one.joins == "range":
            return as_range(self._recorded(one, a, "in"), self._recorded(other, b, "in"))
        return self._recorded(one, a), self._recorded(other, b)

    def _cost(self, phrase: Phrase, reading: Calendar) -> float:
        if reading.of_year is not None:
            return 0.0
        if reading.month is None:
            return float("inf")
        found = self._anchors.year_of(reading, (phrase.start, phrase.end), self._number, ahead=False)
        return found[2] if found else float("inf")

    def _resolved(self, phrase: Phrase, reading: Calendar | Shift | Nth) -> Resolved | None:
        if isinstance(reading, Nth):
            inside = self._resolved(phrase, reading.inside)
            return resolving.nth(reading, inside) if inside else None
        if isinstance(reading, Shift):
            if (
                reading.unit == "day"
                and reading.count == 0
                and reading.origin == "speech"
                and not self._anchors.reports
            ):
                return None
            seen = view(self._parsed, phrase.start) if reading.unit == "weekend" else "told"
            return resolving.shift(reading, self._anchors, ahead=seen != "told")
        ahead = reading.year is None and view(self._parsed, phrase.start) == "ahead"
        return resolving.calendar(reading, self._anchors, (phrase.start, phrase.end), self._number, ahead=ahead)

    def _named(self, phrase: Phrase) -> bool:
        return is_part_of_name(phrase.reading, self._line, phrase.first, phrase.last, self._parsed.text)

    def _recurs(self, phrase: Phrase) -> bool:
        """A month, season or day without a year that the present tense makes a habit: "it rains in May".

        News tells what is to come in the same tense ("the show opens in May"): there the date counts.
        """
        reading = phrase.reading
        if self._anchors.reports or not isinstance(reading, Calendar) or reading.year is not None:
            return False
        if self._named(phrase):
            return False
        dated = self._coming or self._anchors.told_in(self._number)
        if dated or reading.unit not in ("month", "season", "weekday") or reading.of_year is not None:
            return False
        return view(self._parsed, phrase.start) == "habit"

    def _recorded(self, phrase: Phrase, found: Resolved | None, qualifier: Qualifier | None = None) -> DateValue:
        named = self._named(phrase)
        if found is None:
            value = without_interval(self._parsed.text, phrase, "DATE", unresolved_value(phrase.reading))
            return replace(value, names=named)
        looks_back = (
            isinstance(phrase.reading, Shift) and phrase.reading.unit == "year" and phrase.reading.direction < 0
        )
        if found.point.unit not in ("decade", "century") and not looks_back and not named:
            self._anchors.tell(Anchor(found.point, (phrase.start, phrase.end), self._number, found.basis))
        qualifier = qualifier or qualifier_of(self._line, phrase.first, phrase.last)
        return dated(self._parsed.text, phrase, found, qualifier, names=named)

    def _value(self, phrase: Phrase) -> DateValue:
        reading, text = phrase.reading, self._parsed.text
        if self._recurs(phrase):
            return without_interval(text, phrase, "SET", unresolved_value(reading))
        if isinstance(reading, Calendar | Shift | Nth):
            return self._recorded(phrase, self._resolved(phrase, reading))
        if isinstance(reading, Length):
            return self._length(phrase, reading)
        if isinstance(reading, Recurring):
            return without_interval(text, phrase, "SET", reading.value)
        if isinstance(reading, Clock):
            return self._clock(phrase, reading)
        return without_interval(text, phrase, "DATE", reading.value)

    def _length(self, phrase: Phrase, reading: Length) -> DateValue:
        """A duration, with its interval where it is counted within a known period or from a known day."""
        value = period_value(reading.count, reading.unit)
        inside = self._resolved(phrase, reading.inside) if reading.inside else None
        found = resolving.stretch(reading, inside, self._anchors)
        if found is None:
            return without_interval(self._parsed.text, phrase, "DURATION", value)
        days, basis, anchor = found
        return lasting(self._parsed.text, phrase, value, days, basis, anchor)

    def _clock(self, phrase: Phrase, reading: Clock) -> DateValue:
        """A time of day belongs to the day told of last, if the paragraph has come to one."""
        near = self._anchors.told_in(self._number)
        if near is None or near.point.unit != "day" or not reading.clock[1].isdigit():
            return without_interval(self._parsed.text, phrase, "TIME", "XXXX-XX-XX" + reading.clock)
        return self._recorded(phrase, Resolved(replace(near.point, clock=reading.clock), "context", near.span))
