"""Word classes and lemmas, looked up: spaCy's rules for them ask for a word, its tag and its relation and little else.

What the attribute ruler and the lemmatizer make of a word is remembered; where a rule spans several words, of these
words together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

_KEY: Any = ["ORTH", "TAG", "DEP"]
_SET: Any = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_ASKED = frozenset(("ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE"))
_BEFORE = frozenset(("paragraph_borders", "tok2vec", "tagger", "parser", "senter", "ner"))
"""Components that set no word class, shape or lemma of their own."""
_REMEMBERED = 200_000

_Key = tuple[tuple[int, ...], ...]


def word_classes(nlp: Language, names: Sequence[str]) -> Callable[[list[Doc]], None] | None:
    """A function that does what the attribute ruler and the lemmatizer behind it do; None where either is of another
    kind, or asks for more than the word, its tag and its relation."""
    at = names.index("attribute_ruler")
    if names[at + 1 : at + 2] != ("lemmatizer",) or not set(names[:at]) <= _BEFORE:
        return None
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer):
        return None
    if lemmatizer.mode not in ("rule", "lookup"):
        return None
    rules: Any = ruler.patterns
    patterns = [pattern for rule in rules for pattern in rule["patterns"]]
    if not all(set(word) <= _ASKED for pattern in patterns for word in pattern):
        return None
    return _Rules(nlp, ruler, lemmatizer, [pattern for pattern in patterns if len(pattern) > 1])


class _Rules:
    def __init__(
        self, nlp: Language, ruler: AttributeRuler, lemmatizer: Lemmatizer, phrases: Iterable[list[dict[str, Any]]]
    ) -> None:
        self._vocab = nlp.vocab
        self._rules = (ruler, lemmatizer)
        self._phrases = Matcher(nlp.vocab)
        for number, pattern in enumerate(phrases):
            self._phrases.add(str(number), [pattern])
        self._known: dict[_Key, list[tuple[int, ...]]] = {}

    def __call__(self, docs: list[Any]) -> None:
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        for doc in docs:
            if not len(doc):
                continue
            keys = list(map(tuple, doc.to_array(_KEY).tolist()))
            found = [self._of((key,))[0] for key in keys]
            for start, end in self._stretches(doc):
                found[start:end] = self._of(tuple(keys[start:end]))
            doc.from_array(_SET, np.array(found, dtype=np.uint64))

    def _stretches(self, doc: Doc) -> list[tuple[int, int]]:
        """Where rules of several words fit, those that overlap joined."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted((start, end) for _, start, end in self._phrases(doc, allow_missing=True)):
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def _of(self, key: _Key) -> list[tuple[int, ...]]:
        """What the rules set for these words, one behind the other."""
        known = self._known.get(key)
        if known is None:
            words = [self._vocab.strings[orth] for orth, _, _ in key]
            small: Any = Doc(self._vocab, words=words)
            small.from_array(_KEY[1:], np.array([rest for _, *rest in key], dtype=np.uint64))
            for rule in self._rules:
                small = rule(small)
            known = self._known[key] = list(map(tuple, small.to_array(_SET).tolist()))
        return known
