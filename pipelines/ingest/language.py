"""Whether a text is in a language that the rules read: as its metadata says, or else as its letters tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

MIN_WORDS = 20
"""Fewer words are never refused on a guess: a list of names looks like any language."""
MIN_PROBABILITY = 0.95
"""py3langid gives 0.999 and more to a paragraph of another language and chose English for each of 283 English texts of
news, reports and analyses (20 words and more); lists of names and tables stay below."""
LOOKED_AT = 500
"""Characters that are looked at from the beginning, and again from the middle: together enough (the same 260 English
texts are English by them as by 2,000 from the beginning) at two thirds of the time, and a notice in another language
above an English text does not decide."""

ENGLISH_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the and of that with from by have has had were which their this been would could its they it he she are",
    )
)
"""Words of English grammar that stand in few texts of other languages."""
ENGLISH_SHARE = 0.1
"""So many of them among its words make a text English without py3langid, which takes as long as reading the file: 95 %
of 574 English texts (benchmarks, made articles) have more, and of the sample sentences that spaCy brings in 67 other
languages none has a third of it."""


def refusal(text: str, stated: str | None, accepted: Collection[str]) -> str | None:
    """Why a text is none for the rules, None where it is one or nobody can tell.

    `stated` is the language tag of its metadata (BCP 47), which is believed; `accepted` are two-letter codes
    (ISO 639-1), and none at all accept every language.
    """
    if not accepted:
        return None
    if stated:
        return None if stated.split("-")[0].lower() in accepted else f"its metadata says {stated!r}"
    looked_at = _beginning_and_middle(text)
    words = looked_at.lower().split()
    if len(words) < MIN_WORDS or ("en" in accepted and _reads_like_english(words)):
        return None
    language, probability = _identifier().classify(looked_at)
    if language in accepted or probability < MIN_PROBABILITY:
        return None
    return f"it reads like {language!r}; state its language in a sidecar if that is wrong"


def _reads_like_english(words: Sequence[str]) -> bool:
    return sum(map(ENGLISH_WORDS.__contains__, words)) >= ENGLISH_SHARE * len(words)


def _beginning_and_middle(text: str) -> str:
    if len(text) <= 2 * LOOKED_AT:
        return text
    middle = max(LOOKED_AT, (len(text) - LOOKED_AT) // 2)
    return f"{text[:LOOKED_AT]} {text[middle : middle + LOOKED_AT]}"


@cache
def _identifier() -> Any:
    """py3langid's own model, read from its package: no network, no randomness. Loading takes most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
