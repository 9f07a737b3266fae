"""What a person does to a workbook, one operation at a time, and its translation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.formulas.moving import with_sheets_renamed
from mugalim_checks.workbook_model import (
    MOST_VALIDATIONS,
    Cell,
    Sheet,
    Validation,
    Workbook,
    check_size,
    frozen_panes,
    own_address,
    own_range,
    stored,
)
from mugalim_checks.workbook_rules import Rule

_EMPTY = Cell("")


def apply(workbook: Workbook, operation: Mapping[str, Any]) -> Workbook:
    """The workbook after one operation; Failure where it is none or cannot be done."""
    steps = {"set": _set, "freeze": _freeze, "validate": _validate}
    step = steps.get(str(operation.get("op"))) if isinstance(operation, Mapping) else None
    if step is None:
        raise Failure("workbook.damaged")
    sheet = workbook.sheet(str(operation.get("sheet", "")))
    if sheet is None:
        raise Failure("workbook.no_such_sheet", sheet=str(operation.get("sheet", ""))[:31])
    return check_size(workbook.with_sheet(step(sheet, operation)))


def _set(sheet: Sheet, operation: Mapping[str, Any]) -> Sheet:
    address, text = own_address(operation.get("cell")), stored(operation.get("input"))
    cells = dict(sheet.cells)
    if text:
        cells[address] = replace(cells.get(address, _EMPTY), input=text)
    else:
        cells.pop(address, None)
    return replace(sheet, cells=cells)


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


def translated(workbook: Workbook, lookup: Callable[[str], str]) -> Workbook:
    """The workbook with every text looked up: cells, sheets' names, lists and their messages."""
    return replace(
        workbook, sheets=tuple(_translated_sheet(sheet, lookup) for sheet in workbook.sheets)
    )


def _translated_sheet(sheet: Sheet, lookup: Callable[[str], str]) -> Sheet:
    def text(words: str) -> str:
        return with_sheets_renamed(words, lookup) if words.startswith("=") else lookup(words)

    cells = {
        address: replace(cell, input=text(cell.input)) for address, cell in sheet.cells.items()
    }
    validations = tuple(
        replace(each, rule=_translated_rule(each.rule, text)) for each in sheet.validations
    )
    return replace(sheet, name=lookup(sheet.name), cells=cells, validations=validations)


def _translated_rule(rule: Rule, text: Callable[[str], str]) -> Rule:
    return replace(
        rule,
        values=tuple(text(value) if value else value for value in rule.values),
        message=text(rule.message) if rule.message else "",
    )
