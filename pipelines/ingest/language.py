"""Whether a text is in a language that the rules read: as its metadata says, or else as its letters tell."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

MIN_WORDS = 20
"""Fewer words are never refused on a guess: a list of names looks like any language."""
MIN_PROBABILITY = 0.95
"""py3langid gives 0.999 and more to a paragraph of another language and chose English for each of 283 English texts of
news, reports and analyses (20 words and more); lists of names and tables stay below."""
LOOKED_AT = 2_000
"""Characters that are looked at: twice what is enough, and under a millisecond."""


def refusal(text: str, stated: str | None, accepted: Collection[str]) -> str | None:
    """Why a text is none for the rules, None where it is one or nobody can tell.

    `stated` is the language tag of its metadata (BCP 47), which is believed; `accepted` are two-letter codes
    (ISO 639-1), and none at all accept every language.
    """
    if not accepted:
        return None
    if stated:
        return None if stated.split("-")[0].lower() in accepted else f"its metadata says {stated!r}"
    top = text[:LOOKED_AT]
    if len(top.split()) < MIN_WORDS:
        return None
    language, probability = _identifier().classify(top)
    if language in accepted or probability < MIN_PROBABILITY:
        return None
    return f"it reads like {language!r}; state its language in a sidecar if that is wrong"


@cache
def _identifier() -> Any:
    """py3langid's own model, read from its package: no network, no randomness. Loading takes most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
