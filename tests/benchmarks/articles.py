"""Articles made by chance from a seed, as many as one wants, no two alike: for measuring, not for judging rules."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = 300
"""About as many as a news article has; some 2 KB."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST = _words(
    """
    Ada Omar Lena Victor Mira Paul Nadia Jonas Ruth Ivan Clara Hugo Irene Tomas Salma Peter Alma Rashid Greta Louis
    """
)
_LAST = _words(
    """
    Brook Reed Castell Moreau Lindgren Okafor Varga Petrov Hale Tanaka Silva Novak Amiri Jensen Duarte Kowalski
    Farrell Ibsen Marsh Keller Osei Rinaldi Stone Vance Whitby Yilmaz Zeman Abbott Corrigan Dempsey
    """
)
_PLACES = _words(
    """
    Norway Kenya Peru Vietnam Portugal Canada Poland Egypt Chile Ireland Oslo Nairobi Lima Hanoi Lisbon Toronto
    Warsaw Cairo Santiago Dublin
    """
)
_BODIES = ("Port Authority", "Water Board", "Labour Council", "Transport Ministry", "Grain Exchange", "Energy Agency")
_GOODS = ("rice", "timber", "copper", "fish", "steel", "wool", "glass", "cement", "coffee", "paper")
_WORKS = ("bridge", "ferry line", "school", "power station", "market hall", "rail tunnel", "harbour", "clinic")
_MONTHS = _words(
    """
    January February March April May June July August September October November December
    """
)
_SENTENCES = (
    "On {day} {month} {year} {person} opened the {work} in {place}.",
    "The {body} of {place} signed an agreement with {place2} on {month} {day}, {year}.",
    "Exports of {good} from {place} rose by {small} percent to ${big} million in {year}.",
    '"We counted {big} visitors at the {work}," said {person}, who leads the {body}.',
    "{person} told reporters that the {work} would cost ${big} million.",
    "More than {small} percent of the {good} goes to {place2}.",
    "In {month} {year} the {body} closed the {work} near {place}.",
    "Some {big} workers left {place} between {year} and {year2}.",
    "{person} met {person2} in {place} on {day} {month} {year}.",
    "According to {person2}, prices of {good} fell from {big} to {small} dollars a tonne.",
    "The {work} has stood by the river for as long as anybody in the town can remember.",
    "Nobody at the {body} wanted to say who had ordered the {good} or where it had been kept.",
    "{person} denied that {place2} had refused the delivery of {good}.",
    "The council plans to rebuild the {work} by {year2}.",
    '"Nothing has been decided," {person2} said. "The talks with {place2} go on."',
    "People in {place} still speak of the winter in which the {good} ran out.",
    "The {body} said it had paid {big} families since {month} {year}.",
    "Unemployment in {place} was {small}.{digit} percent in {month} {year}.",
)


def article(number: int) -> str:
    """The article of this number, in Markdown: about `WORDS` words under a heading."""
    chance = random.Random(number)
    person, person2 = (f"{chance.choice(_FIRST)} {chance.choice(_LAST)}" for _ in "12")
    place, place2 = chance.sample(_PLACES, 2)
    body, good, work = chance.choice(_BODIES), chance.choice(_GOODS), chance.choice(_WORKS)
    paragraphs = [f"# Report {number} on the {work} of {place}"]
    words = 0
    while words < WORDS:
        sentences = [
            chance.choice(_SENTENCES).format(
                person=person,
                person2=person2,
                place=place,
                place2=place2,
                body=body,
                good=good,
                work=work,
                day=chance.randrange(1, 29),
                month=chance.choice(_MONTHS),
                year=chance.randrange(1990, 2020),
                year2=chance.randrange(2020, 2030),
                small=chance.randrange(1, 100),
                digit=chance.randrange(10),
                big=chance.randrange(100, 10_000),
            )
            for _ in range(chance.randrange(3, 7))
        ]
        paragraphs.append(" ".join(sentences))
        words += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs) + "\n"


def write_articles(folder: Path, documents: int) -> None:
    """Writes `documents` Markdown files, a thousand to a folder."""
    for number in range(documents):
        part = folder / f"{number // 1000:03d}"
        part.mkdir(parents=True, exist_ok=True)
        (part / f"{number:06d}.md").write_text(article(number), encoding="utf-8")
