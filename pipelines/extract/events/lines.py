"""Lines that are dated by their form and not by syntax: datelines, lists of dates, labels."""

from __future__ import annotations

import re

from spacy.tokens import Token

from ..lexicon import words
from . import triggers
from .placement import Placed

_LABELS = words("events", "labels")
_DASHES = frozenset({":", "–", "—", "-", "--", "―", "|"})
_JOINING = frozenset(",;:(–—-")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.{0,20}\b\d{4}\b", re.IGNORECASE)
_LEAD = " \t#*•·–—-0123456789.[]()"
_FAR = 60
"""A list entry names its event within so many words."""


def is_dateline(placed: Placed) -> bool:
    """Whether the date says when the text was written: alone on its line, or a full date with weekday that is set
    before or behind the line without preposition or comma ("Fans rejoice Sunday, 2 May 2010")."""
    start, end = placed.parsed.paragraphs[placed.parsed.paragraph_at(placed.value.start)]
    text, value = placed.parsed.text, placed.value
    before, after = text[start : value.start].strip(_LEAD), text[value.end : end].strip()
    if not before and not after.strip(".:"):
        return True
    if value.precision != "day" or not _WEEKDAY.search(value.text):
        return False
    if not before:
        return after[:1].isupper()
    last = placed.doc[placed.first - 1]
    return not after and last.pos_ != "ADP" and last.text not in _JOINING


def line_trigger(placed: Placed) -> Token | None:
    """What a line that opens with its date tells ("3 June 2014 – Parliament adopts …", "2022: Invasion of …"), or
    the label before the date ("Born: 3 June 1954")."""
    doc = placed.doc
    start, end = placed.parsed.paragraphs[placed.parsed.paragraph_at(placed.value.start)]
    before = placed.parsed.text[start : placed.value.start].strip(_LEAD + ":")
    if before:
        label = before.lower() in _LABELS
        return (
            next((t for t in reversed(doc[max(0, placed.first - 3) : placed.first]) if t.is_alpha), None)
            if label
            else None
        )
    index = placed.last + 1
    if index + 1 >= len(doc) or doc[index].text not in _DASHES or doc[index + 1].idx >= end:
        return None
    return _first_happening(doc[index + 1], end)


def _first_happening(first: Token, end: int) -> Token | None:
    """The first finite verb of the line's first sentence, else its first event noun."""
    noun = None
    for token in first.doc[first.i : first.i + _FAR]:
        if token.idx >= end or (token.is_sent_start and token.i > first.i + 1):
            break
        if token.pos_ == "VERB" and token.dep_ in {"ROOT", "ccomp", "parataxis", "conj", "appos", "acl"}:
            return token
        if noun is None and triggers.is_event_noun(token):
            noun = token
    return noun
