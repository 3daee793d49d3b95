"""Which paragraph styles are headings, titles, captions or tables of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree  # type: ignore[import-untyped]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Kind = Literal["text", "title", "heading", "caption", "contents"]

MAX_LEVEL = 6
_MOST_BASES = 20
"""Styles based on one another; Word stops at nine."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style makes of a paragraph; `level` is 1 to 6 for headings."""

    kind: Kind = "text"
    level: int = 0


def styles(root: etree._Element | None) -> dict[str, Style]:
    """The paragraph styles of `word/styles.xml`, by id, without those of plain text."""
    if root is None:
        return {}
    elements = {e.get(f"{W}styleId") or "": e for e in root.iterchildren(f"{W}style")}
    found = {}
    for name, element in elements.items():
        style = _style(element, elements)
        if style.kind != "text":
            found[name] = style
    return found


def outline_level(properties: etree._Element | None) -> int | None:
    """The level that `w:outlineLvl` of paragraph properties names, 1 to 9; 10 is body text, None is not said."""
    element = None if properties is None else properties.find(f"{W}outlineLvl")
    value = None if element is None else element.get(f"{W}val")
    return int(value) + 1 if value is not None and value.isdecimal() and len(value) < 3 else None


def _style(element: etree._Element, elements: dict[str, etree._Element]) -> Style:
    """By the style's name, which Word keeps in English in every language, or its outline, own or inherited."""
    current: etree._Element | None = element
    for _ in range(_MOST_BASES):
        if current is None:
            break
        name_element = current.find(f"{W}name")
        name = "" if name_element is None else (name_element.get(f"{W}val") or "").strip().lower()
        if name == "title":
            return Style("title", 1)
        if name == "caption":
            return Style("caption")
        if name.startswith("toc ") or name in ("toc heading", "table of figures"):
            return Style("contents")
        if name.startswith("heading ") and name[8:].isdecimal() and len(name) < 11:
            return Style("heading", min(max(int(name[8:]), 1), MAX_LEVEL))
        level = outline_level(current.find(f"{W}pPr"))
        if level is not None:
            return Style("heading", min(level, MAX_LEVEL)) if level < 10 else Style()
        base = current.find(f"{W}basedOn")
        current = None if base is None else elements.get(base.get(f"{W}val") or "")
    return Style()
