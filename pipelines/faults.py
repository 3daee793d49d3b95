"""What ends a run, as opposed to a document's fault, which is data (a reject)."""

from __future__ import annotations

import errno
import os


class RunFault(Exception):
    """A run cannot go on. Its message is one line: what failed, where, and what to do next."""


class Stopped(BaseException):
    """A signal asked the process to end. No KeyboardInterrupt, which the command line's library would answer itself."""


TRANSIENT_ERRNOS = frozenset(
    getattr(errno, name) for name in ("EAGAIN", "EBUSY", "EIO", "EINTR", "ETIMEDOUT", "ESTALE", "ENOLCK")
)
"""Faults of a disk or a network share that often pass: worth another try, unlike a full disk or a missing right."""


def is_transient(error: BaseException) -> bool:
    """Whether the same step may well succeed a little later."""
    return isinstance(error, OSError) and error.errno in TRANSIENT_ERRNOS


def disk_fault(error: OSError) -> str:
    """One line for a person: what the system said, of which file, and what to do. What was published is unchanged."""
    said = os.strerror(error.errno) if error.errno else " ".join(str(error).split()) or type(error).__name__
    where = f": {os.fsdecode(error.filename)!r}" if isinstance(error.filename, str | bytes) else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        advice = "make room, then run again: what was staged is kept"
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        advice = "change its rights, or choose another place"
    else:
        advice = "see `factmill doctor`, then run again: what was staged is kept"
    return f"{said}{where}; {advice}"
