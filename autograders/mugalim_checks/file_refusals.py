"""What an uploaded file must not be, found before any of it is opened."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from mugalim_checks.core import Failure

LARGEST_FILE = 10 * 1024 * 1024  # bytes
MOST_MEMBERS = 2_000
LARGEST_UNPACKED = 50 * 1024 * 1024
LARGEST_RATIO = 200
_RATIO_FROM = 5 * 1024 * 1024  # unpacked bytes; a small file may be very repetitive
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_TYPES = "[Content_Types].xml"
_OTHER_KINDS = (
    (b"wordprocessingml", "file.word"),
    (b"presentationml", "file.slides"),
    (b"macroEnabled", "file.macros"),
    (b"sheet.binary", "file.old_format"),
)


def refuse_from_outside(content: bytes) -> None:
    """Raise a Failure for what its size or first bytes give away; nothing is unpacked."""
    if not content:
        raise Failure("file.empty")
    if len(content) > LARGEST_FILE:
        raise Failure("file.too_big", most=LARGEST_FILE // 1024 // 1024)
    if content.startswith(_OLE):
        raise Failure("file.password" if _ENCRYPTED in content else "file.old_format")
    if not content.startswith(_ZIP):
        raise Failure("file.not_a_workbook")


def open_zip(content: bytes) -> zipfile.ZipFile:
    """The zip, whose list of members promises to be harmless; Failure otherwise."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Failure("file.damaged") from None
    members = archive.infolist()
    _refuse_by_size(members, len(content))
    for member in members:
        _refuse_member(member)
    _refuse_by_kind(archive)
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            _refuse_entities(archive, member)
    return archive


def _refuse_by_size(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED:
        raise Failure("file.bomb")
    if unpacked > _RATIO_FROM and unpacked > packed * LARGEST_RATIO:
        raise Failure("file.bomb")


def _refuse_member(member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        raise Failure("file.strange")
    if member.flag_bits & 1:
        raise Failure("file.password")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Failure("file.damaged")
    if name.lower().endswith("vbaproject.bin"):
        raise Failure("file.macros")
    if "/externallinks/" in f"/{name.lower()}":
        raise Failure("file.links")


def _refuse_by_kind(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "mimetype" in names and "content.xml" in names:
        raise Failure("file.open_document")
    if _TYPES not in names:
        raise Failure("file.not_a_workbook")
    types = _read(archive, _TYPES)
    for mark, refusal in _OTHER_KINDS:
        if mark in types:
            raise Failure(refusal)
    if b"spreadsheetml" not in types:
        raise Failure("file.not_a_workbook")


def _refuse_entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read a part once, only to see that it is plain XML without a DTD or entities."""
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(_read(archive, member.filename), ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        raise Failure("file.strange") from None
    except SAXException:
        raise Failure("file.damaged") from None


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, zlib.error):
        raise Failure("file.damaged") from None
