from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.paragraphs import paragraphs
from pipelines.report.passages import MOST_LAYERS, passages
from pipelines.report.wording import Fact

TEXT = "One two three four.\n\nFive six seven."


def a_fact(start: int, end: int, kind: str = "event", name: str = "") -> Fact:
    return Fact(
        fact_id=f"{name or kind}_{start}_{end}",
        kind=kind,
        document_id="doc",
        start=start,
        end=end,
        what="",
        who="",
        when="",
        sentence=("", "", ""),
        confidence=0.9,
        rule="by_hand",
        caveat="",
        details=(),
    )


def a_section(start: int, heading: str) -> dict[str, object]:
    return {"char_start": start, "heading": heading, "level": 1, "is_empty": False}


def shape(text: str, *facts: Fact) -> list[list[tuple[str, list[str]]]]:
    """The segments of each passage, with the kinds of their layers from the outermost in."""
    return [
        [(segment.text, [layer.entry.fact.kind for layer in segment.layers]) for segment in passage.segments]
        for passage in passages(text, facts, [])
    ]


def test_a_text_without_facts_is_one_segment_a_paragraph():
    assert shape(TEXT) == [[("One two three four.", [])], [("Five six seven.", [])]]


def test_a_shorter_fact_stands_within_a_longer_one():
    assert shape("One two three.", a_fact(0, 13, "quote"), a_fact(4, 7, "statistic"))[0] == [
        ("One ", ["quote"]),
        ("two", ["quote", "statistic"]),
        (" three", ["quote"]),
        (".", []),
    ]


def test_facts_that_overlap_share_a_segment_of_their_own():
    assert shape("One two three.", a_fact(0, 7), a_fact(4, 13, "quote"))[0] == [
        ("One ", ["event"]),
        ("two", ["quote", "event"]),
        (" three", ["quote"]),
        (".", []),
    ]


def test_a_fact_over_two_paragraphs_is_shown_in_both_and_listed_in_the_first():
    first, second = passages(TEXT, [a_fact(14, 25, "quote")], [])
    assert [entry.fact.fact_id for entry in first.entries] == ["quote_14_25"]
    assert not second.entries
    assert [(s.text, len(s.layers)) for s in second.segments] == [("Five", 1), (" six seven.", 0)]
    assert [layer.is_here for layer in second.segments[0].layers] == [False]


def test_a_fact_in_the_blank_between_paragraphs_still_has_its_number():
    (first, _) = passages(TEXT, [a_fact(19, 20)], [])
    assert [layer.is_anchor for layer in first.segments[-1].numbers] == [True]


def test_numbers_run_through_the_document_and_places_start_anew_in_each_passage():
    first, second = passages(TEXT, [a_fact(21, 25), a_fact(0, 3), a_fact(4, 7)], [])
    assert [(entry.number, entry.place) for entry in first.entries] == [(1, 1), (2, 2)]
    assert [(entry.number, entry.place) for entry in second.entries] == [(3, 1)]


def test_a_heading_stands_before_the_first_paragraph_of_its_section_and_one_without_text_behind_all():
    sections = [a_section(0, "A"), a_section(21, "B"), a_section(21, "B > C"), a_section(len(TEXT), "D")]
    found = passages(TEXT, [], sections)
    assert [[row["heading"] for row in passage.headings] for passage in found] == [["A"], ["B", "B > C"], ["D"]]


def test_an_empty_text_has_no_segments():
    assert [passage.segments for passage in passages("", [], [])] == [[]]


def test_a_thousand_facts_over_the_same_words_are_all_listed_but_few_are_layered():
    text = "x" * 2000
    (passage,) = passages(text, [a_fact(n, 2000 - n) for n in range(1000)], [])
    assert len(passage.entries) == 1000
    assert max(len(segment.layers) for segment in passage.segments) == MOST_LAYERS


spans = st.lists(
    st.tuples(st.integers(0, 39), st.integers(1, 40), st.sampled_from(["event", "quote", "statistic"])), max_size=14
)


@given(st.text(alphabet="ab .\n", max_size=40), spans)
def test_nothing_is_lost_and_every_fact_has_one_anchor_and_one_number(text, spans):
    facts = [a_fact(a, min(a + b, 41), kind, f"{kind}{n}") for n, (a, b, kind) in enumerate(spans)]
    found = passages(text, facts, [])
    shown = [segment for passage in found for segment in passage.segments]
    assert "".join(segment.text for segment in shown) == "".join(text[a:b] for a, b in paragraphs(text))
    marks = [layer for segment in shown for layer in (*segment.layers, *segment.numbers)]
    ids = sorted(fact.fact_id for fact in facts)
    assert sorted(layer.entry.fact.fact_id for layer in marks if layer.is_anchor) == ids
    assert sorted(layer.entry.fact.fact_id for segment in shown for layer in segment.numbers) == ids
    assert sorted(entry.fact.fact_id for passage in found for entry in passage.entries) == ids
