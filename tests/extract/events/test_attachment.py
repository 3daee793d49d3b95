"""Which clause or event noun a date belongs to."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.extract.events import CONFIDENCE

from .conftest import Find


def dated(find: Find, marked: str) -> list[tuple[str, str]]:
    """(trigger, year or day) of each event."""
    return [(e.trigger, e.date.text) for e in find(marked)]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("The parliament ratified the treaty in [1994].", [("ratified", "1994")]),
        ("In [1994] the parliament ratified the treaty.", [("ratified", "1994")]),
        ("On [Monday], Foreign Minister Anna Berg met her Danish colleague in Oslo.", [("met", "Monday")]),
        ("Berg, elected in [2012], leads the party.", [("elected", "2012")]),
        ("The bridge, which opened in [1931], needs repair.", [("opened", "1931")]),
        ("Before moving to Lyon in [1987], she taught chemistry.", [("moving", "1987")]),
        ("The mayor was forced to resign in [2015].", [("resign", "2015")]),
        ("The company plans to open a plant in [2027].", [("open", "2027")]),
        ("The court is to hear the case on [Tuesday].", [("hear", "Tuesday")]),
    ],
)
def test_a_date_belongs_to_the_verb_of_its_clause(find: Find, marked: str, wanted: list[tuple[str, str]]) -> None:
    assert dated(find, marked) == wanted


def test_a_date_in_front_dates_the_coordinated_verbs_too(find: Find) -> None:
    assert dated(find, "In [1998] he left Oslo and joined a bank.") == [("left", "1998"), ("joined", "1998")]


def test_a_date_behind_a_verb_does_not_date_a_later_coordinated_one(find: Find) -> None:
    assert dated(find, "She left Oslo in [1998], and her brother sold the house.") == [("left", "1998")]


def test_the_report_and_what_is_reported_have_each_their_own_date(find: Find) -> None:
    found = dated(find, "The minister said on [Monday] that the talks began in [2019].")
    assert found == [("said", "Monday"), ("began", "2019")]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("The [1905] revolution shook the throne.", ("revolution", "1905")),
        ("Relations soured because of the [1956] invasion of Hungary.", ("invasion", "1956")),
        ("Rome prepared for the [1960] Olympics.", ("Olympics", "1960")),
        ("The city's opening night, [3 May], drew thousands.", ("opening", "3 May")),
    ],
)
def test_a_date_beside_an_event_noun_dates_the_noun(find: Find, marked: str, wanted: tuple[str, str]) -> None:
    assert wanted in dated(find, marked)


def test_a_phrase_with_a_dated_event_dates_the_verb_as_well(find: Find) -> None:
    retired, war = find("He retired after the [1982] war.")
    assert (retired.trigger, str(retired.date.starts_on), retired.date.ends_on) == ("retired", "1982-01-01", None)
    assert (retired.date.qualifier, retired.date.edtf) == ("after", "1982/..")
    assert (war.trigger, str(war.date.ends_on)) == ("war", "1982-12-31")


def test_before_an_event_ends_on_the_day_before_it(find: Find) -> None:
    left = find("The family left before the [1982] war.")[0]
    assert (left.date.starts_on, str(left.date.ends_on)) == (None, "1981-12-31")


@pytest.mark.parametrize(
    "marked",
    [
        "[2022]: Full-scale war reaches the coast",
        "[May 5] – Parliament adopts the budget",
    ],
)
def test_a_line_that_opens_with_its_date_is_dated_by_it(find: Find, marked: str) -> None:
    (event,) = find(marked)
    assert event.rule == "line_date"


@pytest.mark.parametrize(
    "marked",
    [
        "Friday, [July 3, 2020]",
        "Anna Berg and Jon Dahl on [October 3].",
        "She directed the [1969] film.",
        "Her uncle (1901 – [1977]) was a painter.",
        "A vase from [1987] stands in the hall.",
        '"City council votes for new tram" — Daily Post, [May 3]',
    ],
)
def test_a_date_that_dates_nothing_gives_no_event(find: Find, marked: str) -> None:
    assert find(marked) == ()


@pytest.mark.parametrize("options", [{"names": True}, {"kind": "DURATION"}, {"kind": "SET"}])
def test_names_durations_and_recurring_times_give_no_event(find: Find, options: dict[str, object]) -> None:
    assert find("The council adopted the agenda in [2030].", **options) == ()


def test_what_is_said_inside_a_quotation_keeps_to_itself(find: Find) -> None:
    found = dated(find, 'On [Tuesday] the speaker replied: "We are ready and we work hard."')
    assert found == [("replied", "Tuesday")]


@pytest.mark.parametrize(
    "marked",
    [
        "Fans rejoice over victory [Sunday, May 2, 2010]",
        "[Sunday, May 2, 2010] Fans rejoiced all over the town.",
        "The theory (Berg and Dahl, [2014]) was attacked by many.",
        "She was the first woman to lead the party since [1998].",
    ],
)
def test_datelines_citations_and_records_give_no_event(find: Find, marked: str) -> None:
    assert [e for e in find(marked) if e.trigger != "lead"] == []


def test_a_label_is_dated_by_the_date_behind_it(find: Find) -> None:
    assert dated(find, "Anna Berg\n\nBorn: [May 5] in Oslo") == [("Born", "May 5")]


def test_a_dated_contest_dates_the_verb_of_those_who_take_part(find: Find) -> None:
    assert dated(find, "Berg won the [2014] election.") == [("won", "2014"), ("election", "2014")]
    assert dated(find, "Berg described the [2014] election.") == [("election", "2014")]


def test_a_festival_with_its_year_is_an_event(find: Find) -> None:
    assert ("surprised", "2015") in dated(find, "During Harbour Week [2015], more than 600 fans surprised the singer.")


def test_a_coordinated_verb_of_another_tense_stays_undated(find: Find) -> None:
    assert dated(find, "In [1998] he left Oslo and now lives in Rome.") == [("left", "1998")]


def test_a_date_that_opens_a_joined_clause_belongs_to_that_clause(find: Find) -> None:
    found = find("She taught chemistry in Lyon and, in [1987], returned to Oslo to study law.")
    assert [(e.trigger, e.date.text) for e in found] == [("returned", "1987")]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("The envoys signed an accord in [1988].", [("signed", "1988")]),
        ("The first race was in [1894].", [("race", "1894")]),
        ("The siege of Ashford and the battle of Norwood in [1642] ruined the county.", [("battle", "1642")]),
        ("He went to Vienna to study law in [1902].", [("went", "1902")]),
        ("The battle at Norwood in [1642] ended the campaign.", [("battle", "1642")]),
    ],
)
def test_the_date_finds_what_happens_past_what_only_carries_it(
    find: Find, marked: str, wanted: list[tuple[str, str]]
) -> None:
    assert dated(find, marked) == wanted


def test_the_governing_phrase_with_an_event_of_its_own_gives_two_events(find: Find) -> None:
    found = {e.trigger: e for e in find("Prices rose following the army's seizure of the port in [1911].")}
    assert str(found["seizure"].date.ends_on) == "1911-12-31"
    assert (found["rose"].date.qualifier, found["rose"].date.ends_on) == ("after", None)


def test_joined_dates_of_what_goes_on_are_one_stretch_of_time(find: Find) -> None:
    (taught,) = find("She taught in Lyon in [1997] and [1998].")
    assert (str(taught.date.starts_on), str(taught.date.ends_on)) == ("1997-01-01", "1998-12-31")
    assert (taught.date.text, taught.date.edtf, taught.date.precision) == ("1997 and 1998", "1997/1998", "range")


def test_joined_dates_of_what_happens_once_are_two_events(find: Find) -> None:
    assert dated(find, "She won the prize in [1997] and [1998].") == [("won", "1997"), ("won", "1998")]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("The mayor said on [Monday] he would resign.", [("said", "Monday")]),
        ("It was in [1998] that the two parties merged.", [("merged", "1998")]),
        ("The protest planned for [Saturday] was banned.", [("protest", "Saturday")]),
        ("The vote is scheduled for [Sunday].", [("vote", "Sunday")]),
        ("The bank expects growth of 2 percent in [2026].", [("growth", "2026")]),
        ("Two people were killed and five injured on [Tuesday].", [("killed", "Tuesday"), ("injured", "Tuesday")]),
        ("Three days after the attack of [7 December], war was declared.", [("attack", "7 December")]),
    ],
)
def test_reports_clefts_plans_and_shared_dates(find: Find, marked: str, wanted: list[tuple[str, str]]) -> None:
    assert dated(find, marked) == wanted


@pytest.mark.parametrize(
    "marked", ["Historians describe [1968] as a turning point.", "[Sunday] was chosen by the committee."]
)
def test_a_date_that_is_spoken_of_dates_nothing(find: Find, marked: str) -> None:
    assert find(marked) == ()


def test_a_wide_date_gives_way_to_a_finer_one_inside_it(find: Find) -> None:
    assert dated(find, "In [2020] the bridge collapsed on [5 May].") == [("collapsed", "5 May")]


def test_a_story_goes_on_in_the_month_told_before(find: Find) -> None:
    story = "In [May], Stone phoned the rebels. The government met with the rebels in Geneva."
    assert [e.trigger for e in find(story, precision="month")] == ["phoned", "met"]
    assert [e.rule for e in find(story, precision="month")][-1] == "continued_date"


def test_a_story_does_not_go_on_over_a_paragraph_or_another_date(find: Find) -> None:
    across = "In [May], Stone phoned the rebels.\n\nThe government met with the rebels in Geneva."
    assert [e.trigger for e in find(across, precision="month")] == ["phoned"]
    perfect = "In [May], Stone phoned the rebels. The government has met with the rebels in Geneva."
    assert [e.trigger for e in find(perfect, precision="month")] == ["phoned"]


def test_every_rule_has_its_confidence(find: Find) -> None:
    story = "In [1998] he left Oslo and joined a bank. He signed the [2001] accord in [2002]. [2003] – War breaks out."
    assert {e.confidence for e in find(story)} <= set(CONFIDENCE.values())
    assert {e.rule for e in find(story)} <= set(CONFIDENCE)


def test_a_custom_in_the_present_is_no_event_of_the_day_its_weekday_came_out_as(find: Find) -> None:
    custom = {"published_on": date(2020, 6, 1), "basis": "document_date"}
    assert find("The office opens on [Tuesday].", **custom) == ()
    assert [e.trigger for e in find("The office opened on [Tuesday].", **custom)] == ["opened"]
    assert [e.trigger for e in find("The office opens on [Tuesday].", published_on=date(2020, 5, 1))] == ["opens"]


def test_a_list_of_dates_tells_what_happened_in_the_present_tense(find: Find) -> None:
    marked = (
        "[3 June] – Parliament adopts the budget and elects a speaker.\n\n[5 June] – Second call between the leaders."
    )
    found = find(marked, published_on=date(2020, 8, 1), basis="document_date")
    assert [(e.trigger, e.rule) for e in found] == [
        ("adopts", "line_date"),
        ("elects", "line_date"),
        ("call", "line_date"),
    ]
    assert found[2].event_type == "CONSULT"
