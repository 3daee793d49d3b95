"""The page that benchmarks of speed write their figures to: docs/speed.md, a section each, the rest by hand."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from .accuracy import ROOT

PAGE = ROOT / "docs" / "speed.md"


def write_section(name: str, text: str, page: Path = PAGE) -> None:
    """Puts `text` between the page's comments `<!-- NAME -->` and `<!-- /NAME -->`."""
    written = page.read_text(encoding="utf-8")
    section = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
    changed, found = section.subn(lambda _: text.strip() + "\n", written)
    if not found:
        raise ValueError(f"{page.name} has no section {name}")
    page.write_text(changed, encoding="utf-8")


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
