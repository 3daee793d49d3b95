"""Attribution without a verb: `Name: "…"`, `"…" — Name`, a line `From X:` before the quote, headlines `X: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .. import lexicon
from . import cues, refusals
from .attribution import Speaker, is_generic, speaker_of
from .cues import cue_text, is_verb, lemma
from .found import Found, by_paragraph
from .marks import Marked
from .passage import Passage

_LABEL = re.compile(r"(?:From|By|Statement (?:from|by|of)|Message from)?\s{0,3}([^:\n]{2,90}):\s{0,9}$", re.IGNORECASE)
_FROM = re.compile(r"(?:Statement |Message |Comment |Remarks? |Quote )?(?:From|By)\s{1,3}", re.IGNORECASE)
_DASHED = re.compile(r"[\s,.]{0,4}(?:-{1,3}|[–—―~])\s{0,3}([^\n]{2,140})$")
_TAIL = re.compile(r"[\s,.]{0,4}([A-Z][^\n.!?;:]{2,110})$")
_DASH_LINE = re.compile(r"(?:-{1,3}|[–—―~])\s{0,3}(?=\S)")
_TURN = re.compile(r"\s{0,3}([A-Z][A-Z.'’ -]{2,30}):\s{1,3}")
_TURN_LABEL = re.compile(r"([A-Z][A-Za-z.'’ -]{0,38}):\s{1,3}")
_MIN_TURNS = 3
"""Labelled paragraphs that make a transcript."""
_NO_SPEAKER = lexicon.words("noun_cues", "no_speaker")
_TITLES = lexicon.words("titles", "neutral") | lexicon.words("titles", "male") | lexicon.words("titles", "female")
_MAX_LABEL = 14
"""Words of a speaker's label at most, office and affiliation included."""


def without_verb(passage: Passage, taken: list[Found]) -> Iterator[Found]:
    """Quotes that a name beside the marks attributes, and headlines that report ("Minister: taxes will fall")."""
    groups = by_paragraph(passage, taken)
    for marked in passage.outermost:
        near = groups[passage.parsed.paragraph_at(marked.start)]
        if any(f.start < marked.outer_end and marked.outer_start < f.end for f in near):
            continue
        if refusals.is_name(passage, marked):
            continue
        found = _turn(passage, marked) or _labelled(passage, marked) or _signed(passage, marked)
        if found is not None:
            yield found
    yield from _headline(passage, taken)
    yield from _blocks(passage)
    yield from _turns(passage)


def _paragraph(passage: Passage, offset: int) -> tuple[int, int, int]:
    n = passage.parsed.paragraph_at(offset)
    return (n, *passage.parsed.paragraphs[n])


def _turn(passage: Passage, marked: Marked) -> Found | None:
    """A transcript's turn within the marks: `"ROE: Nothing is decided."`."""
    label = _TURN.match(passage.text, marked.start, marked.end)
    if label is None:
        return None
    speaker = _label_speaker(passage, label.start(1), label.end(1))
    return Found(label.end(), marked.end, "turn", speaker)


def _label_speaker(passage: Passage, start: int, end: int) -> Speaker:
    return Speaker(start, end, passage.parsed.tokens(start, end).root.i)


def _labelled(passage: Passage, marked: Marked) -> Found | None:
    """`Governor Hale: "…"`, or a line that ends in a colon and names somebody before a paragraph that is the quote."""
    n, start, _ = _paragraph(passage, marked.outer_start)
    sentence_start, _ = passage.stretch_at(marked.outer_start)
    begin = max(start, sentence_start)
    lead = passage.text[begin : marked.outer_start]
    if not lead.strip() and begin == start and n > 0:
        begin, end = passage.parsed.paragraphs[n - 1]
        begin = max(begin, passage.stretch_at(end - 1)[0])
        lead = passage.text[begin:end]
    label = _LABEL.match(lead)
    if label is None:
        return None
    at = begin + label.start(1)
    opening = _FROM.match(passage.text, begin + len(lead) - len(lead.lstrip()), begin + label.end(1))
    if opening is not None:
        at = opening.end()
    if opening is not None and passage.text[at : at + 4].lower() == "the ":
        at += 4
    speaker = _name(passage, at, begin + label.end(1))
    cue = opening.group().strip() if opening is not None else None
    return Found(marked.start, marked.end, "label", speaker, cue) if speaker is not None else None


def _signed(passage: Passage, marked: Marked) -> Found | None:
    """`"…" — Name`, on the same line or the next one; or a name alone behind a quote that fills its paragraph."""
    n, start, end = _paragraph(passage, marked.outer_start)
    rest = passage.text[marked.outer_end : end]
    dashed = _DASHED.match(rest.rstrip())
    if dashed is not None:
        speaker = _name(passage, marked.outer_end + dashed.start(1), marked.outer_end + dashed.end(1))
        if speaker is not None:
            return Found(marked.start, marked.end, "signature", speaker)
    if passage.text[start : marked.outer_start].strip():
        return None
    if not rest.strip(" .,") and n + 1 < len(passage.parsed.paragraphs):
        next_start, next_end = passage.parsed.paragraphs[n + 1]
        dash = _DASH_LINE.match(passage.text, next_start, next_end)
        if dash is not None and next_end - next_start <= 140:
            speaker = _name(passage, dash.end(), next_end)
            if speaker is not None:
                return Found(marked.start, marked.end, "signature", speaker)
    tail = _TAIL.match(rest[: min((rest.find(c) for c in '"“' if c in rest), default=len(rest))].rstrip(" \n\t,;"))
    inner = passage.text[marked.start : marked.end].rstrip()
    if tail is not None and inner[-1:] in ".!?…":
        speaker = _name(passage, marked.outer_end + tail.start(1), marked.outer_end + tail.end(1))
        if speaker is not None:
            return Found(marked.start, marked.end, "signature", speaker)
    return None


def _name(passage: Passage, start: int, end: int) -> Speaker | None:
    """The label start..end as a speaker: a short noun phrase with a name or a speaking noun and no verb, else None."""
    while start < end and not passage.text[start].isalnum():
        start += 1
    while start < end and passage.text[end - 1] in " \t\"'“”.,:;-–—":
        end -= 1
    tokens = passage.parsed.tokens(start, end)
    words = [t for t in tokens if not t.is_punct and not t.is_space]
    if not words or len(words) > _MAX_LABEL or passage.mark_at(start) is not None:
        return None
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.text.islower() for t in words):
        return None
    entity = passage.resolver.entity_at(start, end)
    speaking = any(t.text.rstrip(".") in _TITLES or (cues.can_speak(t) and t.pos_ in ("NOUN", "PROPN")) for t in words)
    if not words[0].text[0].isupper() or not (entity is not None or speaking):
        return None
    comma = passage.text.find(",", start, end)
    head_tokens = passage.parsed.tokens(start, comma if comma > start else end)
    head = head_tokens.root if len(head_tokens) else words[0]
    return Speaker(start, end, head.i)


def _turns(passage: Passage) -> Iterator[Found]:
    """The unmarked turns of a transcript: paragraphs that open with a speaker's label, two labels at least."""
    turns: list[tuple[int, int, int, int]] = []
    for start, end in passage.parsed.paragraphs:
        label = _TURN_LABEL.match(passage.text, start, min(end, start + 60))
        if label is None or passage.marks_in(label.end(), end) or label.group(1).rstrip(".").lower() in _NO_SPEAKER:
            continue
        if label.end() < end:
            turns.append((label.start(1), label.end(1), label.end(), end))
    labels = {passage.text[a:b].lower() for a, b, _, _ in turns}
    if len(turns) < _MIN_TURNS or len(labels) < 2 or len(labels) > len(turns) - 1:
        return
    for a, b, start, end in turns:
        yield Found(start, end, "turn", _label_speaker(passage, a, b) if b - a > 1 else None)


def _blocks(passage: Passage) -> Iterator[Found]:
    """A block quotation: the unmarked paragraph behind one that ends in a speaker, a verb of speech and a colon."""
    for (start, end), (next_start, next_end) in pairwise(passage.parsed.paragraphs):
        if passage.text[end - 1] != ":" or passage.marks_in(next_start, next_end):
            continue
        begin, _ = passage.stretch_at(end - 1)
        tokens = passage.parsed.tokens(max(start, begin), end)
        verbs = [t for t in tokens if is_verb(t) and lemma(t) in cues.CLAUSE - cues.WEAK and not passage.quoted[t.i]]
        if not verbs or len(tokens) - (verbs[-1].i - tokens.start) > 12 or next_end - next_start < 40:
            continue
        speaker = speaker_of(passage, verbs[-1])
        if speaker is not None and not is_generic(passage, speaker):
            yield Found(next_start, next_end, "block", speaker, cue_text(verbs[-1]), verbs[-1].idx)


def _headline(passage: Passage, taken: list[Found]) -> Iterator[Found]:
    """`Minister: taxes will fall` as a heading: a name before a colon, a clause behind it, no full stop."""
    for n, (start, end) in enumerate(passage.parsed.paragraphs[:2]):
        colon = passage.text.find(":", start, min(end, start + 60))
        if (
            colon < 0
            or end - start > 200
            or passage.text[end - 1] in ".:"
            or not passage.text[colon + 1 : colon + 2].isspace()
        ):
            continue
        begin, stop = passage.trimmed(colon + 1, end)
        held = passage.mark_at(begin)
        if held is not None and held.outer_end >= stop:
            continue  # a label before a quote
        if any(f.start < stop and begin < f.end for f in taken) or (n > 0 and start == 0):
            continue
        speaker = _name(passage, start, colon)
        if speaker is None or len(passage.parsed.tokens(start, colon)) > 4:
            continue
        head = passage.doc[speaker.head]
        entity = passage.resolver.entity_at(speaker.start, speaker.end)
        if not (
            (entity is not None and entity.kind in ("person", "organisation"))
            or head.lemma_.lower()
            in ("report", "poll", "study", "survey", "source", "official", "police", "expert", "analyst")
        ):
            continue
        tokens = passage.parsed.tokens(begin, stop)
        if any(t.pos_ in ("VERB", "AUX") for t in tokens):
            yield Found(begin, stop, "headline", speaker)
