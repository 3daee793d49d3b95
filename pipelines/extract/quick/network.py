"""The network that turns each word and its neighbours into a vector, as `spacy.Tok2Vec.v2` computes it.

A word's own part (hashed features, mixed) depends on the word alone, so it is computed once for each distinct word and
remembered; the convolutions over neighbours are computed in blocks, without the arrays that training would need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from .blas import BLOCK, Floats, weights

_LAYER = "residual(expand_window>>maxout>>layernorm>>dropout)"
_MIXED = "with_array(maxout>>layernorm>>dropout)"
_REMEMBERED = 30_000
"""Distinct words that are remembered (12 MB at a width of 96); beyond them it starts anew."""
_SMALL = np.float32(1e-8)
"""Added to the variance by thinc's layer norm."""


def network_of(model: Model[Any, Any]) -> Callable[[Sequence[Doc]], list[Floats]] | None:
    """A function from documents to a vector for each word; None where `model` is built in another way."""
    if not all(type(node.ops) is NumpyOps for node in model.walk()) or len(model.layers) != 2:
        return None
    embed, encode = model.layers
    stack = encode.layers[0] if encode.layers else encode
    layers = stack.layers if ">>" in stack.name and stack.name != _LAYER else [stack]
    if not encode.name.startswith("with_array(") or any(layer.name != _LAYER for layer in layers):
        return None
    if any(layer.layers[0].layers[0].attrs["window_size"] != 1 for layer in layers):
        return None
    parts = [layer.name for layer in embed.layers]
    known = parts[:2] == ["extract_features", "list2ragged"] and parts[3:] == [_MIXED, "ragged2list"]
    words = _Words(embed) if known and _only_hashed(embed.layers[2]) else embed.predict
    return _Network(words, [_Maxout(layer.layers[0].layers[1]) for layer in layers], encode.attrs["pad"])


def _only_hashed(features: Model[Any, Any]) -> bool:
    leaves = {node.name for node in features.walk() if not node.layers}
    return leaves <= {"ints-getitem", "hashembed"}


class _Maxout:
    """Linear pieces, the largest of each, normalised: thinc's `maxout >> layernorm`, for blocks of `BLOCK` rows."""

    def __init__(self, model: Model[Any, Any]) -> None:
        by_name = {node.name: node for node in model.walk()}
        matrix, bias = weights(by_name["maxout"], "W"), weights(by_name["maxout"], "b")
        outputs, pieces, inputs = matrix.shape
        self.width = outputs
        self._pieces = [slice(piece * outputs, (piece + 1) * outputs) for piece in range(pieces)]
        # the pieces side by side, not interleaved: the largest is then found a whole row at a time
        self._weights = np.ascontiguousarray(matrix.transpose(2, 1, 0).reshape(inputs, pieces * outputs))
        self._bias = np.ascontiguousarray(bias.T.reshape(-1))
        self._scale, self._shift = weights(by_name["layernorm"], "G"), weights(by_name["layernorm"], "b")
        self._product = np.empty((BLOCK, pieces * outputs), dtype=np.float32)
        self._squares = np.empty((BLOCK, outputs), dtype=np.float32)

    def __call__(self, block: Floats, out: Floats) -> None:
        np.matmul(block, self._weights, out=self._product)
        self._product += self._bias
        first, *others = self._pieces
        best = self._product[:, first]
        for piece in others:
            np.maximum(best, self._product[:, piece], out=best)
        best -= best.mean(axis=1, keepdims=True)
        np.multiply(best, best, out=self._squares)
        variance = self._squares.mean(axis=1, keepdims=True) + _SMALL
        np.multiply(best, 1 / np.sqrt(variance), out=out)
        out *= self._scale
        out += self._shift


class _Words:
    """The vectors of words by themselves, each distinct word computed once."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._features, _, self._hashed, mixed, _ = embed.layers
        self._mix = _Maxout(mixed)
        self._rows: dict[bytes, int] = {}
        self._vectors = np.empty((BLOCK, self._mix.width), dtype=np.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        features = np.concatenate(self._features.predict(list(docs)))
        keys = np.ascontiguousarray(features).view(f"V{features.shape[1] * features.itemsize}").ravel().tolist()
        if len(self._rows) > _REMEMBERED:
            self._rows.clear()
        new: dict[bytes, int] = {}
        for at, key in enumerate(keys):
            if key not in self._rows and key not in new:
                new[key] = at
        if new:
            self._learn(new, features[list(new.values())])
        rows = np.fromiter((self._rows[key] for key in keys), dtype=np.intp, count=len(keys))
        ends = np.cumsum([len(doc) for doc in docs])[:-1]
        return np.split(self._vectors[rows], ends)

    def _learn(self, new: dict[bytes, int], features: NDArray[np.uint64]) -> None:
        begin = len(self._rows)
        end = begin + len(new)
        if end > len(self._vectors):
            more = np.empty((end, self._mix.width), dtype=np.float32)
            self._vectors = np.concatenate((self._vectors, more))
        hashed = self._hashed.predict(features)
        block = np.zeros((BLOCK, hashed.shape[1]), dtype=np.float32)
        mixed = np.empty((BLOCK, self._mix.width), dtype=np.float32)
        for at in range(0, len(new), BLOCK):
            count = min(BLOCK, len(new) - at)
            block[:count] = hashed[at : at + count]
            self._mix(block, mixed)
            self._vectors[begin + at : begin + at + count] = mixed[:count]
        self._rows.update(zip(new, range(begin, end), strict=True))


class _Network:
    """Convolutions of three words each, on top of the vectors of the words by themselves."""

    def __init__(self, words: Callable[[Sequence[Doc]], list[Floats]], layers: Sequence[_Maxout], padding: int) -> None:
        self._words = words
        self._layers = layers
        self._padding = padding

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        width = self._layers[0].width
        if not any(map(len, docs)):
            return [np.zeros((0, width), dtype=np.float32) for _ in docs]
        starts = np.cumsum([self._padding + 1, *(len(doc) + self._padding for doc in docs)]).tolist()
        # one empty row before and behind, and whole blocks
        here = np.zeros((2 + BLOCK * -(-(starts[-1] + self._padding) // BLOCK), width), dtype=np.float32)
        behind = 1 + starts[-1]
        for vectors, start in zip(self._words(docs), starts, strict=False):
            here[start : start + len(vectors)] = vectors
        window = np.empty((BLOCK, 3 * width), dtype=np.float32)
        found = np.empty((BLOCK, width), dtype=np.float32)
        for layer in self._layers:
            there = np.zeros_like(here)
            for begin in range(1, len(here) - 1, BLOCK):
                end = begin + BLOCK
                for side in range(3):
                    window[:, side * width : (side + 1) * width] = here[begin + side - 1 : end + side - 1]
                layer(window, found)
                np.add(here[begin:end], found, out=there[begin:end])
            there[behind:] = 0.0
            here = there
        return [here[start : start + len(doc)].copy() for doc, start in zip(docs, starts, strict=False)]
