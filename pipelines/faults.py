"""What ends a run, as opposed to a document's fault, which is data (a reject)."""

from __future__ import annotations

import errno


class RunFault(Exception):
    """A run cannot go on. Its message is one line: what failed, where, and what to do next."""


TRANSIENT_ERRNOS = frozenset(
    getattr(errno, name) for name in ("EAGAIN", "EBUSY", "EIO", "EINTR", "ETIMEDOUT", "ESTALE", "ENOLCK")
)
"""Faults of a disk or a network share that often pass: worth another try, unlike a full disk or a missing right."""


def is_transient(error: BaseException) -> bool:
    """Whether the same step may well succeed a little later."""
    return isinstance(error, OSError) and error.errno in TRANSIENT_ERRNOS
