"""What a person does to a whole workbook, one operation at a time: rows, columns, sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mugalim_checks.core import Failure
from mugalim_checks.formulas.addresses import parse_area
from mugalim_checks.formulas.moving import with_sheets_renamed
from mugalim_checks.formulas.shifting import Axis, Shift, shifted
from mugalim_checks.states import from_plain
from mugalim_checks.workbook.places import LAST_COLUMN, LAST_ROW, own_range
from mugalim_checks.workbook.rewriting import Rewrite, with_formulas
from mugalim_checks.workbook.sheet import Sheet, sheet_name, sheet_of
from mugalim_checks.workbook.shifts import arranged, shifted_sheet

if TYPE_CHECKING:
    from mugalim_checks.workbook.model import Workbook

Step = Callable[["Workbook", Mapping[str, Any]], "Workbook"]


def applied(workbook: Workbook, operation: Mapping[str, Any]) -> Workbook:
    """The workbook after one operation of STEPS; Failure where it cannot be done."""
    try:
        return STEPS[str(operation["op"])](workbook, operation)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, IndexError):
        raise Failure("workbook.damaged") from None


def found_sheet(workbook: Workbook, operation: Mapping[str, Any]) -> Sheet:
    """The sheet that an operation names; Failure where there is none."""
    name = str(operation.get("sheet", ""))
    sheet = workbook.sheet(name)
    if sheet is None:
        raise Failure("workbook.no_such_sheet", sheet=name[:31])
    return sheet


def _insert(workbook: Workbook, operation: Mapping[str, Any]) -> Workbook:
    """Put empty rows or columns in: {"sheet", "axis": "row", "at": before which, "count"}."""
    return _shift(workbook, operation, 1)


def _delete(workbook: Workbook, operation: Mapping[str, Any]) -> Workbook:
    """Take rows or columns out: {"sheet", "axis": "column", "at": from which on, "count"}."""
    return _shift(workbook, operation, -1)


def _shift(workbook: Workbook, operation: Mapping[str, Any], sign: int) -> Workbook:
    axis: Axis = "row" if operation["axis"] == "row" else "column"
    last = LAST_ROW if axis == "row" else LAST_COLUMN
    at, count = (_number(operation[name], 1, last) for name in ("at", "count"))
    sheet = found_sheet(workbook, operation)
    shift = Shift(sheet.name, axis, at, sign * count)

    def rewrite(formula: str) -> str:
        return shifted(formula, "", shift)

    return replace(
        workbook,
        sheets=tuple(shifted_sheet(each, shift) for each in workbook.sheets),
        names=_names(workbook, rewrite),
    )


def _arrange(workbook: Workbook, operation: Mapping[str, Any]) -> Workbook:
    """Put the rows of a range into another order: {"sheet", "range", "order": [rows]}."""
    area, order = parse_area(own_range(operation["range"])), operation["order"]
    rows = [_number(row, 1, LAST_ROW) for row in order]
    return workbook.with_sheet(arranged(found_sheet(workbook, operation), area, rows))


def _sheet(workbook: Workbook, operation: Mapping[str, Any]) -> Workbook:
    """Put a sheet in: {"at": before which, from 0, "state": its whole state}."""
    at = _number(operation["at"], 0, len(workbook.sheets))
    sheet, sheets = sheet_of(operation["state"]), workbook.sheets
    return replace(workbook, sheets=(*sheets[:at], sheet, *sheets[at:]))


def _remove(workbook: Workbook, operation: Mapping[str, Any]) -> Workbook:
    """Take a sheet out: {"sheet"}; formulas that name it say so from then on."""
    gone = found_sheet(workbook, operation)
    return replace(workbook, sheets=tuple(each for each in workbook.sheets if each is not gone))


def _move(workbook: Workbook, operation: Mapping[str, Any]) -> Workbook:
    """Give a sheet another place in the order: {"sheet", "at": from 0}."""
    sheet = found_sheet(workbook, operation)
    others = [each for each in workbook.sheets if each is not sheet]
    others.insert(_number(operation["at"], 0, len(others)), sheet)
    return replace(workbook, sheets=tuple(others))


def _rename(workbook: Workbook, operation: Mapping[str, Any]) -> Workbook:
    """Give a sheet another name: {"sheet", "name"}; formulas, charts and names follow."""
    sheet, name = found_sheet(workbook, operation), sheet_name(operation["name"])

    def rewrite(formula: str) -> str:
        old = sheet.name.casefold()
        return with_sheets_renamed(formula, lambda each: name if each.casefold() == old else each)

    named = tuple(replace(each, name=name) if each is sheet else each for each in workbook.sheets)
    return replace(
        workbook,
        sheets=tuple(with_formulas(each, rewrite) for each in named),
        names=_names(workbook, rewrite),
    )


def _about(workbook: Workbook, operation: Mapping[str, Any]) -> Workbook:
    """Put what the file says of itself in place of what it was: "properties", "names", …."""
    names = {"properties", "names", "leftovers"}
    given = {name: operation[name] for name in operation if name in names}
    found = from_plain(type(workbook).ABOUT, given)
    return replace(workbook, **{name: getattr(found, name) for name in given})


def _put(workbook: Workbook, operation: Mapping[str, Any]) -> Workbook:
    """Put a whole workbook in place of what it was: {"state"}."""
    return type(workbook).from_state(operation["state"])


def _names(workbook: Workbook, rewrite: Rewrite) -> tuple[Any, ...]:
    return tuple(
        replace(each, refers=rewrite(f"={each.refers.removeprefix('=')}")[1:])
        if each.refers
        else each
        for each in workbook.names
    )


def _number(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Failure("workbook.damaged")
    return value


STEPS: Mapping[str, Step] = {
    "insert": _insert,
    "delete": _delete,
    "arrange": _arrange,
    "sheet": _sheet,
    "remove": _remove,
    "move": _move,
    "rename": _rename,
    "about": _about,
    "put": _put,
}
