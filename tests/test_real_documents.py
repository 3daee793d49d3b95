"""The three real documents beside the project (not ours to publish): the facts that the contract names, and no others.

Only names, dates and figures stand here, none of their wording.
"""

from datetime import date
from pathlib import Path

import pytest

from pipelines.extract import extract, load
from pipelines.ingest import SourceDocument, ingest
from pipelines.rows import rows_of

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the three real documents are not here (../shared/seeds)")


@pytest.fixture(scope="module")
def extracted():
    """The op-ed, the Markdown report and the analysis, each with its facts."""
    sources = [item for item in ingest(FOLDER) if isinstance(item, SourceDocument)]
    return list(zip(sources, extract([source.document for source in sources], load()), strict=True))


@pytest.fixture(scope="module")
def opinion(extracted):
    return extracted[0]


@pytest.fixture(scope="module")
def report(extracted):
    return extracted[1]


@pytest.fixture(scope="module")
def analysis(extracted):
    return extracted[2]


def test_the_share_of_exports_is_read_with_what_it_measures_and_where_they_go(opinion):
    shares = [s for s in opinion[1].statistics if s.unit == "percent"]
    assert [(s.value, s.comparator, s.measure, s.counterpart) for s in shares] == [
        (50, ">", "Russian exports", "China")
    ]


def test_an_aggression_since_a_year_has_an_open_end(opinion):
    (event,) = (e for e in opinion[1].events if e.date.qualifier == "since")
    assert (event.date.starts_on, event.date.ends_on, event.date.edtf) == (date(2014, 1, 1), None, "2014/..")


def test_dates_without_a_year_take_it_from_the_text(analysis):
    days = {e.trigger: e.date for e in analysis[1].events if e.date.basis == "context"}
    assert days["engaged"].edtf == "2025-03-23/2025-03-25"
    assert days["engaged"].precision == "range"
    assert days["remarked"].starts_on == date(2025, 4, 14)
    assert date(2025, 1, 19) in {d.starts_on for e in analysis[1].events if (d := e.date).precision == "day"}


@pytest.mark.parametrize(
    ("speaker", "cue", "kind", "said_on"),
    [
        ("Dmitry Medvedev", "stated", "mixed", date(2025, 1, 19)),
        ("Sergey Lavrov", "noted", "mixed", date(2025, 2, 19)),
        ("Alexander Grushko", "described", "mixed", date(2025, 2, 19)),
        ("Bloomberg", "reported", "indirect", date(2025, 2, 26)),
        ("Tammy Bruce", "stated", "direct", date(2025, 4, 10)),
        ("Dmitry Peskov", "remarked", "indirect", date(2025, 4, 14)),
    ],
)
def test_a_speaker_is_resolved_to_a_full_name(analysis, speaker, cue, kind, said_on):
    quotes = [(q.speaker_name, q.cue, q.kind, q.said_on_start) for q in analysis[1].quotes]
    assert (speaker, cue, kind, said_on) in quotes


def test_scare_quotes_and_terms_are_nobodys_words(extracted):
    direct = [q for _, facts in extracted for q in facts.quotes if q.kind == "direct"]
    assert [q.speaker_name for q in direct] == ["Tammy Bruce"]


def test_every_citation_of_the_report_belongs_to_a_sentence(report):
    rows = rows_of(*report, extractor_version="1", cache_key="k")
    sentences = {row["sentence_id"]: row for row in rows["sentences"]}
    assert len(rows["citations"]) == 12
    for citation in rows["citations"]:
        assert citation["url"].startswith("https://")
        assert len(sentences[citation["sentence_id"]]["text"]) > 40


def test_no_name_with_a_number_and_no_consensus_of_points_is_a_statistic(extracted):
    for _, facts in extracted:
        for statistic in facts.statistics:
            assert statistic.unit_kind in ("percent", "count", "duration")
            assert "point" not in statistic.unit
            assert statistic.value != 20
