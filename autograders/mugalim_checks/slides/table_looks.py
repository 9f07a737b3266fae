"""How the cells of a slide's table look by the table's style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from mugalim_checks.slides.backdrops import Backdrop
from mugalim_checks.slides.colours import colour_within

# PowerPoint's own style of new tables, "Medium Style 2 - Accent 1", is left out of files by some
# programs; the accent's tints are those of the style's definition in files that have it.
STANDARD_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
_STANDARD = """
<a:tblStyle xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" styleName="Standard">
 <a:wholeTbl><a:tcTxStyle><a:schemeClr val="dk1"/></a:tcTxStyle><a:tcStyle><a:fill><a:solidFill>
  <a:schemeClr val="accent1"><a:tint val="20000"/></a:schemeClr></a:solidFill></a:fill></a:tcStyle>
 </a:wholeTbl>
 <a:band1H><a:tcStyle><a:fill><a:solidFill>
  <a:schemeClr val="accent1"><a:tint val="40000"/></a:schemeClr></a:solidFill></a:fill></a:tcStyle>
 </a:band1H>
 <a:firstRow><a:tcTxStyle b="on"><a:schemeClr val="lt1"/></a:tcTxStyle><a:tcStyle><a:fill>
  <a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:fill></a:tcStyle></a:firstRow>
</a:tblStyle>
"""


@dataclass(frozen=True)
class TableLooks:
    """A table's style with the parts of it that are switched on; the style None: not known."""

    style: Any | None
    flags: frozenset[str]
    rows: int
    columns: int
    named: bool  # whether the table names a style at all

    def parts(self, row: int, column: int) -> list[Any]:
        """The parts of the style that a cell takes its looks from, the strongest first."""
        if self.style is None:
            return []
        found = (self.style.find(qn(f"a:{name}")) for name in self._names(row, column))
        return [each for each in found if each is not None]

    def _names(self, row: int, column: int) -> list[str]:
        first_row, first_column = "firstRow" in self.flags, "firstCol" in self.flags
        wanted = {
            "firstRow": first_row and row == 0,
            "lastRow": "lastRow" in self.flags and row == self.rows - 1,
            "firstCol": first_column and column == 0,
            "lastCol": "lastCol" in self.flags and column == self.columns - 1,
            "band1H": "bandRow" in self.flags and (row - first_row) % 2 == 0,
            "band2H": "bandRow" in self.flags and (row - first_row) % 2 == 1,
            "band1V": "bandCol" in self.flags and (column - first_column) % 2 == 0,
            "band2V": "bandCol" in self.flags and (column - first_column) % 2 == 1,
            "wholeTbl": True,
        }
        return [name for name, is_wanted in wanted.items() if is_wanted]


def table_looks(table: Any, styles: Any | None) -> TableLooks:
    """The looks of an a:tbl; `styles` is the a:tblStyleLst of the file."""
    properties = table.find(qn("a:tblPr"))
    named = None if properties is None else properties.findtext(qn("a:tableStyleId"))
    own = [] if styles is None else list(styles)
    style = next((each for each in own if each.get("styleId") == named), None) if named else None
    if style is None and named == STANDARD_STYLE:
        style = parse_xml(_STANDARD)
    flags = {name for name, value in _attributes(properties).items() if value in ("1", "true")}
    rows = table.findall(qn("a:tr"))
    columns = max((len(row.findall(qn("a:tc"))) for row in rows), default=0)
    return TableLooks(style, frozenset(flags), len(rows), columns, bool(named))


def _attributes(properties: Any | None) -> dict[str, str]:
    return {} if properties is None else dict(properties.attrib)


def cell_background(
    cell: Any, parts: list[Any], looks: TableLooks, behind: str | None, backdrop: Backdrop
) -> str | None:
    """The colour behind a cell's text; None where it cannot be told."""
    own = cell.find(qn("a:tcPr"))
    fills = [*([own] if own is not None else []), *(_styled(part) for part in parts)]
    for fill in fills:
        for child in [] if fill is None else fill:
            if child.tag == qn("a:noFill"):
                return behind
            if child.tag == qn("a:solidFill"):
                element = colour_within(child)
                colour = None if element is None else backdrop.palette.colour(element)
                return None if colour is None else colour.over(behind)
            if child.tag in (qn("a:gradFill"), qn("a:blipFill"), qn("a:pattFill")):
                return None
    return None if looks.named and looks.style is None else behind


def _styled(part: Any) -> Any | None:
    return part.find(f"{qn('a:tcStyle')}/{qn('a:fill')}")


def cell_texts(parts: list[Any]) -> tuple[Any, ...]:
    """What a style says about the text of a cell, the strongest first."""
    found = (part.find(qn("a:tcTxStyle")) for part in parts)
    return tuple(each for each in found if each is not None)
