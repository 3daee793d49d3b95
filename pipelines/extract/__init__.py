"""Text in, facts out. Pure: no clock, no network, no files but the package's own word lists.

>>> from datetime import date
>>> from pipelines.extract import Document, extract, load
>>> documents = [Document("d1", "More than 50% of Russian exports go to China.", date(2025, 4, 1))]
>>> for facts in extract(documents, load()):
...     for s in facts.statistics:
...         print(s.comparator, s.value, s.unit, s.measure, s.counterpart)
> 50.0 percent Russian exports China

spaCy and the rules are imported at the first use of what needs them: a process that only names documents and facts, or
hands them to workers, starts a second and a half sooner.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .facts import extract, facts_of
    from .model import (
        DateValue,
        Document,
        Entity,
        Event,
        Facts,
        Participant,
        Quantity,
        Quote,
        Reject,
        Section,
        Sentence,
        Statistic,
    )
    from .nlp import DEFAULT_MODEL, ModelMissing, Parsed, load, parse

_HOMES = {
    "facts": ("extract", "facts_of"),
    "model": (
        *("DateValue", "Document", "Entity", "Event", "Facts", "Participant", "Quantity", "Quote", "Reject", "Section"),
        *("Sentence", "Statistic"),
    ),
    "nlp": ("DEFAULT_MODEL", "ModelMissing", "Parsed", "load", "parse"),
}
"""The public names by the module that defines them (PEP 562)."""

__all__ = [
    "DEFAULT_MODEL",
    "DateValue",
    "Document",
    "Entity",
    "Event",
    "Facts",
    "ModelMissing",
    "Parsed",
    "Participant",
    "Quantity",
    "Quote",
    "Reject",
    "Section",
    "Sentence",
    "Statistic",
    "extract",
    "facts_of",
    "load",
    "parse",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f".{module}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
