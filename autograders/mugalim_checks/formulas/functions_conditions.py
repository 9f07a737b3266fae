"""Functions that count, add or average what fits conditions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mugalim_checks.formulas.arguments import MOST, Function
from mugalim_checks.formulas.arrays import Array, Operand, table
from mugalim_checks.formulas.criteria import chosen, how_many
from mugalim_checks.formulas.functions_arithmetic import total
from mugalim_checks.formulas.functions_statistics import largest, mean, smallest
from mugalim_checks.formulas.values import VALUE, FormulaError


def _taken(cells: Operand, pairs: Sequence[Operand]) -> list[float]:
    """The numbers in the cells at the positions that fit every (cells, criterion) pair."""
    taken, first = table(cells), table(pairs[0])
    if taken.size != first.size:
        raise FormulaError(VALUE)
    values = taken.flat
    read = len(values)
    found = [values[position] for position in chosen(pairs) if position < read]
    return Array(found, 1, len(found)).numbers()


def _one_condition(finish: Callable[[list[float]], float]) -> Function:
    """SUMIF and its like: cells, criterion, and the cells to take (the same ones if left out)."""

    def work(*arguments: Operand) -> Operand:
        return finish(_taken(arguments[-1 if len(arguments) > 2 else 0], arguments[:2]))

    return Function(work, 2, 3, (1,), finds=True, steps=2)


def _many_conditions(finish: Callable[[list[float]], float]) -> Function:
    """SUMIFS and its like: the cells to take, then pairs of cells and criterion."""

    def work(cells: Operand, *pairs: Operand) -> Operand:
        return finish(_taken(cells, pairs))

    return Function(work, 3, MOST, range(2, MOST, 2), finds=True, steps=2)


def _count(*pairs: Operand) -> Operand:
    return float(how_many(pairs))


FUNCTIONS = {
    "SUMIF": _one_condition(total),
    "AVERAGEIF": _one_condition(mean),
    "COUNTIF": Function(_count, 2, 2, (1,), finds=True, steps=2),
    "SUMIFS": _many_conditions(total),
    "AVERAGEIFS": _many_conditions(mean),
    "COUNTIFS": Function(_count, 2, MOST, range(1, MOST, 2), finds=True, steps=2),
    "MAXIFS": _many_conditions(largest),
    "MINIFS": _many_conditions(smallest),
}
