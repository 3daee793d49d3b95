from __future__ import annotations

import weakref

from spacy.language import Language

from pipelines import extract
from pipelines.engine import model
from pipelines.engine.model import Model
from pipelines.extract import DEFAULT_MODEL
from tests.reliability.mill import load_model


def meets(words: str, nlp: Language) -> int:
    nlp.make_doc(words)
    return id(nlp)


def facts(text: str, nlp: Language) -> extract.Facts:
    (found,) = extract.extract([extract.Document("a", text)], nlp)
    return found


def test_a_model_is_loaded_once_whether_there_is_work_or_not(monkeypatch):
    loads: list[str] = []
    monkeypatch.setattr(extract, "load", lambda name: loads.append(name) or load_model(name))
    kept = Model(DEFAULT_MODEL)
    assert loads == [DEFAULT_MODEL]
    assert kept.does(meets, "Ferries sail") == kept.does(meets, "on Mondays")
    assert loads == [DEFAULT_MODEL]


def test_a_model_that_has_met_many_words_makes_room_for_a_fresh_one(monkeypatch):
    made: list[weakref.ref[Language]] = []

    really_load = extract.load

    def load(name: str) -> Language:
        assert not any(former() for former in made)  # never two at a time
        nlp = really_load(name)
        made.append(weakref.ref(nlp))
        return nlp

    monkeypatch.setattr(extract, "load", load)
    monkeypatch.setattr(model, "WORDS_MET", 10)
    kept = Model(DEFAULT_MODEL)
    text = "The harbour of Lund opened in May 2021 and a mill near the old bridge closed in 1998."
    first, second = (kept.does(facts, text) for _ in range(2))
    assert len(made) == 2
    assert first == second
    assert first.events


def test_memory_is_given_back_from_time_to_time_and_not_for_each_item(monkeypatch):
    given: list[str] = []
    monkeypatch.setattr(extract, "load", load_model)
    monkeypatch.setattr(model, "give_back", lambda: given.append("back"))
    kept = Model(DEFAULT_MODEL)
    for item in "abc":
        kept.does(meets, item)
    assert given == []
    monkeypatch.setattr(model, "GIVE_BACK_SECONDS", -1)
    kept.does(meets, "d")
    assert given == ["back"]
