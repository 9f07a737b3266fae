"""A .docx file as a document."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from mugalim_checks.core import Failure
from mugalim_checks.document.blocks import Aside, AsidePlace, Cell, Paragraph, Run, Table
from mugalim_checks.document.building import Builder
from mugalim_checks.document.elements import (
    all_text,
    child,
    children,
    part,
    switched_on,
    value,
    whole,
)
from mugalim_checks.document.looks import PLAIN, Look
from mugalim_checks.document.media import Media
from mugalim_checks.document.model import Document
from mugalim_checks.document.state import DEEPEST, TALLEST, WIDEST
from mugalim_checks.document.word.controls import control_text, is_contents, lists_of
from mugalim_checks.document.word.paragraphs import Package, ParagraphReader
from mugalim_checks.document.word.styles import Styles, shade, table_style

_MAIN = "/officeDocument"
_ASIDES: tuple[tuple[str, str, AsidePlace], ...] = (
    ("/header", "w:p", "header_footer"),
    ("/footer", "w:p", "header_footer"),
    ("/footnotes", "w:footnote", "footnote"),
    ("/endnotes", "w:endnote", "footnote"),
    ("/comments", "w:comment", "comment"),
)
_PROPERTIES = (
    "dc:title",
    "dc:subject",
    "dc:creator",
    "cp:lastModifiedBy",
    "dc:description",
    "cp:keywords",
)
_LONGEST_ASIDE = 5_000
_CONTAINERS = ("w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:sdtContent")


def read_word(archive: zipfile.ZipFile, weight: int) -> Document:
    """The document in the archive of a .docx file of so many bytes."""
    name = _main_part(archive)
    root = part(archive, name)
    body = child(root, "w:body")
    if body is None:
        raise Failure("file.damaged")
    related = _relations(archive, name)
    package = Package(
        styles=Styles(_related(archive, related, "/styles")),
        targets={name: target for name, (_, target) in related.items()},
        media=Media(archive, "media"),
        lists=lists_of(_related(archive, related, "/numbering")),
    )
    blocks = tuple(_Blocks(package).inside(body, None, PLAIN, 0))
    properties = part(archive, "docProps/core.xml")
    asides = [*_asides(archive, related), *(_aside("deleted", each) for each in package.deleted)]
    asides += [_aside("properties", text) for text in _property_texts(properties)]
    title = all_text(found, ("dc:title",)) if (found := properties) is not None else ""
    return Document(
        blocks, tuple(each for each in asides if each.text), title[:500].strip(), weight
    )


def _main_part(archive: zipfile.ZipFile) -> str:
    kinds = _relations(archive, "").values()
    return next((target for kind, target in kinds if kind.endswith(_MAIN)), "word/document.xml")


def _relations(archive: zipfile.ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part: id -> kind, and target (a part's name, or an address)."""
    folder, file = posixpath.split(name)
    root = part(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
    found = {}
    for each in children(root, "rel:Relationship"):
        target = each.get("Target", "")
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[each.get("Id", "")] = (each.get("Type", ""), target)
    return found


def _related(
    archive: zipfile.ZipFile, related: dict[str, tuple[str, str]], kind: str
) -> Element | None:
    target = next((target for each, target in related.values() if each.endswith(kind)), "")
    return part(archive, target)


def _asides(archive: zipfile.ZipFile, related: dict[str, tuple[str, str]]) -> Iterator[Aside]:
    for ending, tag, where in _ASIDES:
        for kind, target in related.values():
            root = part(archive, target) if kind.endswith(ending) else None
            for each in root.iter() if root is not None else ():
                if each.tag == tag:
                    yield _aside(where, all_text(each, ("w:t",)))


def _aside(where: AsidePlace, text: str) -> Aside:
    return Aside(where, " ".join(text.split())[:_LONGEST_ASIDE])


def _property_texts(root: Element | None) -> Iterator[str]:
    for each in root if root is not None else ():
        if each.tag in _PROPERTIES and each.text:
            yield each.text


class _Blocks:
    """Reads paragraphs and tables in their order."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def inside(
        self, element: Element, behind: str | None, look: Look, depth: int
    ) -> Iterator[Paragraph | Table]:
        for each in element:
            if each.tag == "w:p":
                yield from self._paragraph(each, behind, look, depth)
            elif each.tag == "w:tbl":
                yield from self._table(each, depth)
            elif each.tag == "w:sdt":
                yield from self._control(each, behind, look, depth)
            elif each.tag in _CONTAINERS:
                yield from self.inside(each, behind, look, depth)

    def _paragraph(
        self, element: Element, behind: str | None, look: Look, depth: int
    ) -> Iterator[Paragraph | Table]:
        reader = ParagraphReader(self._package, behind, look)
        paragraph = reader.read(element)
        if paragraph is not None:
            yield paragraph
        for boxed in reader.boxed:
            yield from self.inside(boxed, None, PLAIN, depth)

    def _control(
        self, element: Element, behind: str | None, look: Look, depth: int
    ) -> Iterator[Paragraph | Table]:
        content = child(element, "w:sdtContent")
        if content is None or is_contents(element):
            return
        blank = control_text(element)
        if blank is None:
            yield from self.inside(content, behind, look, depth)
        else:
            builder = Builder()
            builder.add(blank, Run(""))
            yield builder.paragraph()

    def _table(self, element: Element, depth: int) -> Iterator[Paragraph | Table]:
        if depth >= DEEPEST:
            raise Failure("file.bomb")
        rows = list(_rows(element))
        if len(rows) > TALLEST:
            raise Failure("file.bomb")
        style = table_style(child(element, "w:tblPr"), self._package.styles)
        merging = _Merging()
        for number, row in enumerate(rows):
            merging.begin_row()
            for column, across, merged, source in _cells(row):
                if merging.goes_on(column, merged):
                    continue
                behind, look = style.at(number, column, len(rows))
                behind = shade(child(source, "w:tcPr", "w:shd")) or behind
                inside = () if source is None else self.inside(source, behind, look, depth + 1)
                merging.begin_cell(column, merged, Cell(tuple(inside), across))
        yield Table(merging.rows, _headers(rows))


class _Merging:
    """Puts cells into rows; one that goes on from the row above makes that one taller."""

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []
        self._open: dict[int, tuple[int, int]] = {}  # column -> row and index of a merged cell

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(tuple(row) for row in self._rows)

    def begin_row(self) -> None:
        self._rows.append([])

    def goes_on(self, column: int, merged: str) -> bool:
        """Whether a cell belongs to the one above it, which is made taller then."""
        if merged != "continue" or column not in self._open:
            return False
        row, index = self._open[column]
        above = self._rows[row][index]
        self._rows[row][index] = replace(above, down=len(self._rows) - row)
        return True

    def begin_cell(self, column: int, merged: str, cell: Cell) -> None:
        self._open.pop(column, None)
        if merged == "restart":
            self._open[column] = (len(self._rows) - 1, len(self._rows[-1]))
        self._rows[-1].append(cell)


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        if each.tag == "w:tr":
            yield each
        elif each.tag in ("w:sdt", *_CONTAINERS):
            yield from _rows(each)


def _cells(row: Element) -> Iterator[tuple[int, int, str, Element | None]]:
    """Column (from 0), width, kind of merge down, and element of each cell; gaps are empty."""
    column = whole(value(child(row, "w:trPr", "w:gridBefore")), most=WIDEST)
    if column:
        yield 0, column, "", None
    for cell in _row_cells(row):
        properties = child(cell, "w:tcPr")
        across = max(1, whole(value(child(properties, "w:gridSpan")), 1, WIDEST))
        down = child(properties, "w:vMerge")
        merged = "" if down is None else down.get("w:val", "continue")
        yield column, across, merged, cell
        column += across
        if column > WIDEST:
            raise Failure("file.bomb")


def _row_cells(row: Element) -> Iterator[Element]:
    for each in row:
        if each.tag == "w:tc":
            yield each
        elif each.tag in ("w:sdt", *_CONTAINERS):
            yield from _row_cells(each)


def _headers(rows: list[Element]) -> int:
    """How many first rows are marked as header."""
    count = 0
    for row in rows:
        if not switched_on(child(row, "w:trPr", "w:tblHeader")):
            break
        count += 1
    return count
