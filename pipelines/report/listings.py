"""The long lists of the report: everything, in groups, cut into pages that a phone can open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any

import duckdb

from .pages import render
from .reading import Row, stream

ROWS_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together in a list: a year, a speaker, a measure. `link` leads to its first row."""

    name: str
    label: str
    facts: int
    sample: str
    anchor: str
    link: str


@dataclass(slots=True)
class Listing:
    """One list: `lookup` names its SQL, `unknown` is the label of the group without a name."""

    name: str
    title: str
    lookup: str
    noun: str
    unknown: str
    present: Callable[[Row], Any]
    groups: list[Group] = field(default_factory=list)
    rows: int = 0

    @property
    def pages(self) -> int:
        return max(1, -(-self.rows // ROWS_A_PAGE))

    def page(self, number: int) -> str:
        """The file of the page `number`, from 1."""
        return f"{self.name}.html" if number == 1 else f"{self.name}-{number}.html"

    @property
    def links(self) -> dict[str, str]:
        """Where each group begins."""
        return {group.name: group.link for group in self.groups}

    def count(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Learns the groups and where they will begin."""
        for ordinal, row in enumerate(stream(connection, f"{self.lookup}_groups"), 1):
            anchor = f"group-{ordinal}"
            link = f"{self.page(self.rows // ROWS_A_PAGE + 1)}#{anchor}"
            label = row["label"] or self.unknown
            self.groups.append(Group(row["group_name"], label, row["facts"], row["sample"], anchor, link))
            self.rows += row["facts"]

    def write(self, connection: duckdb.DuckDBPyConnection, **values: Any) -> Iterator[tuple[str, str]]:
        """The pages, each as file name and HTML."""
        rows = stream(connection, self.lookup)
        groups = {group.name: group for group in self.groups}
        before = None
        for number in range(1, self.pages + 1):
            blocks = []
            for name, members in groupby(islice(rows, ROWS_A_PAGE), key=lambda row: row["group_name"]):
                blocks.append((groups[name], name == before, [self.present(row) for row in members]))
                before = name
            yield self.page(number), render("listing.html", listing=self, number=number, blocks=blocks, **values)
