"""What scale.py measured, by the number of documents, as a table and a chart of docs/scale.md.

The table is the memory: rows of sizes that are not measured now stay, unless another machine measured them.
"""

from __future__ import annotations

import re
from pathlib import Path

import vl_convert

from .page import machine, section, table, write_section

PAGE = Path(__file__).parents[2] / "docs" / "scale.md"
HEAD = ("documents", "run", "plan", "extract", "validate", "load", "whole run", "words/s", "memory", "file")

Row = tuple[str, ...]


def show(measured: list[Row], page: Path = PAGE) -> None:
    """Writes rows in the columns of `HEAD` into the page's table, in place of those of the same size and run."""
    on = f"Measured on {machine()}."
    kept = {row[:2]: row for row in (*_rows(section("growth", page), on), *measured)}
    rows = sorted(kept.values(), key=lambda row: (_number(row[0]), row[1]))
    text = f"{table(HEAD, rows)}\n\nSteps and whole run in seconds, memory and file in MB. {on}"
    write_section("growth", text, page)
    _draw([row for row in rows if row[1] == "first"], page.with_suffix(".svg"))


def _rows(text: str, on: str) -> list[Row]:
    if on not in text:
        return []
    cells = (tuple(cell.strip() for cell in line.strip("|").split("|")) for line in text.splitlines())
    return [row for row in cells if len(row) == len(HEAD) and re.fullmatch(r"[\d,]+", row[0])]


def _number(figure: str) -> float:
    return float(figure.replace(",", ""))


def _draw(rows: list[Row], path: Path) -> None:
    """Words per second and memory of first runs, over the number of documents."""
    values = [
        {"documents": _number(row[0]), **{name: _number(row[HEAD.index(name)]) for name in ("words/s", "memory")}}
        for row in rows
    ]

    def panel(field: str, title: str) -> dict[str, object]:
        return {
            "width": 300,
            "height": 180,
            "mark": {"type": "line", "point": True},
            "encoding": {
                "x": {
                    "field": "documents",
                    "type": "quantitative",
                    "scale": {"type": "log"},
                    "axis": {"values": [value["documents"] for value in values], "format": ","},
                },
                "y": {"field": field, "type": "quantitative", "title": title, "scale": {"zero": True}},
            },
        }

    panels = [panel("words/s", "words a second, whole run"), panel("memory", "peak memory of all processes, MB")]
    spec = {"data": {"values": values}, "hconcat": panels, "config": {"background": "white"}}
    path.write_text(vl_convert.vegalite_to_svg(spec, vl_version="6.1", allowed_base_urls=[]), encoding="utf-8")
