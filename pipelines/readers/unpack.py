"""Gzip: the bytes inside, never more of them than a bound."""

from __future__ import annotations

import zlib

from .refused import Refused

SIGNATURE = b"\x1f\x8b"
SUFFIX = ".gz"

_GZIP = zlib.MAX_WBITS + 16
_STEP = 1 << 20


def is_gzip(data: bytes) -> bool:
    """Whether `data` begins as gzip does."""
    return data.startswith(SIGNATURE)


def inner_name(name: str) -> str:
    """The name of what the file `name` holds: "page.html.gz" holds "page.html"."""
    return name[: -len(SUFFIX)] if name.lower().endswith(SUFFIX) else name


def gunzip(data: bytes, max_unpacked_bytes: int) -> bytes:
    """What `data` holds, all its members one after the other (RFC 1952); zeros behind the last are padding.

    Raises Refused: `unpacks_too_large` before more than the bound is unpacked, `malformed` where the data is broken or
    cut off, `unsupported_format` for gzip inside gzip.
    """
    unpacked = bytearray()
    rest = data
    while rest:
        member = zlib.decompressobj(_GZIP)
        try:
            while not member.eof:
                unpacked += member.decompress(rest, min(_STEP, max_unpacked_bytes + 1 - len(unpacked)))
                if len(unpacked) > max_unpacked_bytes:
                    raise Refused("unpacks_too_large", f"more than {max_unpacked_bytes} bytes when unpacked")
                if not member.eof and not member.unconsumed_tail and not member.unused_data:
                    raise Refused("malformed", "the gzip data is cut off")
                rest = member.unconsumed_tail
        except zlib.error as error:
            raise Refused("malformed", f"broken gzip data: {error}") from error
        rest = member.unused_data.lstrip(b"\0")
    if unpacked.startswith(SIGNATURE):
        raise Refused("unsupported_format", "gzip inside gzip")
    return bytes(unpacked)
