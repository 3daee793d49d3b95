"""The document that the tests of this package validate: one right row in every table."""

from __future__ import annotations

from ..told import Told

TEXT = "On 3 May 2024 Mina Okafor opened the new lock. She said traffic fell to 40 percent of the old level, or half."


def right(name: str) -> Told:
    """A document with one right row in every table."""
    told = Told(name, TEXT, published_on="2024-05-04")
    told.section("Traffic", "She said")
    told.event(
        "On 3 May 2024 Mina Okafor opened the new lock",
        "opened",
        "3 May 2024",
        "2024-05-03",
        "2024-05-03",
        actors=("Mina Okafor",),
        event_type="CONSULT",
    )
    quote = told.quote("traffic fell to 40 percent of the old level, or half", "She", "Mina Okafor")
    told.statistic("40 percent", 40.0, "percent", measure="traffic", quote_id=quote["quote_id"])
    told.citation("new lock", "https://locks.example/3")
    return told
