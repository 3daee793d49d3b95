"""Front matter: the YAML block between `---` lines that opens a file, as site generators write it."""

from __future__ import annotations

import re

from .metadata import MAX_YAML_CHARACTERS, Metadata, from_yaml

_FENCE = "---\n"
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,40}:(?:[ \t\n]|$)")


def split(text: str) -> tuple[Metadata, tuple[str, ...], str]:
    """(metadata, faults, the text without its front matter) of a text with "\\n" line ends.

    A block counts only if its first line that is no comment is a `key:`; a rule (`---`) above prose stays text.
    """
    body = text.lstrip("\n")
    if not body.startswith(_FENCE):
        return Metadata(), (), text
    closing = _CLOSING.search(body, len(_FENCE), len(_FENCE) + MAX_YAML_CHARACTERS)
    if closing is None:
        return Metadata(), (), text
    block = body[len(_FENCE) : closing.start()]
    lines = (line for line in block.split("\n") if line.strip() and not line.startswith("#"))
    if not _KEY.match(next(lines, "")):
        return Metadata(), (), text
    metadata, faults = from_yaml(block, strict=False)
    return metadata, tuple(f"front matter, {fault}" for fault in faults), body[closing.end() :]
