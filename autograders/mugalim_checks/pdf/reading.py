"""A PDF file as its state; runs only inside a limited child of `opening`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import refuse_entities, refuse_kind, what_is
from mugalim_checks.pdf.model import (
    LANGUAGE,
    LONGEST_TITLE,
    MOST_PAGES,
    MOST_TEXT,
    Block,
    Page,
    Pdf,
)
from mugalim_checks.states import to_plain, writable

MOST_OBJECTS = 200_000
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute"})
# A dictionary with one of these runs something or carries another file in it.
_STRANGE = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA"})
_TITLE = re.compile(rb"<dc:title>.*?<rdf:li[^>]*>([^<]*)<", re.DOTALL)


def read(content: bytes, name: str) -> dict[str, Any]:
    """The state of the PDF in a file; Failure with a "file." id where it cannot be had."""
    if what_is(content) != "pdf":
        raise refuse_kind(content, "pdf")
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        raise Failure("file.password")
    _refuse_actions(reader)
    root = reader.root_object
    if len(reader.pages) > MOST_PAGES:
        raise Failure("file.bomb")
    state: dict[str, Any] = to_plain(
        Pdf(
            pages=tuple(_pages(reader)),
            title=writable(_title(reader))[:LONGEST_TITLE].strip(),
            language=_language(root.get("/Lang")),
            tagged=_is_tagged(root),
            shows_title=_shows_title(root),
            weight=len(content),
        )
    )
    return state


def _refuse_actions(reader: PdfReader) -> None:
    """Walk through all that can be reached, and refuse what would run or carry something."""
    waiting: list[object] = [reader.trailer]
    seen: set[int] = set()
    objects = 0
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in seen:
                continue
            seen.add(found.idnum)
            found = found.get_object()
        objects += 1
        if objects > MOST_OBJECTS:
            raise Failure("file.bomb")
        waiting.extend(_inside(found))


def _inside(found: object) -> Iterator[object]:
    """What an array or a dictionary holds; Failure where it is an action or a file within."""
    if isinstance(found, ArrayObject):
        yield from list.__iter__(found)
    if isinstance(found, DictionaryObject):
        if not _STRANGE.isdisjoint(found) or found.get("/S") in _ACTIONS:
            raise Failure("file.strange")
        yield from (found.raw_get(key) for key in found)


def _pages(reader: PdfReader) -> Iterator[Page]:
    left = MOST_TEXT
    for page in reader.pages:
        text = writable(page.extract_text())[:left] if left else ""
        left -= len(text)
        lines = (line.strip() for line in text.splitlines())
        yield Page(tuple(Block(line) for line in lines if line))


def _title(reader: PdfReader) -> str:
    """The document's title: from its list of properties, or from its newer description."""
    about = reader.metadata
    if about is not None and about.title:
        return str(about.title)
    packet = reader.root_object.get("/Metadata")
    if packet is None:
        return ""
    described = packet.get_object().get_data()
    refuse_entities(described)
    found = _TITLE.search(described)
    return found[1].decode("utf-8", "replace") if found else ""


def _language(found: PdfObject | None) -> str | None:
    code = str(found or "").partition("-")[0].strip().lower()
    return code if LANGUAGE.fullmatch(code) else None


def _is_tagged(root: DictionaryObject) -> bool:
    """Whether it is marked as tagged, and has a tree of tags with something in it."""
    marks, tree = root.get("/MarkInfo"), root.get("/StructTreeRoot")
    if marks is None or tree is None:
        return False
    return _is_true(marks.get_object().get("/Marked")) and bool(tree.get_object().get("/K"))


def _shows_title(root: DictionaryObject) -> bool:
    wishes = root.get("/ViewerPreferences")
    return wishes is not None and _is_true(wishes.get_object().get("/DisplayDocTitle"))


def _is_true(found: Any) -> bool:
    return bool(found is not None and found.get_object() == True)  # noqa: E712  pypdf's own truth
