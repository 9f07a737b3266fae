"""SUBTOTAL and AGGREGATE: one of several totals, chosen by its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mugalim_checks.formulas.arguments import numbers
from mugalim_checks.formulas.arrays import Array, Operand, flat, single
from mugalim_checks.formulas.functions_arithmetic import product, total
from mugalim_checks.formulas.functions_order import nth, percentile, quartile
from mugalim_checks.formulas.functions_statistics import (
    count,
    deviation,
    filled,
    largest,
    mean,
    median,
    mode,
    smallest,
    variance,
)
from mugalim_checks.formulas.values import VALUE, ErrorValue, FormulaError, Value, to_integer

_TOTALS: dict[int, Callable[[Sequence[Operand]], float]] = {
    1: lambda areas: mean(numbers(areas)),
    2: lambda areas: float(len(count(areas))),
    3: lambda areas: float(len(filled(areas))),
    4: lambda areas: largest(numbers(areas)),
    5: lambda areas: smallest(numbers(areas)),
    6: lambda areas: product(numbers(areas)),
    7: lambda areas: deviation(numbers(areas)),
    8: lambda areas: deviation(numbers(areas), whole=True),
    9: lambda areas: total(numbers(areas)),
    10: lambda areas: variance(numbers(areas)),
    11: lambda areas: variance(numbers(areas), whole=True),
    12: lambda areas: median(numbers(areas)),
    13: lambda areas: mode(numbers(areas)),
}
_WITH_VALUE: dict[int, Callable[[Operand, Value], float]] = {
    14: lambda cells, place: nth(cells, place, largest=True),
    15: lambda cells, place: nth(cells, place, largest=False),
    16: percentile,
    17: quartile,
    18: lambda cells, part: percentile(cells, part, inclusive=False),
    19: lambda cells, number: quartile(cells, number, inclusive=False),
}
_PASSING_ERRORS = frozenset({2, 3, 6, 7})
_HIDDEN_TOO = 100  # added to a number: rows hidden by hand are left out; no row is hidden here


def subtotal(number: Value, areas: Sequence[Operand]) -> Operand:
    """The total of a number from 1 to 11, or 101 to 111."""
    which = to_integer(number)
    which -= _HIDDEN_TOO if which > _HIDDEN_TOO else 0
    if not 1 <= which <= 11:
        raise FormulaError(VALUE)
    return _TOTALS[which](areas)


def aggregate(number: Value, option: Value, areas: Sequence[Operand]) -> Operand:
    """The total of a number from 1 to 19; some options pass over errors."""
    which, how = to_integer(number), to_integer(option)
    if not 0 <= how <= 7:
        raise FormulaError(VALUE)
    taken = [_without_errors(area) for area in areas] if how in _PASSING_ERRORS else areas
    if which in _TOTALS:
        return _TOTALS[which](taken)
    if which not in _WITH_VALUE or len(taken) != 2:
        raise FormulaError(VALUE)
    return _WITH_VALUE[which](taken[0], single(areas[1]))


def _without_errors(area: Operand) -> Operand:
    kept = [value for value in flat([area]) if not isinstance(value, ErrorValue)]
    return Array(kept or [None], len(kept) or 1, 1)
