"""An .xlsx file as a workbook's state; runs only inside the limited process of `opening`."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from mugalim_checks.core import Failure
from mugalim_checks.formulas.addresses import cell_address, parse_area
from mugalim_checks.formulas.inputs import constant_input, percent_input, percent_look, text_input
from mugalim_checks.formulas.moving import with_names
from mugalim_checks.formulas.tokens import stored_formula
from mugalim_checks.workbook_model import LAST_COLUMN, LAST_ROW, MOST_CELLS, MOST_SHEETS
from mugalim_checks.workbook_rule_reading import extended_validations, validation_states


def state_of(archive: zipfile.ZipFile, content: bytes) -> dict[str, Any]:
    """The state of the workbook in a file that has passed `open_zip`."""
    reader = ExcelReader(BytesIO(content), keep_vba=False, data_only=False, keep_links=False)
    reader.read()
    names = _defined_names(reader.wb.defined_names)
    sheets = reader.wb.worksheets
    if not sheets or len(sheets) > MOST_SHEETS:
        raise Failure("file.too_many_sheets", most=MOST_SHEETS)
    parts = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
    states = []
    for sheet in sheets:
        state = _sheet_state(sheet, names)
        raw = archive.read(parts[sheet.title])
        state["validations"] += extended_validations(raw)
        states.append(state)
    if sum(len(state["cells"]) for state in states) > MOST_CELLS:
        raise Failure("file.too_many_cells", most=MOST_CELLS)
    return {"sheets": states}


def _defined_names(defined: Mapping[str, Any]) -> dict[str, str]:
    """Names of single areas, such as Threshold for Marks!$R$1."""
    names = {}
    for name, definition in defined.items():
        text = definition.attr_text or ""
        try:
            parse_area(text.rpartition("!")[2])
        except ValueError:
            continue
        names[name.casefold()] = text
    return names


def _sheet_state(sheet: Worksheet, names: Mapping[str, str]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for row in sheet.iter_rows(max_row=min(sheet.max_row, LAST_ROW)):
        for cell in row[:LAST_COLUMN]:
            for address, text in _inputs(cell, names):
                cells[address] = _cell_state(cell, text)
            if len(cells) > MOST_CELLS:
                raise Failure("file.too_many_cells", most=MOST_CELLS)
    for address, text in _spilled(sheet, names):
        if address in cells:
            cells[address]["input"] = text
    return {
        "name": sheet.title,
        "cells": cells,
        "frozen": _frozen(sheet),
        "validations": validation_states(sheet.data_validations.dataValidation),
        "widths": dict(_widths(sheet)),
    }


def _inputs(cell: Any, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The cell's address with its input, if it holds anything."""
    text = _input(cell.value, cell.data_type, cell.number_format or "General", names)
    if text:
        yield cell.coordinate, text


def _input(value: object, kind: str, look: str, names: Mapping[str, str]) -> str:
    if isinstance(value, ArrayFormula):
        return with_names(stored_formula(str(value.text or "")), names)
    if kind == "f":
        text = str(value)
        return with_names(stored_formula(text), names) if len(text) > 1 else ""
    if kind == "e":
        return f"={value}"
    if isinstance(value, bool):
        return constant_input(value)
    if isinstance(value, int | float):
        number = float(value)
        return percent_input(number) if "%" in look else constant_input(number)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _date_text(value)
    return text_input(value) if isinstance(value, str) else ""


def _date_text(value: datetime.datetime | datetime.date | datetime.time) -> str:
    if isinstance(value, datetime.time):
        return text_input(value.strftime("%H:%M"))
    has_time = isinstance(value, datetime.datetime) and (value.hour or value.minute)
    return text_input(value.strftime("%d.%m.%Y %H:%M" if has_time else "%d.%m.%Y"))


def _cell_state(cell: Any, text: str) -> dict[str, Any]:
    look = cell.number_format or "General"
    state: dict[str, Any] = {"input": text}
    if look != "General" and not _implied(look, text):
        state["format"] = look
    if cell.font is not None and cell.font.b:
        state["bold"] = True
    return state


def _implied(look: str, text: str) -> bool:
    """Whether an input such as 12.5% already says how it looks."""
    return text.endswith("%") and not text.startswith("=") and look == percent_look(text)


def _spilled(sheet: Worksheet, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The other cells of array formulas that fill several cells: each its part of the result."""
    for reference in sheet.array_formulae.values():
        area = parse_area(str(reference))
        head = sheet.cell(area.top, area.left).value
        if area.size == 1 or area.size > MOST_CELLS or not isinstance(head, ArrayFormula):
            continue
        formula = _input(head, "f", "General", names)[1:]
        for row, column in area.cells():
            if (row, column) != (area.top, area.left):
                down, right = row - area.top + 1, column - area.left + 1
                yield cell_address(row, column), f"=INDEX({formula},{down},{right})"


def _frozen(sheet: Worksheet) -> list[int]:
    pane = sheet.sheet_view.pane
    if pane is None or pane.state not in ("frozen", "frozenSplit"):
        return [0, 0]
    rows, columns = int(pane.ySplit or 0), int(pane.xSplit or 0)
    return [min(rows, LAST_ROW - 1), min(columns, LAST_COLUMN - 1)]


def _widths(sheet: Worksheet) -> Iterator[tuple[str, float]]:
    """Widths that the file sets, in characters of the ordinary font."""
    for dimension in sheet.column_dimensions.values():
        if not dimension.customWidth or dimension.width is None:
            continue
        first, last = dimension.min or 0, min(dimension.max or 0, LAST_COLUMN)
        if last - first > LAST_COLUMN // 2:
            continue
        width = max(0.0, (round(dimension.width * 7) - 5) / 7)
        for number in range(first, last + 1):
            yield get_column_letter(number), round(width, 2)
