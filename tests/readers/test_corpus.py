"""Each file of the corpus gives the text, the metadata and the pages that are written beside it."""

from __future__ import annotations

import shutil
from bisect import bisect_right
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.ingest import Choices, Limits, SourceDocument, SourceReject, ingest
from pipelines.readers import READERS

CORPUS = Path(__file__).parent / "corpus"
EXPECTED = ".expected.yaml"
FILES = sorted(path.name for path in CORPUS.iterdir() if (CORPUS / (path.name + EXPECTED)).exists())


def expectation(name: str) -> dict[str, Any]:
    return yaml.safe_load((CORPUS / (name + EXPECTED)).read_text(encoding="utf-8"))


def ingested(name: str, folder: Path) -> list[SourceDocument | SourceReject]:
    """What comes out of a folder with the file `name` alone, and its sidecar where it has one."""
    shutil.copy(CORPUS / name, folder)
    for sidecar in (CORPUS / f"{name}.meta.yaml", (CORPUS / name).with_suffix(".meta.yaml")):
        if sidecar.exists():
            shutil.copy(sidecar, folder)
    chosen = expectation(name).get("settings", {})
    limits, choices = (
        kind(**{field.name: chosen[field.name] for field in fields(kind) if field.name in chosen})
        for kind in (Limits, Choices)
    )
    assert isinstance(limits, Limits)
    assert isinstance(choices, Choices)
    return list(ingest(folder, limits, choices=choices))


def seen(document: SourceDocument) -> dict[str, Any]:
    """What an expectation can name of a document, in its own words."""
    return {
        "format": document.format,
        "text": document.text,
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher,
        "published_on": document.published_on,
        "basis": document.published_on_basis,
        "language": document.language,
        "url": document.url,
        "sections": [section.heading for section in document.sections],
        "page_count": len(document.pages) or None,
        "cells": {document.text[c.start : c.end]: [c.row, c.column, c.caption] for c in document.cells},
    }


def check_document(document: SourceDocument, wanted: dict[str, Any]) -> None:
    found = seen(document)
    text = document.text
    for key, value in wanted.items():
        if key == "begins":
            assert text[: len(value)] == value
        elif key == "ends":
            assert text[-len(value) :] == value
        elif key == "contains":
            assert [phrase for phrase in value if phrase not in text] == [], text
        elif key == "lacks":
            assert [phrase for phrase in value if phrase in text] == [], text
        elif key == "citations":
            links = [(text[: c.end] if c.start == c.end else text[c.start : c.end], c.url) for c in document.citations]
            for phrase, url in value.items():
                assert any(url == u and words.endswith(phrase) for words, u in links), links
            assert len(links) == len(value), links
        elif key == "pages":
            for phrase, page in value.items():
                assert bisect_right(document.pages, text.index(phrase)) == page, phrase
        elif key == "cells":
            assert {cell: found[key].get(cell) for cell in value} == value, found[key]
        elif key == "record":
            assert document.source_path.partition("#")[2] == value
        else:
            assert found[key] == value, key


@pytest.mark.parametrize("name", FILES)
def test_a_file_gives_what_is_written_beside_it(name: str, tmp_path: Path) -> None:
    found = ingested(name, tmp_path)
    wanted = expectation(name)["documents"]
    assert len(found) == len(wanted), found
    for item, expected in zip(found, wanted, strict=True):
        if "reject" in expected:
            assert isinstance(item, SourceReject), item
            assert item.code == expected["reject"]
            assert expected.get("detail", "") in item.detail
            assert item.source_path.partition("#")[2] == expected.get("record", "")
        else:
            assert isinstance(item, SourceDocument), item
            check_document(item, expected)


def test_every_file_of_the_corpus_has_its_expectation() -> None:
    others = {"README.md", *(path.name for path in CORPUS.glob("*.meta.yaml"))}
    files = {path.name for path in CORPUS.iterdir() if not path.name.endswith(EXPECTED)} - others
    assert sorted(files) == FILES


def test_every_format_is_in_the_corpus() -> None:
    whole = Counter(d["format"] for name in FILES for d in expectation(name)["documents"] if "format" in d)
    assert set(whole) == set(READERS)
    assert len(FILES) >= 40
