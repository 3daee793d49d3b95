"""What a reader makes of a file: the text that is stored, and beside it what the markup said."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.extract.model import Cell, Section

from .metadata import Metadata
from .refused import Refused


@dataclass(frozen=True, slots=True)
class Citation:
    """A source link and where it stood: half-open offsets of the produced text.

    A link with words (`[the report](URL)`) spans its words, and so does a URL that stays in plain text. A link without
    words (`<cite>URL</cite>`, a bare URL in Markdown) is empty, `start == end`, right behind the word it followed.
    Either way it belongs to the sentence that holds the character `anchor`.
    """

    start: int
    end: int
    url: str

    @property
    def anchor(self) -> int:
        """The offset of the character before `end`: the sentence that holds it is the one that cites."""
        return max(0, self.end - 1)


@dataclass(frozen=True, slots=True)
class Content:
    """The text of one document with its markup turned into data.

    `text` is in the normal form of `characters.normalise`; every offset counts its code points. `sections` are in
    order and do not overlap; an empty section has `start == end`. `metadata_faults` says what was wrong with metadata
    inside the file (front matter), one line each. `pages` are the offsets at which its pages begin, the first of them
    0; none where the format has no pages. `cells` are those of its tables, in order.
    """

    text: str
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    metadata_faults: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One document of a file, or why it is none.

    `name` says where in the file it stands ("line 12", "item 3", "row 7"), the same each time the file is read; it is
    empty where the file is one document.
    """

    name: str
    outcome: Content | Refused
