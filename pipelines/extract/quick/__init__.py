"""spaCy's pass with less work and the same result.

The parts that take the time in spaCy's own pass are done here another way, from the same weights: the network of
`tok2vec` and of the entity recogniser (`network`), the recogniser's decisions (`names`), word classes and lemmas
(`words`), and large products (`blas`). Each is used only where the model has exactly the shape it knows; any other part
of any other model runs as spaCy runs it.

Every number is computed in blocks of one size, so that a document's annotations never depend on its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer, Tok2Vec
from spacy.tokens import Doc

from .blas import one_thread, with_fast_products
from .names import name_finder
from .network import network_of
from .words import word_classes

Step = Callable[[list[Doc]], list[Doc]]
"""A part of the pass: annotates the documents of a batch and gives them back."""

_kept: WeakKeyDictionary[Language, tuple[tuple[str, ...], tuple[tuple[str, Step], ...]]] = WeakKeyDictionary()
"""The steps of each pipeline, with the names of its components: they remember the words they have met."""


def annotate(docs: list[Doc], nlp: Language) -> list[Doc]:
    """The documents, annotated as `nlp.pipe` would: the same components in the same order.

    Raises what the components raise.
    """
    with one_thread():
        for _, step in steps(nlp):
            docs = step(docs)
    return docs


def steps(nlp: Language) -> tuple[tuple[str, Step], ...]:
    """What is done for each component of the pipeline, under its name."""
    names = tuple(nlp.pipe_names)
    if nlp not in _kept or _kept[nlp][0] != names:
        _kept[nlp] = names, tuple(_planned(nlp, names))
    return _kept[nlp][1]


def _planned(nlp: Language, names: Sequence[str]) -> Iterator[tuple[str, Step]]:
    lemmas_done = False
    for name in names:
        component = nlp.get_pipe(name)
        known: Callable[[list[Doc]], None] | None = None
        if isinstance(component, Tok2Vec):
            known = _vectors(component)
        elif isinstance(component, EntityRecognizer):
            known = name_finder(component)
        elif isinstance(component, DependencyParser):
            with_fast_products(component.model)
        elif name == "attribute_ruler":
            known = word_classes(nlp, names)
            lemmas_done = known is not None
        if name == "lemmatizer" and lemmas_done:
            continue
        yield name, _in_place(known) if known is not None else _as_spacy(component)


def _vectors(component: Tok2Vec) -> Callable[[list[Doc]], None] | None:
    network = network_of(component.model)
    return (lambda docs: component.set_annotations(docs, network(docs))) if network is not None else None


def _in_place(known: Callable[[list[Doc]], None]) -> Step:
    def step(docs: list[Doc]) -> list[Doc]:
        known(docs)
        return docs

    return step


def _as_spacy(component: Callable[[Doc], Doc]) -> Step:
    pipe = getattr(component, "pipe", None)
    if pipe is None:
        return lambda docs: [component(doc) for doc in docs]
    return lambda docs: list(pipe(docs, batch_size=max(1, len(docs))))
