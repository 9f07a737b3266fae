"""Where something stands in a workbook: addresses, ranges and references in their one form."""

from __future__ import annotations

from collections.abc import Iterable

from mugalim_checks.core import Failure
from mugalim_checks.formulas.addresses import LAST_COLUMN as LAST_COLUMN_OF_FILES
from mugalim_checks.formulas.addresses import LAST_ROW as LAST_ROW_OF_FILES
from mugalim_checks.formulas.addresses import (
    Area,
    cell_address,
    cell_position,
    column_letters,
    parse_area,
)
from mugalim_checks.formulas.moving import quoted, unquoted

LAST_ROW = 5_000
LAST_COLUMN = 256


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
    return range_of(area)


def range_of(area: Area) -> str:
    """The range of an area, without its sheet."""
    if (area.top, area.bottom) == (1, LAST_ROW_OF_FILES):
        return f"{column_letters(area.left)}:{column_letters(area.right)}"
    if (area.left, area.right) == (1, LAST_COLUMN_OF_FILES):
        return f"{area.top}:{area.bottom}"
    first, last = cell_address(area.top, area.left), cell_address(area.bottom, area.right)
    return first if first == last else f"{first}:{last}"


def reference(text: str) -> str:
    """One area on a named sheet in its one form, "Marks!B2:B4"; "" where it is none."""
    area = area_of(text)
    return f"{quoted(area.sheet)}!{range_of(area)}" if area else ""


def area_of(text: str) -> Area | None:
    """The area that a reference such as "'Two words'!$B$2:$B$4" names; None where it is none."""
    sheet, mark, cells = text.removeprefix("=").rpartition("!")
    try:
        area = parse_area(cells.upper(), unquoted(sheet))
    except ValueError:
        return None
    return area if mark and area.sheet else None


def ranges(rows_and_columns: set[tuple[int, int]]) -> list[str]:
    """The ranges that together are these cells (row, column): runs in a row, then equal rows."""
    runs: dict[tuple[int, int], list[tuple[int, int]]] = {}  # (left, right) -> (top, bottom) each
    for row, left, right in _runs(sorted(rows_and_columns)):
        blocks = runs.setdefault((left, right), [])
        if blocks and blocks[-1][1] == row - 1:
            blocks[-1] = (blocks[-1][0], row)
        else:
            blocks.append((row, row))
    return [
        range_of(Area("", top, left, bottom, right))
        for (left, right), blocks in runs.items()
        for top, bottom in blocks
    ]


def _runs(cells: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Neighbouring cells of a row together: (row, left, right)."""
    found: list[tuple[int, int, int]] = []
    for row, column in cells:
        if found and found[-1][0] == row and found[-1][2] == column - 1:
            found[-1] = (row, found[-1][1], column)
        else:
            found.append((row, column, column))
    return found


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers together, as (first, last)."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
