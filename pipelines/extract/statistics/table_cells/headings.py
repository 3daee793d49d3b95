"""The headings and the caption of a table: what they name, in which unit, for which period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extract import lexicon
from pipelines.extract.model import UnitKind
from pipelines.extract.quantities.lexemes import Lexeme, Phrases, lexemes

from .periods import Period, period, period_inside

_UNITS = lexicon.table("units")
_CURRENCIES = lexicon.table("currencies")
_NUMBERS = lexicon.table("numbers")
_TABLES = lexicon.table("tables")
_NO_FIGURES = frozenset(_TABLES["no_figures"])
_COUNTING = tuple(_TABLES["counting"])
_CHANGES = frozenset(_TABLES["changes"])
_BEFORE_UNIT: Phrases[None] = Phrases((phrase, None) for phrase in _TABLES["before_unit"])
_GENERIC = frozenset(_TABLES["generic"])
_WORDS_TOO = frozenset(_TABLES["words_too"])
_COUNTS = frozenset(_TABLES["counts"])

_SCALES: dict[str, float] = {
    **{word: float(size) for word, size in _NUMBERS["scales"].items() if size >= 100},
    **{f"{word}s": float(size) for word, size in _NUMBERS["scales"].items() if size >= 100},
    **{word: float(size) for word, size in _NUMBERS["suffixes"].items() if word != "mm"},
    "000": 1e3,
    "000s": 1e3,
}
_LOOSE: dict[str, float] = {"m": 1e6, "M": 1e6, "k": 1e3, "K": 1e3, "b": 1e9, "B": 1e9, "bn": 1e9, "mm": 1e6}
"""Letters that are a magnitude beside a currency alone."""

_PARTS = re.compile(r"([()\[\];:]|,(?!\d)| [-–—|/] )")
_NUMBERED = re.compile(
    r"(?:table|tab\.|figure|fig\.|exhibit|chart|annex) ?[A-Z]?\d{0,3}(?:\.\d{1,3}){0,3}\s?[.:–-]?\s", re.IGNORECASE
)
_NOTES = re.compile(r"(?:(?<=\w)[¹²³⁴-⁹⁰ᵃ-ᶠ]{1,3}|[*†‡§]{1,3}|\[\w\])$")
_MAX = 400
_MAX_RATE = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """What figures are counted in. `name` is '' where only a magnitude is said; `scale` multiplies the figures."""

    name: str
    kind: UnitKind
    written: str
    scale: float = 1.0
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart. `label` is what is left of it when unit and period are taken away."""

    label: str
    unit: Unit | None = None
    period: Period | None = None
    rate: str = ""

    @property
    def names_no_figures(self) -> bool:
        """Whether ranks, codes, days and the like stand below it."""
        low = self.label.lower()
        if self.unit is not None or low.startswith(_COUNTING):
            return False
        words = re.findall(r"[\w#]+", low)
        return bool(words) and (words[-1] in _NO_FIGURES or (words[0] in _NO_FIGURES and words[1:2] == ["of"]))

    @property
    def is_change(self) -> bool:
        """Whether the figures are changes, whose sign is a direction."""
        parts = (re.findall(r"\w+", part) for part in self.label.lower().split(","))
        return any(words and not _CHANGES.isdisjoint((words[0], words[-1])) for words in parts)

    @property
    def names_nothing(self) -> bool:
        """Whether the label leaves it to another heading to say what is measured ("Value")."""
        return self.label.lower() in _GENERIC


def _units() -> list[tuple[str, tuple[str, UnitKind]]]:
    words = [(w, (name, entry["kind"])) for name, entry in _UNITS.items() for w in entry["words"]]
    plurals = [(f"{w}s", unit) for w, unit in words if not w.endswith(("s", "'"))]
    currencies = [(w, (code, "money")) for code, e in _CURRENCIES.items() for w in (*e["names"], *e.get("also", ()))]
    return [*words, *plurals, *currencies]


_WORDS: Phrases[tuple[str, UnitKind]] = Phrases(_units())
_SYMBOLS: Phrases[tuple[str, UnitKind]] = Phrases(
    [
        *((s, (name, entry["kind"])) for name, entry in _UNITS.items() for s in entry["symbols"]),
        *(
            (s, (code, "money"))
            for code, e in _CURRENCIES.items()
            for s in e["signs"]
            if not s.isascii() or not s.isalpha()
        ),
        *((s.upper(), (code, "money")) for code, e in _CURRENCIES.items() for s in e["signs"] if len(s) > 1),
        *((code, (code, "money")) for code in _CURRENCIES),
    ],
    exact=True,
)


@lru_cache(maxsize=1024)
def heading(text: str) -> Heading:
    """A heading or a caption taken apart; parts that neither unit nor period claims are its label."""
    text = _NUMBERED.sub("", text[:_MAX], count=1) if _NUMBERED.match(text) else text[:_MAX]
    labels: list[str] = []
    unit: Unit | None = None
    when: Period | None = None
    rate = ""
    marks = ["", *_PARTS.split(text), ""]
    for number, part in enumerate(marks[1::2]):
        words = _NOTES.sub("", part.strip()).strip()
        if not words:
            continue
        if (found := period(words)) is not None:
            when = _both(when, found)
            continue
        stated = unit_of(words)
        if stated is not None and (unit is None or not unit.name) and (number > 0 or not _is_word(stated, words)):
            unit = _joined(unit, stated)
            continue
        if number and words.lower() in _COUNTS:
            continue
        if words.lower().startswith("per ") and words.count(" ") < _MAX_RATE:
            rate = words[4:].strip()
            continue
        if unit is None or not unit.name:
            found_unit, words = _unit_beside(words)
            unit = _joined(unit, found_unit) if found_unit is not None else unit
        if when is None:
            when, words = period_inside(words)
        if words and words not in labels:
            before, behind = marks[2 * number].strip(), marks[2 * number + 2].strip()
            in_brackets = before == "(" and behind == ")"
            labels.append(f" ({words})" if in_brackets else f" {words}" if before == ")" else f", {words}")
    return Heading("".join(labels).strip(" ,"), unit, when, rate)


def _is_word(unit: Unit, words: str) -> bool:
    """Whether a heading that a unit could be is the word that it is too ("Season", "Bar", "TRY")."""
    if words in _WORDS_TOO:
        return True
    return (
        unit.scale == 1
        and unit.kind not in ("percent", "money")
        and words.isalpha()
        and not words.lower().endswith("s")
    )


def _both(one: Period | None, other: Period) -> Period:
    """A year and a part of a year that stand in two headings are one period."""
    if one is None:
        return other
    if one.year is None and other.year is not None:
        return one._replace(year=other.year)
    return other._replace(year=one.year) if other.year is None else other


def _joined(one: Unit | None, other: Unit) -> Unit:
    """Two parts of a heading that say the magnitude and the unit apart ("thousands, USD")."""
    if one is None or one.name:
        return other
    return Unit(other.name, other.kind, f"{one.written}, {other.written}", one.scale * other.scale, other.whole)


def unit_of(text: str) -> Unit | None:
    """The unit that `text` is and no more: "%", "in million euros", "$bn", "% of GDP", "USD per tonne"."""
    line = lexemes(text, 0, len(text))
    if not line or len(line) > 12:
        return None
    before = _BEFORE_UNIT.starting_at(line, 0)
    return _unit(text, line, before[0] if before is not None and before[0] < len(line) else 0)


def _unit(text: str, line: Sequence[Lexeme], first: int) -> Unit | None:
    """The unit that the lexemes from `first` on are to the last."""
    scale, name = 1.0, ""
    kind: UnitKind = "count"
    i = first
    while i < len(line):
        low = line[i].low
        if low in ("'", "’", ":") or (low == "of" and scale > 1 and not name):
            i += 1
            continue
        found = _longest(line, i)
        if low in _SCALES and not (found is not None and found[0] - i > 1):
            scale *= _SCALES[low]
            i += 1
            continue
        loose = _LOOSE.get(line[i].text)
        if loose is not None and (kind == "money" or any(_is_money(line, at) for at in range(i + 1, len(line)))):
            scale *= loose
            i += 1
            continue
        if found is not None and not name:
            i, (name, kind) = found
            continue
        if name and low in ("per", "/") and i + 1 < len(line) and len(line) - i <= _MAX_RATE:
            below = _longest(line, i + 1)
            rate = (
                below[1][0] if below is not None and below[0] == len(line) else text[line[i + 1].start : line[-1].end]
            )
            return Unit(f"{name} per {rate.lower()}", kind, text[line[first].start : line[-1].end], scale)
        if kind == "percent" and low == "of" and i + 1 < len(line):
            return Unit(
                name, kind, text[line[first].start : line[i - 1].end], scale, text[line[i + 1].start : line[-1].end]
            )
        if scale > 1 and not name and i == len(line) - 1 and line[i].kind == "word":
            name, i = _singular(low), i + 1
            continue
        return None
    if not name and scale == 1:
        return None
    return Unit(name, kind, text[line[first].start : line[-1].end], scale)


def _longest(line: Sequence[Lexeme], index: int) -> tuple[int, tuple[str, UnitKind]] | None:
    """The longest unit that begins at `index`, with the index after it."""
    found = [f for f in (_WORDS.starting_at(line, index), _SYMBOLS.starting_at(line, index)) if f is not None]
    return max(found, key=lambda f: f[0]) if found else None


def _is_money(line: Sequence[Lexeme], index: int) -> bool:
    found = _longest(line, index)
    return found is not None and found[1][1] == "money"


def _singular(word: str) -> str:
    """What one of them is called; plurals of other forms stay as they are."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _unit_beside(words: str) -> tuple[Unit | None, str]:
    """The unit with which a label begins ("% change") or ends ("Exports $bn", "Working hours"), and the rest of it.

    A unit that is a word belongs to the label as well.
    """
    line = lexemes(words, 0, len(words))
    first = _longest(line, 0)
    if first is not None and first[1][1] == "percent" and first[0] < len(line):
        stated = words[: line[first[0] - 1].end]
        return Unit(*first[1], stated), words[line[first[0]].start :]
    for at in range(max(1, len(line) - 5), len(line)):
        if line[at - 1].kind == "number" or (line[at - 1].end == line[at].start and line[at].kind == line[at - 1].kind):
            continue
        found = _unit(words, line, at)
        if found is None or not found.name:
            continue
        label = words[: line[at - 1].end].strip()
        if line[at - 1].low in ("in", "as"):
            return found, label[: -len(line[at - 1].text)].strip()
        if found.scale > 1 or found.kind == "percent" or any(lexeme.kind != "word" for lexeme in line[at:]):
            return found, label
        last = line[-1]
        if len(last.text) > 3 and last.text.islower():
            return (found if last.low.endswith("s") else None), words
        return (found, label) if len(last.text) > 1 and found.kind != "duration" else (None, words)
    return None, words
