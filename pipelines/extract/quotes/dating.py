"""When a quote was said: the date of its own sentence outside the words reported, else the one that opens its paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..model import DateValue
from .found import Found
from .passage import Passage

Interval = tuple[date | None, date | None]


def said_on(passage: Passage, quote: Found, all_quotes: Sequence[Found], dates: tuple[DateValue, ...]) -> Interval:
    """First and last day on which the words were said, (None, None) where the text does not tell.

    A date counts where it stands in the sentence of the cue (of the quote, for verbless rules) and in no reported words;
    of several the one nearest to the cue. Failing that, the first such date of the paragraph's first sentence.
    """
    at = quote.cue_at if quote.cue_at is not None else quote.start
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
    paragraph_start, _ = passage.parsed.paragraphs[passage.parsed.paragraph_at(at)]
    lead_start, lead_end = passage.stretch_at(paragraph_start)
    lead = next((d for d in usable if max(lead_start, paragraph_start) <= d.start < lead_end), None)
    return (lead.starts_on, lead.ends_on) if lead is not None else (None, None)
