"""Functions of many numbers: counts, means, spread."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import partial

from mugalim_checks.formulas.arguments import (
    MOST,
    Function,
    by_numbers,
    numbers,
    over_all,
    with_texts,
)
from mugalim_checks.formulas.arrays import Array, Operand, flat, single
from mugalim_checks.formulas.functions_arithmetic import total
from mugalim_checks.formulas.values import (
    DIVISION,
    NOT_AVAILABLE,
    NUMBER,
    FormulaError,
    Value,
    finite,
    to_number,
)


def mean(values: Sequence[float]) -> float:
    """The mean; #DIV/0! of nothing."""
    if not values:
        raise FormulaError(DIVISION)
    return total(values) / len(values)


def smallest(values: Sequence[float]) -> float:
    """The smallest number; 0 of none."""
    return min(values, default=0.0)


def largest(values: Sequence[float]) -> float:
    """The largest number; 0 of none."""
    return max(values, default=0.0)


def median(values: Sequence[float]) -> float:
    """The number in the middle; #NUM! of none."""
    if not values:
        raise FormulaError(NUMBER)
    ordered, middle = sorted(values), len(values) // 2
    if len(values) % 2:
        return ordered[middle]
    return finite((ordered[middle - 1] + ordered[middle]) / 2)


def mode(values: Sequence[float]) -> float:
    """The most frequent number, the first one of several; #N/A where none comes twice."""
    best = Counter(values).most_common(1)
    if not best or best[0][1] < 2:
        raise FormulaError(NOT_AVAILABLE)
    return best[0][0]


def variance(values: Sequence[float], whole: bool = False) -> float:
    """The variance of a sample, or of a whole population."""
    if len(values) < (1 if whole else 2):
        raise FormulaError(DIVISION)
    middle = mean(values)
    squares = total([(value - middle) * (value - middle) for value in values])
    return squares / (len(values) - (not whole))


def deviation(values: Sequence[float], whole: bool = False) -> float:
    """The standard deviation of a sample, or of a whole population."""
    return math.sqrt(variance(values, whole))


def count(arguments: Sequence[Operand]) -> list[float]:
    """What COUNT counts: numbers in cells, and in the formula whatever can be one."""
    found: list[float] = []
    for argument in arguments:
        if isinstance(argument, Array):
            found += (value for value in argument.flat if type(value) is float)
        elif _is_number(argument):
            found.append(1.0)
    return found


def filled(arguments: Sequence[Operand]) -> list[float]:
    """What COUNTA counts: all that is not empty."""
    return [1.0 for value in flat(arguments) if value is not None]


def _is_number(value: Value) -> bool:
    try:
        to_number(value)
    except FormulaError:
        return False
    return True


def how_many(values: Sequence[float]) -> float:
    """How many there are."""
    return float(len(values))


def _blanks(cells: Operand) -> Operand:
    unread = cells.unread if isinstance(cells, Array) else 0
    return float(sum(value is None or value == "" for value in flat([cells])) + unread)


def geometric_mean(values: Sequence[float]) -> float:
    """The geometric mean; #NUM! unless all numbers are above 0."""
    if not values or min(values) <= 0:
        raise FormulaError(NUMBER)
    return math.exp(total([math.log(value) for value in values]) / len(values))


def _trimmed_mean(cells: Operand, part: Operand) -> float:
    values, share = sorted(numbers([cells])), to_number(single(part))
    if not 0 <= share < 1 or not values:
        raise FormulaError(NUMBER)
    cut = int(len(values) * share / 2 + 1e-12)
    return mean(values[cut : len(values) - cut])


_VARIANCE = by_numbers(variance, steps=3)
_VARIANCE_OF_ALL = by_numbers(partial(variance, whole=True), steps=3)
_DEVIATION = by_numbers(deviation, steps=3)
_DEVIATION_OF_ALL = by_numbers(partial(deviation, whole=True), steps=3)

FUNCTIONS = {
    "AVERAGE": by_numbers(mean),
    "AVERAGEA": over_all(mean, with_texts),
    "COUNT": over_all(how_many, count),
    "COUNTA": over_all(how_many, filled),
    "COUNTBLANK": Function(_blanks, 1, 1),
    "MIN": by_numbers(smallest),
    "MAX": by_numbers(largest),
    "MINA": over_all(smallest, with_texts),
    "MAXA": over_all(largest, with_texts),
    "MEDIAN": by_numbers(median, steps=2),
    "MODE": by_numbers(mode, steps=3),
    "MODE.SNGL": by_numbers(mode, steps=3),
    "VAR": _VARIANCE,
    "VAR.S": _VARIANCE,
    "VARP": _VARIANCE_OF_ALL,
    "VAR.P": _VARIANCE_OF_ALL,
    "VARA": over_all(variance, with_texts),
    "STDEV": _DEVIATION,
    "STDEV.S": _DEVIATION,
    "STDEVP": _DEVIATION_OF_ALL,
    "STDEV.P": _DEVIATION_OF_ALL,
    "STDEVA": over_all(deviation, with_texts),
    "GEOMEAN": by_numbers(geometric_mean, steps=2),
    "TRIMMEAN": Function(_trimmed_mean, 2, 2, range(1, MOST)),
}
