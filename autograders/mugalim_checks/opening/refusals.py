"""What a file from outside must not be, found before a library opens any of it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
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
# What zipfile raises for a broken archive; RuntimeError where a member is locked or packed in a way
# that it does not know.
_BROKEN = (
    zipfile.BadZipFile, EOFError, KeyError, OSError, RuntimeError, ValueError, zlib.error,
)  # fmt: skip
ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_TYPES = "[Content_Types].xml"
_MANIFEST, _LOCKED = "META-INF/manifest.xml", b"encryption-data"
# What a package's list of contents or its type gives away; the first that fits. Its main part comes
# first: a document with a chart in it holds a spreadsheet, too.
_PACKAGES = (
    (b"macroEnabled", "macros"),
    (b"sheet.binary", "old_office"),
    (b"spreadsheetml.sheet.main", "xlsx"),
    (b"spreadsheetml.template.main", "xlsx"),
    (b"wordprocessingml.document.main", "docx"),
    (b"wordprocessingml.template.main", "docx"),
    (b"presentationml.presentation.main", "pptx"),
    (b"presentationml.slideshow.main", "pptx"),
    (b"presentationml.template.main", "pptx"),
    (b"spreadsheetml", "xlsx"),
    (b"wordprocessingml", "docx"),
    (b"presentationml", "pptx"),
    (b"opendocument.spreadsheet", "ods"),
    (b"opendocument.text", "odt"),
    (b"opendocument.presentation", "odp"),
)
_FIRST_BYTES: Mapping[bytes, str] = {
    b"%PDF-": "pdf",
    b"\xff\xd8\xff": "picture",
    b"\x89PNG\r\n": "picture",
    b"GIF8": "picture",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "rar",
}


def refuse_size(content: bytes) -> None:
    """Raise a Failure for a file of no bytes or of too many."""
    if not content:
        raise Failure("file.empty")
    if len(content) > LARGEST_FILE:
        raise Failure("file.too_big", most=LARGEST_FILE // 1024 // 1024)


def refuse_kind(content: bytes, wanted: str) -> Failure:
    """The Failure for a file that is another than the wanted kind: what it is, what is needed."""
    return Failure(
        "file.another_kind",
        found={"id": f"file.is_{what_is(content)}"},
        wanted={"id": f"file.want_{wanted}"},
    )


def what_is(content: bytes) -> str:
    """What a file is by its bytes: "xlsx", "docx", "pptx", "ods", "odt", "odp", "old_office",
    "macros", "encrypted", "zip", "pdf", "picture", "rar", "page" or "unknown".
    """  # noqa: D205  one list
    if content.startswith(_OLE):
        return "encrypted" if _ENCRYPTED in content else "old_office"
    if content.startswith((ZIP, _EMPTY_ZIP)):
        return _package(content)
    for start, name in _FIRST_BYTES.items():
        if content.startswith(start):
            return name
    start = content[:2_000].lower()
    return "page" if b"<html" in start or b"<!doctype html" in start else "unknown"


def _package(content: bytes) -> str:
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        names = {member.filename: member for member in archive.infolist()}
        for name in (_TYPES, "mimetype"):
            if name in names and names[name].file_size <= LARGEST_FILE:
                about = archive.read(name)
                return next((kind for mark, kind in _PACKAGES if mark in about), "zip")
    except _BROKEN:
        pass
    return "zip"


def open_office(content: bytes, wanted: str, packages: tuple[str, ...]) -> zipfile.ZipFile:
    """The zip of an office file that is one of these packages, such as ("docx", "odt").

    Failure where it is another kind, has a password, macros, links to other files, entities, or
    more in it than it could honestly need. `wanted` is the kind of artefact.
    """
    found = what_is(content)
    if found == "encrypted":
        raise Failure("file.password")
    if found == "macros":
        raise Failure("file.macros")
    if found == "zip":
        open_zip(content)  # a broken one is rather damaged than another kind
    if found not in packages:
        raise refuse_kind(content, wanted)
    archive = open_zip(content)
    if _MANIFEST in archive.namelist() and _LOCKED in read_member(archive, _MANIFEST):
        raise Failure("file.password")  # of an OpenDocument file, each part is locked by itself
    for member in archive.infolist():
        _refuse_office_part(archive, member)
    return archive


def open_zip(content: bytes) -> zipfile.ZipFile:
    """The zip, whose list of members promises to be harmless; Failure otherwise."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _BROKEN:
        raise Failure("file.damaged") from None
    members = archive.infolist()
    _refuse_by_size(members, len(content))
    for member in members:
        _refuse_member(member)
    return archive


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes; Failure where it is broken or is not there."""
    try:
        return archive.read(name)
    except _BROKEN:
        raise Failure("file.damaged") from None


def _refuse_by_size(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED:
        raise Failure("file.bomb")
    if unpacked > _RATIO_FROM and unpacked > packed * LARGEST_RATIO:
        raise Failure("file.bomb")


def _refuse_member(member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/") or "\x00" in name:
        raise Failure("file.strange")
    if (member.external_attr >> 28) == 0xA:  # a symbolic link
        raise Failure("file.strange")
    if member.flag_bits & 1:
        raise Failure("file.password")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Failure("file.damaged")


def _refuse_office_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/").lower()
    if name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")):
        raise Failure("file.macros")
    if "/externallinks/" in f"/{name}":
        raise Failure("file.links")
    if member.file_size and name.endswith((".xml", ".rels", ".vml", ".rdf")):
        refuse_entities(read_member(archive, member.filename))


def refuse_entities(part: bytes) -> None:
    """Read a part once, only to see that it is plain XML without a DTD or entities."""
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(part, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        raise Failure("file.strange") from None
    except SAXException:
        raise Failure("file.damaged") from None
