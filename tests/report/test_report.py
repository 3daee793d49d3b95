import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipelines import resources
from pipelines.query import QueryFault
from pipelines.report import document_page, reading, write_report
from pipelines.report.disarm import disarm
from pipelines.report.listings import ROWS_A_PAGE
from tests.report.conftest import HOSTILE, harbour, hostile, save_warehouse
from tests.told import Told

FACTMILL = str(Path(sys.executable).with_name("factmill"))


class Page(HTMLParser):
    """The elements of a page, its text by the id or the data-fact of what it stands in, and its links."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.facts: dict[str, str] = {}
        self.text = ""
        self._open: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if tag in ("span", "a"):
            self._open.append(values.get("data-fact", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("span", "a"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        if "" not in self._open:
            for fact in self._open:
                self.facts[fact] = self.facts.get(fact, "") + data

    @property
    def ids(self) -> list[str]:
        return [values["id"] for _, values in self.elements if "id" in values]

    @property
    def links(self) -> list[str]:
        return [values["href"] for _, values in self.elements if "href" in values]


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def fact_rows(document: Told) -> dict[str, str]:
    return {
        row[f"{table[:-1]}_id"]: row["text"]
        for table in ("events", "quotes", "statistics")
        for row in document.rows[table]
    }


def test_the_highlights_of_a_page_are_the_rows_of_the_database_one_to_one(harbour_report):
    page = Page(harbour_report / document_page(harbour().id))
    rows = fact_rows(harbour())
    assert {fact: text for fact, text in page.facts.items() if fact} == rows
    assert sorted(i for i in page.ids if i in rows) == sorted(rows)
    assert sorted(i for i in page.ids if i.startswith("row-")) == sorted(f"row-{fact}" for fact in rows)


def test_every_link_of_the_report_leads_to_a_place_that_exists(hostile_report):
    ids = {path: Page(path).ids for path in pages(hostile_report)}
    for path in ids:
        assert len(set(ids[path])) == len(ids[path])
        for link in Page(path).links:
            if link.startswith("https://"):
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target in ids
            assert not anchor or anchor in ids[target]


def test_hostile_words_come_out_as_words_on_every_page(hostile_report):
    for path in pages(hostile_report):
        page = Page(path)
        tags = {tag for tag, _ in page.elements}
        assert not tags & {"script", "img", "iframe", "object", "embed", "form", "base", "link"}
        assert not [name for _, values in page.elements for name in values if name.startswith("on") or name == "style"]
        assert not [link for link in page.links if ":" in link and not link.startswith("https://")]
        assert [tag for tag, _ in page.elements].count("style") == 1
    shown = Page(hostile_report / document_page(hostile().id)).text
    assert not [attack for attack in HOSTILE if disarm(attack) not in shown]


def test_marks_that_turn_text_around_are_shown_as_unknown_characters(hostile_report):
    assert not [
        path for path in pages(hostile_report) if re.search("[\u202a-\u202e\u2066-\u2069]", path.read_text("utf-8"))
    ]


def test_every_page_forbids_all_but_its_own_style_sheet(harbour_report):
    for path in pages(harbour_report):
        policies = [v["content"] for _, v in Page(path).elements if v.get("http-equiv") == "Content-Security-Policy"]
        assert re.fullmatch(
            r"default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'", *policies
        )


def test_the_same_warehouse_gives_the_same_bytes(report, harbour_report):
    again = report(harbour())
    assert [path.relative_to(again) for path in pages(again)] == [
        p.relative_to(harbour_report) for p in pages(harbour_report)
    ]
    assert [path.read_bytes() for path in pages(again)] == [path.read_bytes() for path in pages(harbour_report)]


def test_gaps_are_said_an_empty_heading_and_a_refused_fact(harbour_report):
    page = Page(harbour_report / document_page(harbour().id)).text
    assert "Nothing stands under this heading." in page
    assert "odd event" in page
    index = Page(harbour_report / "index.html").text
    assert "1 empty section" in index
    assert "1 reject" in index


def test_a_fact_is_shown_with_the_sources_its_sentence_cites(harbour_report):
    links = Page(harbour_report / document_page(harbour().id)).links
    assert "https://example.org/source" in links


def test_an_empty_warehouse_gives_an_index_that_says_so(report):
    index = Page(report() / "index.html")
    assert "Nothing was refused" in index.text
    assert "svg" not in {tag for tag, _ in index.elements}


def test_long_lists_are_cut_into_pages_and_say_how_many(report):
    document = Told("many", "It rose by 5 percent.", published_on="2021-05-04")
    for value in range(2 * ROWS_A_PAGE + 1):
        document.statistic("5 percent", value, "percent", measure="rise")
    folder = report(document)
    first, last = Page(folder / "measures.html"), Page(folder / "measures-3.html")
    assert f"{2 * ROWS_A_PAGE + 1} statistics" in first.text
    assert "page 1 of 3" in first.text
    assert "continued" in last.text
    assert not (folder / "measures-4.html").exists()


def test_the_page_of_a_document_never_lies_outside_the_report():
    assert document_page("doc_1a") == "documents/doc_1a.html"
    for odd in ("../../etc/passwd", "a/b", "", "a" * 300, "ä", "a\x00b", "CON.", "-\n"):
        assert re.fullmatch(r"documents/[0-9a-f]{24}\.html", document_page(odd))


def test_without_a_database_there_is_no_report(tmp_path):
    with pytest.raises(QueryFault, match="factmill run"):
        write_report(tmp_path / "none.duckdb", tmp_path / "report")
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_beside_the_database_and_why_names_the_place(tmp_path):
    database = save_warehouse(tmp_path / "facts.duckdb", harbour())
    fact = harbour().rows["quotes"][0]["quote_id"]

    def factmill(*arguments: str) -> str:
        done = subprocess.run(
            [FACTMILL, *arguments, "--database", database], capture_output=True, text=True, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "not written yet" in factmill("why", fact)
    assert factmill("report") == f"report: {tmp_path / 'report' / 'index.html'}\n"
    place = f"report: {tmp_path / 'report' / document_page(harbour().id)}#{fact}"
    assert place in factmill("why", fact).splitlines()


def told_of(name: str, words: str, **other: str) -> Told:
    """A document in which two people meet on 3 May 2024."""
    document = Told(name, f"{words}. Nobody else came.", published_on="2024-05-05")
    document.event(
        words,
        "met",
        "3 May 2024",
        "2024-05-03",
        "2024-05-03",
        actors=("Ada Brook",),
        recipients=("Omar Reed",),
        **other,
    )
    return document


def test_an_event_that_several_documents_tell_stands_once_in_the_timeline_with_links_to_all(report):
    documents = (
        told_of("harbour", "On 3 May 2024 Ada Brook met Omar Reed in Oslo", location="Oslo"),
        told_of("bulletin", "Ada Brook met Omar Reed on 3 May 2024 in Oslo", location="Oslo"),
        told_of("rumour", "Ada Brook met Omar Reed if at all on 3 May 2024", factuality="hypothetical"),
    )
    folder = report(*documents)
    page = Page(folder / "timeline.html")
    events = [document.rows["events"][0]["event_id"] for document in documents]
    linked = [sum(link.endswith(f"#{event}") for link in page.links) for event in events]
    assert linked == [1, 1, 0]
    assert "told 2 times in 2 documents" in " ".join(page.text.split())
    assert "1 event in 3 mentions" in " ".join(Page(folder / "index.html").text.split())
    assert events[2] in Page(folder / document_page(documents[2].id)).ids


def test_the_pages_are_the_same_however_many_rows_are_read_at_once(report, harbour_report, monkeypatch):
    for name in ("ROWS_AT_ONCE", "DOCUMENTS_AT_ONCE", "CHARACTERS_AT_ONCE"):
        monkeypatch.setattr(reading, name, 1)
    other = report(harbour())
    assert [path.read_bytes() for path in pages(other)] == [path.read_bytes() for path in pages(harbour_report)]


def test_a_list_is_sorted_without_its_texts():
    """DuckDB sorts in memory: with their texts, ten thousand documents took 700 MB."""
    for path in resources.folder("warehouse/lookups").glob("report_*_order.sql"):
        chosen = path.read_text("utf-8").partition("SELECT")[2].partition("FROM")[0]
        assert not re.search(r"\*|\btext|sentence|description", chosen), path.name
    assert "ORDER BY" not in (resources.folder("warehouse/lookups") / "report_measures.sql").read_text("utf-8")


def test_a_copy_says_of_which_document_and_how_much_is_the_same(report):
    original, copied = told_of("bulletin", "Ada Brook met Omar Reed on 3 May 2024"), harbour()
    copied.rows["documents"][0] |= {"duplicate_of": original.id, "similarity": 0.934}
    folder = report(original, copied)
    for name, link in ((document_page(copied.id), "../"), ("index.html", ""), ("documents.html", "")):
        page = Page(folder / name)
        assert "Copy of Bulletin, 93 % the same" in " ".join(page.text.split())
        assert f"{link}{document_page(original.id)}" in page.links
