"""What a PDF's information dictionary says (ISO 32000, 14.3.3), as far as it can be believed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..metadata import Metadata, from_values
from ..office_dates import office_date

_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.{0,300}|untitled.{0,40}|(?:document|slide|page|presentation|book) ?\d{0,6}"
    r"|.{0,300}\.(?:docx?|pdf|indd|qxd|qxp|tex|dvi|rtf|odt|pptx?|xlsx?|html?|p65|ps|eps|txt)|about:blank"
    r"|(?:https?|file)://.{0,300}|[\d_.-]{1,40}|title|\(.{0,40}\)|.{0,3}",
    re.IGNORECASE | re.DOTALL,
)
_NO_AUTHOR = re.compile(
    r"(?:microsoft )?(?:office )?(?:user|admin|administrator|owner|author|unknown|root|default|guest|anonymous|pc\d*)"
    r"(?: name)?|\W{0,9}|.{0,100}\.(?:com|org|net)",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?!\d{7})")


def metadata(information: Mapping[str, str], heading: str | None, top: str) -> Metadata:
    """The metadata. A stated title counts where the first page (`top`) carries it; else the first heading goes before.

    Titles are often those of a file that this one was made from, or the name that a program gave it.
    """
    title = " ".join(information.get("Title", "").split())
    if not title or _NO_TITLE.fullmatch(title):
        title = heading or ""
    elif heading and _plain(title) not in _plain(f"{heading} {top}"):
        title = heading
    author = " ".join(information.get("Author", "").split())
    created, changed = (_day(information.get(key, "")) for key in ("CreationDate", "ModDate"))
    values = {
        "title": title[:300],
        "author": "" if _NO_AUTHOR.fullmatch(author) else author[:300],
        "published_on": office_date(
            created, created if changed is None or (created and changed > created) else changed
        ),
    }
    return from_values({name: value for name, value in values.items() if value})[0]


def _day(stamp: str) -> str | None:
    """The day of "D:20250301093000+01'00'", as ISO 8601 writes it; the day where it was made."""
    match = _STAMP.match(stamp.strip())
    return "-".join(match.groups()) if match else None


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
