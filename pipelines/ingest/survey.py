"""Which text stands where, over a whole folder, and the texts again, one document at a time."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from pipelines.readers.limits import Choices, Limits
from pipelines.readers.refused import Refused, RejectCode

from .describe import Beside, Told, beside, described
from .memory import KnownText, Memory
from .places import Place, ReadFile, Text, bytes_of, read_file, record_path, texts
from .records import SourceReject
from .waiting import WaitingTexts
from .walk import SourceFile, walk


class Survey:
    """What a folder holds. `entries` are its rejects and the ids of its documents, in the order in which they were met;
    `places` are those of each document's text, in the order of their paths.

    A text is taken from the place that knows most of its parts, the first of them where several do, so that no page is
    lost because there is a plain copy, too. Of the others only the description stays. Texts of which memory alone has
    told are read when they are asked for, each file once, as its documents come in the order of their records.
    """

    def __init__(
        self, folder: Path, limits: Limits, choices: Choices, memory: Memory | None, waiting: WaitingTexts
    ) -> None:
        self._limits = limits
        self._choices = choices
        self._memory = memory
        self.entries: list[SourceReject | str] = []
        self.places: dict[str, list[Place]] = {}
        self._richer: dict[str, Place] = {}
        self._waiting = waiting
        self._told: dict[Place, Told] = {}
        self._beside: tuple[SourceFile | None, Beside] = (None, Beside())
        self._reading: tuple[ReadFile | None, Iterator[Text]] = (None, iter(()))
        for found in walk(folder):
            if isinstance(found, SourceReject):
                self.entries.append(found)
            else:
                self._look_into(found)

    def describe_copies(self, without: Container[str]) -> None:
        """Reads again the files of which only memory has told what they hold, for the descriptions of copies in them.

        No copy of the documents `without` is needed.
        """
        wanted: dict[ReadFile, dict[str, str]] = {}
        for document_id, places in self.places.items():
            if document_id not in without:
                best = self._best(document_id, places)
                for place in places:
                    if place is not best and place not in self._told:
                        wanted.setdefault(place.read, {})[place.name] = document_id
        for read, names in wanted.items():
            for text in self._texts_now(read):
                if names.get(text.place.name) == text.document_id:
                    self._told[text.place] = described(text, self._what_is_beside(read.file))

    def read(self, document_id: str, places: Sequence[Place]) -> tuple[Text | None, list[tuple[Place, Told | None]]]:
        """The text of a document, read at the best of its places that still holds it, and what each place tells.

        None stands for a place that does not hold it any more.
        """
        found: Text | None = None
        told: dict[Place, Told | None] = {}
        best = self._best(document_id, places)
        self._richer.pop(document_id, None)
        for place in (best, *(place for place in places if place is not best)):
            known = self._told.pop(place, None)
            if found is None:
                text = self._waiting.take(place) or self._read_now(place, in_order=place is places[0])
                if text is None or text.document_id != document_id:
                    told[place] = None
                    continue
                found = text
                known = known or described(text, self._what_is_beside(place.read.file))
            told[place] = known
        return found, [(place, told[place]) for place in places]

    def _look_into(self, file: SourceFile) -> None:
        try:
            data = bytes_of(file, self._limits)
        except Refused as refused:
            self.entries.append(SourceReject(file.source_path, refused.code, refused.detail))
            return
        read = read_file(file, data)
        known = self._memory.texts_of(read) if self._memory else None
        if known is not None:
            for text in known:
                if text.reject is None:
                    self._place(text.document_id, Place(read, text.name, text.sha256, text.structure))
                else:
                    self._reject(read, text.name, *text.reject)
            return
        found = []
        for name, outcome in texts(read, data, self._limits, self._choices):
            if isinstance(outcome, Refused):
                self._reject(read, name, outcome.code, outcome.detail)
                found.append(KnownText(name, reject=(outcome.code, outcome.detail)))
            else:
                self._keep(outcome)
                found.append(KnownText(name, outcome.document_id, outcome.place.sha256, outcome.place.structure))
        if self._memory:
            self._memory.keep_texts(read, found)

    def _reject(self, read: ReadFile, name: str, code: RejectCode, detail: str) -> None:
        self.entries.append(SourceReject(record_path(read.file, name), code, detail, read.sha256))

    def _best(self, document_id: str, places: Sequence[Place]) -> Place:
        """The place that a text is taken from."""
        return self._richer.get(document_id, places[0])

    def _place(self, document_id: str, place: Place) -> Place | None:
        """Notes where a text stands, and gives the place that it was to be taken from so far.

        A record never takes the place of another: files of many documents are read once, in the order of the records.
        """
        places = self.places.setdefault(document_id, [])
        places.append(place)
        if len(places) == 1:
            self.entries.append(document_id)
            return None
        before = self._best(document_id, places)
        if not place.name and place.structure > before.structure:
            self._richer[document_id] = place
        return before

    def _keep(self, text: Text) -> None:
        """Keeps a text that is to be taken from its place, and describes one that is not, or no longer."""
        before = self._place(text.document_id, text.place)
        if self._best(text.document_id, self.places[text.document_id]) is not text.place:
            self._told[text.place] = described(text, self._what_is_beside(text.place.read.file))
            return
        plainer = self._waiting.take(before) if before else None
        if plainer is not None:
            self._told[plainer.place] = described(plainer, self._what_is_beside(plainer.place.read.file))
        self._waiting.add(text)

    def _what_is_beside(self, file: SourceFile) -> Beside:
        """The sidecar's words; read once for the records of a file, which come one after the other."""
        if self._beside[0] is not file:
            self._beside = (file, beside(file))
        return self._beside[1]

    def _read_now(self, place: Place, *, in_order: bool) -> Text | None:
        """The text that stands at a place now. Those `in_order` share one reading of their file."""
        if not in_order:
            return next((text for text in self._texts_now(place.read) if text.place.name == place.name), None)
        if self._reading[0] is not place.read:
            self._reading = (place.read, self._texts_now(place.read))
        return next((text for text in self._reading[1] if text.place.name == place.name), None)

    def _texts_now(self, read: ReadFile) -> Iterator[Text]:
        try:
            data = bytes_of(read.file, self._limits)
        except Refused:
            return
        for _, outcome in texts(read, data, self._limits, self._choices):
            if isinstance(outcome, Text):
                yield outcome
