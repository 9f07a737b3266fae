"""Functions of pairs of numbers: how two columns hang together."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mugalim_checks.formulas.arguments import Function
from mugalim_checks.formulas.arrays import Array, Operand, table
from mugalim_checks.formulas.functions_arithmetic import total
from mugalim_checks.formulas.functions_statistics import mean
from mugalim_checks.formulas.values import (
    DIVISION,
    NOT_AVAILABLE,
    ErrorValue,
    FormulaError,
    Value,
    finite,
    to_number,
)

_STEPS = 10  # for each cell


@dataclass(frozen=True)
class _Pairs:
    """Sums over pairs (x, y): means, squares and products of distances from the means."""

    x: float
    y: float
    xx: float
    yy: float
    xy: float


def _pairs(ys: Operand, xs: Operand) -> _Pairs:
    """The sums of two columns; kept where many formulas read both."""
    up, across = table(ys), table(xs)
    if up.findings is None or across.findings is None:
        return _summed(up, across)
    return up.finding(("pairs", across.corner, across.size), lambda: _summed(up, across))


def _summed(ys: Array, xs: Array) -> _Pairs:
    if len(ys.flat) != len(xs.flat):
        raise FormulaError(NOT_AVAILABLE)
    for value in (*ys.flat, *xs.flat):
        if isinstance(value, ErrorValue):
            raise FormulaError(value)
    found = [
        (x, y)
        for x, y in zip(xs.flat, ys.flat, strict=True)
        if type(x) is float and type(y) is float
    ]
    x, y = mean([pair[0] for pair in found]), mean([pair[1] for pair in found])
    across, up = [pair[0] - x for pair in found], [pair[1] - y for pair in found]
    return _Pairs(x, y, _products(across, across), _products(up, up), _products(across, up))


def _products(one: Sequence[float], other: Sequence[float]) -> float:
    return total([a * b for a, b in zip(one, other, strict=True)])


def _slope(ys: Operand, xs: Operand) -> float:
    sums = _pairs(ys, xs)
    if sums.xx == 0:
        raise FormulaError(DIVISION)
    return finite(sums.xy / sums.xx)


def _intercept(ys: Operand, xs: Operand) -> float:
    sums = _pairs(ys, xs)
    return finite(sums.y - _slope(ys, xs) * sums.x)


def _forecast(wanted: Value, ys: Operand, xs: Operand) -> float:
    sums = _pairs(ys, xs)
    return finite(sums.y + _slope(ys, xs) * (to_number(wanted) - sums.x))


def _correlation(ys: Operand, xs: Operand) -> float:
    sums = _pairs(ys, xs)
    if sums.xx == 0 or sums.yy == 0:
        raise FormulaError(DIVISION)
    return sums.xy / math.sqrt(sums.xx) / math.sqrt(sums.yy)


def _of_columns(work: Callable[..., float]) -> Function:
    return Function(work, 2, 2, finds=True, steps=_STEPS)


FUNCTIONS = {
    "CORREL": _of_columns(_correlation),
    "PEARSON": _of_columns(_correlation),
    "RSQ": _of_columns(lambda ys, xs: _correlation(ys, xs) ** 2),
    "SLOPE": _of_columns(_slope),
    "INTERCEPT": _of_columns(_intercept),
    "FORECAST": Function(_forecast, 3, 3, (0,), finds=True, steps=_STEPS),
    "FORECAST.LINEAR": Function(_forecast, 3, 3, (0,), finds=True, steps=_STEPS),
}
