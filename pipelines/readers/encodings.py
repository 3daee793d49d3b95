"""The text that bytes are, decoded strictly: by byte order mark, as declared, as UTF-8, or as the user says."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from .limits import DEFAULT_CHOICES, Choices
from .refused import Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_KNOWN = re.compile(
    r"utf-?8|utf-(?:16|32)(?:-[lb]e)?|ascii|iso8859-\d{1,2}|cp125\d|cp(?:437|850|852|855|866|874|932|949)|koi8-[rut]|"
    r"mac-(?:roman|cyrillic|latin2|greek|turkish)|gbk|gb2312|gb18030|big5|euc_(?:jp|kr)|shift_jis|iso2022_jp"
)
"""Names, as Python gives them, of the encodings that texts come in. Others of Python's codecs (escapes, IDNA, UTF-7)
turn bytes into texts that nobody wrote."""

_AS_ON_THE_WEB = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
"""What browsers read such a label as, since those who write it mean the wider set (WHATWG, Encoding Standard)."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.1
"""No text is one tenth control characters; terminal logs (escape is not counted) stay below."""


def known(name: str) -> str | None:
    """Python's name for the encoding that people call `name`; None where it is none for texts.

    >>> known("latin1"), known("UTF8"), known("rot13")
    ('cp1252', 'utf-8', None)
    """
    try:
        found = codecs.lookup(name.strip().lower()).name
    except (LookupError, ValueError):
        return None
    return _AS_ON_THE_WEB.get(found, found) if _KNOWN.fullmatch(found) else None


def decode(data: bytes, choices: Choices = DEFAULT_CHOICES, declared: str | None = None) -> str:
    """The text of `data`. Raises Refused (`binary`, `undecodable`).

    By its byte order mark; else in the encoding that it declares (`declared`: an HTML meta element, an XML
    declaration, a header), else as UTF-8, else in `choices.fallback_encoding`: the first of them in which every byte
    has a meaning. `choices.repair` undoes mojibake, line by line.
    """
    text = _decoded(data, choices, declared)
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if controls > _MAX_CONTROL_SHARE * len(text):
        raise Refused("binary", f"{controls} of {len(text)} characters are control characters")
    return repaired(text) if choices.repair else text


def repaired(text: str) -> str:
    """`text` with the marks of a wrong decoding undone ("cafÃ©" is "café"); a line without them stays as it is."""
    from ftfy import fix_encoding  # an import of 0.1 s that few runs need

    return "\n".join(line if line.isascii() else fix_encoding(line) for line in text.split("\n"))


def _decoded(data: bytes, choices: Choices, declared: str | None) -> str:
    mark, marked = next((m for m in MARKS if data.startswith(m[0])), (b"", None))
    if marked in (None, "utf-8") and (at := data.find(b"\x00")) >= 0:
        raise Refused("binary", f"a NUL byte at {at} (UTF-16 needs a byte order mark)")
    faults = []
    for encoding in (marked,) if marked else _candidates(choices, declared):
        try:
            return data[len(mark) :].decode(encoding)
        except UnicodeDecodeError as error:
            at = error.start + len(mark)
            faults.append(f"byte {at} (0x{data[at]:02x}) is not {encoding.upper()}: {error.reason}; save it as UTF-8")
    raise Refused("undecodable", faults[0])


def _candidates(choices: Choices, declared: str | None) -> Iterator[str]:
    stated = known(declared) if declared else None
    if stated and not stated.startswith(("utf-16", "utf-32")):  # whoever could read the label has not read it in these
        yield stated
    yield "utf-8"
    fallback = known(choices.fallback_encoding) if choices.fallback_encoding else None
    if fallback:
        yield fallback
