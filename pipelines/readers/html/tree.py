"""Characters to a tree that is safe to walk."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml.etree import LxmlError, _Element  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from ..characters import normalise_characters
from ..refused import Refused

MAX_DEPTH = 250
"""Elements inside one another. libxml2 stops at 256, and drops what lies deeper without a word."""

_DECLARED = re.compile(
    rb"<meta\s[^<>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{2,40})"
    rb"|<\?xml\s[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
"""Bytes. HTML asks for the first 1,024; pages that open with scripts or comments do not keep to it."""

_XML_DECLARATION = re.compile(r"\s{0,99}<\?xml[^<>]{0,300}\?>")
_FORMATTING = re.compile(r"</?(?:font|b|i|u|em|strong|span|center|small|big|tt)\b[^<>]{0,2000}>", re.IGNORECASE)

_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all", re.IGNORECASE
)
_REFERENCE = re.compile(r"\s{0,9}\[[^\[\]]{1,20}\]\s{0,9}")
_RAISED = str.maketrans("0123456789+-−()abcdefn", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ᵃᵇᶜᵈᵉᶠⁿ")
_RAISABLE = re.compile(r"[0-9+\-−()]{1,4}|[a-fn]|\d(?:,\d){1,3}")


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page declares of itself, as it is written there."""
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    return (found[1] or found[2]).decode("ascii") if found else None


def parsed(source: str) -> HtmlElement:
    """The tree of a page or a fragment. Raises Refused (`empty`, `malformed`).

    What is nested too deeply is read without its formatting first: pages that never close a `font` or a `b` are many.
    """
    source = _XML_DECLARATION.sub("", normalise_characters(source), count=1)
    if not source.strip():
        raise Refused("empty", "nothing but blanks")
    tree = _tree(source)
    if _depth(tree) > MAX_DEPTH:
        tree = _tree(_FORMATTING.sub("", source))
    if _depth(tree) > MAX_DEPTH:
        raise Refused("malformed", f"elements lie more than {MAX_DEPTH} deep inside one another")
    return tree


def _tree(source: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(source.encode("utf-8"), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise Refused("empty", f"no element and no text: {' '.join(str(error).split())[:100]}") from error
    return tree


def _depth(tree: HtmlElement) -> int:
    deepest = 0
    level: list[_Element] = [tree]
    while level and deepest <= MAX_DEPTH:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest


def prepared(tree: HtmlElement, base: str | None) -> HtmlElement:
    """`tree` itself, with what the writing of HTML leaves to the browser done: hidden parts gone, links whole.

    Raised digits become characters of their own, so that "5.2<sup>1</sup>" stays 5.2; marks of references ("[3]") go.
    """
    for element in list(tree.iter("sup", "q", "base", "a")):
        if element.tag == "sup":
            _raise(element)
        elif element.tag == "q":
            element.text = f"“{element.text or ''}"
            _behind(element, "”")
            element.tag = "span"
        elif element.tag == "base":
            base = _joined(base, element.get("href")) or base
        else:
            address = _joined(base, element.get("href"))
            if address:
                element.set("href", address)
            else:
                element.attrib.pop("href", None)
    hidden = [e for e in tree.iter("*") if "hidden" in e.attrib or _HIDDEN.search(e.get("style", "")[:500])]
    for element in hidden:
        if element.getparent() is not None and element.tag not in ("html", "body"):
            element.drop_tree()
    return tree


def _joined(base: str | None, address: str | None) -> str | None:
    """The whole address of a link to another page; None for one within the page, and for any other scheme."""
    if not address or address.strip().startswith("#"):
        return None
    try:
        whole = urljoin(base or "", address.strip())
    except ValueError:
        return None
    return whole if whole.lower().startswith(("http://", "https://")) else None


def _raise(element: HtmlElement) -> None:
    text = "".join(element.itertext())
    if _REFERENCE.fullmatch(text):
        target = element.find(".//a[@href]")
        if target is None or target.get("href", "").startswith("#"):
            element.drop_tree()
            return
    stripped = text.strip()
    if _RAISABLE.fullmatch(stripped):
        tail = element.tail
        link = element.find(".//a[@href]")
        if link is not None and not link.get("href", "").startswith("#"):
            return
        element.clear()
        element.text, element.tail = stripped.translate(_RAISED), tail


def _behind(element: HtmlElement, mark: str) -> None:
    """Adds `mark` behind all that stands in `element`."""
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{mark}"
    else:
        element.text = f"{element.text or ''}{mark}"
