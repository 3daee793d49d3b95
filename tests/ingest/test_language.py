"""A text that the rules cannot read is a reject and gives no facts; a guess is made only where it can be made."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
import spacy.lang

from pipelines.config import BadSetting, settings
from pipelines.ingest import Limits, language

from .folders import documents, fill, rejects

GERMAN = (
    "Die Gemeinde hat am Mittwoch beschlossen, die alte Mühle am Fluss zu kaufen und im kommenden Jahr "
    "als Museum zu öffnen, wie die Bürgermeisterin nach der Sitzung vor vielen Zuhörern sagte."
)
RUSSIAN = (
    "Жители посёлка в среду решили купить старую мельницу у реки и открыть в ней музей уже в следующем году, "
    "сообщила после собрания глава посёлка, поблагодарив всех, кто пришёл и поддержал её предложение."
)
ENGLISH = (
    "On Wednesday the village decided to buy the old mill by the river and to open it as a museum next year, "
    "the mayor said after a meeting that many people had come to hear."
)
NAMES = "Ada Brook, Omar Reed, Jiří Dvořák, Anaïs Lefèvre, Müller, Søren Ås, " * 4


@pytest.mark.parametrize(("text", "code"), [(GERMAN, "de"), (RUSSIAN, "ru")])
def test_a_text_in_another_language_is_a_reject_for_each_of_its_files(tmp_path: Path, text: str, code: str) -> None:
    fill(tmp_path, {"a.txt": text, "b.txt": text, "good.txt": ENGLISH})
    detail = f"it reads like '{code}'; state its language in a sidecar if that is wrong"
    assert rejects(tmp_path) == [("a.txt", "not_english", detail), ("b.txt", "not_english", detail)]
    assert [document.source_path for document in documents(tmp_path)] == ["good.txt"]


@pytest.mark.parametrize("text", [" ".join(GERMAN.split()[:19]), NAMES, "12 345 67 " * 30, ENGLISH + GERMAN[:60]])
def test_what_is_short_or_like_no_language_is_not_refused_on_a_guess(tmp_path: Path, text: str) -> None:
    assert rejects(fill(tmp_path, {"a.txt": text})) == []


def test_a_notice_in_another_language_above_an_english_text_does_not_decide(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": f"{GERMAN} " * 6 + f"{ENGLISH} " * 20, "b.txt": f"{GERMAN} " * 26})
    assert [path for path, *_ in rejects(tmp_path)] == ["b.txt"]


def test_plain_english_needs_no_identifier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_identifier", lambda: pytest.fail("the identifier was asked"))
    assert rejects(fill(tmp_path, {"a.txt": ENGLISH})) == []


def test_no_other_language_passes_for_plain_english() -> None:
    passed = set()
    for module in pkgutil.iter_modules(spacy.lang.__path__):
        try:
            sentences = importlib.import_module(f"spacy.lang.{module.name}.examples").sentences
        except ModuleNotFoundError:  # a language without sample sentences, or whose tokenizer is not installed
            continue
        if language._reads_like_english(" ".join(sentences).lower().split()):
            passed.add(module.name)
    assert passed == {"en"}


def test_a_stated_language_is_believed(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": GERMAN, "a.meta.yaml": "language: en-GB"})
    fill(tmp_path, {"b.md": f"---\nlang: de\n---\n{ENGLISH}\n"})
    assert rejects(tmp_path) == [("b.md", "not_english", "its metadata says 'de'")]


def test_other_languages_may_be_accepted(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": GERMAN, "b.txt": RUSSIAN})
    assert [path for path, *_ in rejects(tmp_path, Limits(languages=("en", "de")))] == ["b.txt"]
    assert rejects(tmp_path, Limits(languages=())) == []


def test_the_setting_names_codes_or_any() -> None:
    assert settings({}).accepted_languages == ("en",)
    assert settings({"FACTMILL_LANGUAGES": "en,de"}).accepted_languages == ("en", "de")
    assert settings({"FACTMILL_LANGUAGES": "any"}).accepted_languages == ()
    with pytest.raises(BadSetting, match="languages is 'English'"):
        settings({"FACTMILL_LANGUAGES": "English"})
