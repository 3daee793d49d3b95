"""The long lists of the report: everything, in groups, cut into pages that a phone can open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any

import duckdb

from .pages import render
from .reading import Row, in_order, stream

ROWS_A_PAGE = 200

GROUPS_ON_A_PAGE = 300
"""Up to so many groups, every page of a list leads to all of them, else to its own."""

GROUPS_KEPT = 10_000
"""Groups that other pages can lead to: all years, and of speakers and measures those with the most facts."""


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
    """One list of `noun`s by `group_noun`: `lookup` names its SQL, `unknown` is the label of the group without a name.

    `groups` are the first of its groups, `named` counts all that have a name.
    """

    name: str
    title: str
    lookup: str
    noun: str
    group_noun: str
    unknown: str
    present: Callable[[Row], Any]
    note: str = ""
    groups: list[Group] = field(default_factory=list)
    named: int = 0
    rows: int = 0

    @property
    def pages(self) -> int:
        return max(1, -(-self.rows // ROWS_A_PAGE))

    def page(self, number: int) -> str:
        """The file of the page `number`, from 1."""
        return f"{self.name}.html" if number == 1 else f"{self.name}-{number}.html"

    @property
    def overview(self) -> list[Group]:
        """All groups, where every page can list them."""
        return self.groups if len(self.groups) <= GROUPS_ON_A_PAGE else []

    @property
    def links(self) -> dict[str, str]:
        """Where each of `groups` begins."""
        return {group.name: group.link for group in self.groups}

    def count(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Learns the groups and where they will begin."""
        for group in self._in_order(connection):
            self.rows += group.facts
            self.named += bool(group.name)
            if len(self.groups) < GROUPS_KEPT:
                self.groups.append(group)

    def _in_order(self, connection: duckdb.DuckDBPyConnection) -> Iterator[Group]:
        before = 0
        for ordinal, row in enumerate(stream(connection, f"{self.lookup}_groups"), 1):
            anchor = f"group-{ordinal}"
            link = f"{self.page(before // ROWS_A_PAGE + 1)}#{anchor}"
            label = row["label"] or self.unknown
            yield Group(row["group_name"], label, row["facts"], row["sample"], anchor, link)
            before += row["facts"]

    def write(self, connection: duckdb.DuckDBPyConnection, **values: Any) -> Iterator[tuple[str, str]]:
        """The pages, each as file name and HTML."""
        groups = self._in_order(connection)
        rows = in_order(connection, self.lookup)
        group: Group | None = None
        for number in range(1, self.pages + 1):
            blocks = []
            for name, members in groupby(islice(rows, ROWS_A_PAGE), key=lambda row: row["group_name"]):
                continued = group is not None and group.name == name
                group = group if continued else next(groups)
                blocks.append((group, continued, [self.present(row) for row in members]))
            yield self.page(number), render("listing.html", listing=self, number=number, blocks=blocks, **values)
