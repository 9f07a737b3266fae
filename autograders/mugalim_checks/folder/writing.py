"""A folder as a .zip: its files, or stand-ins where only measures are known."""

from __future__ import annotations

import html
import random
from io import BytesIO

from mugalim_checks.archives import rezipped, zipped
from mugalim_checks.artefacts import write_artefact
from mugalim_checks.folder.model import Entry, Folder
from mugalim_checks.pictures.sheets import sheet
from mugalim_checks.pieces import Lookup


def write(folder: Folder, ending: str, pieces: Lookup | None = None) -> bytes:
    """The .zip file; `pieces` gives the files' bytes by their digests."""
    index = folder.index_entry
    return zipped(
        (
            entry.path,
            _index(entry, folder.index or "") if entry is index else _content(entry, pieces),
        )
        for entry in folder.entries
    )


def _content(entry: Entry, pieces: Lookup | None) -> bytes:
    """The file, or one of the same size; the same bytes where the files were the same."""
    found = pieces(entry.digest) if pieces is not None else None
    if found is not None:
        return found
    seed = entry.digest or entry.path
    if entry.photo is not None:
        return sheet(entry.photo, entry.name, entry.size, seed)
    return random.Random(seed).randbytes(entry.size)  # noqa: S311  no secret


def _index(entry: Entry, text: str) -> bytes:
    """A file of the index's kind with its words."""
    lines = text.splitlines()
    if entry.ending == ".docx":
        return _document(lines)
    if entry.ending == ".xlsx":
        from mugalim_checks.workbook import Cell, Sheet, Workbook

        cells = {f"A{row}": Cell(f"'{line}") for row, line in enumerate(lines, 1) if line}
        return write_artefact(Workbook((Sheet("1", cells),)), ".xlsx")
    if entry.ending in (".html", ".htm"):
        items = "".join(f"<li>{html.escape(line)}</li>\n" for line in lines)
        page = '<!doctype html>\n<html><head><meta charset="utf-8"><title>1</title></head><body>'
        return f"{page}<ul>\n{items}</ul></body></html>\n".encode()
    return text.encode()


def _document(lines: list[str]) -> bytes:
    import docx

    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    target = BytesIO()
    made.save(target)
    return rezipped(target.getvalue())
