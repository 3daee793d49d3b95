"""Quotation marks and brackets: a date outside them does not date what stands inside, nor the other way round.

A word or two in quotation marks ("the “reset” of 2009") are a term and enclose nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

_OPENING_QUOTES = frozenset({"“", "``", "„", "«"})
_TERM = 3
"""As many words in quotation marks are a term, not a quotation."""

_CLOSING_QUOTES = frozenset({"”", "''", "»"})


@dataclass(frozen=True, slots=True)
class Enclosures:
    """For each token the number of the quotation and of the bracket it stands in, 0 outside. Marks count as inside."""

    quotes: tuple[int, ...]
    brackets: tuple[int, ...]

    def together(self, one: Token, other: Token) -> bool:
        """Whether the two stand in the same quotation and in the same bracket, or both outside."""
        return self.quotes[one.i] == self.quotes[other.i] and self.brackets[one.i] == self.brackets[other.i]


def enclosures(words: Sequence[str]) -> Enclosures:
    """The enclosures of a document, given its tokens' texts, read once; what a line leaves open ends with the line."""
    quotes, brackets = [], []
    quote = bracket = count = 0
    for text in words:
        if text.isalpha():  # as most words are
            quotes.append(quote)
            brackets.append(bracket)
            continue
        leaves_quote = leaves_bracket = False
        if "\n" in text:
            quote = bracket = 0
        elif text in _OPENING_QUOTES or (text == '"' and not quote):
            count += 1
            quote = count
        elif text in _CLOSING_QUOTES or text == '"':
            leaves_quote = True
        elif text == "(":
            count += 1
            bracket = count
        elif text == ")":
            leaves_bracket = True
        quotes.append(quote)
        brackets.append(bracket)
        quote = 0 if leaves_quote else quote
        bracket = 0 if leaves_bracket else bracket
    terms = {number for number, tokens in Counter(quotes).items() if tokens <= _TERM + 2}
    return Enclosures(tuple(0 if quote in terms else quote for quote in quotes), tuple(brackets))
