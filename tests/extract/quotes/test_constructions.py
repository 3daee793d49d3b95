"""The constructions of reported speech: for each, sentences that must match and sentences that must not."""

from __future__ import annotations

import pytest

from .conftest import Find, rows


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # direct, the verb before or behind, the subject before or behind the verb
        ('"The dam will hold," said engineer Lucia Moretti.', [("The dam will hold,", "engineer Lucia Moretti")]),
        ('"The dam will hold," Moretti said.', [("The dam will hold,", "Moretti")]),
        ('Moretti said: "The dam will hold."', [("The dam will hold.", "Moretti")]),
        ('"Is it over?" asked Maria Silva.', [("Is it over?", "Maria Silva")]),
        ('"We have a deal", Torres tweeted.', [("We have a deal", "Torres")]),
        # split by its attribution: two quotes
        (
            '"The dam will hold," engineer Lucia Moretti said on Tuesday, "but we will keep watching it."',
            [
                ("The dam will hold,", "engineer Lucia Moretti"),
                ("but we will keep watching it.", "engineer Lucia Moretti"),
            ],
        ),
        # long and appositive speakers
        (
            '"Wages are rising," noted Hans Becker, an economist at Nordwest Bank in Bremen.',
            [("Wages are rising,", "Hans Becker, an economist at Nordwest Bank in Bremen")],
        ),
        (
            '"I saw the smoke first," said a neighbour who asked not to be named.',
            [("I saw the smoke first,", "a neighbour")],
        ),
        (
            '"The price was too high," said three people familiar with the talks.',
            [("The price was too high,", "three people familiar with the talks")],
        ),
        # passive
        ("Reporters were told by the sheriff that the road was closed.", [("the road was closed", "the sheriff")]),
    ],
)
def test_direct_speech(find: Find, text: str, wanted: list[tuple[str, str]]) -> None:
    assert rows(find(text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Chancellor Eva Stein said Europe must pay more.", [("Europe must pay more", "Chancellor Eva Stein")]),
        ("He insisted, however, that no laws were broken.", [("no laws were broken", "He")]),
        ("Maria Silva asked whether it was over.", [("whether it was over", "Maria Silva")]),
        ("She wondered why nobody had called.", [("why nobody had called", "She")]),
        (
            "Officials told reporters on Friday that the strike had ended.",
            [("the strike had ended", "Officials")],
        ),
        (
            "The group urged members to stay away and warned that fraud was likely.",
            [("to stay away", "The group"), ("fraud was likely", "The group")],
        ),
        (
            "The minister said the plant was safe, adding that nobody was hurt.",
            [("the plant was safe", "The minister"), ("nobody was hurt", "The minister")],
        ),
        (
            "Ruth Hale argued that the dam is old and warned it could break.",
            [("the dam is old", "Ruth Hale"), ("it could break", "Ruth Hale")],
        ),
        ("Many analysts believe that rates have peaked.", [("rates have peaked", "Many analysts")]),
        ("Critics say, however, the plan is too slow.", [("the plan is too slow", "Critics")]),
    ],
)
def test_reported_clauses(find: Find, text: str, wanted: list[tuple[str, str]]) -> None:
    found = find(text)
    assert rows(found) == wanted
    assert {q.kind for q in found} == {"indirect"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The river, residents say, has never been this high.", ["The river", "has never been this high"]),
        ("The river has never been this high, residents say.", ["The river has never been this high"]),
        ("The deal, according to residents, was signed in May.", ["The deal", "was signed in May"]),
        ("According to residents, the deal was signed in May.", ["the deal was signed in May"]),
        ("The deal was signed in May, according to residents.", ["The deal was signed in May"]),
        ("In the words of residents, the road was finished.", ["the road was finished"]),
    ],
)
def test_a_phrase_attributes_what_stands_around_it(find: Find, text: str, wanted: list[str]) -> None:
    found = find(text)
    assert [q.text for q in found] == wanted
    assert {q.speaker for q in found} == {"residents"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The government promised to build 5,000 homes.", "to build 5,000 homes"),
        ("The rebels threatened to burn the depot.", "to burn the depot"),
        ("The pope called on leaders to end the war.", "to end the war"),
        ("One clerk confessed to having lied.", "having lied"),
        ("The mayor denied any link to the contractor.", "any link to the contractor"),
        ("Its warning that stocks are low was ignored.", "stocks are low"),
        ("An appeal by the mayor to donate blood brought out hundreds.", "to donate blood"),
    ],
)
def test_infinitives_gerunds_and_nouns_of_speech(find: Find, text: str, wanted: str) -> None:
    assert [q.text for q in find(text)] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted", "kind"),
    [
        ('The bank said it was "strongly inclined" to wait.', 'it was "strongly inclined" to wait', "mixed"),
        ('The union described the offer as "an insult".', 'the offer as "an insult"', "mixed"),
        ('Ministers called the audit "sloppy and partisan".', 'the audit "sloppy and partisan"', "mixed"),
        ('Critics have denounced the "reckless" plan.', 'the "reckless" plan', "mixed"),
        ('As the coach put it, the team "ran out of legs".', 'the team "ran out of legs"', "mixed"),
        ('The tweet read "we won" and was deleted.', "we won", "direct"),
        ('Silva expressed "deep concern" over the arrests.', "deep concern", "direct"),
    ],
)
def test_marked_words_in_a_report_bring_their_clause(find: Find, text: str, wanted: str, kind: str) -> None:
    assert [(q.text, q.kind) for q in find(text)] == [(wanted, kind)]


@pytest.mark.parametrize(
    ("text", "speaker", "name"),
    [
        ('Governor Ruth Hale: "We stand by the plan."', "Governor Ruth Hale", "Ruth Hale"),
        ('"We stand by the plan." — Ruth Hale, governor', "Ruth Hale, governor", "Ruth Hale"),
        ('"We stand by the plan."\n— Ruth Hale', "Ruth Hale", "Ruth Hale"),
        ('From the Ministry of Health:\n\n"We stand by the plan."', "Ministry of Health", "Ministry of Health"),
    ],
)
def test_a_name_beside_the_marks_attributes_without_a_verb(find: Find, text: str, speaker: str, name: str) -> None:
    (quote,) = find(text)
    assert (quote.speaker, quote.speaker_name, quote.kind) == (speaker, name, "direct")
    assert quote.text == "We stand by the plan."


def test_the_turns_of_a_transcript_are_their_labels_words(find: Find) -> None:
    found = find("PARKER: We start at nine.\n\nLOPEZ: And we end at five.\n\nPARKER: Not a minute later.")
    assert [(q.speaker, q.text, q.kind) for q in found] == [
        ("PARKER", "We start at nine.", "direct"),
        ("LOPEZ", "And we end at five.", "direct"),
        ("PARKER", "Not a minute later.", "direct"),
    ]


@pytest.mark.parametrize("cue", ["states", "says", "found", "concluded"])
def test_texts_speak_where_they_say_and_not_where_they_show(find: Find, cue: str) -> None:
    assert rows(find(f"The report {cue} that 40 bridges need repair.")) == [("40 bridges need repair", "The report")]


@pytest.mark.parametrize(
    "text",
    [
        "The data show that prices fell.",
        "This suggests that prices fell.",
        "The company said goodbye to its founder at a ceremony in Oslo.",
        "The minister did not say whether the plant would close.",
        "The Kremlin declined to say who had paid.",
        "I think that taxes are too high.",
        "If he says that he is ill, do not believe him.",
        "They discussed trade and criticised the plan.",
        "The work was done according to plan.",
        "Asked if he would resign, Mr Holt said no.",
    ],
)
def test_what_reports_nothing_is_no_quote(find: Find, text: str) -> None:
    assert find(text) == ()


def test_where_nobody_is_named_the_speaker_is_null(find: Find) -> None:
    (quote,) = find("It is widely believed that the general fled.")
    assert (quote.text, quote.speaker, quote.speaker_name) == ("the general fled", None, None)


def test_the_outer_speaker_owns_a_report_within_a_report(find: Find) -> None:
    found = find('Spokeswoman Ann Reed said that the president had called the vote "a sham".')
    assert rows(found) == [('the president had called the vote "a sham"', "Spokeswoman Ann Reed")]
