"""A workbook written as an .xlsx file that looks good and shows its numbers in a preview."""

from __future__ import annotations

import datetime
import re
from io import BytesIO
from typing import Any

from mugalim_checks.formulas import Calculation, ErrorValue
from mugalim_checks.formulas.addresses import cell_position
from mugalim_checks.formulas.inputs import readable, typed_look
from mugalim_checks.formulas.tokens import for_file, is_formula
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.workbook.looks import tidied
from mugalim_checks.workbook.model import Workbook
from mugalim_checks.workbook.rules import Rule
from mugalim_checks.workbook.sheet import Cell, Sheet
from mugalim_checks.workbook.surroundings import Properties
from mugalim_checks.workbook.xlsx.around_writing import box, merge_cells, write_around

_OPERATORS = {
    "between": "between",
    "not_between": "not between",
    "equal": "==",
    "not_equal": "!=",
    "less": "<",
    "less_or_equal": "<=",
    "greater": ">",
    "greater_or_equal": ">=",
}
_KINDS = {"whole": "integer", "text_length": "length"}
_MADE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)  # one file for one state
_MOST_MESSAGE = 255
_NAME = re.compile(r"[^\W\d]\w*(?<!\d)_?")  # surely a name, and no address


def write_xlsx(workbook: Workbook) -> bytes:
    """The bytes of an .xlsx file; the same bytes for the same workbook."""
    from xlsxwriter import Workbook as File  # heavy: only where a file is made

    content = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    file = File(content, options)
    _write_properties(file, workbook.properties)
    writer = _Writer(file, workbook.calculate())
    pages = [(file.add_worksheet(sheet.name), tidied(sheet)) for sheet in workbook.sheets]
    for page, sheet in pages:
        merge_cells(page, sheet)
        writer.add(page, sheet)
        write_around(file, page, sheet, {each.name for _, each in pages})
    seen = next((page for page, sheet in pages if not sheet.hidden), None)
    if seen is not None:
        seen.activate()
        seen.set_first_sheet()
    for each in workbook.names:
        if _NAME.fullmatch(each.name) and each.refers and not each.refers.startswith("#"):
            file.define_name(each.name, f"={each.refers.removeprefix('=')}")
    file.close()
    return content.getvalue()


def _write_properties(file: Any, properties: Properties) -> None:
    file.set_properties(
        {
            "created": _MADE.replace(tzinfo=None),
            "author": properties.creator or properties.last_modified_by,
            "company": properties.company,
            "manager": properties.manager,
            "title": properties.title,
            "subject": properties.subject,
            "keywords": properties.keywords,
            "category": properties.category,
            "comments": properties.description,
        }
    )
    for own in properties.custom:
        if own.name and own.text:
            file.set_custom_property(own.name[:_MOST_MESSAGE], own.text[:_MOST_MESSAGE], "text")


class _Writer:
    """Writes sheets into one file; formats are made once."""

    def __init__(self, file: Any, calculation: Calculation) -> None:
        self._file = file
        self._calculation = calculation
        self._formats: dict[tuple[object, ...], Any] = {}

    def add(self, page: Any, sheet: Sheet) -> None:
        if any(sheet.frozen):
            page.freeze_panes(*sheet.frozen)
        for letters, width in sheet.widths.items():
            page.set_column(f"{letters}:{letters}", width)
        for address, cell in sheet.cells.items():
            self._write(page, sheet.name, address, cell)
        for validation in sheet.validations:
            _write_rule(page, validation.range, validation.rule)

    def _look(self, cell: Cell, number: str = "") -> Any:
        """The format of a cell; None where it is the ordinary one."""
        number = cell.format or number
        key = (number, cell.bold, cell.italic, cell.colour, cell.fill)
        if not any(key):
            return None
        if key not in self._formats:
            look: dict[str, Any] = {"num_format": number, "bold": cell.bold, "italic": cell.italic}
            look |= {"font_color": cell.colour, "bg_color": cell.fill}
            self._formats[key] = self._file.add_format(
                {name: value for name, value in look.items() if value}
            )
        return self._formats[key]

    def _write(self, page: Any, sheet: str, address: str, cell: Cell) -> None:
        place = tuple(number - 1 for number in cell_position(address))
        if is_formula(cell.input) and readable(cell.input):
            look = self._look(cell, self._calculation.look(sheet, address))
            self._write_formula(page, sheet, address, look)
            return
        value = cell.input if is_formula(cell.input) else typed_value(cell.input)
        if isinstance(value, bool):
            page.write_boolean(*place, value, self._look(cell))
        elif isinstance(value, float):
            page.write_number(*place, value, self._look(cell, typed_look(cell.input)))
        else:
            page.write_string(*place, str(value), self._look(cell))

    def _write_formula(self, page: Any, sheet: str, address: str, look: Any) -> None:
        value = self._calculation.value(sheet, address)
        problem = self._calculation.problem(sheet, address)
        formula = for_file(self._calculation.input(sheet, address))
        if problem and problem.id == "formula.unknown_sheet":
            formula = "=#REF!"  # a program would call the whole file broken
        row, column = (number - 1 for number in cell_position(address))
        shown = value.code if isinstance(value, ErrorValue) else value
        if self._calculation.works_on_arrays(sheet, address):
            page.write_array_formula(row, column, row, column, formula, look, shown)
        else:
            page.write_formula(row, column, formula, look, shown)


def _write_rule(page: Any, range_: str, rule: Rule) -> None:
    options: dict[str, Any] = {
        "validate": _KINDS.get(rule.type, rule.type),
        "ignore_blank": rule.blank,
        "error_message": rule.message[:_MOST_MESSAGE],
        "error_type": "warning" if rule.warns else "stop",
    }
    if rule.type == "list":
        options["source"] = rule.source or list(rule.values)
    elif rule.type == "custom":
        options["value"] = for_file(rule.formula)
    elif rule.type != "any":
        options["criteria"] = _OPERATORS[rule.operator]
        two = rule.operator in {"between", "not_between"}
        options["minimum" if two else "value"] = _limit(rule.first)
        if two:
            options["maximum"] = _limit(rule.second)
    page.data_validation(*box(range_), options)


def _limit(text: str) -> float | str:
    value = typed_value(text)
    return value if isinstance(value, float) else text
