"""Functions that need more than their arguments' values: what is asked first, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mugalim_checks.formulas import dates
from mugalim_checks.formulas.aggregates import aggregate, subtotal
from mugalim_checks.formulas.arrays import Array, Operand, single
from mugalim_checks.formulas.grid import Grid
from mugalim_checks.formulas.lifting import guarded, lifted
from mugalim_checks.formulas.numbering import ROW, column_of, row_of
from mugalim_checks.formulas.problems import NO_CLOCK
from mugalim_checks.formulas.values import (
    NOT_AVAILABLE,
    VALUE,
    ErrorValue,
    FormulaError,
    Value,
    to_bool,
)

Work = Callable[[list[Operand], int], Operand]  # what the references hold, the cell's row
Maker = Callable[[Grid, Sequence[Work], int], Work]  # the arguments, the cell's column


@dataclass(frozen=True)
class Form:
    """A function of the sheet that is made for the cell in which it stands.

    `cells` says whether references among its arguments come as tables, with their place.
    """

    make: Maker
    least: int
    most: int
    cells: bool = False


def chosen_branch(condition: Value, yes: Operand, no: Operand) -> Operand:
    """What IF gives for one condition."""
    return yes if to_bool(condition) else no


def _if(grid: Grid, parts: Sequence[Work], column: int) -> Work:
    asks, yes = parts[0], parts[1]
    no: Work = parts[2] if len(parts) > 2 else lambda cells, row: False

    def work(cells: list[Operand], row: int) -> Operand:
        condition = asks(cells, row)
        if condition is True:
            result = yes(cells, row)
        elif condition is False:
            result = no(cells, row)
        elif isinstance(condition, Array):
            branches = [condition, yes(cells, row), no(cells, row)]
            return lifted(grid, chosen_branch, branches, range(3))
        else:
            try:
                result = (yes if to_bool(condition) else no)(cells, row)
            except FormulaError as caught:
                return caught.error
        return 0.0 if result is None else result

    return work


def _if_error(only: ErrorValue | None) -> Maker:
    """IFERROR; or IFNA, which minds one error only."""

    def caught(value: Value, instead: Operand) -> Operand:
        amiss = value == only if only else isinstance(value, ErrorValue)
        result = instead if amiss else value
        return 0.0 if result is None else result

    def make(grid: Grid, parts: Sequence[Work], column: int) -> Work:
        first, second = parts

        def work(cells: list[Operand], row: int) -> Operand:
            value = first(cells, row)
            if isinstance(value, Array):
                return lifted(grid, caught, [value, second(cells, row)], range(2))
            if not isinstance(value, ErrorValue):
                return 0.0 if value is None else value
            return guarded(grid, caught, [value, second(cells, row)])

        return work

    return make


def _where(rows: bool) -> Maker:
    """ROW and COLUMN: of the cell itself, or of an area's first cell, or of all its rows."""

    def make(grid: Grid, parts: Sequence[Work], column: int) -> Work:
        if not parts:
            return lambda cells, row: float(row if rows else column)

        def work(cells: list[Operand], row: int) -> Operand:
            area = parts[0](cells, row)
            if not isinstance(area, Array) or area.corner is None:
                return area if isinstance(area, ErrorValue) else VALUE
            first = row_of(area.corner) if rows else column_of(area.corner)
            count = area.height if rows else area.width
            if count == 1:
                return float(first)
            numbers = [float(number) for number in range(first, first + count)]
            grid.arrays = True
            return Array(numbers, count if rows else 1, 1 if rows else count)

        return work

    return make


def _extent(rows: bool) -> Maker:
    """ROWS and COLUMNS."""

    def make(grid: Grid, parts: Sequence[Work], column: int) -> Work:
        def work(cells: list[Operand], row: int) -> Operand:
            area = parts[0](cells, row)
            if isinstance(area, Array):
                return float(area.size[0 if rows else 1])
            return area if isinstance(area, ErrorValue) else 1.0

        return work

    return make


def _single(grid: Grid, parts: Sequence[Work], column: int) -> Work:
    """The sign @ as files keep it."""

    def work(cells: list[Operand], row: int) -> Operand:
        value = parts[0](cells, row)
        return grid.crossing(value, row, column) if isinstance(value, Array) else value

    return work


def _is_formula(grid: Grid, parts: Sequence[Work], column: int) -> Work:
    def work(cells: list[Operand], row: int) -> Operand:
        area = parts[0](cells, row)
        if not isinstance(area, Array) or area.corner is None:
            return area if isinstance(area, ErrorValue) else VALUE
        return area.corner in grid.formulas

    return work


def _now(with_time: bool) -> Maker:
    """TODAY and NOW, by the clock that the calculation was given."""

    def make(grid: Grid, parts: Sequence[Work], column: int) -> Work:
        def work(cells: list[Operand], row: int) -> Operand:
            if grid.today is None:
                grid.problems.append(NO_CLOCK)
                return NOT_AVAILABLE
            number = dates.moment(grid.today)
            return number if with_time else float(int(number))

        return work

    return make


def _counted(first_area: int, work: Callable[..., Operand]) -> Maker:
    """SUBTOTAL and AGGREGATE: without the cells that hold such a total themselves."""

    def make(grid: Grid, parts: Sequence[Work], column: int) -> Work:
        def run(cells: list[Operand], row: int) -> Operand:
            heads = [single(part(cells, row)) for part in parts[:first_area]]
            areas = [part(cells, row) for part in parts[first_area:]]
            for area in areas:
                grid.spend(len(area.flat) if isinstance(area, Array) else 1)
            taken = [_without_totals(grid, area) for area in areas]
            return guarded(grid, lambda: work(*heads, taken), ())

        return run

    return make


def _without_totals(grid: Grid, area: Operand) -> Operand:
    if not isinstance(area, Array) or area.corner is None or not grid.subtotals:
        return area
    flat = [
        None if area.corner + place // area.width * ROW + place % area.width in grid.subtotals
        else value
        for place, value in enumerate(area.flat)
    ]  # fmt: skip
    return Array(flat, area.height, area.width, area.corner, area.whole)


FORMS = {
    "IF": Form(_if, 2, 3),
    "IFERROR": Form(_if_error(None), 2, 2),
    "IFNA": Form(_if_error(NOT_AVAILABLE), 2, 2),
    "ROW": Form(_where(rows=True), 0, 1, cells=True),
    "COLUMN": Form(_where(rows=False), 0, 1, cells=True),
    "ROWS": Form(_extent(rows=True), 1, 1, cells=True),
    "COLUMNS": Form(_extent(rows=False), 1, 1, cells=True),
    "SINGLE": Form(_single, 1, 1, cells=True),
    "ISFORMULA": Form(_is_formula, 1, 1, cells=True),
    "TODAY": Form(_now(with_time=False), 0, 0),
    "NOW": Form(_now(with_time=True), 0, 0),
    "SUBTOTAL": Form(_counted(1, subtotal), 2, 255, cells=True),
    "AGGREGATE": Form(_counted(2, aggregate), 3, 255, cells=True),
}
TOTALS = frozenset({"SUBTOTAL", "AGGREGATE"})
