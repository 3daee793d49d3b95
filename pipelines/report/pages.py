"""The frame of every page: templates that escape all they are given, one style sheet, a policy against all else.

A page is a file of its own, the style sheet within: it can be sent to someone and looks the same. There is no script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .disarm import disarm

MOST_PLACES = 60
"""Facts of one passage that light up together with their rows; those beyond are linked all the same."""

_FILE_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")


def document_page(document_id: str) -> str:
    """The page of a document below the report's folder. An id that could lead elsewhere is replaced by its hash."""
    if _FILE_NAME.fullmatch(document_id):
        return f"documents/{document_id}.html"
    return f"documents/{hashlib.sha256(document_id.encode('utf-8')).hexdigest()[:24]}.html"


def fact_anchor(document_id: str, fact_id: str) -> str:
    """Where a fact stands in the report, below its folder."""
    return f"{document_page(document_id)}#{quote(fact_id)}"


def render(template: str, *, root: str = "", places: int = 0, **values: Any) -> str:
    """A page. `root` leads from it to the report's folder, `places` is the number of facts of its fullest passage."""
    style = _style(min(places, MOST_PLACES))
    return _environment().get_template(template).render(root=root, style=style, policy=_policy(style), **values)


@cache
def _style(places: int) -> Markup:
    return Markup(_environment().get_template("report.css").render(places=places))


@cache
def _policy(style: str) -> str:
    """The content security policy: nothing but this very style sheet."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipelines.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_disarmed,
    )
    environment.globals |= {"document_page": document_page, "fact_anchor": fact_anchor}
    environment.filters |= {"dots": _dots, "count": _count}
    return environment


def _disarmed(value: Any) -> Any:
    return disarm(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _dots(confidence: float) -> str:
    """A confidence at a glance: one of five dots for each fifth."""
    full = round(confidence * 5)
    return "●" * full + "○" * (5 - full)


def _count(number: int, noun: str) -> str:
    """ "1 event", "2,400 events"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
