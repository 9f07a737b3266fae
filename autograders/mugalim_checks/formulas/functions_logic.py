"""Functions of logic: conditions joined, and one of several values chosen."""

from __future__ import annotations

from collections.abc import Sequence

from mugalim_checks.formulas.arguments import EVERY, MOST, Function, by_value
from mugalim_checks.formulas.arrays import Array, Operand
from mugalim_checks.formulas.values import (
    NOT_AVAILABLE,
    VALUE,
    ErrorValue,
    FormulaError,
    Value,
    compare,
    to_bool,
    to_integer,
)


def _or_zero(value: Value) -> Value:
    return 0.0 if value is None else value


def _ifs(*values: Value) -> Value:
    if len(values) % 2:
        raise FormulaError(NOT_AVAILABLE)
    for condition, value in zip(values[::2], values[1::2], strict=True):
        if to_bool(condition):
            return _or_zero(value)
    raise FormulaError(NOT_AVAILABLE)


def _switch(wanted: Value, *rest: Value) -> Value:
    for case, value in zip(rest[::2], rest[1::2], strict=False):
        if compare(wanted, case) == 0:
            return _or_zero(value)
    if len(rest) % 2:
        return _or_zero(rest[-1])
    raise FormulaError(NOT_AVAILABLE)


def _choose(number: Value, *values: Operand) -> Operand:
    position = to_integer(number)
    if not 1 <= position <= len(values):
        raise FormulaError(VALUE)
    return values[position - 1]


def _truths(arguments: Sequence[Operand]) -> list[bool]:
    """TRUE and FALSE among arguments; texts in cells are passed over."""
    found: list[bool] = []
    for argument in arguments:
        if isinstance(argument, Array):
            found += (
                to_bool(value)
                for value in argument.flat
                if isinstance(value, bool | float | ErrorValue)
            )
        else:
            found.append(to_bool(argument))
    if not found:
        raise FormulaError(VALUE)
    return found


FUNCTIONS = {
    "IFS": Function(_ifs, 2, 254, EVERY),
    "SWITCH": Function(_switch, 3, 254, EVERY),
    "CHOOSE": Function(_choose, 2, MOST, (0,)),
    "AND": Function(lambda *args: all(_truths(args)), 1, MOST),
    "OR": Function(lambda *args: any(_truths(args)), 1, MOST),
    "XOR": Function(lambda *args: sum(_truths(args)) % 2 == 1, 1, MOST),
    "NOT": by_value(lambda value: not to_bool(value), 1, 1),
    "TRUE": Function(lambda: True, 0, 0),
    "FALSE": Function(lambda: False, 0, 0),
}
