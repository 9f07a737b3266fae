"""Functions that look something up in a table."""

from __future__ import annotations

from collections.abc import Sequence

from mugalim_checks.formulas.arguments import Function, matches, single, table
from mugalim_checks.formulas.values import (
    NOT_AVAILABLE,
    REFERENCE,
    VALUE,
    Array,
    ErrorValue,
    FormulaError,
    Operand,
    Value,
    compare,
    to_bool,
    to_integer,
)

Arguments = Sequence[Operand]


def _kind(value: Value) -> type:
    return type(value)


def _wanted(operand: Operand) -> Value:
    value = single(operand)
    if isinstance(value, ErrorValue):
        raise FormulaError(value)
    return 0.0 if value is None else value


def _equal(wanted: Value, value: Value, patterns: bool) -> bool:
    if patterns and isinstance(wanted, str) and isinstance(value, str):
        return matches(wanted, value)
    return _kind(wanted) is _kind(value) and compare(wanted, value) == 0


def _exact(wanted: Value, values: Sequence[Value], patterns: bool = True) -> int | None:
    for position, value in enumerate(values):
        if _equal(wanted, value, patterns):
            return position
    return None


def _sorted(wanted: Value, values: Sequence[Value], direction: int) -> int | None:
    """The last position not past the wanted value, in values sorted up (1) or down (-1)."""
    found = None
    for position, value in enumerate(values):
        if _kind(value) is not _kind(wanted):
            continue
        if compare(value, wanted) * direction > 0:
            break
        found = position
    return found


def _nearest(wanted: Value, values: Sequence[Value], direction: int) -> int | None:
    """The position of the next smaller (-1) or next larger (1) value, in any order."""
    found: int | None = None
    for position, value in enumerate(values):
        if _kind(value) is not _kind(wanted) or compare(value, wanted) * direction < 0:
            continue
        if found is None or compare(value, values[found]) * direction < 0:
            found = position
    return found


def _lookup(arguments: Arguments, across: bool) -> Operand:
    wanted, cells = _wanted(arguments[0]), table(arguments[1])
    index = to_integer(single(arguments[2])) - 1
    near = to_bool(single(arguments[3])) if len(arguments) > 3 else True
    if index < 0:
        raise FormulaError(VALUE)
    if index >= (cells.height if across else cells.width):
        raise FormulaError(REFERENCE)
    keys = cells.rows[0] if across else [row[0] for row in cells.rows]
    position = _sorted(wanted, keys, 1) if near else _exact(wanted, keys)
    if position is None:
        raise FormulaError(NOT_AVAILABLE)
    return cells.at(index, position) if across else cells.at(position, index)


def _match(arguments: Arguments) -> Operand:
    wanted, cells = _wanted(arguments[0]), table(arguments[1])
    how = to_integer(single(arguments[2])) if len(arguments) > 2 else 1
    if cells.height > 1 and cells.width > 1:
        raise FormulaError(NOT_AVAILABLE)
    values = cells.values()
    position = _exact(wanted, values) if how == 0 else _sorted(wanted, values, how)
    if position is None:
        raise FormulaError(NOT_AVAILABLE)
    return float(position + 1)


def _index(arguments: Arguments) -> Operand:
    cells = table(arguments[0])
    row = to_integer(single(arguments[1]))
    column = to_integer(single(arguments[2])) if len(arguments) > 2 else None
    if column is None:
        row, column = (row, 0) if cells.height > 1 or cells.width == 1 else (0, row)
    if not (0 <= row <= cells.height and 0 <= column <= cells.width):
        raise FormulaError(REFERENCE)
    rows = cells.rows if row == 0 else cells.rows[row - 1 : row]
    picked = tuple(each if column == 0 else each[column - 1 : column] for each in rows)
    return picked[0][0] if len(picked) == len(picked[0]) == 1 else Array(picked)


def _xlookup(arguments: Arguments) -> Operand:
    wanted, keys, results = _wanted(arguments[0]), table(arguments[1]), table(arguments[2])
    how = to_integer(single(arguments[4])) if len(arguments) > 4 else 0
    backwards = len(arguments) > 5 and to_integer(single(arguments[5])) < 0
    upright = keys.width == 1
    if (keys.height, 1)[not upright] != (results.height if upright else 1) or (
        not upright and (keys.height != 1 or keys.width != results.width)
    ):
        raise FormulaError(VALUE)
    position = _found(wanted, keys.values(), how, backwards)
    if position is None:
        if len(arguments) > 3 and arguments[3] is not None:
            return arguments[3]
        raise FormulaError(NOT_AVAILABLE)
    row = results.rows[position] if upright else tuple(row[position] for row in results.rows)
    return row[0] if len(row) == 1 else Array((row,) if upright else tuple((v,) for v in row))


def _found(wanted: Value, values: Sequence[Value], how: int, backwards: bool) -> int | None:
    ordered = values[::-1] if backwards else values
    position = _exact(wanted, ordered, patterns=how == 2)
    if position is None and how in (-1, 1):
        position = _nearest(wanted, ordered, how)
    if position is None:
        return None
    return len(values) - 1 - position if backwards else position


def _place(arguments: Arguments, rows: bool) -> Operand:
    cells = arguments[0]
    if not isinstance(cells, Array) or cells.area is None:
        raise FormulaError(VALUE)
    return float(cells.area.top if rows else cells.area.left)


FUNCTIONS = {
    "VLOOKUP": Function(lambda args: _lookup(args, across=False), 3, 4),
    "HLOOKUP": Function(lambda args: _lookup(args, across=True), 3, 4),
    "MATCH": Function(_match, 2, 3),
    "INDEX": Function(_index, 2, 3),
    "XLOOKUP": Function(_xlookup, 3, 6),
    "ROW": Function(lambda args: _place(args, rows=True), 1, 1),
    "COLUMN": Function(lambda args: _place(args, rows=False), 1, 1),
    "ROWS": Function(lambda args: float(table(args[0]).height), 1, 1),
    "COLUMNS": Function(lambda args: float(table(args[0]).width), 1, 1),
}
