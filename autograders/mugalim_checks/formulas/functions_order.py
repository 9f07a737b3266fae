"""Functions of numbers put in order: ranks, percentiles, frequencies."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from mugalim_checks.formulas.arguments import Function, numbers
from mugalim_checks.formulas.arrays import Array, Operand
from mugalim_checks.formulas.values import (
    NOT_AVAILABLE,
    NUMBER,
    FormulaError,
    Value,
    to_integer,
    to_number,
)


def ordered(cells: Operand) -> list[float]:
    """The numbers in cells, from the smallest up."""
    if isinstance(cells, Array):
        return cells.finding(ordered, lambda: sorted(cells.numbers()))
    return [to_number(cells)]


def nth(cells: Operand, position: Value, largest: bool) -> float:
    """The number at a position (from 1) from above or from below."""
    values, place = ordered(cells), math.ceil(to_number(position))
    if not 1 <= place <= len(values):
        raise FormulaError(NUMBER)
    return values[-place] if largest else values[place - 1]


def percentile(cells: Operand, part: Value, inclusive: bool = True) -> float:
    """The number below which a part (0 to 1) of the numbers lies."""
    values, share = ordered(cells), to_number(part)
    place = share * (len(values) - 1) if inclusive else share * (len(values) + 1) - 1
    if not values or not 0 <= share <= 1 or not 0 <= place <= len(values) - 1:
        raise FormulaError(NUMBER)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def quartile(cells: Operand, number: Value, inclusive: bool = True) -> float:
    """The percentile at a quarter (0 to 4; exclusive 1 to 3)."""
    quarter = to_integer(number)
    if not (0 <= quarter <= 4 if inclusive else 1 <= quarter <= 3):
        raise FormulaError(NUMBER)
    return percentile(cells, quarter / 4, inclusive)


def _rank(value: Value, cells: Operand, direction: Value = 0.0) -> float:
    """The place among the numbers, counted from the largest unless a direction is given."""
    number, values = to_number(value), ordered(cells)
    first, after = bisect_left(values, number), bisect_right(values, number)
    if first == after:
        raise FormulaError(NOT_AVAILABLE)
    return float(first + 1 if to_number(direction) else len(values) - after + 1)


def _mean_rank(value: Value, cells: Operand, direction: Value = 0.0) -> float:
    """The mean of the places that equal numbers share."""
    number, values = to_number(value), ordered(cells)
    same = bisect_right(values, number) - bisect_left(values, number)
    return _rank(value, cells, direction) + (same - 1) / 2


def _percent_rank(inclusive: bool) -> Callable[..., float]:
    def work(cells: Operand, wanted: Value, significance: Value = 3.0) -> float:
        values, number, digits = ordered(cells), to_number(wanted), to_integer(significance)
        if not values or not 1 <= digits <= 15:
            raise FormulaError(NUMBER)
        if not values[0] <= number <= values[-1]:
            raise FormulaError(NOT_AVAILABLE)
        place = _place(values, number)
        if inclusive:
            part = place / (len(values) - 1) if len(values) > 1 else 1.0
        else:
            part = (place + 1) / (len(values) + 1)
        scale = 10.0**digits
        return math.floor(part * scale + 1e-9) / scale

    return work


def _place(values: list[float], number: float) -> float:
    """The position of a number among others, between two of them if need be."""
    below = bisect_left(values, number)
    if values[below] == number:
        return float(below)
    return below - 1 + (number - values[below - 1]) / (values[below] - values[below - 1])


def _frequency(cells: Operand, limits: Operand) -> Operand:
    """How many numbers lie up to each limit, and how many above the last one."""
    values, bounds = sorted(numbers([cells])), numbers([limits])
    counts = [0.0] * (len(bounds) + 1)
    before = 0
    for place in sorted(range(len(bounds)), key=lambda n: bounds[n]):
        upto = bisect_right(values, bounds[place])
        counts[place] = float(upto - before)
        before = upto
    counts[-1] = float(len(values) - before)
    return Array(counts, len(counts), 1)


def _of_cells(work: Callable[..., float], least: int, most: int, of: int = 1) -> Function:
    """A function of cells and, at the position `of`, of a value; kept orders are made use of."""
    return Function(work, least, most, frozenset(range(most)) - {1 - of}, finds=True, steps=2)


_PERCENTILE = _of_cells(percentile, 2, 2)
_QUARTILE = _of_cells(quartile, 2, 2)
_RANK = _of_cells(_rank, 2, 3, of=0)
_PERCENT_RANK = _of_cells(_percent_rank(inclusive=True), 2, 3)

FUNCTIONS = {
    "LARGE": _of_cells(lambda cells, place: nth(cells, place, largest=True), 2, 2),
    "SMALL": _of_cells(lambda cells, place: nth(cells, place, largest=False), 2, 2),
    "RANK": _RANK,
    "RANK.EQ": _RANK,
    "RANK.AVG": _of_cells(_mean_rank, 2, 3, of=0),
    "PERCENTILE": _PERCENTILE,
    "PERCENTILE.INC": _PERCENTILE,
    "PERCENTILE.EXC": _of_cells(lambda cells, part: percentile(cells, part, False), 2, 2),
    "QUARTILE": _QUARTILE,
    "QUARTILE.INC": _QUARTILE,
    "QUARTILE.EXC": _of_cells(lambda cells, number: quartile(cells, number, False), 2, 2),
    "PERCENTRANK": _PERCENT_RANK,
    "PERCENTRANK.INC": _PERCENT_RANK,
    "PERCENTRANK.EXC": _of_cells(_percent_rank(inclusive=False), 2, 3),
    "FREQUENCY": Function(_frequency, 2, 2, steps=6),
}
