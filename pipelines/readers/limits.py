"""The bounds within which files are read, and the choices a reader has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may be. Beyond it, it becomes a reject and not a danger to the run.

    `max_bytes` is what is read of a file at most, and `max_unpacked_bytes` what a compressed one (gzip, DOCX, ODT,
    EPUB) may become. `max_characters` is spaCy's own limit for one text. `max_token_characters` keeps encoded data
    (base64, minified scripts) away from the tokenizer; no word or URL of a real text is near it. `max_pages` bounds
    a PDF, `max_seconds` the computing that a reader may do for one file. `languages` are those the rules read (ISO
    639-1); none at all means that every text is taken.
    """

    max_bytes: int = 50_000_000
    max_unpacked_bytes: int = 200_000_000
    max_characters: int = 1_000_000
    max_token_characters: int = 10_000
    max_pages: int = 2_000
    max_seconds: float = 60.0
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True, slots=True)
class Choices:
    """How files are read where they do not say it themselves.

    `fallback_encoding` is that of texts that declare none and are not UTF-8 (None: they are rejects). `repair` mends
    mojibake with ftfy. `text_column` and the others name the columns of CSV and the keys of JSON Lines that hold the
    text and the metadata; None leaves it to the usual names.
    """

    fallback_encoding: str | None = None
    repair: bool = False
    text_column: str | None = None
    title_column: str | None = None
    author_column: str | None = None
    publisher_column: str | None = None
    published_on_column: str | None = None
    language_column: str | None = None
    url_column: str | None = None


DEFAULT_LIMITS = Limits()
DEFAULT_CHOICES = Choices()
