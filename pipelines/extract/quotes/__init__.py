"""Who said what: direct, mixed and indirect quotes with their speakers.

Reports by a verb's clause come first (`clauses`, `phrases`), then marked words beside a cue (`direct`), beside a name
(`verbless`), and last those that continue a quote before them (`continuation`). `selection` settles overlaps.
"""

from __future__ import annotations

from ..model import DateValue, Entity, Quote, QuoteKind
from ..nlp import Parsed
from .clauses import reported
from .continuation import carried_over
from .dating import Calendar
from .direct import beside_cues
from .found import Found
from .passage import Passage
from .phrases import by_phrase
from .selection import CONFIDENCE, select
from .verbless import without_verb

__all__ = ["find"]


def find(parsed: Parsed, entities: tuple[Entity, ...], dates: tuple[DateValue, ...]) -> tuple[Quote, ...]:
    """The quotes of a document, in text order. `speaker` is None where the text does not say who speaks."""
    if not parsed.paragraphs:
        return ()
    passage = Passage(parsed, entities)
    found = select(passage, [*reported(passage), *by_phrase(passage)])
    found = select(passage, [*found, *beside_cues(passage, found)])
    found += list(without_verb(passage, found))
    found += list(carried_over(passage, found))
    kept = select(passage, found)
    calendar = Calendar(passage, kept, dates)
    return tuple(_quote(passage, f, calendar) for f in kept)


def _quote(passage: Passage, found: Found, calendar: Calendar) -> Quote:
    speaker = found.speaker
    reference = passage.resolver.reference(speaker.start, speaker.end) if speaker is not None else None
    first, last = calendar.said_on(found)
    return Quote(
        start=found.start,
        end=found.end,
        text=passage.text[found.start : found.end],
        kind=_kind(passage, found),
        speaker=passage.text[speaker.start : speaker.end] if speaker is not None else None,
        speaker_start=speaker.start if speaker is not None else None,
        speaker_end=speaker.end if speaker is not None else None,
        speaker_name=reference.name if reference is not None else None,
        speaker_kind=reference.kind if reference is not None else None,
        cue=found.cue,
        said_on_start=first,
        said_on_end=last,
        confidence=CONFIDENCE[found.rule],
        rule=found.rule,
    )


def _kind(passage: Passage, found: Found) -> QuoteKind:
    """By the marks: all of the words within one pair, some of them, none; block quotations and turns need no marks."""
    if found.rule in ("block", "turn"):
        return "direct"
    marked = passage.marks_in(found.start, found.end)
    if not marked:
        return "indirect"
    return "direct" if marked[0].start <= found.start and found.end <= marked[0].end else "mixed"
