"""The parts of office files as trees of elements with short names: "w:p", "text:h"."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import read_member

LARGEST_PART = 20 * 1024 * 1024  # bytes
_WORD = ("http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml")
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = {
    "wordprocessingml/main": "w",
    "officeDocument/relationships": "r",
    "drawingml/wordprocessingDrawing": "wp",
    "drawingml/main": "a",
    "drawingml/picture": "pic",
    "officeDocument/math": "m",
}
_OTHERS = {
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/drawing/2017/decorative": "adec",
    "urn:schemas-microsoft-com:vml": "v",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/xlink": "xlink",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0": "field",
}


def part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """A part of the package with short names; None where the package has no such part."""
    if name not in archive.NameToInfo:
        return None
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise Failure("file.bomb")
    root: Element = fromstring(read_member(archive, name), forbid_dtd=True)
    known: dict[str, str] = {}
    for element in root.iter():
        element.tag = _short(element.tag, known)
        named = {_short(key, known): value for key, value in element.attrib.items()}
        element.attrib.clear()
        element.attrib.update(named)
    return root


def _short(name: str, known: dict[str, str]) -> str:
    if name not in known:
        space, _, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
        known[name] = f"{_prefix(space)}:{local}" if space else local
    return known[name]


def _prefix(space: str) -> str:
    if space in _OTHERS:
        return _OTHERS[space]
    if space.startswith(_ODF):
        name = space.removeprefix(_ODF).partition(":")[0].removesuffix("-compatible")
        return {"xsl-fo": "fo", "drawing": "draw"}.get(name, name)
    if space.startswith(_WORD):
        # ".../wordprocessingml/2006/main" is the same as ".../wordprocessingml/main".
        end = "/".join(piece for piece in space.split("/")[3:] if not piece.isdigit())
        return _NAMES.get(end.removeprefix("ooxml/"), "other")
    return "other"


def child(element: Element | None, *path: str) -> Element | None:
    """The first element along a path of names, each a direct child of the one before."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if each.tag == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The direct children of that name."""
    return (each for each in (element if element is not None else ()) if each.tag == name)


def value(element: Element | None, name: str = "w:val") -> str | None:
    """An attribute of an element that may be missing."""
    return None if element is None else element.get(name)


def switched_on(element: Element | None) -> bool | None:
    """Whether an on-off element of Word is on; None where it is not there."""
    if element is None:
        return None
    return element.get("w:val", "1").lower() not in ("0", "false", "off", "none")


def whole(text: str | None, default: int = 0, most: int = 1_000_000) -> int:
    """A whole number between 0 and `most`; the default for anything else."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        return default
    return min(int(text), most)


def all_text(element: Element, names: tuple[str, ...]) -> str:
    """The texts of all elements of those names inside, in order."""
    return "".join(each.text or "" for each in element.iter() if each.tag in names)
