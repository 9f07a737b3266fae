"""A workbook as data: sheets of typed inputs, with what surrounds them; never changed in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.formulas import Calculation, normalise
from mugalim_checks.formulas.addresses import LAST_COLUMN as LAST_COLUMN_OF_FILES
from mugalim_checks.formulas.addresses import LAST_ROW as LAST_ROW_OF_FILES
from mugalim_checks.formulas.addresses import (
    cell_address,
    cell_position,
    column_letters,
    parse_area,
)
from mugalim_checks.formulas.inputs import percent_input
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.workbook_rules import Rule

MOST_SHEETS = 20
MOST_CELLS = 20_000  # of a workbook
MOST_VALIDATIONS = 200  # of a sheet
LAST_ROW = 5_000
LAST_COLUMN = 256
LONGEST_INPUT = 8_192
LONGEST_NAME = 31  # of a sheet, as in Excel
_LOOK = re.compile(r"[#0][#0,. ]{0,20}%?")  # number formats that are kept
_FORBIDDEN = frozenset("[]:*?/\\")


@dataclass(frozen=True)
class Cell:
    """What was typed into a cell, in its stored form, and how it looks."""

    input: str
    format: str = ""  # a number format such as "0.0"; "" is the general one
    bold: bool = False


@dataclass(frozen=True)
class Validation:
    """A rule for a range such as "C2:N41"."""

    range: str
    rule: Rule


@dataclass(frozen=True)
class Sheet:
    """One sheet: cells by address, frozen rows and columns, rules, widths of columns by letter."""

    name: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    frozen: tuple[int, int] = (0, 0)
    validations: tuple[Validation, ...] = ()
    widths: Mapping[str, float] = field(default_factory=dict)

    def input(self, address: str) -> str:
        """What stands in a cell; "" where it is empty."""
        cell = self.cells.get(address)
        return cell.input if cell else ""


@dataclass(frozen=True)
class Workbook:
    """Sheets in order; every change gives a new workbook."""

    sheets: tuple[Sheet, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(sheet.cells for sheet in self.sheets)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, in any case of letters."""
        wanted = name.casefold()
        return next((each for each in self.sheets if each.name.casefold() == wanted), None)

    @classmethod
    def from_state(cls, state: object) -> Workbook:
        """The workbook that `to_state` gave; Failure where it is none or too large."""
        try:
            sheets = tuple(_sheet(each) for each in state["sheets"])  # type: ignore[index]  # caught below
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Failure("workbook.damaged") from None
        workbook = cls(sheets)
        _check_limits(workbook)
        return workbook

    def to_state(self) -> dict[str, Any]:
        """The workbook as plain JSON values."""
        return {"sheets": [_sheet_state(sheet) for sheet in self.sheets]}

    def calculate(self) -> Calculation:
        """The values of all cells, ready for further changes."""
        return Calculation(
            {
                sheet.name: {address: cell.input for address, cell in sheet.cells.items()}
                for sheet in self.sheets
            }
        )

    def apply(self, operation: Mapping[str, Any]) -> Workbook:
        """The workbook after an operation: set, freeze or validate; Failure where it cannot be."""
        from mugalim_checks.workbook_operations import apply

        return apply(self, operation)

    def translated(self, lookup: Callable[[str], str]) -> Workbook:
        """The workbook with its texts and sheets' names looked up; formulas follow."""
        from mugalim_checks.workbook_operations import translated

        return translated(self, lookup)

    def to_xlsx(self) -> bytes:
        """An .xlsx file with the values of formulas in it, so that a preview shows them."""
        from mugalim_checks.workbook_writing import write

        return write(self)

    def with_sheet(self, changed: Sheet) -> Workbook:
        """The workbook with the sheet of that name replaced."""
        name = changed.name.casefold()
        return replace(
            self,
            sheets=tuple(
                changed if sheet.name.casefold() == name else sheet for sheet in self.sheets
            ),
        )


def own_address(address: object) -> str:
    """An address in its one form ("$b$7" is "B7"); Failure outside of what a sheet may hold."""
    try:
        row, column = cell_position(str(address))
    except ValueError:
        raise Failure("workbook.no_such_cell", cell=str(address)[:20]) from None
    if row > LAST_ROW or column > LAST_COLUMN:
        raise Failure("workbook.no_such_cell", cell=str(address)[:20])
    return cell_address(row, column)


def own_range(text: object) -> str:
    """A range in its one form ("$c$2:c2" is "C2", a whole column "P:P"); Failure for no range."""
    try:
        area = parse_area(str(text).upper())
    except ValueError:
        raise Failure("workbook.no_such_cell", cell=str(text)[:20]) from None
    if (area.top, area.bottom) == (1, LAST_ROW_OF_FILES):
        return f"{column_letters(area.left)}:{column_letters(area.right)}"
    if (area.left, area.right) == (1, LAST_COLUMN_OF_FILES):
        return f"{area.top}:{area.bottom}"
    first, last = cell_address(area.top, area.left), cell_address(area.bottom, area.right)
    return first if first == last else f"{first}:{last}"


def stored(text: object) -> str:
    """An input in its stored form; Failure where it is too long."""
    if not isinstance(text, str):
        raise Failure("workbook.damaged")
    if len(text) > LONGEST_INPUT:
        raise Failure("workbook.too_long", most=LONGEST_INPUT)
    return normalise(text)


def _check_limits(workbook: Workbook) -> None:
    names = [sheet.name.casefold() for sheet in workbook.sheets]
    if not names or len(names) > MOST_SHEETS or len(set(names)) < len(names):
        raise Failure("workbook.damaged")
    if sum(len(sheet.cells) for sheet in workbook.sheets) > MOST_CELLS:
        raise Failure("workbook.too_many_cells", most=MOST_CELLS)


def check_size(workbook: Workbook) -> Workbook:
    """The workbook; Failure where it holds more than it may."""
    _check_limits(workbook)
    return workbook


def _sheet(state: Mapping[str, Any]) -> Sheet:
    rows, columns = state.get("frozen") or (0, 0)
    validations = [
        Validation(own_range(each["range"]), Rule.from_state(each["rule"]))
        for each in state.get("validations", ())
    ]
    cells = {own_address(address): _cell(each) for address, each in state["cells"].items()}
    widths = {str(letters): float(width) for letters, width in state.get("widths", {}).items()}
    return Sheet(
        _sheet_name(state["name"]),
        {address: cell for address, cell in cells.items() if cell.input},
        frozen_panes(rows, columns),
        tuple(validations[:MOST_VALIDATIONS]),
        {letters: own_width(width) for letters, width in widths.items() if 1 <= width <= 255},
    )


def frozen_panes(rows: object, columns: object) -> tuple[int, int]:
    """Frozen rows and columns; Failure where they are no such numbers."""
    for number, most in ((rows, LAST_ROW), (columns, LAST_COLUMN)):
        if not isinstance(number, int) or not 0 <= number < most:
            raise Failure("workbook.damaged")
    return int(rows), int(columns)  # type: ignore[call-overload]  # checked above


def _sheet_name(name: object) -> str:
    if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_NAME or set(name) & _FORBIDDEN:
        raise Failure("workbook.damaged")
    return name


def _cell(state: Mapping[str, Any]) -> Cell:
    text, look = stored(state["input"]), str(state.get("format", ""))
    value = typed_value(text)
    if "%" in look and isinstance(value, float) and not text.endswith("%"):
        text, look = percent_input(value), ""
    known = _LOOK.fullmatch(look) is not None and not (text.endswith("%") and "%" not in look)
    return Cell(text, look if known else "", state.get("bold") is True)


def own_width(width: float) -> float:
    """A column's width in characters, on the grid of screen points that files keep."""
    return round(int(width * 7 + 0.5) / 7, 2)


def _cell_state(cell: Cell) -> dict[str, Any]:
    state: dict[str, Any] = {"input": cell.input}
    if cell.format:
        state["format"] = cell.format
    return {**state, "bold": True} if cell.bold else state


def _sheet_state(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "cells": {address: _cell_state(cell) for address, cell in sheet.cells.items()},
        "frozen": list(sheet.frozen),
        "validations": [
            {"range": each.range, "rule": each.rule.to_state()} for each in sheet.validations
        ],
        "widths": dict(sheet.widths),
    }
