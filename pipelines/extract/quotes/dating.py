"""When a quote was said: by the date of its own sentence, else of the paragraph it stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ..model import DateValue
from .found import Found
from .passage import Passage

_WEEK = 7
"""Days that the date of a paragraph's first sentence may span to date what is said further down."""
Interval = tuple[date | None, date | None]


class Calendar:
    """The dates of a document that can tell when its quotes were said, and the quotes, by paragraph."""

    def __init__(self, passage: Passage, quotes: Sequence[Found], dates: tuple[DateValue, ...]) -> None:
        self._passage = passage
        self._known: dict[tuple[int, int, int], Interval] = {}
        spoken = [(_place(q), -i, q) for i, q in enumerate(quotes) if q.speaker is not None]
        self._quotes: defaultdict[int, list[tuple[int, int, Found]]] = defaultdict(list)
        for entry in sorted(spoken, key=lambda entry: entry[:2]):
            self._quotes[passage.parsed.paragraph_at(entry[0])].append(entry)
        self._dates: defaultdict[int, list[DateValue]] = defaultdict(list)
        usable = sorted((value for value in dates if _is_usable(value)), key=lambda value: value.start)
        for value in _outside(usable, quotes):
            self._dates[passage.parsed.paragraph_at(value.start)].append(value)

    def said_on(self, quote: Found) -> Interval:
        """First and last day on which the words were said, (None, None) where the text does not tell.

        A date counts where it stands in the sentence of the cue (of the quote, for verbless rules) and in no quote;
        of several the one nearest to the cue. Failing that, the date of the quote before it in the paragraph where the
        same person speaks; failing that, the first date of the paragraph's first sentence, if a week or shorter.
        """
        n = self._passage.parsed.paragraph_at(_place(quote))
        same: list[tuple[int, int, int]] = []
        said: Interval | None = None
        while said is None:
            at = _place(quote)
            key = (quote.start, quote.end, at)
            said = self._known.get(key)
            if said is None:
                same.append(key)
                start, end = self._passage.stretch_at(at)
                earlier = None
                said = self._in_sentence(n, start, end, at)
                if said is None:
                    earlier = self._same_speaker_before(quote, n, start)
                    said = self._lead(n) if earlier is None else None
                quote = earlier or quote
        self._known.update(dict.fromkeys(same, said))
        return said

    def _in_sentence(self, n: int, start: int, end: int, at: int) -> Interval | None:
        """The date in start..end of paragraph `n` that is nearest to `at`."""
        dates = self._dates[n]
        first, behind = (bisect_left(dates, offset, key=lambda d: d.start) for offset in (start, end))
        nearest = min(dates[first:behind], key=lambda d: abs(d.start - at), default=None)
        return (nearest.starts_on, nearest.ends_on) if nearest is not None else None

    def _lead(self, n: int) -> Interval:
        """The first short date of the first sentence of paragraph `n`."""
        _, end = self._passage.stretch_at(self._passage.parsed.paragraphs[n][0])
        lead = next((d for d in self._dates[n] if d.start >= end or _is_short(d)), None)
        return (lead.starts_on, lead.ends_on) if lead is not None and lead.start < end else (None, None)

    def _same_speaker_before(self, quote: Found, n: int, begin: int) -> Found | None:
        """The nearest quote of the paragraph in a sentence before `begin`, where it is the same speaker's."""
        before = bisect_left(self._quotes[n], begin, key=lambda entry: entry[0])
        if quote.speaker is None or not before:
            return None
        last = self._quotes[n][before - 1][2]
        name_of = self._passage.resolver.name_of
        names = {name_of(q.speaker.start, q.speaker.end) for q in (quote, last) if q.speaker is not None}
        return last if len(names) == 1 and None not in names else None


def _outside(dates: list[DateValue], quotes: Sequence[Found]) -> list[DateValue]:
    """The dates that stand in no quote. Both run through the text once."""
    spans = sorted((q.start, q.end) for q in quotes)
    kept: list[DateValue] = []
    covered = at = 0
    for value in dates:
        while at < len(spans) and spans[at][0] <= value.start:
            covered = max(covered, spans[at][1])
            at += 1
        if value.start >= covered:
            kept.append(value)
    return kept


def _is_usable(value: DateValue) -> bool:
    """A closed interval that dates something."""
    closed = value.starts_on is not None and value.ends_on is not None
    return value.type == "DATE" and not value.names and closed and value.qualifier in ("in", "around")


def _place(quote: Found) -> int:
    """Where a quote is attributed: its cue, or itself where it has none."""
    return quote.cue_at if quote.cue_at is not None else quote.start


def _is_short(value: DateValue) -> bool:
    if value.starts_on is None or value.ends_on is None:
        return False
    return (value.ends_on - value.starts_on).days < _WEEK
