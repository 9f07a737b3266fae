"""Functions that tell what kind of value there is."""

from __future__ import annotations

from collections.abc import Callable

from mugalim_checks.formulas.arguments import Function, by_value
from mugalim_checks.formulas.arrays import Array, Operand, single
from mugalim_checks.formulas.values import (
    DIVISION,
    NAME,
    NOT_AVAILABLE,
    NULL,
    NUMBER,
    REFERENCE,
    VALUE,
    ErrorValue,
    FormulaError,
    Value,
    to_number,
)

_ERRORS = (NULL, DIVISION, VALUE, REFERENCE, NAME, NUMBER, NOT_AVAILABLE)  # by Excel's numbers
_OF_TABLE = 64.0


def _is(test: Callable[[Value], bool]) -> Function:
    return by_value(test, 1, 1)


def _is_odd(value: Value) -> bool:
    if isinstance(value, bool):
        raise FormulaError(VALUE)
    return int(abs(to_number(value))) % 2 == 1


def _type(operand: Operand) -> float:
    if isinstance(operand, Array) and len(operand.flat) > 1:
        return _OF_TABLE
    value = single(operand)
    if isinstance(value, ErrorValue):
        return 16.0
    if isinstance(value, bool):
        return 4.0
    return 2.0 if isinstance(value, str) else 1.0


def _error_type(value: Value) -> float:
    if not isinstance(value, ErrorValue):
        raise FormulaError(NOT_AVAILABLE)
    return float(_ERRORS.index(value) + 1)


def _not_available() -> Operand:
    raise FormulaError(NOT_AVAILABLE)


def _number(value: Value) -> float:
    """N: a number as it is, TRUE as 1, a text as 0."""
    return 0.0 if isinstance(value, str) else to_number(value)


def _text(value: Value) -> Value:
    """T: a text as it is, "" of anything else."""
    return value if isinstance(value, str | ErrorValue) else ""


FUNCTIONS = {
    "ISBLANK": _is(lambda value: value is None),
    "ISNUMBER": _is(lambda value: isinstance(value, float)),
    "ISTEXT": _is(lambda value: isinstance(value, str)),
    "ISNONTEXT": _is(lambda value: not isinstance(value, str)),
    "ISLOGICAL": _is(lambda value: isinstance(value, bool)),
    "ISERROR": _is(lambda value: isinstance(value, ErrorValue)),
    "ISERR": _is(lambda value: isinstance(value, ErrorValue) and value != NOT_AVAILABLE),
    "ISNA": _is(lambda value: value == NOT_AVAILABLE),
    "ISODD": _is(_is_odd),
    "ISEVEN": _is(lambda value: not _is_odd(value)),
    "NA": Function(_not_available, 0, 0),
    "TYPE": Function(_type, 1, 1),
    "ERROR.TYPE": by_value(_error_type, 1, 1),
    "N": by_value(_number, 1, 1),
    "T": by_value(_text, 1, 1),
}
