"""Files put into a .zip, the same bytes for the same files, and found in one by their names."""

from __future__ import annotations

import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO

PLAIN_MEMBER = "mimetype"  # of OpenDocument
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold
_ORDINARY = 0o100644 << 16  # a file that everybody may read
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", "icon\r"})
_UNICODE_NAME = 0x7075  # of an extra field that holds a name in UTF-8, by APPNOTE 4.6.9
_IS_UTF8 = 0x800


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A .zip of these (name, content) pairs, in their order; names may be in any script.

    A member called "mimetype" is not packed: so OpenDocument wants its first one.
    """
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _LONG_AGO)
            plain = name == PLAIN_MEMBER
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            info.external_attr = _ORDINARY
            archive.writestr(info, content)
    return target.getvalue()


def rezipped(content: bytes) -> bytes:
    """A .zip with the times of its making taken out."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return zipped((each.filename, archive.read(each)) for each in archive.infolist())


def files_of(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """The files in a zip with their paths as a person sees them, in any script, joined by "/".

    Folders, and what Mac and Windows leave behind unseen, are left out.
    """
    found = []
    for member in archive.infolist():
        path = path_of(member)
        name = path.rpartition("/")[2]
        is_litter = name.lower() in _LITTER or path.startswith("__MACOSX/") or name[:2] == "._"
        if name and not member.is_dir() and not is_litter:
            found.append((path, member))
    return found


def path_of(member: zipfile.ZipInfo) -> str:
    """A member's path, composed (NFC): Mac writes й as two signs.

    Without the mark of UTF-8 zipfile reads names as cp437. Phones and Mac wrote UTF-8 all the same,
    Windows in Russian its cp866.
    """
    name = member.filename
    if not member.flag_bits & _IS_UTF8:
        raw = name.encode("cp437", "replace")
        name = _extra_name(member.extra, raw) or _decoded(raw)
    parts = unicodedata.normalize("NFC", name.replace("\\", "/")).split("/")
    return "/".join(part.strip() for part in parts if part not in ("", "."))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp866")


def _extra_name(extra: bytes, raw: bytes) -> str | None:
    """The name in UTF-8 beside one in an older code, if it belongs to that."""
    while len(extra) >= 4:
        mark, size = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if mark == _UNICODE_NAME and field[:1] == b"\x01":
            if field[1:5] != struct.pack("<I", zlib.crc32(raw)):
                return None
            return field[5:].decode("utf-8", "replace")
    return None
