"""A file's bytes, opened without following links."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.readers.refused import Refused

from .walk import nature


def read_bytes(path: str, max_bytes: int) -> bytes:
    """The bytes of the regular file `path`. Raises Refused (`unreadable`, `not_regular`, `too_large`)."""
    with _opened(path) as (descriptor, size):
        data = b"" if size > max_bytes else _read(descriptor, size + 1)
        if len(data) > size:  # it has grown since; a bound for all files would be room taken for every one
            data += _read(descriptor, max_bytes + 1 - len(data))
    size = max(size, len(data))
    if size > max_bytes:
        raise Refused("too_large", f"{size} bytes; at most {max_bytes} are read")
    return data


def read_head(path: str, length: int) -> bytes:
    """The first `length` bytes of the regular file `path`. Raises Refused (`unreadable`, `not_regular`)."""
    with _opened(path) as (descriptor, _):
        return _read(descriptor, length)


@contextmanager
def _opened(path: str) -> Iterator[tuple[int, int]]:
    """The descriptor and size of a regular file.

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
        yield descriptor, status.st_size
    except OSError as error:
        raise Refused("unreadable", error.strerror or type(error).__name__) from error
    finally:
        os.close(descriptor)


def _read(descriptor: int, length: int) -> bytes:
    """The next `length` bytes, fewer at the end of the file."""
    data = b""
    while part := os.read(descriptor, length - len(data)):
        data += part
    return data
