"""When a quote was said: by the date of its own sentence, else of the paragraph it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ..model import DateValue
from .found import Found, by_paragraph
from .passage import Passage

_WEEK = 7
"""Days that the date of a paragraph's first sentence may span to date what is said further down."""
Interval = tuple[date | None, date | None]


class Calendar:
    """The dates of a document that can tell when its quotes were said, and the quotes, by paragraph."""

    def __init__(self, passage: Passage, quotes: Sequence[Found], dates: tuple[DateValue, ...]) -> None:
        self._passage = passage
        self._quotes: defaultdict[int, list[Found]] = defaultdict(list)
        for quote in quotes:
            self._quotes[passage.parsed.paragraph_at(_place(quote))].append(quote)
        reported = by_paragraph(passage, quotes)
        self._dates: defaultdict[int, list[DateValue]] = defaultdict(list)
        for value in dates:
            n = passage.parsed.paragraph_at(value.start)
            if _is_usable(value) and not any(q.start <= value.start < q.end for q in reported[n]):
                self._dates[n].append(value)

    def said_on(self, quote: Found) -> Interval:
        """First and last day on which the words were said, (None, None) where the text does not tell.

        A date counts where it stands in the sentence of the cue (of the quote, for verbless rules) and in no quote;
        of several the one nearest to the cue. Failing that, the date of the quote before it in the paragraph where the
        same person speaks; failing that, the first date of the paragraph's first sentence, if a week or shorter.
        """
        passage, at = self._passage, _place(quote)
        n = passage.parsed.paragraph_at(at)
        while True:
            start, end = passage.stretch_at(at)
            own = [d for d in self._dates[n] if start <= d.start < end]
            if own:
                nearest = min(own, key=lambda d: abs(d.start - at))
                return nearest.starts_on, nearest.ends_on
            earlier = self._same_speaker_before(quote, n, start)
            if earlier is None:
                break
            quote, at = earlier, _place(earlier)
        _, lead_end = passage.stretch_at(passage.parsed.paragraphs[n][0])
        lead = next((d for d in self._dates[n] if d.start < lead_end and _is_short(d)), None)
        return (lead.starts_on, lead.ends_on) if lead is not None else (None, None)

    def _same_speaker_before(self, quote: Found, n: int, begin: int) -> Found | None:
        """The nearest quote of the paragraph in a sentence before `begin`, where it is the same speaker's."""
        before = [q for q in self._quotes[n] if q.speaker is not None and _place(q) < begin]
        if quote.speaker is None or not before:
            return None
        last = max(before, key=_place)
        name_of = self._passage.resolver.name_of
        names = {name_of(q.speaker.start, q.speaker.end) for q in (quote, last) if q.speaker is not None}
        return last if len(names) == 1 and None not in names else None


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
