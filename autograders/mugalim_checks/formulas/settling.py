"""Formulas worked out in the order in which they need one another, rings among them named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mugalim_checks.formulas.addresses import cell_address
from mugalim_checks.formulas.compiling import Formula
from mugalim_checks.formulas.grid import LONG, PENDING, Grid, OutOfSteps
from mugalim_checks.formulas.numbering import ROW, Cell, column_of, row_of
from mugalim_checks.formulas.problems import TOO_MUCH, Problem
from mugalim_checks.formulas.rings import rings
from mugalim_checks.formulas.spans import pending_cells
from mugalim_checks.formulas.values import NUMBER, REFERENCE, Value

_MOST_NAMED = 5  # cells of a ring
_STEPS_OF_RINGS = 60  # of one reading among cells that may lie in a ring
_STEPS_OF_WAITING = 50  # of one cell that others must come before


@dataclass
class Settling:
    """Works formulas out, cell by cell; what a cell waits for comes first."""

    grid: Grid
    formulas: Mapping[Cell, Formula]
    problems: dict[Cell, Problem] = field(default_factory=dict)
    arrays: set[Cell] = field(default_factory=set)

    def settle(self, cells: Iterable[Cell]) -> None:
        """Work out the pending ones of some cells, as far as the grid has steps left."""
        values = self.grid.values
        pending = [cell for cell in cells if values.get(cell) is PENDING]
        try:
            stuck = self._settled(pending)
            if stuck:
                self._name_rings(stuck)
                self._settled(stuck)
        except OutOfSteps:
            for cell in pending:
                if values[cell] is PENDING:
                    values[cell], self.problems[cell] = NUMBER, TOO_MUCH

    def forget(self, cell: Cell) -> None:
        """Drop what was noted about a cell."""
        self.problems.pop(cell, None)
        self.arrays.discard(cell)

    def _settled(self, cells: Iterable[Cell]) -> list[Cell]:
        """Work cells out; those that are left lie in a ring or wait for one."""
        values, stuck, opened = self.grid.values, list[Cell](), set[Cell]()
        for cell in cells:
            if values[cell] is PENDING and cell not in opened and self._waits(cell):
                self._work_through(cell, opened, stuck)
        return stuck

    def _work_through(self, start: Cell, opened: set[Cell], stuck: list[Cell]) -> None:
        """Work out a cell after all that it waits for; what comes back to itself is stuck.

        On the path, ~cell stands for a cell whose turn comes again, after what it waits for.
        """
        path = [start]
        while path:
            cell = path.pop()
            again = cell < 0
            cell = ~cell if again else cell
            if cell in opened and not again:
                continue
            waits = self._waits(cell)
            if waits and again:
                stuck.append(cell)
            elif waits:
                opened.add(cell)
                path.append(~cell)
                path += [each for each in waits if each not in opened]

    def _waits(self, cell: Cell) -> list[Cell]:
        """Work a cell out, if it can be: else what it waits for."""
        grid, formula = self.grid, self.formulas[cell]
        if grid.values[cell] is not PENDING:
            return []
        grid.spend(formula.steps)
        shift = cell - formula.base
        grid.problems, grid.arrays = [], False
        operands = [read(shift) for read in formula.readers]
        if PENDING in operands:
            return self._read_by(cell)
        value = grid.values[cell] = formula.result(grid, operands, cell)
        if grid.problems:
            self.problems[cell] = grid.problems[0]
        if grid.arrays:
            self.arrays.add(cell)
        if type(value) is str and len(value) > LONG:
            grid.long_texts = True
            grid.spend(len(value))
        return []

    def _read_by(self, cell: Cell) -> list[Cell]:
        """The pending cells that a formula reads."""
        formula = self.formulas[cell]
        rows = (cell - formula.base) // ROW
        places = [span.at(rows) for span in formula.spans]
        found = [cell for place in places for cell in pending_cells(self.grid, place)]
        self.grid.spend(len(found) * _STEPS_OF_WAITING)
        return found

    def _name_rings(self, stuck: Iterable[Cell]) -> None:
        def reads(cell: Cell) -> list[Cell]:
            found = self._read_by(cell)
            self.grid.spend(len(found) * _STEPS_OF_RINGS)
            return found

        for ring in rings(stuck, reads):
            named = [cell_address(row_of(cell), column_of(cell)) for cell in ring[:_MOST_NAMED]]
            for cell in ring:
                self.grid.values[cell] = REFERENCE
                self.problems[cell] = Problem.of("formula.cycle", cells=", ".join(named))


def worked_out(grid: Grid, formula: Formula, cell: Cell) -> Value:
    """The value of a formula beside cells that are all worked out; OutOfSteps if it takes long."""
    grid.problems, grid.arrays = [], False
    grid.spend(formula.steps)
    shift = cell - formula.base
    return formula.result(grid, [read(shift) for read in formula.readers], cell)
