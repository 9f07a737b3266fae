"""An .odt file as a document."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from mugalim_checks.core import Failure
from mugalim_checks.document.blocks import Aside, AsidePlace, Cell, Paragraph, Table
from mugalim_checks.document.elements import child, part, whole
from mugalim_checks.document.media import Media
from mugalim_checks.document.model import Document
from mugalim_checks.document.odf.paragraphs import (
    OdfPackage,
    OdfParagraphReader,
    asides,
    plain_text,
)
from mugalim_checks.document.odf.styles import OdfStyles
from mugalim_checks.document.state import DEEPEST, TALLEST, WIDEST

_PARAGRAPHS = ("text:p", "text:h")
_CONTAINERS = ("text:section", "draw:frame", "draw:text-box", "text:numbered-paragraph")
_ROW_GROUPS = ("table:table-header-rows", "table:table-row-group", "table:table-rows")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_HEADERS = (
    "style:header",
    "style:footer",
    "style:header-left",
    "style:footer-left",
    "style:header-first",
    "style:footer-first",
)
_PROPERTIES = (
    "dc:title",
    "dc:subject",
    "dc:creator",
    "dc:description",
    "meta:initial-creator",
    "meta:keyword",
)


def read_odf(archive: zipfile.ZipFile, weight: int) -> Document:
    """The document in the archive of an .odt file of so many bytes."""
    content, styles, meta = (part(archive, f"{each}.xml") for each in ("content", "styles", "meta"))
    body = child(content, "office:body", "office:text")
    if content is None or body is None:
        raise Failure("file.damaged")
    package = OdfPackage(
        styles=OdfStyles((styles, content)),
        media=Media(archive, "Pictures"),
        controls=_controls(body),
    )
    blocks = tuple(_Blocks(package).inside(body, None, 0, _List()))
    package.asides.extend(_texts_of(styles, _HEADERS, "header_footer"))
    package.asides.extend(_texts_of(body, ("text:deletion",), "deleted"))
    said = [each for each in (meta.iter() if meta is not None else ()) if each.tag in _PROPERTIES]
    for each in said:
        package.asides.extend(asides("properties", [each.text or ""]))
    title = next((each.text or "" for each in said if each.tag == "dc:title"), "")
    return Document(blocks, tuple(package.asides), title[:500].strip(), weight)


def _texts_of(root: Element | None, tags: tuple[str, ...], where: AsidePlace) -> Iterator[Aside]:
    for each in root.iter() if root is not None else ():
        if each.tag in tags:
            inner = (plain_text(text) for text in each.iter() if text.tag in _PARAGRAPHS)
            yield from asides(where, inner)


def _controls(body: Element) -> dict[str, Element]:
    found = {}
    forms = child(body, "office:forms")
    for each in forms.iter() if forms is not None else ():
        for name in ("form:id", "xml:id"):
            if each.get(name):
                found[each.get(name, "")] = each
    return found


class _List:
    """The list that paragraphs stand in: its style and depth (0: in none)."""

    def __init__(self, style: str = "", depth: int = 0) -> None:
        self.style = style
        self.depth = depth


class _Blocks:
    """Reads paragraphs and tables in their order."""

    def __init__(self, package: OdfPackage) -> None:
        self._package = package

    def inside(
        self, element: Element, behind: str | None, depth: int, within: _List
    ) -> Iterator[Paragraph | Table]:
        for each in element:
            if each.tag in _PARAGRAPHS:
                yield from self._paragraph(each, behind, depth, within)
            elif each.tag == "text:list":
                yield from self._list(each, behind, depth, within)
            elif each.tag == "table:table":
                yield self._table(each, depth)
            elif each.tag in _CONTAINERS:
                yield from self.inside(each, behind, depth, _List())

    def _list(
        self, element: Element, behind: str | None, depth: int, within: _List
    ) -> Iterator[Paragraph | Table]:
        own = _List(element.get("text:style-name") or within.style, within.depth + 1)
        for item in element:
            if item.tag in ("text:list-item", "text:list-header"):
                yield from self.inside(item, behind, depth, own)

    def _paragraph(
        self, element: Element, behind: str | None, depth: int, within: _List
    ) -> Iterator[Paragraph | Table]:
        reader = OdfParagraphReader(self._package, behind)
        marker, box = self._package.styles.marker(within.style, within.depth)
        yield reader.read(element, marker if within.depth else "", box)
        for boxed in reader.boxed:
            yield from self.inside(boxed, None, depth, _List())

    def _table(self, element: Element, depth: int) -> Table:
        if depth >= DEEPEST:
            raise Failure("file.bomb")
        rows: list[tuple[Cell, ...]] = []
        headers = 0
        for row, is_header in _rows(element, False):
            cells = tuple(self._cells(row, depth))
            rows += [cells] * whole(row.get("table:number-rows-repeated"), 1, TALLEST + 1)
            headers += is_header and headers == len(rows) - 1
            if len(rows) > TALLEST:
                raise Failure("file.bomb")
        return Table(tuple(rows), headers)

    def _cells(self, row: Element, depth: int) -> Iterator[Cell]:
        width = 0
        for each in row:
            repeated = whole(each.get("table:number-columns-repeated"), 1, WIDEST + 1)
            width += repeated if each.tag in _CELLS else 0
            if width > WIDEST:
                raise Failure("file.bomb")
            if each.tag == "table:table-cell":
                name = each.get("table:style-name")
                behind = self._package.styles.style("table-cell", name).background
                blocks = tuple(self.inside(each, behind, depth + 1, _List()))
                across = whole(each.get("table:number-columns-spanned"), 1, WIDEST)
                down = whole(each.get("table:number-rows-spanned"), 1, TALLEST)
                for _ in range(repeated):
                    yield Cell(blocks, max(across, 1), max(down, 1))


def _rows(element: Element, is_header: bool) -> Iterator[tuple[Element, bool]]:
    for each in element:
        if each.tag == "table:table-row":
            yield each, is_header
        elif each.tag in _ROW_GROUPS:
            yield from _rows(each, is_header or each.tag == "table:table-header-rows")
