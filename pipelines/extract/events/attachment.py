"""What each time expression dates: the anchors from which events are made."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import DateValue
from ..nlp import Parsed
from . import triggers
from .anchor import Anchor
from .climb import climb
from .lines import is_dateline, line_trigger
from .placement import Placed, place
from .reach import around, coordinated, sharing


def anchors(parsed: Parsed, dates: tuple[DateValue, ...]) -> Iterator[Anchor]:
    """What each date dates, in the order of the dates."""
    for placed in place(parsed, dates):
        if not is_dateline(placed):
            yield from (anchor for anchor in _anchors_of(placed) if not _is_habit(parsed, anchor))


def _is_habit(parsed: Parsed, anchor: Anchor) -> bool:
    """ "The office opens on Thursday", where Thursday came out as a day before the text's: a custom, no event.

    A list of dates tells what happened in the same tense: "3 June – Parliament adopts …".
    """
    published, value = parsed.document.published_on, anchor.date
    if anchor.rule == "line_date" or value.basis == "explicit":
        return False
    if published is None or value.ends_on is None or value.ends_on >= published:
        return False
    return triggers.is_verb(anchor.trigger) and triggers.is_timeless(anchor.trigger)


def _anchors_of(placed: Placed) -> Iterator[Anchor]:
    line = line_trigger(placed)
    if line is not None:
        yield Anchor(triggers.main_verb(line), placed.value, "line_date")
        if triggers.is_verb(line):
            for verb in coordinated(placed, line):
                yield Anchor(triggers.main_verb(verb), placed.value, "line_date")
        return
    found = climb(placed)
    if found is None:
        return
    trigger, rule = found
    yield Anchor(triggers.main_verb(trigger), placed.value, rule)
    if triggers.is_verb(trigger):
        for verb in coordinated(placed, trigger):
            yield Anchor(triggers.main_verb(verb), placed.value, "front_coordinated")
        for verb in sharing(placed, trigger):
            yield Anchor(triggers.main_verb(verb), placed.value, "shared_date")
    elif clause := around(placed, trigger):
        verb, value = clause
        yield Anchor(triggers.main_verb(verb), value, "through_event_noun")
        for shared in sharing(placed, verb):
            yield Anchor(triggers.main_verb(shared), value, "shared_date")
