"""Charts as SVG: Vega-Lite drawn offline by vl-convert, in the colours of the page, without scripts or styles."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import vl_convert
from markupsafe import Markup

from .disarm import disarm
from .reading import Row

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)
LINK = "{http://www.w3.org/1999/xlink}href"
LINK_BASE = "https://vega.github.io/vega-datasets/"
"""What vl-convert puts before a relative address; taken off again."""

WIDE, NARROW = 740, 340
"""Widths in pixels for a desk and for a phone, so that letters keep their size on both."""

CONFIG = {
    "font": "Roboto",
    "background": None,
    "view": {"stroke": None},
    "axis": {
        **dict.fromkeys(("labelColor", "titleColor"), "currentColor"),
        **dict.fromkeys(("gridColor", "domainColor", "tickColor"), "var(--line)"),
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelLimit": 170,
    },
    "legend": {
        "labelColor": "currentColor",
        "labelFontSize": 13,
        "title": None,
        "orient": "top",
        "symbolType": "square",
    },
    "header": {"labelColor": "currentColor", "labelFontSize": 13, "title": None},
}

SHORT_NUMBER = "replace(replace(replace(format(datum.value, '~s'), 'G', ' bn'), 'T', ' tn'), 'M', ' m')"
"""Vega's prefixes are those of physics: a billion dollars is no gigadollar."""

FACTUALITIES = ("asserted", "planned")
"""Those of the view timeline."""
SPEECHES = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart, wide and narrow, with what it shows in words."""

    title: str
    caption: str
    wide: Markup
    narrow: Markup


def years(rows: Sequence[Row], links: dict[str, str], of: int) -> Chart | None:
    """Events by year; `links` leads from a year to its place in the timeline, `of` is the number of all events."""
    if not rows:
        return None
    first, last = rows[0]["year"], rows[-1]["year"]
    values = [
        {
            "at": row["year"],
            "kind": row["factuality"],
            "events": row["events"],
            "link": links[str(row["year"])],
            "told": f"{row['year']}: {row['events']} {row['factuality']}",
        }
        for row in rows
    ]
    step = max(1, (last - first) // 10)
    axis = {"title": None, "format": "d", "tickMinStep": step, "grid": False}
    x = {
        "field": "at",
        "type": "quantitative",
        "axis": axis,
        "scale": {"domain": [first - 0.5, last + 0.5], "nice": False},
    }
    shown = sum(row["events"] for row in rows)
    caption = f"{shown:,} of {of:,} events fall into the fifty years from {last - 49} to {last} that hold most of them."
    if first == last:
        caption = f"{shown:,} of {of:,} events fall into {last}."
    return _chart("Events by year", caption, lambda wide: _columns(values, x, wide, (last - first + 1)))


def months(rows: Sequence[Row], links: dict[str, str], of: int) -> Chart | None:
    """Events by month; `links` and `of` as for `years`."""
    if not rows:
        return None
    values = [
        {
            "at": f"{row['month']:%Y-%m}",
            "kind": row["factuality"],
            "events": row["events"],
            "link": links[str(row["month"].year)],
            "told": f"{row['month']:%Y-%m}: {row['events']} {row['factuality']}",
        }
        for row in rows
    ]
    domain = _months(rows[0]["month"], rows[-1]["month"])
    axis = {"title": None, "labelAngle": -90, "grid": False, "labelOverlap": True}
    x = {"field": "at", "type": "ordinal", "axis": axis, "scale": {"domain": domain}}
    shown = sum(row["events"] for row in rows)
    caption = (
        f"{shown:,} of {of:,} events are dated to a month or a day of the two years up to "
        f"{rows[-1]['month']:%Y-%m}, those that hold most of them."
    )
    return _chart("Events by month", caption, lambda wide: _columns(values, x, wide, None))


def _months(first: date, last: date) -> list[str]:
    """Every month from `first` to `last`, also those in which nothing happened."""
    ordinals = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in ordinals]


def _columns(values: list[Row], x: Row, wide: bool, bars: int | None) -> Row:
    width = WIDE if wide else NARROW
    mark: Row = {"type": "bar", "stroke": "var(--page)", "strokeWidth": 0.5}
    if bars:
        mark["size"] = max(2, min(40, round((width - 50) / bars) - 1))
    return {
        "width": width,
        "height": 170,
        "mark": mark,
        "encoding": {
            "x": x,
            "y": {
                "field": "events",
                "type": "quantitative",
                "axis": {"title": "events", "tickMinStep": 1, "tickCount": 4},
            },
            "color": _colours(FACTUALITIES, wide),
            "order": {"field": "rank", "type": "quantitative"},
        },
        "data": [{**value, "rank": FACTUALITIES.index(value["kind"])} for value in values],
    }


def speakers(rows: Sequence[Row], links: dict[str, str], of: int) -> Chart | None:
    """Quotes of those who say most, by kind of speech; `links` leads from a speaker to the list."""
    if not rows:
        return None
    names = list(dict.fromkeys(row["speaker"] for row in rows))
    values = [
        {
            "speaker": disarm(row["speaker"]),
            "kind": row["kind"],
            "rank": SPEECHES.index(row["kind"]),
            "quotes": row["quotes"],
            "link": links[row["speaker"]],
            "told": disarm(f"{row['speaker']}: {row['quotes']} {row['kind']}"),
        }
        for row in rows
    ]
    shown = sum(row["quotes"] for row in rows)
    caption = f"The {len(names)} who are quoted most: {shown:,} of {of:,} quotes."

    def draw(wide: bool) -> Row:
        count = {"title": "quotes", "tickMinStep": 1, "tickCount": 6}
        axis = {"title": None, "labelLimit": 230 if wide else 130, "domain": False, "ticks": False}
        return {
            "width": WIDE if wide else NARROW,
            "height": {"step": 22},
            "mark": {"type": "bar", "stroke": "var(--page)", "strokeWidth": 0.5},
            "encoding": {
                "y": {"field": "speaker", "type": "nominal", "sort": [disarm(name) for name in names], "axis": axis},
                "x": {"field": "quotes", "type": "quantitative", "axis": count},
                "color": _colours(SPEECHES, wide),
                "order": {"field": "rank", "type": "quantitative"},
            },
            "data": values,
        }

    return _chart("Who is quoted most", caption, draw)


def measures(rows: Sequence[Row], links: dict[str, str]) -> Chart | None:
    """The figures of the most frequent measures, each measure on a scale of its own; `links` leads from id to fact."""
    if not rows:
        return None
    values = [
        {
            "measure": disarm(f"{row['measure']}, {row['unit']}" if row["unit"] else row["measure"]),
            "value": row["value"],
            "link": links[row["statistic_id"]],
            "told": disarm(f"{row['measure']}: {row['text']}"),
        }
        for row in rows
    ]
    order = list(dict.fromkeys(value["measure"] for value in values))

    def draw(wide: bool) -> Row:
        return {
            "facet": {
                "field": "measure",
                "type": "nominal",
                "sort": order,
                "columns": 2 if wide else 1,
                "header": {"labelLimit": 360 if wide else 310, "labelAnchor": "start", "labelOrient": "top"},
            },
            "columns": 2 if wide else 1,
            "resolve": {"scale": {"x": "independent"}},
            "spacing": 14,
            "spec": {
                "width": 350 if wide else 300,
                "height": 24,
                "mark": {
                    "type": "point",
                    "size": 130,
                    "filled": True,
                    "fillOpacity": 0.55,
                    "stroke": "var(--statistic)",
                },
                "encoding": {
                    "x": {
                        "field": "value",
                        "type": "quantitative",
                        "axis": {"title": None, "tickCount": 4, "labelExpr": SHORT_NUMBER},
                        "scale": {"zero": False, "nice": True, "padding": 10},
                    },
                    "color": {"value": "var(--statistic)"},
                    **_links(),
                },
            },
            "data": values,
        }

    caption = (
        "The measures with most figures in one unit, the forty surest of each; a dot is a figure, and each measure has "
        "a scale of its own."
    )
    return _chart("Figures side by side", caption, draw)


def _colours(kinds: Sequence[str], wide: bool) -> Row:
    scale = {"domain": list(kinds), "range": [f"var(--{kind})" for kind in kinds]}
    return {"field": "kind", "type": "nominal", "scale": scale, "legend": {"columns": 4 if wide else 2}}


def _links() -> Row:
    return {"href": {"field": "link"}, "description": {"field": "told"}}


def _chart(title: str, caption: str, draw: Any) -> Chart:
    drawn = [_draw(draw(wide), title, caption) for wide in (True, False)]
    return Chart(title, caption, *drawn)


def _draw(spec: Row, title: str, caption: str) -> Markup:
    values = spec.pop("data")
    if "encoding" in spec:
        spec["encoding"] |= _links()
        spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    whole = {**spec, "data": {"values": values}, "config": CONFIG, "background": None}
    svg = vl_convert.vegalite_to_svg(whole, vl_version="6.1", allowed_base_urls=[])
    return _embedded(svg, title, caption)


def _embedded(svg: str, title: str, caption: str) -> Markup:
    """The SVG for a page: named for screen readers, links made relative, its size left to the page."""
    root = ElementTree.fromstring(svg)
    for link in root.iter(f"{{{SVG}}}a"):
        link.set("href", link.attrib.pop(LINK).removeprefix(LINK_BASE))
        link.set("tabindex", "-1")  # the lists under the chart lead to the same places, with fewer stops
        for mark in link:
            _say(mark, "title", mark.get("aria-label", ""))
    root.set("role", "graphics-document")
    root.set("aria-label", f"{title}. {caption}")
    _say(root, "desc", caption)
    _say(root, "title", title)
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _say(element: ElementTree.Element, tag: str, words: str) -> None:
    said = ElementTree.Element(f"{{{SVG}}}{tag}")
    said.text = words
    element.insert(0, said)
