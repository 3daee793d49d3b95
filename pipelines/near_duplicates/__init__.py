"""Syndicated texts: which documents are copies of another, so that facts are counted by source and not by copy.

    wording     what is compared of a text, and when one is a copy of another
    signatures  a short signature for every text, by which the pairs are found that may be alike (MinHash)
    originals   which text is whose copy
    marking     all of it for the documents of a database

A copy has the words of its original but for cuts, a new headline, an agency's line or light editing; so has a corrected
or updated version of a report. An article that quotes another at length is no copy: most of it is its own.
"""

from __future__ import annotations

from .marking import mark_copies, method

__all__ = ["mark_copies", "method"]
