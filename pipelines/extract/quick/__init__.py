"""spaCy's pass with less work and the same result.

The parts that take the time in spaCy's own pass are done here another way, from the same weights: the network of
`tok2vec` and of the entity recogniser (`network`), the recogniser's decisions (`names`), word classes and lemmas
(`words`), and large products (`blas`). Each is used only where the model has exactly the shape it knows; any other part
of any other model runs as spaCy runs it.

Every number is computed in blocks of one size, so that a document's annotations never depend on its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer, Tok2Vec
from spacy.tokens import Doc

from .blas import one_thread, with_fast_products
from .names import name_finder
from .network import network_of
from .words import word_classes

Step = Callable[[list[Doc]], None]
"""A part of the pass: annotates the documents of a batch."""


def annotate(docs: list[Doc], nlp: Language) -> list[Doc]:
    """The documents, annotated as `nlp.pipe` would: the same components in the same order.

    Raises what the components raise.
    """
    with one_thread():
        for step in _steps(nlp, tuple(nlp.pipe_names)):
            docs = step(docs)
    return docs


@lru_cache(maxsize=4)
def _steps(nlp: Language, names: tuple[str, ...]) -> tuple[Callable[[list[Doc]], list[Doc]], ...]:
    """What is to be done for each component of the pipeline; kept, for the steps remember the words they have met."""
    return tuple(_planned(nlp, names))


def _planned(nlp: Language, names: Sequence[str]) -> Iterator[Callable[[list[Doc]], list[Doc]]]:
    lemmas_done = False
    for name in names:
        component = nlp.get_pipe(name)
        step: Step | None = None
        if isinstance(component, Tok2Vec):
            step = _vectors(component)
        elif isinstance(component, EntityRecognizer):
            step = name_finder(component)
        elif isinstance(component, DependencyParser):
            with_fast_products(component.model)
        elif name == "attribute_ruler":
            step = word_classes(nlp, names)
            lemmas_done = step is not None
        if name == "lemmatizer" and lemmas_done:
            continue
        yield _in_place(step) if step is not None else _as_spacy(component)


def _vectors(component: Tok2Vec) -> Step | None:
    network = network_of(component.model)
    return (lambda docs: component.set_annotations(docs, network(docs))) if network is not None else None


def _in_place(step: Step) -> Callable[[list[Doc]], list[Doc]]:
    def run(docs: list[Doc]) -> list[Doc]:
        step(docs)
        return docs

    return run


def _as_spacy(component: Callable[[Doc], Doc]) -> Callable[[list[Doc]], list[Doc]]:
    pipe = getattr(component, "pipe", None)
    if pipe is None:
        return lambda docs: [component(doc) for doc in docs]
    return lambda docs: list(pipe(docs, batch_size=max(1, len(docs))))
