"""The decisions of spaCy's entity recogniser, for all words of a batch at once.

Its automaton reads a text word by word: outside a name each word may begin one (B), be one (U) or be none (O); inside
it goes on (I) or ends (L). What it decides outside depends on the word alone, so that is decided for all words
together; only from each B on is it followed word by word, all names of the batch abreast.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import Model, NumpyOps

from .blas import Floats, product, weights
from .network import network_of

_NEVER = np.float32(-np.inf)


def name_finder(component: EntityRecognizer) -> Callable[[list[Doc]], None] | None:
    """A function that sets the entities of documents; None where the recogniser is of another kind."""
    model = component.model
    if component.cfg.get("beam_width") != 1 or not model.attrs.get("has_upper") or model.attrs["unseen_classes"]:
        return None
    reader, lower, _ = model.layers
    if any(type(node.ops) is not NumpyOps for node in model.walk()) or lower.get_dim("nF") != 3:
        return None
    if [layer.name for layer in reader.layers[1:]] != ["list2array", "linear"]:
        return None
    network = network_of(reader.layers[0])
    if network is None:
        return None
    moves = component.moves  # its `move_names` leave one out
    finder = _Finder(network, model, [moves.get_class_name(i) for i in range(moves.n_moves)])

    def find(docs: list[Doc]) -> None:
        if any(doc.has_annotation("ENT_IOB") for doc in docs):
            component.set_annotations(docs, component.predict(docs))  # names set before are to be kept
        elif any(map(len, docs)):
            finder(docs)

    return find


class _Finder:
    def __init__(self, network: Callable[[list[Doc]], list[Floats]], model: Model[Any, Any], moves: list[str]) -> None:
        reader, lower, upper = model.layers
        linear = reader.layers[2]
        self._network = network
        self._linear = np.ascontiguousarray(weights(linear, "W").T), weights(linear, "b")
        features, units, pieces, inputs = weights(lower, "W").shape
        by_piece = weights(lower, "W").transpose(0, 2, 1, 3).reshape(features * pieces * units, inputs)
        self._lower = np.ascontiguousarray(by_piece.T)
        self._shape = (features, pieces, units)
        self._absent = weights(lower, "pad")[0].transpose(0, 2, 1)  # a feature that is not there
        self._bias = weights(lower, "b").T
        self._upper = np.ascontiguousarray(weights(upper, "W").T), weights(upper, "b")
        kinds = [move.partition("-") for move in moves]
        self._labels = [label for _, _, label in kinds]
        self._kinds = np.array([kind for kind, _, _ in kinds])
        inside = {(kind, label): i for i, (kind, _, label) in enumerate(kinds)}
        self._goes_on = np.array([inside.get(("I", label), -1) for label in self._labels])
        self._ends = np.array([inside.get(("L", label), -1) for label in self._labels])
        may_stand_outside = np.array([(kind in "BU" and label != "") or kind == "O" for kind, _, label in kinds])
        self._outside = np.where(may_stand_outside, np.float32(0), _NEVER)

    def __call__(self, docs: list[Doc]) -> None:
        vectors = np.concatenate(self._network(docs))
        tokens = product(vectors, self._linear[0]) + self._linear[1]
        features = product(tokens, self._lower).reshape(len(tokens), *self._shape)
        spaces = np.concatenate([doc.to_array("IS_SPACE") for doc in docs]).astype(bool)
        last = _last_of_sentences(docs)
        begun = self._outside_of_names(features, spaces, last)
        ends = self._ends_of_names(features, begun, last)
        kinds = self._kinds[begun]
        start = 0
        for doc in docs:
            spans: list[Span] = []
            free = start
            for at in (start + np.flatnonzero(kinds[start : start + len(doc)] != "O")).tolist():
                if at < free:
                    continue
                free = ends[at] + 1
                spans.append(Span(doc, at - start, free - start, label=self._labels[begun[at]]))
            doc.set_ents(spans, default="outside")
            start += len(doc)

    def _outside_of_names(
        self, features: Floats, spaces: NDArray[np.bool_], last: NDArray[np.bool_]
    ) -> NDArray[np.intp]:
        """The move at each word if it is reached outside a name."""
        scores = self._scores(features[:, 0] + self._absent[1] + self._absent[2]) + self._outside
        begins, alone = self._kinds == "B", self._kinds == "U"
        scores[np.ix_(spaces, begins | alone)] = _NEVER
        scores[np.ix_(last, begins)] = _NEVER
        moves: NDArray[np.intp] = scores.argmax(axis=1)
        return moves

    def _ends_of_names(self, features: Floats, begun: NDArray[np.intp], last: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The last word of the name that begins at each word."""
        ends = np.arange(len(begun))
        open_at = np.flatnonzero(self._kinds[begun] == "B")
        at = open_at
        while len(open_at):
            at = at + 1
            scores = self._scores(features[at, 0] + features[open_at, 1] + features[at - 1, 2])
            rows, moves = np.arange(len(at)), begun[open_at]
            on, end = self._goes_on[moves], self._ends[moves]
            further = (scores[rows, on] > scores[rows, end]) & ~last[at]
            further |= (scores[rows, on] == scores[rows, end]) & (on < end) & ~last[at]
            ends[open_at] = at
            open_at, at = open_at[further], at[further]
        return ends

    def _scores(self, summed: Floats) -> Floats:
        """Of each move, from the sums of the features of each word: (words, pieces, units) to (words, moves)."""
        hidden: Floats = (summed + self._bias).max(axis=1)
        return product(hidden, self._upper[0]) + self._upper[1]


def _last_of_sentences(docs: list[Doc]) -> NDArray[np.bool_]:
    """Whether each word is the last of its sentence, or of its document: no name goes beyond."""
    starts = [(doc.to_array("SENT_START").astype(np.int64) == 1) if len(doc) else np.zeros(0, bool) for doc in docs]
    return np.concatenate([np.append(found[1:], True)[: len(found)] for found in starts])
