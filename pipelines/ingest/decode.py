"""A file's bytes, opened without following links, and the text they are, decoded strictly."""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat

from pipelines.readers.refused import Refused

from .walk import nature

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
"""First bytes of formats that get called .txt; a text that began so would be a rarer thing than such a file."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.1
"""No text is one tenth control characters; terminal logs (escape is not counted) stay below."""


def read_bytes(path: str, max_bytes: int) -> bytes:
    """The bytes of the regular file `path`. Raises Refused (`unreadable`, `not_regular`, `too_large`).

    The name may have come to mean something else since the folder was listed: a link is not followed, a FIFO does not
    block, and what was opened is looked at once more.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Refused("not_regular", "a symbolic link, not a file") from error
        raise Refused("unreadable", error.strerror or type(error).__name__) from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Refused("not_regular", f"{nature(status.st_mode)}, not a file")
        with open(descriptor, "rb", closefd=False) as file:
            data = b"" if status.st_size > max_bytes else file.read(max_bytes + 1)
    except OSError as error:
        raise Refused("unreadable", error.strerror or type(error).__name__) from error
    finally:
        os.close(descriptor)
    size = max(status.st_size, len(data))
    if size > max_bytes:
        raise Refused("too_large", f"{size} bytes; at most {max_bytes} are read")
    return data


def decode(data: bytes) -> str:
    """The text of `data`: by its byte order mark, else as UTF-8. Raises Refused (`binary`, `undecodable`)."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Refused("binary", f"it begins like {what}")
    mark, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", "utf-8"))
    if encoding == "utf-8" and (at := data.find(b"\x00")) >= 0:
        raise Refused("binary", f"a NUL byte at {at} (UTF-16 needs a byte order mark)")
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + len(mark)
        raise Refused(
            "undecodable", f"byte {at} (0x{data[at]:02x}) is not {encoding.upper()}: {error.reason}; save it as UTF-8"
        ) from error
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if controls > _MAX_CONTROL_SHARE * len(text):
        raise Refused("binary", f"{controls} of {len(text)} characters are control characters")
    return text
