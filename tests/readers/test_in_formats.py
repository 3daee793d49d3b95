"""The same article gives the same text, title, author and day, whatever its format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.ingest import SourceDocument, ingest

from .in_formats import MANY, ONE, Article

ARTICLE = Article(
    "Ferry Fares Rise in Ford",
    "Ann Brook",
    date(2024, 3, 9),
    (
        "The ferry company raised its fares by 12 percent on Friday, the third rise within two years. A crossing now "
        "costs 4 pounds, and nobody at the quay was pleased to hear of it.",
        '"We had no choice," said Bo Lind, who has led the company since 2019. "Fuel costs twice what it did."',
        "More than 400 passengers cross the Ford each day. In 2023 there were 350 of them.",
    ),
)


@pytest.mark.parametrize("suffix", [*ONE, *MANY])
def test_an_article_is_the_same_in_every_format(suffix: str, tmp_path: Path) -> None:
    data = ONE[suffix](ARTICLE) if suffix in ONE else MANY[suffix]([ARTICLE, ARTICLE])
    (tmp_path / f"article{suffix}").write_bytes(data)
    (found,) = ingest(tmp_path)
    assert isinstance(found, SourceDocument)
    text = found.text
    if suffix == ".txt":  # where title and byline are words like the others
        text = text.split("\n\n", 2)[2]
    assert tuple(text.split("\n\n")) == ARTICLE.paragraphs
    assert (found.title, found.author, found.published_on) == (ARTICLE.title, ARTICLE.author, ARTICLE.day)
    assert len(found.source_paths) == (1 if suffix in ONE else 2)
