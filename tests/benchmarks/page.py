"""The pages that benchmarks write their figures to: a section each, the rest by hand."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from .accuracy import ROOT

PAGE = ROOT / "docs" / "speed.md"


def section(name: str, page: Path = PAGE) -> str:
    """What stands between the page's comments `<!-- NAME -->` and `<!-- /NAME -->`. Raises ValueError without them."""
    found = _section(name).search(page.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{page.name} has no section {name}")
    return found[0]


def write_section(name: str, text: str, page: Path = PAGE) -> None:
    """Puts `text` between the page's comments `<!-- NAME -->` and `<!-- /NAME -->`. Raises ValueError without them."""
    section(name, page)
    written = page.read_text(encoding="utf-8")
    page.write_text(_section(name).sub(lambda _: text.strip() + "\n", written), encoding="utf-8")


def _section(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)


def machine() -> str:
    """What the figures were measured on."""
    models = re.findall(r"^model name\s*:\s*(.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    parts = ", ".join(f"{name} {version(name)}" for name in ("spacy", "thinc", "numpy"))
    cpu = models[0] if models else platform.processor()
    return f"{cpu}, {os.cpu_count()} cores; {platform.system()}, Python {platform.python_version()}, {parts}"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table; all columns but the first are figures."""
    lines = [head, ("---", *("---:" for _ in head[1:])), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
