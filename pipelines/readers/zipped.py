"""ZIP archives as documents are packed in (DOCX, ODT, EPUB): members by name, within a bound, XML that expands nothing.

Nothing is written to disk, so that no member's name can lead anywhere.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from .refused import Refused

MAX_MEMBERS = 25_000
"""Files in one archive; a book of many pictures has a thousand."""

_ENCRYPTED = 0x1
_STEP = 1 << 20


@dataclass
class Archive:
    """The members of an archive; `room` is how many bytes may still be unpacked.

    The archive's own list of sizes is believed only where it says that they are too large: what is unpacked is counted.
    """

    _archive: zipfile.ZipFile
    _bound: int
    _room: int
    _names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def opened(cls, data: bytes, max_unpacked_bytes: int) -> Archive:
        """Raises Refused (`malformed`, `unpacks_too_large`)."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            members = archive.infolist()
        except Exception as error:  # what broken archives make zipfile raise is not written down anywhere
            raise Refused("malformed", f"no ZIP archive: {_words(error)}") from error
        if len(members) > MAX_MEMBERS:
            raise Refused("unpacks_too_large", f"{len(members)} files in the archive; at most {MAX_MEMBERS} are taken")
        stated = sum(member.file_size for member in members)
        if stated > max_unpacked_bytes:
            raise Refused("unpacks_too_large", f"{stated} bytes when unpacked; at most {max_unpacked_bytes} are taken")
        names = {member.filename.lower(): member.filename for member in members}
        return cls(archive, max_unpacked_bytes, max_unpacked_bytes, names)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, its name in any case; None where there is none.

        Raises Refused (`malformed`, `encrypted`, `unpacks_too_large`).
        """
        if name not in self:
            return None
        try:
            member = self._archive.getinfo(self._names[name.lower()])
            if member.flag_bits & _ENCRYPTED:
                raise Refused("encrypted", f"{name} in the archive needs a password")
            unpacked = bytearray()
            with self._archive.open(member) as stream:
                while part := stream.read(min(_STEP, self._room + 1)):
                    unpacked += part
                    self._room -= len(part)
                    if self._room < 0:
                        raise Refused("unpacks_too_large", f"more than {self._bound} bytes when unpacked")
        except Refused:
            raise
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError) as error:
            raise Refused("malformed", f"{name} in the archive cannot be unpacked: {_words(error)}") from error
        return bytes(unpacked)

    def xml(self, name: str) -> etree._Element | None:
        """The root of a member that is XML, None where there is none.

        Entities are not expanded, nothing outside is loaded, and libxml2 refuses what is nested 256 deep. Raises
        Refused (`malformed` and as `read`).
        """
        data = self.read(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Refused("malformed", f"{name} in the archive is no XML: {_words(error)}") from error
        return root

    def needed(self, name: str) -> etree._Element:
        """`xml` of a member that the format cannot do without."""
        root = self.xml(name)
        if root is None:
            raise Refused("malformed", f"{name} is missing in the archive")
        return root


def beside(name: str, target: str) -> str:
    """The member that `target` means in the member `name`: "../text/one.xhtml" in "book/nav/toc.opf"."""
    path = unquote(target.partition("#")[0])
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def words_of(root: etree._Element | None, path: str, namespaces: dict[str, str]) -> str | None:
    """The text of the first element at `path`, None where there is none."""
    if root is None:
        return None
    found = root.find(path, namespaces)
    return None if found is None else "".join(map(str, found.itertext()))


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
