"""The tables of an .ods file: rows of cells with their styles, rules, comments and drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mugalim_checks.formulas import Calculation, ErrorValue, Value
from mugalim_checks.formulas.addresses import (
    Area,
    cell_address,
    cell_position,
    column_number,
    parse_area,
)
from mugalim_checks.formulas.dates import LAST_DAY, calendar_day, clock, date_text
from mugalim_checks.formulas.inputs import readable, typed_look
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import number_text, typed_value
from mugalim_checks.workbook.ods.elements import paragraphs, tag
from mugalim_checks.workbook.ods.formulas import to_ods
from mugalim_checks.workbook.ods.rule_writing import conditional_formats, rule_element
from mugalim_checks.workbook.ods.style_writing import CellStyles
from mugalim_checks.workbook.places import LAST_COLUMN, LAST_ROW
from mugalim_checks.workbook.rules import Rule
from mugalim_checks.workbook.sheet import Cell, Sheet
from mugalim_checks.workbook.surroundings import Chart, ConditionalFormat

_ONE_CELL = ("table:number-matrix-columns-spanned", "table:number-matrix-rows-spanned")
_MOST_RULED = 200_000  # cells that rules are written to, of a sheet
Position = tuple[int, int]  # row and column


@dataclass
class Pages:
    """Tables as they are written one after another, and what the file must hold for them."""

    calculation: Calculation
    charts: list[Chart] = field(default_factory=list)
    _styles: CellStyles = field(default_factory=CellStyles)
    _rules: list[tuple[Rule, str, str]] = field(default_factory=list)  # sheet and corner with it
    _formats: list[ConditionalFormat] = field(default_factory=list)

    def table(self, sheet: Sheet) -> str:
        """The element of a sheet."""
        page = _Page(self, sheet)
        formats = conditional_formats(sheet, len(self._formats))
        self._formats += sheet.formats
        about = {
            "table:name": sheet.name,
            "table:style-name": "ta2" if sheet.hidden else "ta1",
        }
        return tag("table:table", about, page.columns(), *page.rows(), formats)

    def rules(self) -> str:
        """The element of all rules for what may be typed."""
        found = [
            rule_element(rule, f"val{number}", sheet, corner)
            for number, (rule, sheet, corner) in enumerate(self._rules)
        ]
        return tag("table:content-validations", {}, *found) if found else ""

    def cell_styles(self) -> str:
        """The styles that tables, columns and cells name."""
        return self._styles.elements()

    def conditional_styles(self) -> str:
        """The styles that conditional formats bring."""
        return self._styles.conditional(self._formats)

    def style(self, cell: Cell, look: str) -> str:
        """The name of a cell's style, with the number format it has by itself; "" for none."""
        return self._styles.of_cell(cell, cell.format or look)

    def width(self, width: float | None) -> str:
        """The name of a column's style."""
        return self._styles.of_column(width)

    def add_rule(self, rule: Rule, sheet: str, corner: str) -> str:
        """The name under which a rule is kept."""
        self._rules.append((rule, sheet, corner))
        return f"val{len(self._rules) - 1}"


@dataclass
class _Page:
    """One sheet while it is written."""

    pages: Pages
    sheet: Sheet

    def __post_init__(self) -> None:
        self.cells = {cell_position(address): cell for address, cell in self.sheet.cells.items()}
        self.ruled = self._ruled()
        self.inside: dict[Position, list[str]] = {}
        for comment in self.sheet.comments:
            creator = tag("dc:creator", {}, text=comment.author) if comment.author else ""
            note = tag("office:annotation", {}, creator, paragraphs(comment.text))
            self.inside.setdefault(cell_position(comment.cell), []).append(note)
        self.drawn: dict[Position, list[str]] = {}
        for chart in self.sheet.charts:
            self.pages.charts.append(chart)
            name = f"./Object {len(self.pages.charts)}"
            self._draw(chart.cell, "draw:object", name, chart.alt)
        for image in self.sheet.images:
            self._draw(image.cell, "draw:image", "", image.alt)
        self.spans = {(area.top, area.left): area for area in map(parse_area, self.sheet.merged)}

    def _draw(self, cell: str, element: str, name: str, alt: str | None) -> None:
        size = {"svg:width": "12cm", "svg:height": "7cm"}
        link = {"xlink:href": name, "xlink:type": "simple"} if name else {}
        words = tag("svg:desc", {}, text=alt) if alt else ""
        frame = tag("draw:frame", size, tag(element, link), words)
        self.drawn.setdefault(cell_position(cell), []).append(frame)

    def _ruled(self) -> dict[Position, str]:
        found: dict[Position, str] = {}
        bottom = max((row for row, _ in self.cells), default=1)
        right = max((column for _, column in self.cells), default=1)
        for each in self.sheet.validations:
            corner = each.range.partition(":")[0]
            area = parse_area(each.range)
            if area.bottom > LAST_ROW or area.right > LAST_COLUMN or area.size > _MOST_RULED:
                corner = f"{corner}1" if corner.isalpha() else corner
                area = Area(
                    "", area.top, area.left, min(area.bottom, bottom), min(area.right, right)
                )
            name = self.pages.add_rule(each.rule, self.sheet.name, corner)
            for cell in area.cells():
                found.setdefault(cell, name)
        return found

    def columns(self) -> str:
        hidden = set(_numbers(self.sheet.hidden_columns, rows=False))
        wide = {column_number(letters): each for letters, each in self.sheet.widths.items()}
        last = max([*hidden, *wide, *(column for _, column in self._positions()), 1])
        return "".join(
            tag(
                "table:table-column",
                {"table:style-name": self.pages.width(wide.get(number))}
                | ({"table:visibility": "collapse"} if number in hidden else {}),
            )
            for number in range(1, last + 1)
        )

    def _positions(self) -> set[Position]:
        return {*self.cells, *self.ruled, *self.inside, *self.drawn, *self.spans}

    def rows(self) -> Iterator[str]:
        hidden = set(_numbers(self.sheet.hidden_rows, rows=True))
        by_row: dict[int, list[int]] = {row: [] for row in hidden}
        for row, column in self._positions():
            by_row.setdefault(row, []).append(column)
        expected = 1
        for row in sorted(by_row):
            if row > expected:
                empty = {"table:number-rows-repeated": str(row - expected)}
                yield tag("table:table-row", empty, "<table:table-cell/>")
            about = {"table:visibility": "collapse"} if row in hidden else {}
            cells = "".join(self._row(row, sorted(by_row[row]))) or "<table:table-cell/>"
            yield tag("table:table-row", about, cells)
            expected = row + 1

    def _row(self, row: int, columns: list[int]) -> Iterator[str]:
        expected = 1
        for column in columns:
            if column > expected:
                yield tag(
                    "table:table-cell", {"table:number-columns-repeated": str(column - expected)}
                )
            yield self._cell(row, column)
            expected = column + 1

    def _cell(self, row: int, column: int) -> str:
        place = (row, column)
        about: dict[str, str] = {}
        if place in self.spans:
            area = self.spans[place]
            about["table:number-rows-spanned"] = str(area.bottom - area.top + 1)
            about["table:number-columns-spanned"] = str(area.right - area.left + 1)
        if place in self.ruled:
            about["table:content-validation-name"] = self.ruled[place]
        shown = ""
        if place in self.cells:
            content, shown = self._content(row, column, self.cells[place])
            about |= content
        inside = [*self.inside.get(place, ()), shown, *self.drawn.get(place, ())]
        return tag("table:table-cell", about, *inside)

    def _content(self, row: int, column: int, cell: Cell) -> tuple[dict[str, str], str]:
        address = cell_address(row, column)
        formula = is_formula(cell.input) and readable(cell.input)
        calculation, name = self.pages.calculation, self.sheet.name
        look = calculation.look(name, address) if formula else typed_look(cell.input)
        style = self.pages.style(cell, look)
        about = {"table:style-name": style} if style else {}
        if formula:
            about["table:formula"] = to_ods(calculation.input(name, address))
            if calculation.works_on_arrays(name, address):
                about |= dict.fromkeys(_ONE_CELL, "1")
            value = calculation.value(name, address)
        else:
            value = cell.input if is_formula(cell.input) else typed_value(cell.input)
        content, shown = _value(value, look)
        return about | content, shown


def _value(value: Value, look: str) -> tuple[dict[str, str], str]:
    """What is said of a cell's value, and what it shows."""
    if isinstance(value, bool):
        text = "true" if value else "false"
        return {"office:value-type": "boolean", "office:boolean-value": text}, ""
    if isinstance(value, float):
        return _number(value, look)
    if isinstance(value, ErrorValue):
        kinds = {"office:value-type": "string", "calcext:value-type": "error"}
        return kinds, paragraphs(value.code)
    return {"office:value-type": "string"}, paragraphs(value or "")


def _number(value: float, look: str) -> tuple[dict[str, str], str]:
    if look.startswith("dd") and value < LAST_DAY:
        year, month, day = calendar_day(int(value))
        time = "T{:02}:{:02}:{:02}".format(*clock(value)) if "hh" in look else ""
        said = {"office:date-value": f"{year:04}-{month:02}-{day:02}{time}"}
        return {"office:value-type": "date", **said}, paragraphs(date_text(value, look))
    if look.startswith("hh") and value < 1:
        said = {"office:time-value": "PT{:02}H{:02}M{:02}S".format(*clock(value))}
        return {"office:value-type": "time", **said}, paragraphs(date_text(value, look))
    kind = "percentage" if look.endswith("%") else "float"
    text = number_text(value)
    return {"office:value-type": kind, "office:value": text}, paragraphs(text)


def _numbers(found: Iterable[str], *, rows: bool) -> Iterator[int]:
    """The rows or columns of ranges such as "5:9"."""
    for range_ in found:
        area = parse_area(range_)
        ends = (area.top, min(area.bottom, LAST_ROW)) if rows else (area.left, area.right)
        yield from range(ends[0], min(ends[1], LAST_ROW) + 1)
