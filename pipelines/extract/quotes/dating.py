"""When a quote was said: by the date of its own sentence, else of the paragraph it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..model import DateValue
from .found import Found
from .passage import Passage

_WEEK = 7
"""Days that the date of a paragraph's first sentence may span to date what is said further down."""
Interval = tuple[date | None, date | None]


def said_on(passage: Passage, quote: Found, all_quotes: Sequence[Found], dates: tuple[DateValue, ...]) -> Interval:
    """First and last day on which the words were said, (None, None) where the text does not tell.

    A date counts where it stands in the sentence of the cue (of the quote, for verbless rules) and in no quote;
    of several the one nearest to the cue. Failing that, the date of the quote before it in the paragraph where the
    same person speaks, and failing that, the first date of the paragraph's first sentence that is a week or shorter.
    """
    at = _place(quote)
    usable = [
        d
        for d in dates
        if d.type == "DATE"
        and not d.names
        and d.starts_on is not None
        and d.ends_on is not None
        and d.qualifier in ("in", "around")
    ]
    usable = [d for d in usable if not any(q.start <= d.start < q.end for q in all_quotes)]
    start, end = passage.stretch_at(at)
    own = [d for d in usable if start <= d.start < end]
    if own:
        nearest = min(own, key=lambda d: abs(d.start - at))
        return nearest.starts_on, nearest.ends_on
    earlier = _same_speaker_before(passage, quote, all_quotes, at)
    if earlier is not None:
        return said_on(passage, earlier, all_quotes, dates)
    paragraph_start, _ = passage.parsed.paragraphs[passage.parsed.paragraph_at(at)]
    lead_start, lead_end = passage.stretch_at(paragraph_start)
    lead = next((d for d in usable if max(lead_start, paragraph_start) <= d.start < lead_end and _is_short(d)), None)
    return (lead.starts_on, lead.ends_on) if lead is not None else (None, None)


def _place(quote: Found) -> int:
    """Where a quote is attributed: its cue, or itself where it has none."""
    return quote.cue_at if quote.cue_at is not None else quote.start


def _is_short(value: DateValue) -> bool:
    if value.starts_on is None or value.ends_on is None:
        return False
    return (value.ends_on - value.starts_on).days < _WEEK


def _same_speaker_before(passage: Passage, quote: Found, all_quotes: Sequence[Found], at: int) -> Found | None:
    """The nearest quote before it in the same paragraph, in an earlier sentence, where it is the same speaker's."""
    if quote.speaker is None:
        return None
    begin, _ = passage.stretch_at(at)
    start, _ = passage.parsed.paragraphs[passage.parsed.paragraph_at(at)]
    before = [q for q in all_quotes if q.speaker is not None and start <= _place(q) < begin]
    if not before:
        return None
    last = max(before, key=_place)
    names = {passage.resolver.name_of(q.speaker.start, q.speaker.end) for q in (quote, last) if q.speaker is not None}
    return last if len(names) == 1 and None not in names else None
