"""A quote as a rule finds it, before overlaps are settled and names resolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .attribution import Speaker
from .passage import Passage


@dataclass(frozen=True, slots=True)
class Found:
    """Characters start..end said by `speaker` at the cue; `cue_at` is the cue's offset, None for verbless rules."""

    start: int
    end: int
    rule: str
    speaker: Speaker | None = None
    cue: str | None = None
    cue_at: int | None = None


def by_paragraph(passage: Passage, found: Iterable[Found]) -> defaultdict[int, list[Found]]:
    """The quotes of each paragraph. None crosses a paragraph, so that rules need not look at all of a long document."""
    groups: defaultdict[int, list[Found]] = defaultdict(list)
    for f in found:
        groups[passage.parsed.paragraph_at(f.start)].append(f)
    return groups
