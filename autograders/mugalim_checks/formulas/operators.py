"""The signs of a formula: + - * / ^ & and comparisons, on single values."""

from __future__ import annotations

from collections.abc import Callable

from mugalim_checks.formulas.problems import BIG_NUMBER
from mugalim_checks.formulas.values import (
    DIVISION,
    NUMBER,
    FormulaError,
    Value,
    compare,
    finite,
    joined,
    to_number,
    to_text,
)


def power(base: float, exponent: float) -> float:
    """A number raised to a power; #DIV/0! and #NUM! as in Excel."""
    if base == 0 and exponent <= 0:
        raise FormulaError(NUMBER if exponent == 0 else DIVISION)
    try:
        result = base**exponent
    except OverflowError:
        raise FormulaError(NUMBER, BIG_NUMBER) from None
    if isinstance(result, complex):
        raise FormulaError(NUMBER)
    return finite(result)


def _sum(left: Value, right: Value) -> Value:
    one, two = to_number(left), to_number(right)
    return _near_zero(finite(one + two), one)


def _difference(left: Value, right: Value) -> Value:
    one, two = to_number(left), to_number(right)
    return _near_zero(finite(one - two), one)


def _near_zero(result: float, operand: float) -> float:
    """Zero for what is left of two numbers that are equal in their 15 digits."""
    return 0.0 if abs(result) < abs(operand) * 1e-15 else result


def _product(left: Value, right: Value) -> Value:
    return finite(to_number(left) * to_number(right))


def _quotient(left: Value, right: Value) -> Value:
    number, divisor = to_number(left), to_number(right)
    if divisor == 0:
        raise FormulaError(DIVISION)
    return finite(number / divisor)


def negated(value: Value) -> Value:
    """A value with a minus before it."""
    return -to_number(value)


def hundredth(value: Value) -> Value:
    """A value with a percent sign after it."""
    return to_number(value) / 100


OPERATORS: dict[str, Callable[[Value, Value], Value]] = {
    "+": _sum,
    "-": _difference,
    "*": _product,
    "/": _quotient,
    "^": lambda left, right: power(to_number(left), to_number(right)),
    "&": lambda left, right: joined([to_text(left), to_text(right)]),
    "=": lambda left, right: compare(left, right) == 0,
    "<>": lambda left, right: compare(left, right) != 0,
    "<": lambda left, right: compare(left, right) < 0,
    ">": lambda left, right: compare(left, right) > 0,
    "<=": lambda left, right: compare(left, right) <= 0,
    ">=": lambda left, right: compare(left, right) >= 0,
}
