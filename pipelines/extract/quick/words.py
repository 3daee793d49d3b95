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
_REMEMBERED = 100_000
"""Distinct words with their tag and relation that are remembered (24 MB), about those of a million words of news;
beyond them it starts anew."""

_Key = bytes
"""The numbers of one word or of several in a row, one word behind the other."""


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
        self._rows: dict[_Key, int] = {}
        self._found = np.empty((1024, len(_SET)), dtype=np.uint64)
        self._end = 0

    def __call__(self, docs: list[Any]) -> None:
        if self._end > _REMEMBERED:
            self._rows.clear()
            self._end = 0
        for doc in docs:
            if not len(doc):
                continue
            keys = np.ascontiguousarray(doc.to_array(_KEY)).view(f"V{8 * len(_KEY)}").ravel().tolist()
            rows = [self._row(key) for key in keys]
            phrases = [(start, end, self._row(b"".join(keys[start:end]))) for start, end in self._stretches(doc)]
            found = self._found[rows]
            for start, end, row in phrases:
                found[start:end] = self._found[row : row + end - start]
            doc.from_array(_SET, found)

    def _stretches(self, doc: Doc) -> list[tuple[int, int]]:
        """Where rules of several words fit, those that overlap joined."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted((start, end) for _, start, end in self._phrases(doc, allow_missing=True)):
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def _row(self, key: _Key) -> int:
        """Where what the rules set for the first of these words stands in `_found`; the others stand behind it."""
        row = self._rows.get(key)
        return self._learn(key) if row is None else row

    def _learn(self, key: _Key) -> int:
        numbers = np.frombuffer(key, dtype=np.uint64).reshape(-1, len(_KEY))
        small: Any = Doc(self._vocab, words=[self._vocab.strings[int(orth)] for orth in numbers[:, 0]])
        small.from_array(_KEY[1:], numbers[:, 1:])
        for rule in self._rules:
            small = rule(small)
        begin, self._end = self._end, self._end + len(numbers)
        if self._end > len(self._found):
            self._found = np.concatenate((self._found, np.empty((self._end, len(_SET)), dtype=np.uint64)))
        self._found[begin : self._end] = small.to_array(_SET)
        self._rows[key] = begin
        return begin
