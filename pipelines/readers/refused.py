"""Why a file, or a record of one, is not taken."""

from __future__ import annotations

from typing import Literal

from pipelines.faults import RunFault

RejectCode = Literal[
    "unreadable",
    "too_large",
    "unpacks_too_large",
    "too_many_pages",
    "too_slow",
    "binary",
    "undecodable",
    "malformed",
    "encrypted",
    "empty",
    "long_token",
    "not_regular",
    "unsupported_format",
    "not_english",
    "bad_metadata",
]
"""Why a file, or a part of it, was not taken:

- `unreadable`: no permission, an I/O error, or it changed while it was being read
- `too_large`: more bytes or characters than `Limits` allows
- `unpacks_too_large`: compressed, and more bytes than `Limits.max_unpacked_bytes` when unpacked
- `too_many_pages`: more pages than `Limits.max_pages`
- `too_slow`: its reader was not done within `Limits.max_seconds`
- `binary`: NUL bytes, the signature of a format without a reader, or mostly control characters
- `undecodable`: not in the encoding that it declares, nor in UTF-8; the detail names the byte
- `malformed`: it has the signature of its format and breaks its rules
- `encrypted`: it needs a password
- `empty`: no letter and no digit
- `long_token`: a run without white space longer than `Limits.max_token_characters`
- `not_regular`: a symbolic link, FIFO, socket or device; never opened or followed
- `unsupported_format`: no reader takes it
- `not_english`: stated or found to be in a language that is not one of `Limits.languages`
- `bad_metadata`: a sidecar or front matter with a fault; the document is loaded without the faulty part
"""


class CannotRead(RunFault):
    """Not the file's fault: the installation lacks what its reader needs, and so every such file's facts would go."""

    @classmethod
    def for_want_of(cls, module: str, error: ImportError | OSError) -> CannotRead:
        """The fault of a reader's module that cannot be imported."""
        why = " ".join(str(error).split())[:300]
        return cls(f"{module} cannot be loaded ({why}): the installation is broken; install factmill again")


class Refused(Exception):
    """A file cannot be taken: the code and the detail of its reject."""

    def __init__(self, code: RejectCode, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
