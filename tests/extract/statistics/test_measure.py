"""What a figure measures, of what it is a share, who stands at the other end, and when it held."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extract import statistics
from pipelines.extract.model import Document, Quantity, Quote
from pipelines.extract.nlp import Parsed

from .conftest import Find

WORDS = (
    'more than 50 % 5 percent of the exports fell from to by $ 3 bn million people in 2019 doubled , . " “ ” ( ) who '
    "which China rose one three half and killed aged 12 - said that"
)


def test_a_share_names_what_it_is_of_and_where_it_goes(find: Find) -> None:
    (share,) = find("More than 60% of Norwegian salmon goes to France.")
    assert (share.value, share.unit, share.comparator) == (60, "percent", ">")
    assert (share.measure, share.counterpart, share.counterpart_role) == ("Norwegian salmon", "France", "to")


@pytest.mark.parametrize(
    ("text", "measure", "whole"),
    [
        ("Defence spending will rise to 3.5% of GDP.", "Defence spending", "GDP"),
        ("The party took 20.8% of the vote.", "party", "vote"),
        ("Iodine is added to only 10 percent of local salt.", "local salt", "local salt"),
        ("Inflation is running at 8 percent.", "Inflation", None),
        ("Inflation is running at an annual rate of 8 percent.", "annual rate of Inflation", None),
        ("The bank raised its target to 3 percent.", "target", None),
        ("There was a 5 percent increase in sales.", "sales", None),
        ("The agency found 277 faults; 39 percent of these are grave.", "faults", "277 faults"),
        ("The firm holds a 25 percent stake in the airline.", "stake in the airline", None),
        ("The car is 20 percent more efficient.", "car", None),
    ],
)
def test_percentages_say_of_what(find: Find, text: str, measure: str, whole: str | None) -> None:
    share = find(text)[-1]
    assert (share.measure, share.whole) == (measure, whole)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("China holds more than US$700bn of Treasuries.", "Treasuries"),
        ("The town received €18 billion in loans last year.", "loans"),
        ("He was freed on US$20,000 bail.", "bail"),
        ("The missile has a range of 2,000 km.", "range of missile"),
        ("Airlines signed a deal worth $7.2bn.", "deal"),
        ("The fleet burns 500 tonnes of oil a week.", "oil"),
        ("The minister resigned after 11 months in office.", "office"),
        ("The guards questioned her for two hours.", "questioned her"),
        ("They had only one day to repair the bridge.", "repair bridge"),
        ("After two decades of civil war the town is rebuilt.", "civil war"),
        ("Turnover tripled.", "Turnover"),
    ],
)
def test_amounts_and_lengths_are_named_by_their_clause(find: Find, text: str, measure: str) -> None:
    assert find(text)[0].measure == measure


def test_no_measure_is_looked_for_across_a_quotation_mark(nlp: object) -> None:
    text = 'Sales of the firm, he said, "rose by 5 percent".'
    parsed = Parsed(Document("d", text), nlp(text))  # type: ignore[operator]
    start = text.index("rose")
    quote = Quote(start, start + 17, text[start : start + 17], "mixed", *[None] * 5, None, None, None, 1.0, "q")  # type: ignore[arg-type]
    at = text.index("5")
    figure = Quantity(at, at + 9, "5 percent", at, at + 1, 5, None, "percent", "percent", "percent", "=", "percent")
    (inside,) = statistics.find(parsed, (figure,), (), (quote,))
    (unmarked,) = statistics.find(parsed, (figure,), (), ())
    assert inside.measure is None
    assert unmarked.measure == "Sales of the firm"


@pytest.mark.parametrize(
    ("text", "counterpart", "role"),
    [
        ("Germany gave Ukraine $5 billion in aid.", "Ukraine", "to"),
        ("Exports to China rose 5 percent.", "China", "to"),
        ("The country imports 20 percent of its oil from Canada.", "Canada", "from"),
        ("About 1 million refugees fled to Poland.", "Poland", "to"),
        ("Sales rose 5 percent.", None, None),
    ],
)
def test_a_named_party_at_the_other_end_is_the_counterpart(
    find: Find, text: str, counterpart: str | None, role: str | None
) -> None:
    statistic = find(text)[0]
    assert (statistic.counterpart, statistic.counterpart_role) == (counterpart, role)


def test_a_figure_holds_for_the_date_of_its_clause(find: Find) -> None:
    figure = find("In 2019 the town had 300 houses, and it burnt down in 2021.")[0]
    assert (figure.as_of_start, figure.as_of_end) == (date(2019, 1, 1), date(2019, 12, 31))


def test_a_figure_without_a_date_holds_for_none(find: Find) -> None:
    (figure,) = find("The town had 300 houses.", published_on=date(2020, 5, 5))
    assert (figure.as_of_start, figure.as_of_end) == (None, None)


def test_a_share_that_cannot_be_is_trusted_less(find: Find) -> None:
    possible = find("It is 90 percent of the voters.")[0]
    impossible = find("It is 190 percent of the voters.")[0]
    yardstick = find("Debt is 190 percent of GDP.")[0]
    assert impossible.confidence < possible.confidence
    assert yardstick.confidence == possible.confidence


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(WORDS.split()),
        min_size=1,
        max_size=30,
    )
)
def test_statistics_keep_their_promises_whatever_the_words(find: Find, words: list[str]) -> None:
    text = " ".join(words)
    for s in find(text):
        assert text[s.start : s.end] == s.text
        assert 0 <= s.confidence <= 1
        assert s.value_high is None or s.value < s.value_high
        assert s.value_high is None or s.value_from is None
        assert s.direction is None or s.value_high is None or s.unit_kind != "age"
        if s.whole is not None and s.unit_kind == "percent" and not 0 <= s.value <= 100:
            assert s.confidence < 0.6


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_gives_statistics_without_an_error(find: Find, text: str) -> None:
    assert isinstance(find(text), tuple)
