"""The report as a browser shows it: in light and dark, on a desk and on a phone, by mouse, finger and keyboard."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from pipelines.report import document_page
from tests.report.conftest import HOSTILE, harbour, hostile

FACTMILL = str(Path(sys.executable).with_name("factmill"))
SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "documents"
CHROMIUM = shutil.which("chromium")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test on any message of the console, any error and any request that is not for a file."""
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    odd: list[str] = []
    page.on("console", lambda message: odd.append(message.text))
    page.on("pageerror", lambda error: odd.append(str(error)))
    page.on("dialog", lambda dialog: odd.append(dialog.message))
    page.on("request", lambda request: None if request.url.startswith("file://") else odd.append(request.url))
    yield page
    context.close()
    assert odd == []


@pytest.fixture(scope="module")
def milled_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on a folder that went through the whole mill: seeds, and a text that tries to break out of a page."""
    folder = tmp_path_factory.mktemp("milled")
    (folder / "texts").mkdir()
    for path in sorted(SEEDS.glob("2025-0[24]*")):
        shutil.copy(path, folder / "texts")
    spoken = " ".join(f'On 3 May 2021 the firm paid 5 percent, "{attack}," Ada Smith said.' for attack in HOSTILE)
    (folder / "texts" / "2025-05-04_evil_onload=alert(1).txt").write_text(spoken, encoding="utf-8")
    environment = {**os.environ, "FACTMILL_HOME": str(folder / "home"), "FACTMILL_DATABASE": str(folder / "f.duckdb")}
    for command in (("run", str(folder / "texts")), ("report",)):
        subprocess.run([FACTMILL, *command], env=environment, check=True, capture_output=True)
    return folder / "report"


def facts_by_page(database: Path) -> dict[str, dict[str, str]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "SELECT document_id, event_id, text FROM events UNION ALL SELECT document_id, quote_id, text FROM quotes "
            "UNION ALL SELECT document_id, statistic_id, text FROM statistics"
        ).fetchall()
    pages: dict[str, dict[str, str]] = {}
    for document, fact, text in rows:
        pages.setdefault(document_page(document), {})[fact] = "".join(text.split())
    return pages


def kinds_of_page(folder: Path) -> list[str]:
    document = document_page(hostile().id)
    return [*(path.name for path in sorted(folder.glob("*.html"))), document, document_page(harbour().id)]


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def address(folder: Path, name: str) -> str:
    return (folder / name).as_uri()


def test_every_fact_of_the_database_is_highlighted_once_where_it_stands(page, milled_report):
    pages = facts_by_page(milled_report.parent / "f.duckdb")
    assert len(pages) == len(list((milled_report / "documents").iterdir()))
    for name, facts in pages.items():
        page.goto(address(milled_report, name))
        shown = page.evaluate(
            """() => {
                const texts = {};
                for (const mark of document.querySelectorAll('[data-fact]'))
                    texts[mark.dataset.fact] = (texts[mark.dataset.fact] || '') + mark.textContent.replace(/\\s/g, '');
                return texts;
            }"""
        )
        assert shown == facts
        assert [page.locator(f"#{fact}").count() for fact in facts] == [1] * len(facts)
        assert page.locator(".text a.number").count() == len(facts)
        assert page.locator("details.row").count() == len(facts)


def test_the_keyboard_reaches_every_fact_and_its_row(page, harbour_report):
    page.goto(address(harbour_report, document_page(harbour().id)))
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.parentElement.id")
        )
    rows = [row.get_attribute("id") for row in page.locator("details.row").all()]
    assert rows
    assert not [row for row in rows if f"#{row}" not in reached or row not in reached]


def test_enter_on_a_fact_opens_its_row(page, harbour_report):
    page.goto(address(harbour_report, document_page(harbour().id)))
    number = page.locator(".text a.number.statistic").first
    row = page.locator(number.get_attribute("href"))
    assert not row.locator(".all").is_visible()
    number.focus()
    page.keyboard.press("Enter")
    assert row.locator(".all").is_visible()
    assert "commuters" in row.inner_text()


def test_the_mouse_over_a_fact_marks_its_row_and_the_other_way_round(page, harbour_report):
    page.goto(address(harbour_report, document_page(harbour().id)))
    mark, row = page.locator(".fact.statistic").first, page.locator("details.row.statistic").first

    def colour(locator):
        return locator.evaluate("element => getComputedStyle(element).backgroundColor")

    plain_row, plain_mark = colour(row), colour(mark)
    mark.hover()
    assert colour(row) != plain_row
    row.locator("summary").hover()
    assert colour(mark) != plain_mark


def test_the_three_kinds_differ_without_colour(page, harbour_report):
    page.goto(address(harbour_report, document_page(harbour().id)))
    lines = {
        kind: page.locator(f".fact.{kind}").first.evaluate("element => getComputedStyle(element).borderBottomStyle")
        for kind in ("event", "quote", "statistic")
    }
    assert len(set(lines.values())) == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_accessibility(page, hostile_report, milled_report, scheme):
    page.emulate_media(color_scheme=scheme)
    for path in [*(hostile_report / name for name in kinds_of_page(hostile_report)), *pages_of(milled_report)]:
        page.goto(path.as_uri())
        found = Axe().run(page).response["violations"]
        serious = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
        assert (path.name, serious) == (path.name, [])


def test_light_and_dark_are_two_looks_of_the_same_page(page, harbour_report):
    looks = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(address(harbour_report, "index.html"))
        looks.append(
            page.evaluate(
                "[getComputedStyle(document.body).backgroundColor,"
                " getComputedStyle(document.querySelector('svg .mark-rect path')).fill]"
            )
        )
    assert looks[0][0] != looks[1][0]
    assert looks[0][1] != looks[1][1]


def test_no_page_scrolls_sideways_on_a_phone(page, hostile_report, milled_report):
    page.set_viewport_size(PHONE)
    for path in [*(hostile_report / name for name in kinds_of_page(hostile_report)), *pages_of(milled_report)]:
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        assert (path.name, page.evaluate("document.documentElement.scrollWidth")) == (path.name, PHONE["width"])


def test_a_hostile_text_runs_nothing_and_asks_for_nothing(page, hostile_report):
    for name in kinds_of_page(hostile_report):
        page.goto(address(hostile_report, name))
        page.mouse.move(200, 300)
        assert page.locator("script, img, iframe").count() == 0


def test_print_shows_all_of_the_text_and_no_navigation(page, harbour_report):
    page.emulate_media(media="print")
    page.goto(address(harbour_report, document_page(harbour().id)))
    assert not page.locator("header.bar").is_visible()
    assert page.locator("details.row").first.is_visible()
