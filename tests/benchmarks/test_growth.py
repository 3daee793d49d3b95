"""The table of growth keeps the sizes that were not measured this time, and no figure of another machine."""

from __future__ import annotations

from pathlib import Path

from . import growth, page

EMPTY = "before\n<!-- growth -->\n<!-- /growth -->\nbehind\n"


def row(documents: str, run: str, seconds: str) -> growth.Row:
    return (documents, run, "1.0", seconds, "1.0", "1.0", "9.0", "10,000", "800", "12")


def shown(path: Path) -> list[tuple[str, str, str]]:
    lines = (line.strip("| ").split(" | ") for line in path.read_text("utf-8").splitlines() if line[2:3].isdigit())
    return [(cells[0], cells[1], cells[3]) for cells in lines]


def test_a_size_that_is_measured_again_replaces_its_rows_and_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "scale.md"
    path.write_text(EMPTY, encoding="utf-8")
    growth.show([row("1,000", "first", "20.0"), row("1,000", "unchanged", "0.0")], path)
    growth.show([row("100", "first", "2.0")], path)
    growth.show([row("1,000", "first", "18.0")], path)
    assert shown(path) == [("100", "first", "2.0"), ("1,000", "first", "18.0"), ("1,000", "unchanged", "0.0")]
    lines = path.read_text("utf-8").splitlines()
    assert (lines[0], lines[-1]) == ("before", "behind")
    assert path.with_suffix(".svg").read_text("utf-8").startswith("<svg")


def test_figures_of_another_machine_do_not_stand_beside_these(tmp_path: Path) -> None:
    path = tmp_path / "scale.md"
    path.write_text(EMPTY, encoding="utf-8")
    growth.show([row("1,000", "first", "20.0")], path)
    path.write_text(path.read_text("utf-8").replace(page.machine(), "a slower one"), encoding="utf-8")
    growth.show([row("100", "first", "2.0")], path)
    assert shown(path) == [("100", "first", "2.0")]
