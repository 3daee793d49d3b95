"""The Dagster UI as a browser shows it, after a run over a small folder and after one that failed."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from pipelines.config import settings
from pipelines.dagster_home import ui_command
from pipelines.definitions import CHECKED_ASSETS
from pipelines.faults import RunFault
from pipelines.job import run_job
from pipelines.query import run_query
from pipelines.validate import suite_names

CHROMIUM = shutil.which("chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PATIENCE = 60_000
"""Milliseconds to wait for something to appear: a loaded machine draws slowly."""

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"),
    pytest.mark.allow_hosts(["127.0.0.1"]),
]

TEXT = (
    "On 3 February 2025 the port of <b>Riga</b> opened. Ada Núñez said the port carries 40 percent of all grain. "
    "Ministers met in Oslo on 4 March 2025."
)


@pytest.fixture(scope="module")
def mill(tmp_path_factory):
    """The settings of a folder that was run over, after a run that failed as its source was not there."""
    folder = tmp_path_factory.mktemp("ui")
    (folder / "texts").mkdir()
    (folder / "texts" / "2025-03-05_wire_port.txt").write_text(TEXT, encoding="utf-8")
    chosen = settings({}, source=folder / "texts", database=folder / "f.duckdb", home=folder / "home")
    with pytest.raises(RunFault):
        run_job(settings({}, source=folder / "gone", database=folder / "f.duckdb", home=folder / "home"))
    run_job(chosen)
    return chosen


@pytest.fixture(scope="module")
def address(mill) -> Iterator[str]:
    """The webserver of `factmill ui` on a free port of loopback, without the daemon."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (_, _, _, _, *arguments), environment = ui_command(mill, port)
    server = subprocess.Popen(
        [sys.executable, "-m", "dagster_webserver", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        where = f"http://127.0.0.1:{port}"
        wait_for(where, server)
        ask(where, "mutation { setNuxSeen }")
        yield where
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the webserver ended by itself"
        try:
            urllib.request.urlopen(f"{address}/server_info", timeout=5)
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the webserver does not answer")


def ask(address: str, query: str):
    request = urllib.request.Request(
        f"{address}/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"}
    )
    return json.load(urllib.request.urlopen(request, timeout=60))["data"]


@pytest.fixture(scope="module")
def page(address) -> Iterator[Page]:
    """A page that can reach the webserver and nothing else."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.set_default_timeout(PATIENCE)
        page.route(lambda url: not url.startswith((address, "data:", "blob:")), lambda route: route.abort())
        yield page
        browser.close()


def shows(page: Page, *texts: str) -> None:
    """Waits until all of the texts are to be seen."""
    for text in texts:
        expect(page.get_by_text(text).first).to_be_visible(timeout=PATIENCE)
    keep_picture(page)


def keep_picture(page: Page) -> None:
    """For people to look at: in the folder that FACTMILL_SCREENSHOTS names, if any."""
    if folder := os.environ.get("FACTMILL_SCREENSHOTS"):
        page.wait_for_timeout(2000)
        name = os.environ["PYTEST_CURRENT_TEST"].partition("::")[2].partition(" ")[0]
        page.screenshot(path=Path(folder) / f"{name}.png")


def under(page: Page, title: str) -> str:
    """The text that stands below a title, in the same box."""
    box = page.get_by_text(title, exact=True).locator("xpath=..")
    expect(box).to_contain_text(re.compile(r"\d"), timeout=PATIENCE)
    return box.inner_text().removeprefix(title).strip()


def test_the_page_of_an_asset_shows_its_row_count_and_its_checks(page, address, mill):
    (rows,) = run_query(mill.database, "SELECT count(*) AS n FROM events").to_pylist()
    page.goto(f"{address}/assets/events")
    shows(page, "What the texts place in time", "Hash of the document, the span and the normalised value.")
    assert under(page, "Row count") == str(rows["n"])
    checks = sum(len(suite_names()[table]) for table in CHECKED_ASSETS["events"])
    assert under(page, "Latest check results") == str(checks)


def test_a_check_says_what_it_asks_of_every_row(page, address):
    page.goto(f"{address}/assets/events?view=checks&checkDetail=events__span_matches_text")
    shows(page, "Every row of events: span matches text", "Passed")


def test_the_sample_rows_of_an_asset_are_text_and_nothing_else(page, address):
    page.goto(f"{address}/assets/events?view=events")
    shows(page, "words_per_second", "On 3 February 2025 the port of <b>Riga</b> opened")


def test_the_warehouse_shows_where_the_report_is_and_how_it_is_written(page, address, mill):
    page.goto(f"{address}/assets/warehouse?view=events")
    shows(page, f"factmill report --database {mill.database}", str(mill.database.parent / "report" / "index.html"))


def test_the_graph_reads_as_the_flow(page, address):
    page.goto(f"{address}/asset-groups")
    groups = [page.locator("svg").get_by_text(name, exact=True) for name in ("ingest", "extract", "validate", "load")]
    for group in groups:
        expect(group).to_be_visible(timeout=PATIENCE)
    places = [group.bounding_box()["x"] for group in groups]
    assert places == sorted(places)
    keep_picture(page)


def test_the_job_says_how_to_backfill(page, address):
    page.goto(f"{address}/locations/factmill/jobs/factmill")
    shows(page, "For a backfill open the Launchpad, set", "rebuild: true")


def test_schedule_and_sensor_are_on_and_explained(page, address):
    for path, told in (
        ("schedules/daily", "Runs the mill at the cron time of FACTMILL_SCHEDULE"),
        ("sensors/folder_changed", "Looks at the source folder once a minute"),
    ):
        page.goto(f"{address}/locations/factmill/{path}")
        shows(page, told)
        assert page.locator("input[type=checkbox]").first.is_checked()


def test_a_failed_run_says_first_what_to_do(page, address, mill):
    runs = ask(address, "{ runsOrError(filter: {statuses: [FAILURE]}) { ... on Runs { results { runId } } } }")
    (run,) = runs["runsOrError"]["results"]
    page.goto(f"{address}/runs/{run['runId']}")
    shows(page, str(mill.database.parent / "gone"))
