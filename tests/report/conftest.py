"""A small warehouse made by hand, with facts that overlap and texts that try to break out of a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipelines import resources, schema
from pipelines.load.tables import make_views
from pipelines.report import write_report
from pipelines.rows import arrow_table
from tests.told import RUN, Told

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "<svg onload=alert(1)>",
    "</style><style>*{display:none}</style>",
    "{{ 7 * 7 }}{% raw %}",
    "=HYPERLINK(1)",
    "evil\u202etxt.exe\u2066",
    "<!-- ",
    "]]>&lt;b&gt;",
)


def harbour() -> Told:
    """Facts beside, in and across each other: a statistic in a quote in an event, two events that overlap."""
    text = (
        "Harbour report\n\n"
        'On 3 May 2021, Ada Núñez 🚢 opened the line and said "it carries 40 percent of all commuters" to the press. '
        "Nobody disagreed.\n\n"
        "The mill closed in 1998 and the port grew until 2004.\n\n"
        "A paragraph without a fact."
    )
    document = Told("harbour_report", text, published_on="2021-05-04", publisher="The Test")
    document.section("Report", "On 3 May 2021")
    document.section("Report > Empty part")
    document.event(
        'On 3 May 2021, Ada Núñez 🚢 opened the line and said "it carries 40 percent',
        *("opened", "3 May 2021", "2021-05-03", "2021-05-03"),
        actors=("Ada Núñez",),
    )
    quote = document.quote("it carries 40 percent of all commuters", "Ada Núñez", kind="direct")
    document.statistic("40 percent", 40, "percent", measure="commuters", quote_id=quote["quote_id"])
    document.statistic("40 percent of all commuters", 40, "percent", comparator=">", measure="commuters")
    document.event(
        "The mill closed in 1998 and the port", "closed", "1998", "1998-01-01", "1998-12-31", precision="year"
    )
    document.event(
        "closed in 1998 and the port grew until 2004", "grew", "2004", None, "2004-12-31", factuality="planned"
    )
    document.citation("The mill", "https://example.org/source")
    document.citation("Ada Núñez", "javascript:alert(1)")
    document.reject("odd_event")
    return document


def hostile() -> Told:
    """Everything that can carry text carries an attack."""
    text = " ".join(f"In 1999 the firm said {attack} cost 5 percent" for attack in HOSTILE) + "."
    document = Told("hostile", text, published_on="2021-05-04", publisher=HOSTILE[0])
    document.rows["documents"][0] |= {
        "title": HOSTILE[7],
        "author": HOSTILE[1],
        "url": "javascript:alert(1)",
        "source_path": f"../{HOSTILE[3]}.txt",
    }
    for attack in HOSTILE:
        document.section(attack, text)
        document.event(
            f"the firm said {attack}", "said", "1999", "1999-01-01", "1999-12-31", location=attack, date_anchor=attack
        )
        document.quote(attack, attack, cue=attack)
        for value in (1, 2, 3):
            document.statistic("5 percent", value, "percent", measure=attack, unit_text=attack, rule=attack)
        document.rows["rejects"].append(
            {**document.reject("hostile"), "reject_id": attack, "text": attack, "detail": attack}
        )
    return document


def save_warehouse(path: Path, *documents: Told) -> Path:
    """A warehouse that holds `documents`, without the checks of the load."""
    with duckdb.connect(str(path)) as connection:
        for table in schema.tables():
            connection.execute(schema.sql(table))
        for table in schema.STAGED:
            staged = arrow_table(table, [row for document in documents for row in document.rows[table]])
            connection.register("staged", staged)
            run = f", '{RUN}' AS run_id" if "run_id" in schema.arrow_schema(table).names else ""
            connection.execute(f"INSERT INTO {table} BY NAME SELECT *{run} FROM staged")  # noqa: S608
            connection.unregister("staged")
        for derived in sorted(resources.folder("warehouse/load").glob("rebuild_*.sql")):
            connection.execute(derived.read_text("utf-8"))
        make_views(connection)
    return path


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes the report on some documents into a folder of its own, and returns that folder."""

    def write(*documents: Told) -> Path:
        folder = tmp_path_factory.mktemp("report")
        return write_report(save_warehouse(folder / "facts.duckdb", *documents), folder / "report").parent

    return write


@pytest.fixture(scope="session")
def harbour_report(report: Callable[..., Path]) -> Path:
    return report(harbour())


@pytest.fixture(scope="session")
def hostile_report(report: Callable[..., Path]) -> Path:
    return report(hostile(), harbour())
