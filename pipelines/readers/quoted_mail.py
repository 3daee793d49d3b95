"""The earlier mails that a mail quotes, and its signature: found by the marks that mail programs leave."""

from __future__ import annotations

import re

from lxml.html import HtmlElement, tostring  # type: ignore[import-untyped]

from .html import tree as html_tree

_QUOTED = re.compile(r"[ \t]{0,3}>")
_WROTE = re.compile(r"(?:On|Am|Le|El|Il|Op)\b.{4,400}(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef) ?:")
_WROTE_ALONE = re.compile(r".{2,200} wrote:")
_BEFORE = re.compile(
    r"[ \t]{0,3}-{2,30} ?(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Reply message) ?-{2,30}\s*",
    re.IGNORECASE,
)
_HEADERS = re.compile(r"[ \t*]{0,4}(?:From|Sent|To|Cc|Date|Subject)\*?:", re.IGNORECASE)
_RULE = re.compile(r"[_-]{10,}\s*")
_FORWARDED = re.compile(r"forwarded message|weitergeleitete nachricht", re.IGNORECASE)

_QUOTING_CLASSES = frozenset(
    ["gmail_quote", "gmail_quote_container", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote"]
)
_QUOTING_IDS = frozenset(["divrplyfwdmsg", "replysplit", "appendonsend"])
_SIGNATURES = frozenset(["gmail_signature", "moz-signature", "protonmail_signature_block"])


def without_quoted(body: str) -> str:
    """The lines of a plain text that are its author's; all of them, unquoted, where none is."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    for at, line in enumerate(lines):
        if line in ("-- ", "--") or _BEFORE.fullmatch(line) or _opens_headers(lines, at):
            break
        if _QUOTED.match(line):
            _drop_attribution(kept)
            continue
        kept.append(line)
    own = "\n".join(kept)
    if any(character.isalnum() for character in own):
        return own
    return "\n".join(re.sub(r"^(?:[ \t]{0,3}>){1,20} ?", "", line) for line in lines)


def _opens_headers(lines: list[str], at: int) -> bool:
    """Whether the headers of an earlier mail stand here as Outlook writes them: three of them below a rule."""
    if not _RULE.fullmatch(lines[at]):
        return False
    following = [line for line in lines[at + 1 : at + 7] if line.strip()]
    return sum(1 for line in following[:4] if _HEADERS.match(line)) >= 3


def _drop_attribution(kept: list[str]) -> None:
    """Takes "On 3 May 2024, Ann Reed wrote:" away, which stands on one to three lines above what it introduces."""
    while kept and not kept[-1].strip():
        kept.pop()
    for count in (1, 2, 3):
        tail = kept[-count:]
        if len(tail) == count and _WROTE.fullmatch(" ".join(line.strip() for line in tail)[:600]):
            del kept[-count:]
            break
    else:
        if kept and _WROTE_ALONE.fullmatch(kept[-1]):
            kept.pop()
    kept.append("")


def without_quoted_html(source: str) -> str:
    """The HTML of a mail without the blocks that mail programs mark as quoted, and without marked signatures.

    Raises Refused as `html.write` does.
    """
    tree: HtmlElement = html_tree.parsed(source)
    for element in list(tree.iter("blockquote", "div", "hr", "table")):
        if element.getparent() is None:
            continue
        classes = set((element.get("class") or "").lower().split())
        name = (element.get("id") or "").lower()
        if _FORWARDED.search("".join(element.itertext())[:300]):
            continue
        if name in _QUOTING_IDS:
            _drop_rest(element)
        elif classes & (_QUOTING_CLASSES | _SIGNATURES) or (
            element.tag == "blockquote" and element.get("type") == "cite"
        ):
            element.drop_tree()
    return str(tostring(tree, encoding="unicode"))


def _drop_rest(element: HtmlElement) -> None:
    """Takes an element away and all that follows it beside it."""
    for later in list(element.itersiblings()):
        later.drop_tree()
    element.drop_tree()
