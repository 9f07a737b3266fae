"""A function of single values worked out for every place of the tables that it was given."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from itertools import repeat

from mugalim_checks.formulas.arrays import Array, Operand, single
from mugalim_checks.formulas.grid import LARGEST_ARRAY, Grid, OutOfSteps
from mugalim_checks.formulas.values import FormulaError

_STEPS = 10  # of one call


def guarded(grid: Grid, work: Callable[..., Operand], values: Sequence[Operand]) -> Operand:
    """What the work gives; the error where it cannot be done."""
    try:
        return work(*values)
    except FormulaError as caught:
        if caught.problem:
            grid.problems.append(caught.problem)
        return caught.error


def lifted(
    grid: Grid, work: Callable[..., Operand], values: Sequence[Operand], each: Container[int]
) -> Operand:
    """The work done on each place in turn of the tables at the positions `each`."""
    tables = [value for n, value in enumerate(values) if n in each and isinstance(value, Array)]
    height = max(table.height for table in tables)
    width = max(table.width for table in tables)
    if height * width > 1:
        grid.arrays = True
    grid.spend(height * width * _STEPS)
    if height * width > LARGEST_ARRAY:
        raise OutOfSteps
    columns = [
        _spread(value, height, width) if n in each else repeat(value, height * width)
        for n, value in enumerate(values)
    ]
    flat = [single(guarded(grid, work, part)) for part in zip(*columns, strict=True)]
    return flat[0] if height == width == 1 else Array(flat, height, width, spend=grid.spend)


def _spread(value: Operand, height: int, width: int) -> Iterable[Operand]:
    """The values for all places: of a table as it lies, of a single row or column again."""
    if not isinstance(value, Array):
        return repeat(value, height * width)
    if (value.height, value.width) == (height, width):
        return value.flat
    return [value.at(row, column) for row in range(height) for column in range(width)]
