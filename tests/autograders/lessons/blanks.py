"""Files of every kind as a program makes them when nothing was put in yet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

import docx
import odfdo
import openpyxl
import pptx
import pypdf

from mugalim_checks.artefacts import ENDINGS


def _saved(made: object, save: str = "save") -> bytes:
    target = io.BytesIO()
    getattr(made, save)(target)
    return target.getvalue()


def _pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    return _saved(writer, "write")


def _zip() -> bytes:
    target = io.BytesIO()
    zipfile.ZipFile(target, "w").close()
    return target.getvalue()


def _slides() -> bytes:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0])
    return _saved(deck)


_BY_ENDING: Mapping[str, Callable[[], bytes]] = {
    ".xlsx": lambda: _saved(openpyxl.Workbook()),
    ".ods": lambda: _saved(odfdo.Document("spreadsheet")),
    ".docx": lambda: _saved(docx.Document()),
    ".odt": lambda: _saved(odfdo.Document("text")),
    ".pptx": _slides,
    ".html": lambda: (
        b"<!doctype html><html lang='ky'><head><title></title></head><body></body></html>"
    ),
    ".htm": lambda: b"<html></html>",
    ".zip": _zip,
    ".pdf": _pdf,
    ".csv": lambda: b"\xef\xbb\xbf\r\n",
    ".json": lambda: b'{"data": {}}',
    ".vtt": lambda: b"WEBVTT\n\n",
}


def blanks(kind: str) -> Iterator[tuple[str, bytes]]:
    """A name and the content for each ending of a kind; nothing for kinds without files."""
    for ending in ENDINGS.get(kind, ()):
        yield f"blank{ending}", _BY_ENDING[ending]()
