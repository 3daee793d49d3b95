"""Rules are asked for by what follows a word: none may match that the words in sight do not show."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.dates.grammar import REACH, RULES, _rules_at
from pipelines.extract.dates.words import CODE, OTHER

CODES = st.lists(st.sampled_from([*CODE.values(), *[OTHER] * 20]), max_size=60).map("".join)


def test_no_rule_spans_more_words_than_the_grammar_sees() -> None:
    widths = [re._parser.parse(rule.pattern.pattern).getwidth()[1] for rule in RULES]  # type: ignore[attr-defined]
    assert max(widths) <= REACH


@settings(max_examples=200)
@given(CODES)
def test_the_rules_in_sight_are_those_that_match_the_whole_paragraph(codes: str) -> None:
    for at in range(len(codes)):
        matching = tuple(r for r in RULES if (match := r.pattern.match(codes, at)) and match.end() > at)
        assert _rules_at(codes, at) == matching
