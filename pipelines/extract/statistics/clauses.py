"""Finding one's way about a clause: what governs a figure, who its subject is, and how a noun phrase reads.

All steps stay inside the clause and on the figure's side of quotation marks: a wrong measure is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from spacy.tokens import Doc, Span, Token

from pipelines.extract import lexicon
from pipelines.extract.model import DateValue, Quantity, Quote, Sentence
from pipelines.extract.nlp import Parsed

_NAMING = lexicon.words("measures", "naming_prepositions")
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass"])
_CLAUSE_DEPS = frozenset(["ccomp", "advcl", "relcl", "acl", "parataxis", "ROOT", "csubj", "pcomp", "xcomp"])
_DROPPED = frozenset(
    ["det", "predet", "nummod", "poss", "punct", "cc", "quantmod", "advmod", "case", "preconj", "mark"]
)
_PHRASE_MODIFIERS = frozenset(
    ["compound", "amod", "nmod", "poss", "nummod", "det", "npadvmod", "advmod", "case", "quantmod"]
)
_LONGEST_PHRASE = 12
"""Tokens; what is longer is a clause and no label."""
_LONGEST_ASIDE = 8
"""Tokens of a bracket that is read over: "$150 million (US$ 199 million) in aid"."""
_NAMED_IN = frozenset(["share", "stake", "interest", "investment", "holding", "trade", "confidence", "role", "trust"])
"""Nouns whose "in" names what they are of."""
_FARTHEST_OFF = 1000
"""Characters around a figure in which dates and quotes are looked at, should a sentence be longer."""
_LONGEST_SPAN = 4000
"""Characters of a quote that opened before."""
_FARTHEST = 12
"""Steps up the tree."""


@dataclass(frozen=True)
class Place:
    """A quantity in its sentence: the tokens it covers, their syntactic root, and the quotes as borders.

    `figures` are the indexes of all tokens of the document's percentages, amounts and measures.
    """

    parsed: Parsed
    quantity: Quantity
    span: Span
    root: Token
    sentence: Sentence
    quotes: tuple[Quote, ...]
    dates: tuple[DateValue, ...]
    figures: frozenset[int]

    def is_figure(self, token: Token) -> bool:
        """Whether the token belongs to any figure that is no count of things: it names nothing."""
        return token.i in self.figures

    def covers(self, token: Token) -> bool:
        """Whether the token is part of the figure itself."""
        return self.span.start <= token.i < self.span.end

    def reaches(self, token: Token) -> bool:
        """Whether the token stands on the figure's side of every quotation."""
        return self._side(token.idx) == self._side(self.quantity.number_start)

    def _side(self, offset: int) -> tuple[tuple[int, int], ...]:
        return tuple((q.start, q.end) for q in self.quotes if q.start <= offset < q.end)

    def shares_marks(self, token: Token) -> bool:
        """Whether no quotation mark stands between; what is reported without marks may be cut by "the bank said"."""
        marked = [q for q in self.quotes if q.kind != "indirect"]
        at = self.quantity.number_start
        return all((q.start <= at < q.end) == (q.start <= token.idx < q.end) for q in marked)

    @property
    def doc(self) -> Doc:
        return self.parsed.doc

    def after(self) -> Token | None:
        """The token behind the figure and an aside in brackets, None at the end of its sentence."""
        end = self.span.end
        if end < len(self.doc) and self.doc[end].text == "(":
            closing = next((t.i for t in self.doc[end : end + _LONGEST_ASIDE] if t.text == ")"), None)
            end = closing + 1 if closing is not None else end
        return self.doc[end] if end < len(self.doc) and not self.doc[end].is_sent_start else None

    def before(self) -> Token | None:
        """The token before the figure, None at the beginning of its sentence."""
        start = self.span.start
        return self.doc[start - 1] if start and not self.doc[start].is_sent_start else None


def places(
    parsed: Parsed, quantities: tuple[Quantity, ...], dates: tuple[DateValue, ...], quotes: tuple[Quote, ...]
) -> list[Place]:
    """Where each quantity stands, with the dates and quotes that its sentence touches."""
    spans = [parsed.tokens(quantity.start, quantity.end) for quantity in quantities]
    figures = frozenset(
        token.i
        for quantity, span in zip(quantities, spans, strict=True)
        if quantity.unit_kind != "count"
        for token in span
    )
    dates = tuple(sorted(dates, key=lambda value: value.start))
    quotes = tuple(sorted(quotes, key=lambda quote: quote.start))
    found = []
    for quantity, span in zip(quantities, spans, strict=True):
        sentence = parsed.sentence_at(quantity.number_start)
        start, end = (
            max(sentence.start, quantity.start - _FARTHEST_OFF),
            min(sentence.end, quantity.end + _FARTHEST_OFF),
        )
        near = _touching(dates, start, end), _touching(quotes, start, end)
        found.append(Place(parsed, quantity, span, span.root, sentence, near[1], near[0], figures))
    return found


Spanned = TypeVar("Spanned", DateValue, Quote)


def _touching(found: tuple[Spanned, ...], start: int, end: int) -> tuple[Spanned, ...]:
    """Those of the sorted spans that touch the stretch; a span that opens further back than the longest is not seen."""
    first = bisect_left(found, start - _LONGEST_SPAN, key=lambda item: item.start)
    last = bisect_left(found, end, key=lambda item: item.start)
    return tuple(item for item in found[first:last] if item.end > start)


def climb(token: Token) -> Iterator[Token]:
    """The heads above a token, up to and with the verb of its clause."""
    for _ in range(_FARTHEST):
        if token.head == token or token.pos_ in ("VERB", "AUX"):
            return
        token = token.head
        yield token


def verb_of(token: Token) -> Token | None:
    """The verb of the clause that holds the token."""
    if token.pos_ in ("VERB", "AUX"):
        return token
    for head in climb(token):
        if head.pos_ in ("VERB", "AUX"):
            return head
    return None


def subject(verb: Token) -> Token | None:
    """The subject of a verb: its own, the antecedent of a relative pronoun, or the one it shares with its head."""
    for _ in range(_FARTHEST):
        owns = [child for child in verb.children if child.dep_ in _SUBJECTS]
        if owns:
            own = max((child for child in owns if child.i < verb.i), key=lambda child: child.i, default=owns[0])
            if own.tag_ in ("WDT", "WP") or (own.lower_ == "that" and verb.dep_ == "relcl"):
                return verb.head if verb.dep_ == "relcl" else None
            return own
        if verb.dep_ == "acl":
            return verb.head
        if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head != verb:
            if verb.dep_ == "xcomp":
                controlled = object_of(verb.head)
                if controlled is not None:
                    return controlled
            verb = verb.head
            if verb.pos_ not in ("VERB", "AUX"):
                return None
            continue
        return None
    return None


def object_of(verb: Token) -> Token | None:
    """The direct object of a verb; the relative pronoun's antecedent where that is the object."""
    for child in verb.children:
        if child.dep_ in ("dobj", "obj"):
            return verb.head if child.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else child
    return None


def prepositions(token: Token) -> Iterator[tuple[Token, Token]]:
    """The prepositional phrases that hang on a token, as (preposition, its object)."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative"):
            for target in child.children:
                if target.dep_ == "pobj":
                    yield child, target


def is_nominal(token: Token) -> bool:
    """Whether the token can head a label."""
    return token.pos_ in ("NOUN", "PROPN") or (
        token.tag_ == "VBG" and token.dep_ in ("nsubj", "pobj", "dobj", "nsubjpass")
    )


def label(head: Token, here: Place | None = None, *, numbers: bool = False, start: int = 0) -> str:
    """The noun phrase of `head` as a label: modifiers before it, naming prepositions behind it, no article.

    The figure itself (`here`) is left out, and what stands before the character `start`; `numbers` keeps the numbers
    of the phrase ("40 billion cubic metres").
    """
    if head.ent_type_ == "PERSON" and head.pos_ == "PROPN":
        return _entity(head)
    left = [t for t in head.lefts if t.dep_ in _PHRASE_MODIFIERS]
    first = min((t.left_edge.i for t in left), default=head.i)
    tokens = [
        t for t in head.doc[first : head.i + 1] if t == head or here is None or not _is_left_out(t, here, numbers)
    ]
    tokens = [t for t in tokens if t.idx >= start]
    while tokens and tokens[0] != head and _is_opening(tokens[0], numbers):
        tokens.pop(0)
    tokens += _naming_phrase(head, here)
    tokens = tokens[:_LONGEST_PHRASE]
    return _joined(tokens)


def _is_left_out(token: Token, here: Place, numbers: bool) -> bool:
    return here.covers(token) or (here.is_figure(token) and not numbers) or token.is_bracket or token.is_quote


def _entity(head: Token) -> str:
    first, last = head.i, head.i
    while first and head.doc[first - 1].ent_type_ == "PERSON" and head.doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < len(head.doc) and head.doc[last + 1].ent_iob_ == "I" and head.doc[last + 1].ent_type_ == "PERSON":
        last += 1
    return _joined(list(head.doc[first : last + 1]))


def _is_opening(token: Token, numbers: bool) -> bool:
    if token.pos_ == "NUM":
        return not numbers
    return (
        token.tag_ in ("DT", "PDT", "PRP$", "WP$", "WDT")
        or token.is_punct
        or token.lower_ == "of"
        or token.dep_ in ("preconj", "cc")
        or token.lower_
        in (
            "as",
            "many",
            "much",
            "such",
            "other",
            "only",
            "just",
            "own",
            "estimated",
            "reported",
            "same",
            "further",
            "additional",
            "more",
        )
    )


def _naming_phrase(head: Token, here: Place | None, depth: int = 3) -> list[Token]:
    """For "between the two countries", "of error", "on defence": what goes on naming the noun."""
    tokens: list[Token] = []
    for preposition, target in prepositions(head):
        if preposition.i != head.i + 1 + len(tokens) or not _names(head, preposition):
            continue
        if target.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
            continue
        last = target
        if preposition.lower_ in ("between", "among"):
            last = max(
                (c for c in target.conjuncts if c.head == target or c.i > target.i), key=lambda c: c.i, default=target
            )
        phrase = list(head.doc[preposition.i : last.i + 1])
        if here is not None and any(here.covers(t) for t in phrase):
            break
        if len(phrase) > 8:
            break
        tokens += phrase
        if preposition.lower_ == "of" and depth:
            tokens += [t for t in _naming_phrase(target, here, depth - 1) if len(tokens) < _LONGEST_PHRASE]
    return tokens


def _names(head: Token, preposition: Token) -> bool:
    return preposition.lower_ in _NAMING or (preposition.lower_ == "in" and head.lemma_.lower() in _NAMED_IN)


def _joined(tokens: list[Token]) -> str:
    """The tokens as text, with the blanks they have where they stand side by side."""
    parts: list[str] = []
    for token, following in pairwise([*tokens, tokens[-1]] if tokens else []):
        parts.append(token.text)
        if token.whitespace_ or following.i != token.i + 1:
            parts.append(" ")
    return " ".join("".join(parts).split()).strip(" -–—,;:\"“”'()")
