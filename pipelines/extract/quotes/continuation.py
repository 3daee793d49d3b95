"""Quotes whose speaker stands elsewhere: `"A," said X. "B."`, and paragraphs of one long quotation.

What is left unattributed goes to the report before it in the same paragraph, else to the one behind it, else to the
last one of the paragraph before. Marked words that are no sentence, and no clause, are nobody's words: terms, titles,
irony.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from . import cues, refusals
from .attribution import Speaker, is_generic, speaker_of
from .cues import cue_text, is_negated, is_verb, lemma
from .direct import is_sentence_like
from .found import Found, by_paragraph
from .marks import Marked
from .passage import Passage

_ACTS = cues.CLAUSE | cues.SPEECH_ACT


def carried_over(passage: Passage, taken: list[Found]) -> Iterator[Found]:
    """Quotes for the marked stretches that nothing in their own sentence attributes."""
    groups = by_paragraph(passage, sorted(taken, key=lambda f: f.start))
    for marked in passage.outermost:
        n = passage.parsed.paragraph_at(marked.outer_start)
        done = [f for back in (n - 2, n - 1, n) for f in groups.get(back, ())]
        if any(f.start < marked.outer_end and marked.outer_start < f.end for f in done):
            continue
        if refusals.is_refused(passage, marked):
            continue
        stands_alone = refusals.stands_alone(passage, marked)
        source = _source(passage, marked, done) if stands_alone and not refusals.is_heading(passage, marked) else None
        if source is None and is_sentence_like(passage, marked):
            source = _of_same_sentence(passage, marked, done)
        if source is not None:
            found = replace(source, start=marked.start, end=marked.end)
        elif (stands_alone and is_sentence_like(passage, marked)) or refusals.is_clause(passage, marked):
            found = Found(marked.start, marked.end, "unattributed")
        else:
            continue
        groups[n].append(found)
        yield found


def _of_same_sentence(passage: Passage, marked: Marked, done: list[Found]) -> Found | None:
    """The quote before it in one sentence: `"A", it added; and, later, "B"`."""
    start, _ = passage.stretch_at(marked.outer_start)
    before = [f for f in done if start <= f.start < marked.start and f.speaker is not None and passage.mark_at(f.start)]
    between = passage.parsed.tokens(max((f.end for f in before), default=start), marked.outer_start)
    if not before or any(
        t.dep_ in ("nsubj", "nsubjpass") and not passage.quoted[t.i] and t.i > between.start + 8 for t in between
    ):
        return None
    return replace(max(before, key=lambda f: f.start), rule="continuation")


def _source(passage: Passage, marked: Marked, done: list[Found]) -> Found | None:
    n = passage.parsed.paragraph_at(marked.outer_start)
    same = [f for f in done if passage.parsed.paragraph_at(f.start) == n and f.speaker is not None]
    before = [f for f in same if f.start < marked.start]
    act = _last_act(passage, passage.parsed.paragraphs[n][0], marked.outer_start)
    if before:
        last = max(before, key=lambda f: f.start)
        if act is None or act.cue_at is None or act.cue_at < max(last.end, last.cue_at or 0):
            return replace(last, rule="continuation")
    if act is not None:
        return replace(act, rule="speech-act")
    behind = [f for f in same if f.start > marked.start and f.rule in ("cue-after", "continuation")]
    if behind and not before:
        return replace(min(behind, key=lambda f: f.start), rule="continuation")
    if passage.text[passage.parsed.paragraphs[n][0] : marked.outer_start].strip() or n == 0:
        return None
    return _of_earlier_paragraph(passage, marked, n, done)


def _of_earlier_paragraph(passage: Passage, marked: Marked, n: int, done: list[Found]) -> Found | None:
    """The speaker of the paragraph before: its last report, or the somebody whom its last sentence introduces.

    A caption or heading between the paragraphs of an unclosed quote is skipped.
    """
    for back in (n - 1, n - 2):
        if back < 0:
            return None
        start, end = passage.parsed.paragraphs[back]
        reports = [f for f in done if start <= f.start < end and f.speaker is not None]
        act = _last_act(passage, start, end)
        if reports:
            last = max(reports, key=lambda f: f.start)
            if act is not None and act.cue_at is not None and act.cue_at > last.end and (last.cue_at or 0) < act.cue_at:
                return replace(act, rule="paragraph-continuation")
            return replace(last, rule="paragraph-continuation")
        if act is not None and passage.text[end - 1] == ":":
            return replace(act, rule="paragraph-continuation")
        if act is not None and back == n - 1:
            return replace(act, rule="paragraph-continuation")
        if end - start > 160 or passage.text[end - 1] == ":":
            return None
        unclosed = back > 0 and any(not m.closed for m in passage.marks_in(*passage.parsed.paragraphs[back - 1]))
        if not unclosed:
            return None
    return None


def _last_act(passage: Passage, start: int, end: int) -> Found | None:
    """The last act of speech before `end` that names its speaker but leaves the words to what follows."""
    if start >= end:
        return None
    offset = end - 1
    while offset > start and passage.text[offset].isspace():
        offset -= 1
    begin = max(start, passage.stretch_at(offset)[0])
    best: tuple[Token, Speaker] | None = None
    for token in passage.parsed.tokens(begin, offset + 1):
        if passage.quoted[token.i] or not is_verb(token) or lemma(token) not in _ACTS or is_negated(token):
            continue
        if lemma(token) in cues.UNSPEAKING and passage.text[offset] != ":":
            continue
        if token.dep_ in ("relcl", "amod"):
            continue
        speaker = speaker_of(passage, token)
        if (
            speaker is None
            or is_generic(passage, speaker)
            or (not cues.can_speak(passage.doc[speaker.head]) and passage.doc[speaker.head].lower_ != "it")
        ):
            continue
        if best is None or token.dep_ == "ROOT":
            best = (token, speaker)
    if best is None:
        return None
    token, speaker = best
    return Found(0, 0, "speech-act", speaker, cue_text(token), token.idx)
