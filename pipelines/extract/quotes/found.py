"""A quote as a rule finds it, before overlaps are settled and names resolved."""

from __future__ import annotations

from dataclasses import dataclass

from .attribution import Speaker


@dataclass(frozen=True, slots=True)
class Found:
    """Characters start..end said by `speaker` at the cue; `cue_at` is the cue's offset, None for verbless rules."""

    start: int
    end: int
    rule: str
    speaker: Speaker | None = None
    cue: str | None = None
    cue_at: int | None = None
