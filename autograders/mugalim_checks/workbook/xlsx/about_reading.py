"""What an .xlsx file says beside its cells: properties, names, comments, what is hidden."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.formulas.addresses import column_letters
from mugalim_checks.workbook.elements import (
    LONGEST_TEXT,
    attribute,
    every,
    first,
    local,
    text_of,
    tree,
)
from mugalim_checks.workbook.places import LAST_COLUMN, LAST_ROW, own_address, runs
from mugalim_checks.workbook.xlsx.chart_reading import relations

MOST = 900
_CORE = {
    "creator": "creator", "lastModifiedBy": "last_modified_by", "title": "title",
    "subject": "subject", "keywords": "keywords", "category": "category",
    "description": "description",
}  # fmt: skip
_APP = {"Company": "company", "Manager": "manager"}
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Za-z])')


def cells_of(sheet: Any) -> Iterator[Any]:
    """The cells that a sheet of openpyxl holds, row by row, as far as a sheet of ours goes."""
    # The public ways make a cell for every empty place between.
    for row, column in sorted(sheet._cells):
        if row <= LAST_ROW and column <= LAST_COLUMN:
            yield sheet._cells[row, column]


def about_state(archive: zipfile.ZipFile, reader: Any) -> dict[str, Any]:
    """The state of properties, names and leftovers; what is not there is left out."""
    state = {
        "properties": _properties(archive),
        "names": list(_names(reader.wb))[:MOST],
        "leftovers": list(dict.fromkeys(_leftovers(archive, reader)))[:MOST],
    }
    return {name: value for name, value in state.items() if value}


def _properties(archive: zipfile.ZipFile) -> dict[str, Any]:
    state: dict[str, Any] = {}
    for part, known in (("docProps/core.xml", _CORE), ("docProps/app.xml", _APP)):
        if part in archive.namelist():
            for each in tree(archive.read(part)):
                name, words = known.get(local(str(each.tag))), text_of(each).strip()
                if name and words:
                    state[name] = words
    if "docProps/custom.xml" in archive.namelist():
        state["custom"] = [
            {"name": (each.get("name") or "")[:LONGEST_TEXT], "text": text_of(each)}
            for each in every(tree(archive.read("docProps/custom.xml")), "property")
        ][:MOST]
    return {name: value for name, value in state.items() if value}


def _names(book: Any) -> Iterator[dict[str, Any]]:
    every_name = [*book.defined_names.items()]
    for sheet in book.worksheets:
        every_name += sheet.defined_names.items()
    for name, definition in every_name:
        if not str(name).startswith("_xlnm"):
            refers = str(definition.attr_text or "")[:LONGEST_TEXT]
            hidden = {"hidden": True} if definition.hidden else {}
            yield {"name": str(name)[:LONGEST_TEXT], "refers": refers, **hidden}


def _leftovers(archive: zipfile.ZipFile, reader: Any) -> Iterator[str]:
    """Texts in the list of texts that no cell uses, and what pivot tables remember."""
    used = {
        cell.value.strip()
        for sheet in reader.wb.worksheets
        for cell in cells_of(sheet)
        if isinstance(cell.value, str)
    }
    for text in (str(each).strip() for each in reader.shared_strings):
        if text and text not in used:
            yield text[:LONGEST_TEXT]
    for name in archive.namelist():
        if "/pivotcache/" in name.lower() and name.endswith(".xml"):
            for each in every(tree(archive.read(name)), "s", "cacheField"):
                yield (each.get("v") or each.get("name") or "")[:LONGEST_TEXT]


def surroundings(sheet: Any) -> dict[str, Any]:
    """The optional keys of a sheet's state that openpyxl has read."""
    state = {
        "hidden": {"hidden": "hidden", "veryHidden": "very_hidden"}.get(sheet.sheet_state, ""),
        "hidden_rows": list(_rows(sheet))[:MOST],
        "hidden_columns": list(_columns(sheet))[:MOST],
        "merged": [str(each) for each in sheet.merged_cells.ranges][:MOST],
        "filters": list(_filters(sheet)),
        "around": list(_header_footer(sheet)),
    }
    return {name: value for name, value in state.items() if value}


def _rows(sheet: Any) -> Iterator[str]:
    hidden = {
        number
        for number, each in sheet.row_dimensions.items()
        if number <= LAST_ROW and (each.hidden or each.height == 0)
    }
    for first_, last in runs(hidden):
        yield f"{first_}:{last}"


def _columns(sheet: Any) -> Iterator[str]:
    hidden: set[int] = set()
    for each in sheet.column_dimensions.values():
        if each.hidden or each.width == 0:
            hidden |= set(range(each.min or 1, min(each.max or 1, LAST_COLUMN) + 1))
    for first_, last in runs(hidden):
        yield f"{column_letters(first_)}:{column_letters(last)}"


def _filters(sheet: Any) -> Iterator[str]:
    """The ranges with filter buttons: the sheet's own, and those of its tables."""
    filters = [sheet.auto_filter, *(each.autoFilter for each in sheet.tables.values())]
    for each in filters:
        if each is not None and each.ref:
            yield str(each.ref)


def _header_footer(sheet: Any) -> Iterator[str]:
    whole = sheet.HeaderFooter
    for name in (
        "oddHeader",
        "oddFooter",
        "evenHeader",
        "evenFooter",
        "firstHeader",
        "firstFooter",
    ):
        part = getattr(whole, name)
        for side in (part.left, part.center, part.right):
            words = _CODES.sub("", side.text or "").strip()
            if words:
                yield words[:LONGEST_TEXT]


def comments(archive: zipfile.ZipFile, part: str, sheet: Any) -> list[dict[str, str]]:
    """The states of a sheet's comments: notes, and threads with every answer."""
    found = []
    for cell in cells_of(sheet):
        if cell.comment is not None and not str(cell.comment.author).startswith("tc="):
            text, author = str(cell.comment.text), str(cell.comment.author or "")
            found.append(_comment(cell.coordinate, text, author))
    people = _people(archive)
    for kind, path in relations(archive, part).values():
        if kind == "threadedComment" and path in archive.namelist():
            for each in every(tree(archive.read(path)), "threadedComment"):
                author = people.get(each.get("personId", ""), "")
                found.append(_comment(each.get("ref", ""), text_of(first(each, "text")), author))
    return found[:MOST]


def _comment(cell: str, text: str, author: str) -> dict[str, str]:
    try:
        own = own_address(cell)
    except Failure:  # far outside of what a sheet may hold: the text counts all the same
        own = "A1"
    return {"cell": own, "text": text[:LONGEST_TEXT], "author": author[:LONGEST_TEXT]}


def _people(archive: zipfile.ZipFile) -> Mapping[str, str]:
    names = {}
    for part in archive.namelist():
        if part.lower().startswith("xl/persons/"):
            for each in every(tree(archive.read(part)), "person"):
                names[each.get("id", "")] = attribute(each, "displayName") or ""
    return names
