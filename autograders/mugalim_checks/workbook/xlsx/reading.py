"""The sheets of an .xlsx file as states, read by openpyxl."""

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
from mugalim_checks.formulas.inputs import constant_input, percent_input, text_input, typed_look
from mugalim_checks.formulas.moving import with_names
from mugalim_checks.formulas.tokens import stored_formula
from mugalim_checks.workbook.elements import tree
from mugalim_checks.workbook.model import MOST_CELLS, MOST_SHEETS
from mugalim_checks.workbook.places import LAST_COLUMN, LAST_ROW
from mugalim_checks.workbook.xlsx.about_reading import about_state, cells_of, comments, surroundings
from mugalim_checks.workbook.xlsx.chart_reading import drawn
from mugalim_checks.workbook.xlsx.format_reading import extended_formats, format_states, looks
from mugalim_checks.workbook.xlsx.rule_reading import extended_validations, validation_states


def state_of(archive: zipfile.ZipFile, content: bytes) -> dict[str, Any]:
    """The state of the workbook in an .xlsx file that has been looked over before."""
    reader = ExcelReader(BytesIO(content), keep_vba=False, data_only=False, keep_links=False)
    reader.read()
    names = _defined_names(reader.wb.defined_names)
    sheets = {sheet.title: sheet for sheet in reader.wb.worksheets}
    states = []
    for found, relation in list(reader.parser.find_sheets())[: MOST_SHEETS + 1]:
        part = relation.target
        if found.name in sheets:
            states.append(_whole_sheet(archive, part, sheets[found.name], names))
        elif relation.Type.endswith("/chartsheet"):
            states.append({"name": found.name, "cells": {}, **drawn(archive, part)})
    _forget_shown(states)
    return {"sheets": states, **about_state(archive, reader)}


def _whole_sheet(
    archive: zipfile.ZipFile, part: str, sheet: Worksheet, names: Mapping[str, str]
) -> dict[str, Any]:
    state = _sheet_state(sheet, names)
    raw = archive.read(part)
    root = tree(raw) if b"2009/9/main" in raw else None  # only newer programs' extensions
    state["validations"] += extended_validations(root)
    around = {
        "formats": format_states(sheet) + extended_formats(root),
        "comments": comments(archive, part, sheet),
        **surroundings(sheet),
        **drawn(archive, part),
    }
    return {**state, **{name: value for name, value in around.items() if value}}


def _forget_shown(states: list[dict[str, Any]]) -> None:
    """Leave out what a chart remembers and some cell says anyway."""
    shown = {cell["input"] for state in states for cell in state["cells"].values()}
    for state in states:
        for chart in state.get("charts", ()):
            left = [text for text in chart.pop("remembered", ()) if text_input(text) not in shown]
            if left:
                chart["remembered"] = left


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
    looks_of: dict[int, dict[str, Any]] = {}  # by the number of the style
    for cell in cells_of(sheet):
        text = _input(cell.value, cell.data_type, cell.number_format or "General", names)
        if text:
            cells[cell.coordinate] = _cell_state(cell, text, looks_of)
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
    if isinstance(value, datetime.timedelta):
        return constant_input(value / datetime.timedelta(days=1))
    return text_input(value) if isinstance(value, str) else ""


def _date_text(value: datetime.datetime | datetime.date | datetime.time) -> str:
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    has_time = isinstance(value, datetime.datetime) and (value.hour or value.minute)
    return value.strftime("%d.%m.%Y %H:%M" if has_time else "%d.%m.%Y")


def _cell_state(cell: Any, text: str, looks_of: dict[int, dict[str, Any]]) -> dict[str, Any]:
    if not cell.has_style:
        return {"input": text}
    if cell.style_id not in looks_of:
        looks_of[cell.style_id] = looks(cell)
    look = cell.number_format or "General"
    state: dict[str, Any] = {"input": text}
    if look != "General" and not _implied(look, text):
        state["format"] = look
    return {**state, **looks_of[cell.style_id]}


def _implied(look: str, text: str) -> bool:
    """Whether an input such as 12.5% already says how it looks."""
    return look == typed_look(text)


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
