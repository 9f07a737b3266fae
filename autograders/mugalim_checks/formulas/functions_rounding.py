"""Functions that round, as a person does it on paper: in decimal digits."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal

from mugalim_checks.formulas.arguments import by_value
from mugalim_checks.formulas.values import (
    DIVISION,
    NUMBER,
    FormulaError,
    Value,
    finite,
    to_integer,
    to_number,
)

_SCALES = tuple(10.0**digits for digits in range(9))
_CLEAR = 1e-6  # how far from a half a number is surely not one


def rounded(number: float, digits: int, how: str = ROUND_HALF_UP) -> float:
    """A number with so many decimals; 2.675 becomes 2.68, although it is kept as a bit less."""
    if how == ROUND_HALF_UP and 0 <= digits < len(_SCALES):
        scaled = abs(number) * _SCALES[digits]
        if scaled < 1e8 and abs(scaled % 1 - 0.5) > _CLEAR:
            return math.copysign(math.floor(scaled + 0.5) / _SCALES[digits], number) + 0.0
    return _rounded_in_decimals(number, digits, how)


def _rounded_in_decimals(number: float, digits: int, how: str) -> float:
    if digits > 15 or number == 0:
        return number
    if digits < -308:
        return 0.0
    exact = Decimal(repr(float(f"{number:.15g}")))
    try:
        return finite(float(exact.scaleb(digits).to_integral_value(how).scaleb(-digits)))
    except ArithmeticError:
        return number


def _rounding(how: str) -> Callable[..., float]:
    def work(value: Value, digits: Value = 0.0) -> float:
        return rounded(to_number(value), to_integer(digits), how)

    return work


def _integer(value: Value) -> float:
    return float(math.floor(to_number(value)))


def _step_count(number: float, step: float, how: str) -> float:
    """A number as the multiple of a step next to it."""
    try:
        steps = Decimal(f"{finite(number / step):.15g}").to_integral_value(how)
        return finite(float(steps * Decimal(repr(step))))
    except ArithmeticError:
        raise FormulaError(NUMBER) from None


def _ceiling(value: Value, multiple: Value) -> float:
    number, step = to_number(value), to_number(multiple)
    if step == 0 or number == 0:
        return 0.0
    if step < 0 < number:
        raise FormulaError(NUMBER)
    return _step_count(number, step, ROUND_CEILING)


def _floor(value: Value, multiple: Value) -> float:
    number, step = to_number(value), to_number(multiple)
    if number == 0:
        return 0.0
    if step == 0:
        raise FormulaError(DIVISION)
    if step < 0 < number:
        raise FormulaError(NUMBER)
    return _step_count(number, step, ROUND_FLOOR)


def _mathematical(upwards: bool) -> Callable[..., float]:
    """CEILING.MATH and FLOOR.MATH: the sign of the step does not matter."""

    def work(value: Value, multiple: Value = 1.0, mode: Value = 0.0) -> float:
        number, step = to_number(value), abs(to_number(multiple))
        if step == 0:
            return 0.0
        up = upwards != (number < 0 and to_number(mode) != 0)
        return _step_count(number, step, ROUND_CEILING if up else ROUND_FLOOR)

    return work


def _to_multiple(value: Value, multiple: Value) -> float:
    number, step = to_number(value), to_number(multiple)
    if number == 0 or step == 0:
        return 0.0
    if (number < 0) != (step < 0):
        raise FormulaError(NUMBER)
    return _step_count(number, step, ROUND_HALF_UP)


def _to_parity(odd: int) -> Callable[..., float]:
    """EVEN and ODD: away from zero to the next such number."""

    def work(value: Value) -> float:
        number = to_number(value)
        whole = math.ceil(abs(number))
        return math.copysign(float(whole + (whole % 2 != odd)), number)

    return work


FUNCTIONS = {
    "ROUND": by_value(_rounding(ROUND_HALF_UP), 2, 2),
    "ROUNDUP": by_value(_rounding(ROUND_UP), 2, 2),
    "ROUNDDOWN": by_value(_rounding(ROUND_DOWN), 2, 2),
    "TRUNC": by_value(_rounding(ROUND_DOWN), 1, 2),
    "INT": by_value(_integer, 1, 1),
    "MROUND": by_value(_to_multiple, 2, 2),
    "CEILING": by_value(_ceiling, 2, 2),
    "FLOOR": by_value(_floor, 2, 2),
    "CEILING.MATH": by_value(_mathematical(upwards=True), 1, 3),
    "FLOOR.MATH": by_value(_mathematical(upwards=False), 1, 3),
    "EVEN": by_value(_to_parity(0), 1, 1),
    "ODD": by_value(_to_parity(1), 1, 1),
}
