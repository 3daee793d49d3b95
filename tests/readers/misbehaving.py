"""A reader that does to its process what a library in C may do; its file says what."""

from __future__ import annotations

import ctypes
import os

from pipelines.extract.model import Cell, Section
from pipelines.readers.content import Citation, Content
from pipelines.readers.full_date import full_date
from pipelines.readers.limits import Choices, Limits
from pipelines.readers.metadata import Metadata
from pipelines.readers.refused import Refused

WHOLE = Content(
    "Wörter 🚢\n\n12",
    (Section(0, 8, "A > B", 2),),
    (Citation(0, 6, "https://example.org/a"),),
    Metadata("T", "A", "P", full_date("2024-03-09"), "https://example.org", "en"),
    ("title: odd",),
    (0, 10),
    (Cell(10, 12, "row", "column", "caption"),),
)
"""Content with everything that content may hold."""


def read(data: bytes, limits: Limits, choices: Choices) -> Content:
    match data:
        case b"crash":
            ctypes.string_at(0)
        case b"leave":
            os._exit(3)
        case b"loop":
            while True:
                pass
        case b"grow":
            bytearray(20_000_000_000)
        case b"raise":
            raise KeyError("what")
        case b"refuse":
            raise Refused("encrypted", "no key")
        case b"print":
            os.write(1, b"\0\0\0\1x" * 100)
        case b"who":
            return Content(str(os.getpid()))
    return WHOLE
