"""Functions that look something up in a table."""

from __future__ import annotations

from collections.abc import Callable

from mugalim_checks.formulas.arguments import Function
from mugalim_checks.formulas.arrays import Array, Operand, table
from mugalim_checks.formulas.searching import exact, in_order, nearest
from mugalim_checks.formulas.values import (
    NOT_AVAILABLE,
    REFERENCE,
    VALUE,
    ErrorValue,
    FormulaError,
    Value,
    to_bool,
    to_integer,
)


def _wanted(value: Value) -> Value:
    if isinstance(value, ErrorValue):
        raise FormulaError(value)
    return 0.0 if value is None else value


def _found(position: int | None) -> int:
    if position is None:
        raise FormulaError(NOT_AVAILABLE)
    return position


def _lookup(across: bool) -> Callable[..., Operand]:
    """HLOOKUP, across the first row, or VLOOKUP, down the first column."""

    def work(value: Value, area: Operand, number: Value, near: Value = True) -> Operand:
        wanted, cells, index = _wanted(value), table(area), to_integer(number) - 1
        if index < 0:
            raise FormulaError(VALUE)
        if index >= cells.size[0 if across else 1]:
            raise FormulaError(REFERENCE)
        search = in_order if to_bool(near) else exact
        position = _found(search(wanted, cells, "row" if across else "column"))
        if index >= (cells.height if across else cells.width):
            return None
        return cells.at(index, position) if across else cells.at(position, index)

    return work


def _match(value: Value, area: Operand, how: Value = 1.0) -> Operand:
    wanted, cells, kind = _wanted(value), table(area), to_integer(how)
    if min(cells.size) > 1:
        raise FormulaError(NOT_AVAILABLE)
    if kind == 0:
        return float(_found(exact(wanted, cells)) + 1)
    return float(_found(in_order(wanted, cells, up=kind > 0)) + 1)


def _look_up(value: Value, area: Operand, results: Operand = None) -> Operand:
    """LOOKUP: in a sorted row or column; the answer beside it, or at a table's other end."""
    wanted, cells = _wanted(value), table(area)
    across = cells.width > cells.height
    position = _found(in_order(wanted, cells, "row" if across else "column"))
    if results is None:
        return (
            cells.at(cells.height - 1, position) if across else cells.at(position, cells.width - 1)
        )
    answers = table(results)
    if min(answers.height, answers.width) > 1:
        raise FormulaError(NOT_AVAILABLE)
    return answers.flat[position] if position < len(answers.flat) else None


def _index(area: Operand, row: Value, column: Value = None) -> Operand:
    cells = table(area)
    down, right = to_integer(row), to_integer(column)
    if column is None and cells.size[0] == 1 and cells.size[1] > 1:
        down, right = 1, down
    height, width = cells.size
    if down < 0 or right < 0:
        raise FormulaError(VALUE)
    if down > height or right > width:
        raise FormulaError(REFERENCE)
    if down > cells.height or right > cells.width:
        return None
    return _part(cells, down, right)


def _part(cells: Array, down: int, right: int) -> Operand:
    """A cell of a table (from 1), or for 0 a whole column or row of it."""
    if down and right:
        return cells.at(down - 1, right - 1)
    if not down and not right:
        return cells
    if right:
        flat = cells.column(right - 1)
        return flat[0] if len(flat) == 1 else Array(flat, len(flat), 1)
    start = (down - 1) * cells.width
    flat = cells.flat[start : start + cells.width]
    return flat[0] if len(flat) == 1 else Array(flat, 1, len(flat))


def _xlookup(
    value: Value,
    keys: Operand,
    results: Operand,
    instead: Value = None,
    match: Value = 0.0,
    search: Value = 1.0,
) -> Operand:
    wanted, cells, answers = _wanted(value), table(keys), table(results)
    upright = cells.width == 1
    if cells.size[not upright] != answers.size[not upright] or (not upright and cells.size[0] != 1):
        raise FormulaError(VALUE)
    position = _searched(wanted, cells, to_integer(match), to_integer(search))
    if position is None:
        if instead is None:
            raise FormulaError(NOT_AVAILABLE)
        return instead
    down, right = (position + 1, 0) if upright else (0, position + 1)
    if down > answers.height or right > answers.width:
        return None
    return _part(answers, down, right)


def _xmatch(value: Value, keys: Operand, match: Value = 0.0, search: Value = 1.0) -> Operand:
    cells = table(keys)
    if min(cells.size) > 1:
        raise FormulaError(VALUE)
    position = _searched(_wanted(value), cells, to_integer(match), to_integer(search))
    return float(_found(position) + 1)


def _searched(wanted: Value, cells: Array, how: int, search: int) -> int | None:
    """The position that XLOOKUP finds; a search by halves (2, -2) finds what any search does."""
    if how not in {-1, 0, 1, 2} or search not in {-2, -1, 1, 2}:
        raise FormulaError(VALUE)
    backwards, last = search == -1, len(cells.flat) - 1
    if backwards:
        cells.pay(last)
        cells = Array(cells.flat[::-1], cells.height, cells.width)
    position = exact(wanted, cells, patterns=how == 2)
    if position is None and how in (-1, 1):
        position = nearest(wanted, cells, up=how == 1)
    return last - position if backwards and position is not None else position


FUNCTIONS = {
    "VLOOKUP": Function(_lookup(across=False), 3, 4, (0, 2, 3), finds=True, steps=3),
    "HLOOKUP": Function(_lookup(across=True), 3, 4, (0, 2, 3), finds=True, steps=3),
    "LOOKUP": Function(_look_up, 2, 3, (0,), finds=True, steps=3),
    "MATCH": Function(_match, 2, 3, (0, 2), finds=True, steps=3),
    "INDEX": Function(_index, 2, 3, (1, 2), finds=True),
    "XLOOKUP": Function(_xlookup, 3, 6, (0, 3, 4, 5), finds=True, steps=4),
    "XMATCH": Function(_xmatch, 2, 4, (0, 2, 3), finds=True, steps=3),
}
