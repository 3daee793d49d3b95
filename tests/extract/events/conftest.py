"""Sentences with their dates marked by brackets, so that these tests do not lean on the finding of dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from pipelines.extract import events, load
from pipelines.extract.model import DateValue, Document, Entity, Event
from pipelines.extract.nlp import parse

Find = Callable[..., tuple[Event, ...]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def find(nlp: Language) -> Find:
    """Events of a text in which [square brackets] mark the dates: a year is that year, anything else 5 May 2020.

    A marked date behind "since" is bounded like one."""

    def run(
        marked: str,
        entities: tuple[Entity, ...] = (),
        *,
        published_on: date | None = None,
        names: bool = False,
        kind: str = "DATE",
        precision: str | None = None,
        basis: str = "explicit",
    ) -> tuple[Event, ...]:
        text, dates = "", []
        for piece in re.split(r"(\[[^\]]*\])", marked):
            if piece.startswith("["):
                since = text.endswith("since ")
                dates.append(_value(piece[1:-1], len(text), names, kind, "since" if since else "in", precision, basis))
                piece = piece[1:-1]
            text += piece
        (parsed,) = parse([Document("d", text, published_on)], nlp)
        return events.find(parsed, tuple(dates), entities, ())

    return run


def _value(
    text: str, start: int, names: bool, kind: str, qualifier: str, precision: str | None, basis: str
) -> DateValue:
    year = re.fullmatch(r"\d{4}", text)
    first = date(int(text), 1, 1) if year else date(2020, 5, 5)
    last = date(int(text), 12, 31) if year else first
    value = text if year else first.isoformat()
    return DateValue(
        start, start + len(text), text, kind, value, value, first, last,  # type: ignore[arg-type]
        precision or ("year" if year else "day"), qualifier, basis, "marked", names=names,  # type: ignore[arg-type]
    )  # fmt: skip
