"""The seed documents: well named, described, readable, and of every shape that the mill is for."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from pipelines.ingest import SourceDocument, SourceReject, ingest

SEEDS = Path(__file__).parents[1] / "seeds"
DOCUMENTS = sorted(path for path in (SEEDS / "documents").iterdir() if path.suffix in {".txt", ".md"})
WORD_LISTS = sorted((SEEDS / "lexicon").glob("*.toml"))

NAME = re.compile(r"(?:(?P<day>\d{4}-\d{2}-\d{2})_)?factmill-[a-z]+_[a-z0-9]+(?:-[a-z0-9]+)*\.(?:txt|md)")

SHAPES = {
    "a dateline": r"^[A-Z][A-Z/ ]+, (?:[A-Z][a-z ]+, )?[A-Z][a-z]+\.? \d{1,2} \(Factmill",
    "interview turns": r"^ELLISON: .+\n\n^FIELD: ",
    "a timeline": r"(?:^[A-Z][a-z]+ \d{1,2} – .+\n){5}",
    "nested headings": r"^#### ",
    "a heading without text": r"^#### .+\n\n^#",
    "a cited source": r"<cite>https://\S+</cite>",
    "a Markdown link": r"\[[^\]]+\]\(https://\S+\)",
    "emphasis": r"\*\*[^*\n]+\*\*",
    "a list": r"^[*-] .+\n^[*-] ",
    "a line a paragraph": r"(?:^.{300,}\n){3}",
    "hard-wrapped lines": r"(?:^.{60,88}\n){4}",
    "a quote over paragraphs": r"“[^”\n]+\n\n“[^”\n]+”",
    "curly marks": r"“[^”\n]+”",
    "straight marks": r"\"[^\"\n]+\"",
    "single marks": r" '[^'\n]+'",
    "years before Christ": r"\d+ BC\b",
    "centuries": r"\d+th century",
    "a short range of years": r"\b1914-18\b",
    "percentage points": r"percentage point",
    "basis points": r"basis points",
    "one in so many": r"[Oo]ne in (?:every )?\w+ ",
}


def ingested() -> list[SourceDocument | SourceReject]:
    return list(ingest(SEEDS / "documents"))


def test_every_seed_document_is_taken_without_a_complaint() -> None:
    assert [item for item in ingested() if isinstance(item, SourceReject)] == []
    assert len(ingested()) == len(DOCUMENTS) >= 14


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_seed_document_has_a_name_by_the_rule_and_its_metadata_beside_or_inside_it(path: Path) -> None:
    assert NAME.fullmatch(path.name)
    sidecar = path.with_suffix(".meta.yaml")
    assert sidecar.is_file() != path.read_text(encoding="utf-8").startswith("---\n")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_seed_document_is_plain_utf_8_of_a_readable_length(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "strict")
    assert "\r" not in text
    assert "\t" not in text
    assert "\ufeff" not in text
    assert 150 <= len(text.split()) <= 750


def test_names_and_metadata_give_the_same_date() -> None:
    for item in ingested():
        assert isinstance(item, SourceDocument)
        match = NAME.fullmatch(item.source_path)
        assert match is not None
        if match["day"]:
            assert item.published_on == date.fromisoformat(match["day"])


def test_dates_come_from_each_kind_of_source_and_one_document_has_none() -> None:
    bases = [item.published_on_basis for item in ingested() if isinstance(item, SourceDocument)]
    assert {"sidecar", "file_name", "front_matter"} <= set(bases)
    assert bases.count(None) == 1


def test_every_seed_document_is_said_to_be_by_the_project_and_in_english() -> None:
    for item in ingested():
        assert isinstance(item, SourceDocument)
        assert item.title
        assert item.author == "factmill authors"
        assert item.publisher is not None
        assert item.publisher.startswith("Factmill ")
        assert item.language == "en"


@pytest.mark.parametrize("shape", SHAPES)
def test_the_seed_documents_hold(shape: str) -> None:
    pattern = re.compile(SHAPES[shape], re.MULTILINE)
    assert any(pattern.search(path.read_text(encoding="utf-8")) for path in DOCUMENTS)


def test_the_riyadh_meeting_is_told_in_more_than_three_documents() -> None:
    telling = [
        path.name
        for path in DOCUMENTS
        if all(word in path.read_text(encoding="utf-8") for word in ("Riyadh", "Rubio", "Lavrov", "February"))
    ]
    assert len(telling) > 3


def test_the_readme_names_every_document() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in DOCUMENTS if path.stem.rpartition("_")[2] not in readme] == []


@pytest.mark.parametrize("path", WORD_LISTS, ids=lambda path: path.name)
def test_a_word_list_is_toml_that_says_what_it_is_and_stands_in_the_readme(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text)
    assert text.startswith("# ")
    assert f"`{path.name}`" in (SEEDS / "lexicon" / "README.md").read_text(encoding="utf-8")
