"""What looks like a report and is none, and reports that a citation or a later verb stands in the way of."""

from __future__ import annotations

import pytest

from .conftest import Find, rows


@pytest.mark.parametrize(
    "text",
    [
        "Another motif Tanaka repeated was the greed of the old families.",
        "From all the press reports that I have read, nobody was hurt.",
        "The claims that he made were false.",
        "It stresses thrift, the belief that success goes to those who save.",
    ],
)
def test_a_relative_clause_and_a_noun_in_apposition_hold_no_report(find: Find, text: str) -> None:
    assert rows(find(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Their show was a weekly radio hour with her husband Paul Roe called “The Roe Hour”.",
        'She wrote a second story, "Umibe" ("By the Sea"), in 1893.',
        "Critics at The Post wrote two reviews: one for fans (i.e., “Insiders”) and one for others.",
    ],
)
def test_titles_and_their_glosses_are_nobodys_words(find: Find, text: str) -> None:
    assert rows(find(text)) == []


def test_a_plain_noun_denied_is_no_claim_but_a_deed_is(find: Find) -> None:
    assert rows(find("In his youth he denied the luxuries of the court.")) == []
    assert rows(find("The bank denied involvement in the deal.")) == [("involvement in the deal", "The bank")]
    assert rows(find("The bank denied any favours to the firm.")) == [("any favours to the firm", "The bank")]


def test_a_participle_behind_when_tells_the_circumstance(find: Find) -> None:
    text = "The senator's brother, Paul Roe, when asked if he knew the reason for the fight, said nothing."
    assert rows(find(text)) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "One earlier study by Meyer and colleagues [12], who measured stress, reported that the odds fell.",
            "One earlier study by Meyer and colleagues",
        ),
        ("Meyer et al. [7] found that the odds fell.", "Meyer et al"),
    ],
)
def test_a_citation_in_brackets_hides_no_speaker(find: Find, text: str, speaker: str) -> None:
    assert rows(find(text)) == [("the odds fell", speaker)]


def test_a_clause_belongs_to_the_nearest_verb_that_reports_it(find: Find) -> None:
    text = "A recent study comparing bone sections found weak links, suggesting that simple measures need care."
    (quote,) = find(text)
    assert (quote.text, quote.speaker, quote.cue) == ("simple measures need care", "A recent study", "suggesting")


def test_a_name_called_and_a_statement_declared_are_two_reports(find: Find) -> None:
    text = 'Roe called the plan "dull", declaring that "[the] plan is neither clear nor sound".'
    assert rows(find(text)) == [('the plan "dull"', "Roe"), ("[the] plan is neither clear nor sound", "Roe")]


def test_according_to_behind_a_relative_clause_attributes_that_clause_alone(find: Find) -> None:
    text = "We get a million visits a month, which makes us the ninth largest site according to NetCount."
    assert rows(find(text)) == [("which makes us the ninth largest site", "NetCount")]


def test_a_year_in_brackets_is_no_part_of_the_name(find: Find) -> None:
    assert rows(find("Besides the types above, Brandt (1983) noted that verse can feel odd.")) == [
        ("verse can feel odd", "Brandt")
    ]


def test_a_list_of_questions_explained_is_one_report(find: Find) -> None:
    text = "In the interview, Brandt explains what wikiFix is, why he built it, and how he grew it."
    assert rows(find(text)) == [("what wikiFix is, why he built it, and how he grew it", "Brandt")]


def test_what_follows_the_speaker_of_a_closed_quote_only_tells_when(find: Find) -> None:
    text = '"We must defend ourselves," Prime Minister Rossi said after the meeting broke up.'
    assert rows(find(text)) == [("We must defend ourselves,", "Prime Minister Rossi")]


def test_a_show_behind_its_network_is_no_quote_even_with_the_full_stop_inside(find: Find) -> None:
    text = '"It is a slander," Roe said on Channel Nine\'s "Voice of the Town."'
    assert rows(find(text)) == [("It is a slander,", "Roe")]


def test_a_clause_whose_subject_the_parser_took_for_an_object_is_reported_all_the_same(find: Find) -> None:
    text = "The Rossi team has said single people and families - young, old and foster - would qualify for the credit."
    assert rows(find(text)) == [
        ("single people and families - young, old and foster - would qualify for the credit", "The Rossi team")
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("According to Roe [5], verse is dead.", ("verse is dead", "Roe")),
        ("As Roe (2011) points out, verse is dead.", ("verse is dead", "Roe")),
        ("As noted by Roe (2011), verse is dead.", ("verse is dead", "Roe")),
        ('Roe famously declared: "Verse is dead".', ("Verse is dead", "Roe")),
        (
            "Lab tests of leg position in geese suggest that loads grow with age.",
            ("loads grow with age", "Lab tests of leg position in geese"),
        ),
    ],
)
def test_scholars_report_with_citations_and_tests_that_suggest(find: Find, text: str, wanted: tuple[str, str]) -> None:
    assert rows(find(text)) == [wanted]


def test_what_merely_shows_or_a_bare_this_says_nothing(find: Find) -> None:
    assert rows(find("The tests show that loads grow with age. This suggests that bones adapt.")) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Brandt is quoted as saying that verse is dead.", ("verse is dead", "Brandt")),
        ('The poet was quoted as saying "verse is dead".', ("verse is dead", "The poet")),
        ('She was described by Paul Roe as "the best of all".', ("the best of all", "Paul Roe")),
        ("Brandt wrote to the king that the mine was closed.", ("the mine was closed", "Brandt")),
        ('The sign read "Keep off the grass".', ("Keep off the grass", "The sign")),
    ],
)
def test_the_quoted_the_describing_and_the_written_word_have_their_speakers(
    find: Find, text: str, wanted: tuple[str, str]
) -> None:
    assert rows(find(text)) == [wanted]


def test_words_quoted_with_their_source_in_brackets_stay_a_quote(find: Find) -> None:
    text = '"Rain," she noted, "is rare here" (Roe, 2004).'
    assert rows(find(text)) == [("Rain,", "she"), ("is rare here", "she")]
    assert rows(find('See "Rain Is Rare" (Nordic Times, 2004).')) == []


def test_words_in_marks_within_or_behind_an_agent_are_nobodys(find: Find) -> None:
    text = 'Its plan is characterized by a "two-lane" approach, one unit playing the "tough" and one the "gentle" part.'
    assert rows(find(text)) == []
