"""Functions of single numbers, and sums and products of many."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from mugalim_checks.formulas.arguments import MOST, Function, by_numbers, by_value, numbers
from mugalim_checks.formulas.arrays import Operand, table
from mugalim_checks.formulas.operators import power
from mugalim_checks.formulas.problems import BIG_NUMBER
from mugalim_checks.formulas.values import (
    DIVISION,
    NUMBER,
    VALUE,
    ErrorValue,
    FormulaError,
    Value,
    finite,
    to_integer,
    to_number,
)

_LARGEST_FACTORIAL = 170
_LARGEST_WHOLE = 2.0**53


def total(values: Sequence[float]) -> float:
    """The sum of numbers."""
    try:
        return finite(math.fsum(values))
    except OverflowError:
        raise FormulaError(NUMBER, BIG_NUMBER) from None


def product(values: Sequence[float]) -> float:
    """The product of numbers; 0 of none."""
    return finite(math.prod(values)) if values else 0.0


def squares(values: Sequence[float]) -> float:
    """The sum of the numbers' squares."""
    return total([finite(value * value) for value in values])


def _of_number(work: Callable[[float], float]) -> Function:
    """A function of one number; #NUM! where it has no value there."""

    def result(value: Value) -> float:
        try:
            return finite(work(to_number(value)))
        except ValueError:
            raise FormulaError(NUMBER) from None
        except OverflowError:
            raise FormulaError(NUMBER, BIG_NUMBER) from None

    return by_value(result, 1, 1)


def _modulo(value: Value, by: Value) -> float:
    number, divisor = to_number(value), to_number(by)
    if divisor == 0:
        raise FormulaError(DIVISION)
    return finite(number - divisor * math.floor(finite(number / divisor)))


def _quotient(value: Value, by: Value) -> float:
    number, divisor = to_number(value), to_number(by)
    if divisor == 0:
        raise FormulaError(DIVISION)
    return float(math.trunc(finite(number / divisor)))


def _logarithm(value: Value, base: Value = 10.0) -> float:
    number, to_base = to_number(value), to_number(base)
    if number <= 0 or to_base <= 0:
        raise FormulaError(NUMBER)
    if to_base == 1:
        raise FormulaError(DIVISION)
    return math.log10(number) if to_base == 10 else math.log(number) / math.log(to_base)


def _factorial(number: float) -> float:
    if number < 0 or number >= _LARGEST_FACTORIAL + 1:
        raise ValueError(number)
    return float(math.factorial(int(number)))


def _combinations(value: Value, chosen: Value) -> float:
    things, taken = to_integer(value), to_integer(chosen)
    if not 0 <= taken <= things:
        raise FormulaError(NUMBER)
    result = 1.0
    for step in range(1, min(taken, things - taken, 10_000) + 1):
        result = finite(result * (things - step + 1) / step)
    return float(round(result)) if result < _LARGEST_WHOLE else result


def _whole(values: list[float]) -> list[int]:
    if any(value < 0 or value >= _LARGEST_WHOLE for value in values):
        raise FormulaError(NUMBER)
    return [int(value) for value in values]


def _least_multiple(values: list[float]) -> float:
    result = 1
    for value in _whole(values):
        result = math.lcm(result, value)
        if result >= _LARGEST_WHOLE:
            raise FormulaError(NUMBER, BIG_NUMBER)
    return float(result)


def _sum_of_products(*arguments: Operand) -> Operand:
    tables = [table(argument) for argument in arguments]
    if len({(each.height, each.width) for each in tables}) > 1:
        raise FormulaError(VALUE)
    for each in tables:
        for value in each.flat:
            if type(value) is ErrorValue:
                raise FormulaError(value)
    columns = [[v if type(v) is float else 0.0 for v in each.flat] for each in tables]
    if len(columns) == 1:
        return total(columns[0])
    return total([finite(math.prod(values)) for values in zip(*columns, strict=True)])


FUNCTIONS = {
    "SUM": by_numbers(total),
    "PRODUCT": by_numbers(product),
    "SUMSQ": by_numbers(squares),
    "SUMPRODUCT": Function(_sum_of_products, 1, MOST, steps=3),
    "GCD": Function(lambda *args: float(math.gcd(*_whole(numbers(args)))), 1, MOST),
    "LCM": Function(lambda *args: _least_multiple(numbers(args)), 1, MOST),
    "MOD": by_value(_modulo, 2, 2),
    "QUOTIENT": by_value(_quotient, 2, 2),
    "ABS": _of_number(abs),
    "SIGN": _of_number(lambda number: float((number > 0) - (number < 0))),
    "SQRT": _of_number(math.sqrt),
    "EXP": _of_number(math.exp),
    "LN": _of_number(math.log),
    "LOG10": _of_number(math.log10),
    "LOG": by_value(_logarithm, 1, 2),
    "POWER": by_value(lambda base, exponent: power(to_number(base), to_number(exponent)), 2, 2),
    "FACT": _of_number(_factorial),
    "COMBIN": by_value(_combinations, 2, 2),
    "PI": Function(lambda: math.pi, 0, 0),
    "RADIANS": _of_number(math.radians),
    "DEGREES": _of_number(math.degrees),
    "SIN": _of_number(math.sin),
    "COS": _of_number(math.cos),
    "TAN": _of_number(math.tan),
    "ASIN": _of_number(math.asin),
    "ACOS": _of_number(math.acos),
    "ATAN": _of_number(math.atan),
}
