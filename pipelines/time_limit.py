"""A bound on computing, for work whose length a hostile input could choose."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class TooSlow(BaseException):
    """The time is over. No Exception, so that no rule's own handler takes it for a fault of its own."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises TooSlow in the block after `seconds` of computing; outside the main thread, which alone can, never.

    Time is what this process computes, so neither a busy nor a sleeping machine makes a difference.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(signal_number: int, frame: FrameType | None) -> NoReturn:
    raise TooSlow
