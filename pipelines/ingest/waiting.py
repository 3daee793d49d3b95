"""Texts that were read and wait for their turn: in memory as many as fit, the others in a file that nobody sees."""

from __future__ import annotations

import os
import pickle
import tempfile
from pathlib import Path
from typing import IO

from .places import Place, Text

KEPT_CHARACTERS = 16_000_000
"""Text that waits in memory: some 2,500 articles, and less than a spaCy model. To read an article again takes a
millisecond and more, to fetch it from the file a thirtieth of that."""


class WaitingTexts:
    """Texts by their place, each taken once. The file lies in `folder`, or where the system has such files, and has no
    name, so that nothing of it is left whatever ends the process. Writing raises OSError where the disk refuses.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._room = KEPT_CHARACTERS
        self._held: dict[Place, Text] = {}
        self._written: dict[Place, int] = {}
        self._file: IO[bytes] | None = None

    def __enter__(self) -> WaitingTexts:
        return self

    def __exit__(self, *error: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, text: Text) -> None:
        """Keeps a text until it is taken."""
        if text.weight <= self._room:
            self._room -= text.weight
            self._held[text.place] = text
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115
        self._written[text.place] = self._file.seek(0, os.SEEK_END)
        pickle.dump((text.format, text.content, text.document_id), self._file, pickle.HIGHEST_PROTOCOL)

    def take(self, place: Place) -> Text | None:
        """The text of a place, which is forgotten here; None where none waits."""
        held = self._held.pop(place, None)
        if held is not None:
            self._room += held.weight
            return held
        begin = self._written.pop(place, None)
        if begin is None or self._file is None:
            return None
        self._file.seek(begin)
        return Text(place, *pickle.load(self._file))
