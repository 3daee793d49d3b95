"""Compact written formats ("03-Mar-2025", "2025/Mar/03"), read by dateparser.

Our own grammar reads running text; dateparser is asked for the rest only, about spans that the lexer found, in English,
for whole dates, and never with the clock: the base is a constant that no part of the answer can come from, since day,
month and year are all required.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

import dateparser

_BASE = datetime(1, 1, 1)


@lru_cache(maxsize=4096)
def written_date(text: str) -> date | None:
    """The day that `text` writes with day, month and year; None where dateparser cannot read it."""
    found = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": _BASE,
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
        },
    )
    return found.date() if found else None
