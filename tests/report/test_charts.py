import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from pipelines.report import charts
from tests.report.conftest import HOSTILE

DRAWN_WITH = {"svg", "g", "path", "line", "text", "rect", "a", "title", "desc", "defs", "clipPath"}

YEARS = [{"year": 1999, "factuality": "asserted", "events": 3}, {"year": 2003, "factuality": "planned", "events": 1}]
MONTHS = [
    {"month": date(2024, 11, 1), "factuality": "asserted", "events": 3},
    {"month": date(2025, 2, 1), "factuality": "planned", "events": 2},
]
SPEAKERS = [{"speaker": attack, "kind": "direct", "quotes": 2} for attack in HOSTILE]
MEASURES = [
    {"measure": attack, "unit": attack, "statistic_id": f"sta_{n}", "value": n, "text": attack}
    for attack in HOSTILE[:3]
    for n in (1, 2, 3)
]


def all_charts() -> list[charts.Chart | None]:
    years = {str(year): f"timeline.html#{year}" for year in (1999, 2003, 2024, 2025)}
    return [
        charts.years(YEARS, years, 10),
        charts.months(MONTHS, years, 10),
        charts.speakers(SPEAKERS, dict.fromkeys(HOSTILE, "speakers.html#group-1"), 99),
        charts.measures(MEASURES, {f"sta_{n}": "documents/d.html#x" for n in (1, 2, 3)}),
    ]


@pytest.fixture(scope="module")
def drawn() -> list[charts.Chart]:
    found = all_charts()
    assert None not in found
    return [chart for chart in found if chart]


def elements(chart: charts.Chart) -> list[ElementTree.Element]:
    return [*ElementTree.fromstring(chart.wide).iter(), *ElementTree.fromstring(chart.narrow).iter()]


def test_a_chart_is_named_and_described_for_those_who_do_not_see_it(drawn):
    for chart in drawn:
        root = ElementTree.fromstring(chart.wide)
        assert [root[0].text, root[1].text] == [chart.title, chart.caption]
        assert root.get("aria-label") == f"{chart.title}. {chart.caption}"


def test_hostile_words_stay_words_in_a_chart(drawn):
    for element in (element for chart in drawn for element in elements(chart)):
        assert element.tag.split("}")[1] in DRAWN_WITH
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
    assert any(HOSTILE[0] in (element.text or "") for element in elements(drawn[2]))


def test_links_stay_within_the_report(drawn):
    links = {element.get("href") for chart in drawn for element in elements(chart) if element.tag.endswith("}a")}
    assert links == {
        *(f"timeline.html#{year}" for year in (1999, 2003, 2024, 2025)),
        *("speakers.html#group-1", "documents/d.html#x"),
    }


def test_colours_come_from_the_page_so_that_they_follow_light_and_dark(drawn):
    paints = {e.get(name) for chart in drawn for e in elements(chart) for name in ("fill", "stroke")} - {None}
    assert not [
        paint
        for paint in paints
        if not paint.startswith("var(--") and paint not in ("none", "currentColor", "transparent")
    ]


def test_the_same_rows_give_the_same_bytes(drawn):
    assert all_charts() == drawn


def test_months_in_which_nothing_happened_have_their_place(drawn):
    labels = [e.text for e in ElementTree.fromstring(drawn[1].wide).iter() if e.tag.endswith("}text")]
    assert [label for label in labels if label and label[:2] == "20"] == ["2024-11", "2024-12", "2025-01", "2025-02"]


def test_without_rows_there_is_no_chart():
    assert not any(
        [charts.years([], {}, 0), charts.months([], {}, 0), charts.speakers([], {}, 0), charts.measures([], {})]
    )
