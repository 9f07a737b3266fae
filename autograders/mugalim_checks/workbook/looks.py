"""How a sheet looks in a file where nobody has said: bold headings, columns wide enough."""

from __future__ import annotations

from dataclasses import replace

from mugalim_checks.formulas.addresses import cell_position, column_letters
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.workbook.sheet import Sheet, own_width

_WIDE_ENOUGH = 8  # characters that fit a column as programs make it
_WIDEST = 40.0


def tidied(sheet: Sheet) -> Sheet:
    """The sheet with widths for columns that have none, and a bold header if nothing is bold."""
    return replace(_with_bold_header(sheet), widths={**_widths(sheet), **sheet.widths})


def _widths(sheet: Sheet) -> dict[str, float]:
    longest: dict[int, int] = {}
    for address, cell in sheet.cells.items():
        if not is_formula(cell.input):
            column = cell_position(address)[1]
            lines = cell.input.removeprefix("'").split("\n")
            longest[column] = max(longest.get(column, 0), *map(len, lines))
    return {
        column_letters(column): own_width(min(length + 2.0, _WIDEST))
        for column, length in sorted(longest.items())
        if length > _WIDE_ENOUGH
    }


def _with_bold_header(sheet: Sheet) -> Sheet:
    if any(cell.bold for cell in sheet.cells.values()):
        return sheet
    first = {
        address: cell for address, cell in sheet.cells.items() if cell_position(address)[0] == 1
    }
    words = [isinstance(typed_value(cell.input), str) for cell in first.values()]
    if len(first) < 2 or not all(words) or any(is_formula(cell.input) for cell in first.values()):
        return sheet
    bold = {address: replace(cell, bold=True) for address, cell in first.items()}
    return replace(sheet, cells={**sheet.cells, **bold})
