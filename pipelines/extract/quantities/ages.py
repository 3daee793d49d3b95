"""Ages of people and things: "aged 19", "Montalvo, 19,", "14-year-old", "at the age of 12", "six weeks old"."""

from __future__ import annotations

from .figures import Figure
from .passage import Passage
from .units import Unit

_HYPHENS = frozenset("-‐‑–")
_OLDEST = 120
_YEAR = Unit("year of age", "age")
_AGED = frozenset(["aged", "age", "ages", "turned", "turning"])


def of_duration(passage: Passage, figure: Figure) -> tuple[int, Unit] | None:
    """The age that a length of time is part of, with the index behind it."""
    if figure.unit is None or figure.unit.kind != "duration":
        return None
    unit = Unit(f"{figure.unit.name} of age", "age")
    i = figure.last
    if passage.low(i) in _HYPHENS:
        i += 1
    if passage.low(i) in ("old", "olds"):
        return i + 1, unit
    if passage.low(i) == "of" and passage.low(i + 1) == "age":
        return i + 2, unit
    before = passage.low(figure.first - 1)
    if before == "aged" or (before == "of" and passage.low(figure.first - 2) in ("age", "ages")):
        return figure.last, unit
    return None


def bare(passage: Passage, figure: Figure) -> tuple[int, Unit] | None:
    """The age that a number without a unit is, with the index behind it."""
    if figure.unit is not None or not 0 < figure.value <= _OLDEST or figure.number.scaled or figure.number.share:
        return None
    if passage.low(figure.last) in ("yo", "y/o"):
        return figure.last + 1, _YEAR
    before = passage.low(figure.first - 1)
    for index in range(figure.first - 1, max(-1, figure.first - 5), -1):
        word = passage.low(index)
        if word in _AGED:
            ended = word not in ("turned", "turning") or passage.low(figure.last) in (
                ",",
                ".",
                "in",
                "on",
                "this",
                "last",
            )
            return (figure.last, _YEAR) if ended else None
        if word not in (
            "of",
            "between",
            "from",
            "about",
            "around",
            "over",
            "under",
            "least",
            "at",
            "to",
            "just",
            "only",
        ):
            break
    if (
        before == ","
        and _is_person(passage, figure.first - 2)
        and passage.low(figure.last) in (",", ".", ")", ";", "", "and")
    ):
        return figure.last, _YEAR
    return None


def _is_person(passage: Passage, index: int) -> bool:
    """Whether the lexeme at `index` ends a person's name, or what may name one ("the minister, 57,")."""
    if index < 0 or passage.line[index].kind != "word":
        return False
    token = passage.token(index)
    if not passage.line[index].text[0].isupper():
        return token.tag_ == "NN" and token.ent_type_ == ""
    return token.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and token.ent_type_ in ("", "ORG"))
