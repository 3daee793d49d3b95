"""E-mail (`.eml`, `.mbox`): what its author wrote, without the earlier mails that it quotes and without its signature.

A quoted mail is another document by another author on another day: its facts would be told under the wrong name. A
mail that is nothing but a quotation, and what is forwarded, stay: they are what the mail is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import pairwise

from . import html, urls
from .characters import normalise, normalise_characters
from .content import Citation, Content, Record
from .encodings import decode
from .feed import rfc_day
from .flow import Flow
from .limits import Choices, Limits
from .metadata import Metadata, from_values
from .quoted_mail import without_quoted, without_quoted_html
from .refused import Refused

MAX_PARTS = 1_000
_TRIVIAL = 200
"""Characters. A plain part no longer than that beside a longer HTML part says "see the HTML version"."""
_MAX_WORDS = 500

_OPENING = b"From "
_NEXT = re.compile(rb"(?:\r?\n){2}From [^\r\n]{1,500}[ :]\d{4}(?: [+-]\d{4})?\r?\n(?=[!-9;-~]{1,100}:)")
"""The line that opens a further mail (RFC 4155): sender and time, an empty line before it, a header field behind it."""
_ESCAPED = re.compile(rb"^>(>{0,20}From )", re.MULTILINE)


def read(data: bytes, limits: Limits, choices: Choices) -> Content | Iterator[Record]:
    """The content of a mail, or of each mail of an mbox, which begins with "From " ("message 1").

    Raises Refused as `read_mail`, for an mbox in the records.
    """
    return _messages(data, choices) if data.startswith(_OPENING) else read_mail(data, choices)


def _messages(data: bytes, choices: Choices) -> Iterator[Record]:
    """The mails of an mbox; lines of a body that begin with "From " are written ">From " there."""
    starts = [0, *(found.start() for found in _NEXT.finditer(data)), len(data)]
    for number, (start, end) in enumerate(pairwise(starts), 1):
        mail = data[start:end].lstrip().partition(b"\n")[2]
        outcome: Content | Refused
        try:
            outcome = read_mail(_ESCAPED.sub(rb"\1", mail), choices)
        except Refused as refused:
            outcome = refused
        yield Record(f"message {number}", outcome)


def read_mail(data: bytes, choices: Choices) -> Content:
    """The content of a mail: its plain text, or its HTML where the plain one only points to it.

    Attachments are not read; `metadata_faults` names them. Raises Refused (`malformed`, `undecodable`, `empty`).
    """
    try:
        mail = message_from_bytes(data, policy=policy.default)
        parts = _parts(mail)
    except Refused:
        raise
    except (Exception, RecursionError) as error:
        raise Refused("malformed", f"no mail: {type(error).__name__}: {' '.join(str(error).split())[:200]}") from error
    if not mail.keys():
        raise Refused("malformed", "no header of a mail")
    metadata, faults = _metadata(mail)
    plain, marked, attached = "", "", []
    for part in parts:
        kind = part.get_content_type()
        if _is_attachment(part) or kind not in ("text/plain", "text/html"):
            attached.append(f"the attachment {_name(part)!r} ({kind}) is not read")
        elif kind == "text/plain":
            plain += _decoded(part, choices) + "\n\n"
        else:
            marked += _decoded(part, choices)
    content = Content("")
    if marked.strip() and len(plain.strip()) <= _TRIVIAL:
        content = _of_html(without_quoted_html(marked))
        content = content if content.text else _of_html(marked)
    if not content.text:
        content = _of_plain(without_quoted(plain))
    content = replace(content, metadata=metadata, metadata_faults=(*faults, *attached))
    if not content.text:
        raise Refused("empty", f"a mail without a text; it has {len(attached)} attachments")
    return content


def _of_plain(body: str) -> Content:
    written = normalise(body)
    return Content(written, (), tuple(Citation(start, end, written[start:end]) for start, end in urls.find(written)))


def _of_html(body: str) -> Content:
    flow = Flow()
    html.write(body, flow)
    return flow.content(Metadata(), ())


def _parts(mail: EmailMessage) -> list[EmailMessage]:
    """The parts that hold something, in order. Mails inside the mail are parts, and not opened."""
    found: list[EmailMessage] = []
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed(part.get_payload()))  # type: ignore[arg-type]
        else:
            found.append(part)
        if len(found) + len(waiting) > MAX_PARTS:
            raise Refused("malformed", f"more than {MAX_PARTS} parts")
    return found


def _decoded(part: EmailMessage, choices: Choices) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    decoded = decode(payload, choices, _safely(part.get_content_charset) or None)
    if part.get_content_type() == "text/plain" and _parameter(part, "format") == "flowed":
        return _unfolded(decoded, delete_space=_parameter(part, "delsp") == "yes")
    return decoded


def _unfolded(body: str, *, delete_space: bool) -> str:
    """`body` with the lines of each paragraph joined (RFC 3676: a line that ends with a blank goes on)."""
    lines: list[str] = []
    goes_on = False
    for line in normalise_characters(body).split("\n"):
        quoted = line.startswith(">")
        if line.startswith(" "):
            line = line[1:]  # stuffed
        if goes_on and not quoted and lines:
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not quoted
        if goes_on and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _is_attachment(part: EmailMessage) -> bool:
    return _safely(part.get_content_disposition) == "attachment"


def _name(part: EmailMessage) -> str:
    return _words(_safely(part.get_filename)) or "without a name"


def _parameter(part: EmailMessage, name: str) -> str:
    return str(_safely(lambda: part.get_param(name)) or "").lower()


def _safely(asked: object) -> str | None:
    """What a method of the mail gives; None where a malformed header makes it raise, which many do."""
    try:
        value = asked()  # type: ignore[operator]
    except Exception:
        return None
    return str(value) if value is not None else None


def _metadata(mail: EmailMessage) -> tuple[Metadata, tuple[str, ...]]:
    faults = []
    dated = _header(mail, "date")
    day = rfc_day(dated) if dated else None
    if dated and day is None:
        faults.append(f"the header Date: {dated[:80]!r} is no date")
    values = {
        "title": _header(mail, "subject"),
        "author": _author(mail),
        "publisher": _header(mail, "organization"),
        "published_on": day and day.isoformat(),
        "url": (_header(mail, "archived-at") or "").strip("<> ") or None,
        "language": _header(mail, "content-language"),
    }
    metadata, _ = from_values({name: value for name, value in values.items() if value is not None})
    return metadata, tuple(faults)


def _author(mail: EmailMessage) -> str | None:
    try:
        senders = mail["from"].addresses
        names = [str(sender.display_name or sender.addr_spec) for sender in senders]
    except Exception:  # a malformed header
        return _header(mail, "from")
    return _words(", ".join(name for name in names if name and name != "<>"))


def _header(mail: EmailMessage, name: str) -> str | None:
    return _words(_safely(lambda: mail[name]))


def _words(value: str | None) -> str | None:
    words = " ".join(normalise_characters(value or "").split())
    return words if 0 < len(words) <= _MAX_WORDS else None
