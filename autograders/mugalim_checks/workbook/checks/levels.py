"""The check of a register's levels: a rule on thresholds that stand in cells."""

from __future__ import annotations

from collections.abc import Iterator

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas import Calculation, ErrorValue, Value
from mugalim_checks.formulas.addresses import cell_address, column_number
from mugalim_checks.formulas.inputs import constant_input
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.workbook.checks.averages import refuse_unknown
from mugalim_checks.workbook.checks.register import Plan, Register, register

_STEP = 0.5  # marks; both ends are tried, so any threshold between them shows
_FAR = 10.0  # what is added to every threshold, so that no average reaches it


@check(takes=Plan)
def level_uses_threshold_cells(workbook: object, **parameters: object) -> None:
    """Every level follows from the average by thresholds in cells, none of them in the formula.

    Tried out: the level must differ between the lowest and the highest average; with all
    threshold cells far away it must be the same for every average.
    """
    found = register(workbook, parameters)
    failures: dict[int, tuple[str, dict[str, object]]] = {}
    rows = [row for row in found.rows if is_formula(found.sheet.input(found.level(row)))]
    for row in set(found.rows) - set(rows):
        failures[row] = ("workbook.level_missing", {})
    if rows:
        failures |= _tried_out(found, rows)
    if failures:
        _tell(found, failures)


def _tell(found: Register, failures: dict[int, tuple[str, dict[str, object]]]) -> None:
    row = min(failures)
    message, values = failures[row]
    total = len(found.rows)
    done = total - len(failures)
    everything: dict[str, object] = {
        **values,
        "row": row,
        "cell": found.level(row),
        "average": found.average(row),
        "done": done,
        "rows": total,
    }
    raise Failure(message, earned=done / total, **everything)


def _tried_out(found: Register, rows: list[int]) -> dict[int, tuple[str, dict[str, object]]]:
    """The rows whose level does not follow from thresholds in cells, with what to say."""
    calculation = found.calculation()
    before = _levels(found, calculation, rows)
    thresholds = {row: dict(_thresholds(found, row)) for row in rows}
    for place, value in {
        place: each[place] for each in thresholds.values() for place in each
    }.items():
        calculation.set(*place, constant_input(value + _FAR))
    after = _levels(found, calculation, rows)
    failures: dict[int, tuple[str, dict[str, object]]] = {}
    for row in rows:
        if not _varies(before[row]):
            refuse_unknown(calculation, found, found.level(row))
            failures[row] = _never_changes(found, row)
        elif not thresholds[row] or _varies(after[row]):
            failures[row] = ("workbook.level_typed_threshold", {})
    return failures


def _never_changes(found: Register, row: int) -> tuple[str, dict[str, object]]:
    for reference in found.reads(found.level(row)):
        area = reference.area
        if area.size == 1 and not any(found.inputs(area)) and "$" not in reference.text:
            return "workbook.level_empty_threshold", {"threshold": reference.text}
    return "workbook.level_never_changes", {}


def _varies(levels: list[Value]) -> bool:
    return len({str(level) for level in levels if not isinstance(level, ErrorValue)}) > 1


def _levels(found: Register, calculation: Calculation, rows: list[int]) -> dict[int, list[Value]]:
    """Each pupil's level for averages from the lowest to the highest; all is put back."""
    name = found.sheet.name
    cells = [cell for row in rows for cell in _steering(found, row)]
    kept = {cell: calculation.input(name, cell) for cell in cells}
    low, high = found.plan.allowed
    levels: dict[int, list[Value]] = {row: [] for row in rows}
    for step in range(round((high - low) / _STEP) + 1):
        text = constant_input(round(low + step * _STEP, 2))
        calculation.put(name, dict.fromkeys(cells, text))
        for row in rows:
            levels[row].append(calculation.value(name, found.level(row)))
    calculation.put(name, kept)
    return levels


def _steering(found: Register, row: int) -> tuple[str, ...]:
    """The cells by which a level is moved: its average, or the marks where it reads those."""
    average = found.average(row)
    read = {
        cell_address(*cell)
        for reference in found.reads(found.level(row))
        if reference.area.size <= 300
        for cell in reference.area.cells()
    }
    return (average,) if average in read else found.marks(row)


def _thresholds(found: Register, row: int) -> Iterator[tuple[tuple[str, str], float]]:
    """The typed numbers that a level reads outside of the pupils' own cells."""
    pupils = set(found.rows)
    for reference in found.trace(found.level(row)):
        area = reference.area
        for address, text in found.inputs(area):
            value = typed_value(text)
            digits = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            letters = address[: -len(digits)]
            own = area.sheet.casefold() == found.sheet.name.casefold() and int(digits) in pupils
            from_table = own and (
                letters in (found.plan.average_column, found.plan.name_column)
                or column_number(letters) in found.mark_columns
            )
            if isinstance(value, float) and not from_table:
                yield (area.sheet, address), value
