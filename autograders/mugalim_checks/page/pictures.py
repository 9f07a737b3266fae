"""The pictures of a page: found in the archive or in the page itself, never fetched."""

from __future__ import annotations

import base64
import binascii
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from mugalim_checks.opening.refusals import LARGEST_FILE, read_member
from mugalim_checks.page.state import MOST_CONTENT
from mugalim_checks.pieces import PICTURES, digest_of, media_of

LARGEST_KEPT = 400_000  # bytes of one picture; of a larger one only its size is known
_SIGNS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


@dataclass(frozen=True)
class Found:
    """A picture of the page: its bytes where they are few, its digest where others can have it."""

    name: str = ""
    size: int = 0  # bytes
    content: bytes = b""
    digest: str = ""


@dataclass
class Files:
    """What lies beside a page in its archive, and the pictures inside of the page itself."""

    archive: zipfile.ZipFile | None = None
    folder: str = ""  # where in the archive the page lies
    inside: Mapping[str, str] = field(default_factory=dict)  # address in the page -> base64
    _names: dict[str, str] | None = None
    _left: int = MOST_CONTENT

    def picture(self, source: str) -> Found | None:
        """A picture; None where it is not here. One inside of the page has no name."""
        if source in self.inside:
            content = _decoded(self.inside[source])
            return Found("", len(content), self._kept(content), _digest(content))
        name = self._found(source)
        if name is None or self.archive is None:
            return None
        size = self.archive.getinfo(name).file_size
        content = read_member(self.archive, name) if size <= LARGEST_FILE else b""
        return Found(posixpath.basename(name), size, self._kept(content), _digest(content))

    def text(self, source: str) -> bytes:
        """A style sheet beside the page; nothing where it is not here or is too large."""
        name = self._found(source)
        if name is None or self.archive is None:
            return b""
        small = self.archive.getinfo(name).file_size <= LARGEST_KEPT
        return read_member(self.archive, name) if small else b""

    def _kept(self, content: bytes) -> bytes:
        if content[:500].lstrip().startswith((b"<?xml", b"<svg")):
            from mugalim_checks.page.drawings import drawing_in

            content = drawing_in(content)
        elif not content.startswith(_SIGNS):
            return b""
        if len(content) > min(LARGEST_KEPT, self._left):
            return b""
        self._left -= len(content)
        return content

    def _found(self, source: str) -> str | None:
        """The archive's name for an address in the page: by its path, or by its last part."""
        path = local_path(source)
        if self.archive is None or not path:
            return None
        if self._names is None:
            self._names = _known_as(self.archive)
        full = posixpath.normpath(posixpath.join(self.folder, path)).casefold()
        return self._names.get(full) or self._names.get(posixpath.basename(full))


def local_path(source: str) -> str:
    """The path in an address beside the page; "" for an address elsewhere."""
    try:
        parts = urlsplit(source.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("", "file") or parts.netloc:
        return ""
    return unquote(parts.path).replace("\\", "/")


def _known_as(archive: zipfile.ZipFile) -> dict[str, str]:
    """What an address may call each file: its path, its last part; Cyrillic names as meant."""
    names: dict[str, str] = {}
    for member in archive.infolist():
        spelled = [member.filename]
        if not member.flag_bits & 0x800:  # packed by a program that wrote names in cp866
            spelled.append(member.filename.encode("cp437", "replace").decode("cp866", "replace"))
        for each in spelled:
            names.setdefault(posixpath.normpath(each).casefold(), member.filename)
            names.setdefault(posixpath.basename(each).casefold(), member.filename)
    return names


def _digest(content: bytes) -> str:
    """What the picture is named by, where it is one that any page could show."""
    return digest_of(content) if media_of(content) in PICTURES else ""


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(unquote(text), validate=False)
    except (binascii.Error, ValueError):
        return b""
