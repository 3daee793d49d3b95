"""What a run looks like in a terminal: a progress bar, and at the end a summary and a few rows of each fact table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from . import engine
from .lake import Database
from .query import lookup, run_query


class Lines:
    """Progress for logs and pipes: a line a batch, without colours."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._documents = self._words = self._total = 0

    def start(self, documents: int, words: int) -> None:
        self._total = documents

    def advance(self, documents: int, words: int) -> None:
        self._documents += documents
        self._words += words
        line = f"extracted {self._documents} of {self._total} documents, {self._words:,} words"
        self._console.print(line, highlight=False)


class Bar:
    """Progress for people: documents, words per second and the time left, gone when the work is done."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID | None = None
        self._words = 0

    def start(self, documents: int, words: int) -> None:
        if documents:
            self._task = self._bar.add_task("extracting", total=documents, speed=0)

    def advance(self, documents: int, words: int) -> None:
        if self._task is None:
            return
        self._words += words
        elapsed = self._bar.tasks[self._task].elapsed or 0
        self._bar.update(self._task, advance=documents, speed=round(self._words / max(elapsed, 1)))


@contextmanager
def extraction_progress(console: Console) -> Iterator[engine.Progress]:
    """A bar on a terminal, plain lines otherwise."""
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f} of {task.total:.0f} documents, {task.fields[speed]:,} words/s, left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        yield Bar(bar)


@contextmanager
def report_progress(console: Console) -> Iterator[Callable[[int, int], None]]:
    """A bar over the documents of a report on a terminal, nothing otherwise."""
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("writing the report", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def run_summary(database: Database, run_id: str) -> dict[str, Any]:
    """The row of table `runs`, and how many facts and rejects the warehouse holds."""
    (row,) = run_query(database, lookup("run"), [run_id]).to_pylist()
    return row  # type: ignore[no-any-return]


def show_summary(console: Console, database: Database, run_id: str) -> None:
    """What the run did, three rows of each fact table, and where the database is."""
    row = run_summary(database, run_id)
    states = ", ".join(f"{row[f'documents_{state}']} {state}" for state in ("new", "changed", "removed", "unchanged"))
    console.print(f"{row['documents_seen']} documents: {states}", highlight=False)
    kinds = ("events", "quotes", "statistics", "rejects")
    totals = ", ".join(f"{row[f'{kind}_in_all']} {kind}" for kind in kinds)
    console.print(f"in the warehouse: {totals}", highlight=False)
    for kind in kinds[:3]:
        _show_rows(console, kind, run_query(database, lookup(f"sample_{kind}")).to_pylist())
    console.print(f"database: {database}", highlight=False, soft_wrap=True)
    console.print('next: factmill sql "SELECT * FROM timeline"', highlight=False, soft_wrap=True)


def _show_rows(console: Console, title: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        console.print(f"{title}: none")
        return
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    for name in rows[0]:
        table.add_column(name, overflow="ellipsis", no_wrap=name not in ("text", "description"))
    for row in rows:
        table.add_row(*(Text("" if value is None else " ".join(str(value).split())) for value in row.values()))
    console.print(table)
