"""A workbook written as an .xlsx file that looks good and shows its numbers in a preview."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

from mugalim_checks.formulas import Calculation, ErrorValue
from mugalim_checks.formulas.addresses import LAST_COLUMN, LAST_ROW, cell_position, parse_area
from mugalim_checks.formulas.inputs import percent_look, readable
from mugalim_checks.formulas.tokens import for_file, is_formula
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.workbook_looks import tidied
from mugalim_checks.workbook_model import Cell, Sheet, Workbook
from mugalim_checks.workbook_rules import Rule

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


def write(workbook: Workbook) -> bytes:
    """The bytes of an .xlsx file; the same bytes for the same workbook."""
    from xlsxwriter import Workbook as File  # heavy: only where a file is made

    workbook = tidied(workbook)
    content = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    file = File(content, options)
    file.set_properties({"created": _MADE.replace(tzinfo=None)})
    writer = _Writer(file, workbook.calculate())
    for sheet in workbook.sheets:
        writer.add(sheet)
    file.close()
    return content.getvalue()


class _Writer:
    """Writes sheets into one file; formats are made once."""

    def __init__(self, file: Any, calculation: Calculation) -> None:
        self._file = file
        self._calculation = calculation
        self._formats: dict[tuple[str, bool], Any] = {}

    def add(self, sheet: Sheet) -> None:
        page = self._file.add_worksheet(sheet.name)
        if any(sheet.frozen):
            page.freeze_panes(*sheet.frozen)
        for letters, width in sheet.widths.items():
            page.set_column(f"{letters}:{letters}", width)
        for address, cell in sheet.cells.items():
            self._write(page, sheet.name, address, cell)
        for validation in sheet.validations:
            _write_rule(page, validation.range, validation.rule)

    def _format(self, number: str, bold: bool) -> Any:
        if (number, bold) not in self._formats:
            look = {"num_format": number} if number else {}
            self._formats[(number, bold)] = self._file.add_format({**look, "bold": bold})
        return self._formats[(number, bold)]

    def _write(self, page: Any, sheet: str, address: str, cell: Cell) -> None:
        place = tuple(number - 1 for number in cell_position(address))
        look = self._format(cell.format, cell.bold) if cell.format or cell.bold else None
        if is_formula(cell.input) and readable(cell.input):
            self._write_formula(page, sheet, address, look)
            return
        value = cell.input if is_formula(cell.input) else typed_value(cell.input)
        if isinstance(value, bool):
            page.write_boolean(*place, value, look)
        elif isinstance(value, float):
            page.write_number(*place, value, self._number_look(cell))
        else:
            page.write_string(*place, str(value), look)

    def _number_look(self, cell: Cell) -> Any:
        if not cell.input.endswith("%"):
            return self._format(cell.format, cell.bold) if cell.format or cell.bold else None
        return self._format(cell.format or percent_look(cell.input), cell.bold)

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
    area = parse_area(range_)
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
    bottom, right = min(area.bottom, LAST_ROW), min(area.right, LAST_COLUMN)
    page.data_validation(area.top - 1, area.left - 1, bottom - 1, right - 1, options)


def _limit(text: str) -> float | str:
    value = typed_value(text)
    return value if isinstance(value, float) else text
