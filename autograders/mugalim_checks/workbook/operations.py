"""What a person does to a sheet, one operation at a time, and a sheet's translation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.formulas.moving import with_sheets_renamed
from mugalim_checks.workbook.places import own_address, own_range, reference
from mugalim_checks.workbook.rules import Rule
from mugalim_checks.workbook.sheet import (
    MOST_VALIDATIONS,
    Cell,
    Sheet,
    Validation,
    frozen_panes,
    stored,
)
from mugalim_checks.workbook.surroundings import Axis, Chart, ConditionalFormat, Series

_EMPTY = Cell("")


def checked(operation: object) -> Mapping[str, Any]:
    """An operation of a known name; Failure where it is none."""
    if not isinstance(operation, Mapping) or str(operation.get("op")) not in _STEPS:
        raise Failure("workbook.damaged")
    return operation


def applied(sheet: Sheet, operation: Mapping[str, Any]) -> Sheet:
    """The sheet after one checked operation; Failure where it cannot be done."""
    return _STEPS[str(operation["op"])](sheet, operation)


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


_STEPS = {"set": _set, "freeze": _freeze, "validate": _validate}


def translated(sheet: Sheet, lookup: Callable[[str], str]) -> Sheet:
    """The sheet with every text looked up: cells, its name, lists and messages, charts."""

    def text(words: str) -> str:
        if not words:
            return words
        return with_sheets_renamed(words, lookup) if words.startswith("=") else lookup(words)

    return replace(
        sheet,
        name=lookup(sheet.name),
        cells={a: replace(cell, input=text(cell.input)) for a, cell in sheet.cells.items()},
        validations=tuple(
            replace(each, rule=_translated_rule(each.rule, text)) for each in sheet.validations
        ),
        formats=tuple(_translated_format(each, text) for each in sheet.formats),
        charts=tuple(_translated_chart(each, text) for each in sheet.charts),
        comments=tuple(replace(each, text=text(each.text)) for each in sheet.comments),
    )


def _translated_rule(rule: Rule, text: Callable[[str], str]) -> Rule:
    return replace(
        rule,
        values=tuple(text(value) for value in rule.values),
        message=text(rule.message),
    )


def _translated_format(format_: ConditionalFormat, text: Callable[[str], str]) -> ConditionalFormat:
    formulas = (text(each) if each.startswith("=") else each for each in format_.formulas)
    return replace(format_, formulas=tuple(formulas))


def _translated_chart(chart: Chart, text: Callable[[str], str]) -> Chart:
    def moved(cells: str) -> str:
        return reference(text(f"={cells}")) if cells else ""

    series = tuple(
        Series(text(each.name), moved(each.name_cell), moved(each.categories), moved(each.values))
        for each in chart.series
    )
    return replace(
        chart,
        title=text(chart.title),
        across=_translated_axis(chart.across, text),
        up=_translated_axis(chart.up, text),
        series=series,
        alt=text(chart.alt) if chart.alt else chart.alt,
        remembered=(),
    )


def _translated_axis(axis: Axis, text: Callable[[str], str]) -> Axis:
    return replace(axis, title=text(axis.title))
