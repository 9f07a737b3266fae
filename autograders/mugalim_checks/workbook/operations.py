"""What a person does to one sheet, one operation at a time: cells, looks, rules, what is around."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.formulas import normalise
from mugalim_checks.formulas.addresses import cell_position
from mugalim_checks.states import to_plain
from mugalim_checks.workbook.places import own_address, own_range
from mugalim_checks.workbook.rules import Rule
from mugalim_checks.workbook.sheet import (
    MOST_VALIDATIONS,
    Around,
    Cell,
    Sheet,
    Validation,
    cell_of,
    covers,
    frozen_panes,
    sheet_of,
    stored,
)

_EMPTY = Cell("")
_LOOKS: Mapping[str, type] = {
    "bold": bool, "italic": bool, "format": str, "colour": str, "fill": str
}  # fmt: skip
PARTS = (*Around.__dataclass_fields__, "frozen", "validations", "widths")


def applied(sheet: Sheet, operation: Mapping[str, Any]) -> Sheet:
    """The sheet after one operation of STEPS; Failure where it cannot be done."""
    try:
        return STEPS[str(operation["op"])](sheet, operation)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise Failure("workbook.damaged") from None


def _set(sheet: Sheet, operation: Mapping[str, Any]) -> Sheet:
    """Type into one cell: {"cell", "input"}; nothing typed empties it."""
    address, text = own_address(operation.get("cell")), stored(operation.get("input"))
    return replace(sheet, cells=_with_cells(sheet, {address: _typed(sheet, address, text)}))


def _cells(sheet: Sheet, operation: Mapping[str, Any]) -> Sheet:
    """Many cells at once: {"cells": {address: what is typed, a cell's whole state, or null}}."""
    found = {
        own_address(address): _one_of_many(sheet, own_address(address), each)
        for address, each in operation["cells"].items()
    }
    return replace(sheet, cells=_with_cells(sheet, found))


def _one_of_many(sheet: Sheet, address: str, given: object) -> Cell:
    if isinstance(given, Mapping):
        return cell_of(given)
    return _typed(sheet, address, stored("" if given is None else given))


def _typed(sheet: Sheet, address: str, text: str) -> Cell:
    return replace(sheet.cells.get(address, _EMPTY), input=text)


def _with_cells(sheet: Sheet, changed: Mapping[str, Cell]) -> dict[str, Cell]:
    cells = {**sheet.cells, **changed}
    for address in changed:
        if not cells[address].input:
            del cells[address]
    return cells


def _look(sheet: Sheet, operation: Mapping[str, Any]) -> Sheet:
    """Give the filled cells of a range a look: {"range", "look": {"bold": true, …}}."""
    range_, look = own_range(operation.get("range")), operation["look"]
    if not all(isinstance(value, _LOOKS[name]) for name, value in look.items()):
        raise Failure("workbook.damaged")
    changed = {
        address: cell_of({**to_plain(cell), **look})
        for address, cell in sheet.cells.items()
        if covers(range_, *cell_position(address))
    }
    return replace(sheet, cells={**sheet.cells, **changed})


def _freeze(sheet: Sheet, operation: Mapping[str, Any]) -> Sheet:
    frozen = frozen_panes(operation.get("rows", 0), operation.get("columns", 0))
    return replace(sheet, frozen=frozen)


def _validate(sheet: Sheet, operation: Mapping[str, Any]) -> Sheet:
    """Put a rule on a range, in place of one on the very same range; no rule takes it away."""
    range_, rule = own_range(operation.get("range")), operation.get("rule")
    kept = tuple(each for each in sheet.validations if each.range != range_)
    if rule is not None:
        kept = (Validation(range_, Rule.from_state(rule)), *kept)
    if len(kept) > MOST_VALIDATIONS:
        raise Failure("workbook.damaged")
    return replace(sheet, validations=kept)


def _part(sheet: Sheet, operation: Mapping[str, Any]) -> Sheet:
    """Put one part of a sheet in place of what it was: {"part": "charts", "value": […]}."""
    name = operation["part"]
    if name not in PARTS:
        raise Failure("workbook.damaged")
    part = getattr(sheet_of({"name": "part", "cells": {}, name: operation["value"]}), name)
    if name == "formats":
        part = tuple(
            replace(each, formulas=tuple(normalise(text) for text in each.formulas))
            for each in part
        )
    return replace(sheet, **{name: part})


STEPS: Mapping[str, Callable[[Sheet, Mapping[str, Any]], Sheet]] = {
    "set": _set,
    "cells": _cells,
    "look": _look,
    "freeze": _freeze,
    "validate": _validate,
    "part": _part,
}
