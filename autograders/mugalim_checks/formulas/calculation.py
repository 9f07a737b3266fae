"""A workbook that counts: values of all cells, kept right as single cells change."""

from __future__ import annotations

from collections.abc import Mapping

from mugalim_checks.formulas.addresses import Area, cell_address, cell_position
from mugalim_checks.formulas.evaluate import Budget, Evaluation, Grid, OutOfSteps
from mugalim_checks.formulas.inputs import normalise
from mugalim_checks.formulas.order import Cell, Links, order, touched
from mugalim_checks.formulas.parser import NotAFormula, areas, parse
from mugalim_checks.formulas.syntax import Node, Problem
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import (
    NAME,
    NUMBER,
    REFERENCE,
    Value,
    number_text,
    typed_value,
)

STEPS = 2_000_000  # of one recalculation: about two seconds
_BOOLEANS = {"en": ("FALSE", "TRUE"), "ru": ("ЛОЖЬ", "ИСТИНА"), "ky": ("ЛОЖЬ", "ИСТИНА")}


class Calculation:
    """The values of a workbook's cells; `sheets` maps a sheet's name to inputs by address.

    Sheets are found by name without regard to case. An address is like "B7"; anything else is
    a ValueError. No input of a cell ever raises: what cannot be worked out is an error value,
    and `problem` says why.
    """

    def __init__(self, sheets: Mapping[str, Mapping[str, str]]) -> None:
        self._names = {name.casefold(): name for name in sheets}
        self._extents = dict.fromkeys(self._names, (1, 1))
        self._inputs: dict[Cell, str] = {}
        self._values: dict[Cell, Value] = {}
        self._trees: dict[Cell, Node] = {}
        self._reads: dict[Cell, tuple[Area, ...]] = {}
        self._problems: dict[Cell, Problem] = {}
        self._arrays: dict[Cell, None] = {}
        self._links = Links()
        self._grid = Grid(
            lambda sheet, row, column: self._values.get((sheet.casefold(), row, column)),
            lambda sheet: self._extents.get(sheet.casefold()),
        )
        for name, inputs in sheets.items():
            for address, text in inputs.items():
                self._enter(self._cell(name, address), text)
        self._recalculate(list(self._trees))

    def value(self, sheet: str, address: str) -> Value:
        """The value of a cell; None where it is empty."""
        return self._values.get(self._cell(sheet, address))

    def problem(self, sheet: str, address: str) -> Problem | None:
        """Why a cell's formula could not be worked out; None where it could, or holds none."""
        return self._problems.get(self._cell(sheet, address))

    def works_on_arrays(self, sheet: str, address: str) -> bool:
        """Whether a cell's formula works on areas value by value (an array formula in a file)."""
        return self._cell(sheet, address) in self._arrays

    def set(self, sheet: str, address: str, text: str) -> frozenset[tuple[str, str]]:
        """Put an input into a cell; the (sheet, address) of every cell whose value changed."""
        return self.put(sheet, {address: text})

    def put(self, sheet: str, inputs: Mapping[str, str]) -> frozenset[tuple[str, str]]:
        """Put inputs into many cells at once; the same answer as `set`."""
        cells = {self._cell(sheet, address): text for address, text in inputs.items()}
        self._names.setdefault(sheet.casefold(), sheet)
        own = {cell: self._values.get(cell) for cell in cells}
        for cell, text in cells.items():
            self._enter(cell, text)
        before = self._recalculate(list(cells)) | own
        changed = [one for one in before if not _same(before[one], self._values.get(one))]
        return frozenset((self._names[one[0]], cell_address(*one[1:])) for one in changed)

    def input(self, sheet: str, address: str) -> str:
        """What stands in a cell, in its stored form."""
        return self._inputs.get(self._cell(sheet, address), "")

    def evaluate(self, sheet: str, address: str, formula: str) -> Value:
        """The value that a formula would have in a cell, which is left as it is."""
        cell = self._cell(sheet, address)
        try:
            tree = parse(normalise(formula), sheet)
            return Evaluation(self._grid, Budget(STEPS), *cell).result(tree)
        except NotAFormula:
            return NAME
        except OutOfSteps:
            return NUMBER

    def values_in(self, area: Area) -> tuple[Value, ...]:
        """The values of an area, row by row; of a whole row or column as far as it is used."""
        rows, columns = self._extents.get(area.sheet.casefold(), (1, 1))
        used = Area(
            area.sheet, area.top, area.left, min(area.bottom, rows), min(area.right, columns)
        )
        return tuple(self._values.get((area.sheet.casefold(), *cell)) for cell in used.cells())

    def display(self, sheet: str, address: str, language: str) -> str:
        """What a cell shows, with the decimal comma in Kyrgyz and Russian."""
        value = self.value(sheet, address)
        if value is None:
            return ""
        if isinstance(value, bool):
            return _BOOLEANS[language][value]
        if isinstance(value, float):
            typed = self.input(sheet, address)
            text = typed if typed.endswith("%") else number_text(value, 10)
            return text if language == "en" else text.replace(".", ",")
        return str(value)

    def _cell(self, sheet: str, address: str) -> Cell:
        return (sheet.casefold(), *cell_position(address))

    def _enter(self, cell: Cell, text: str) -> None:
        """Take in an input; a formula's value is worked out later."""
        self._forget(cell)
        rows, columns = self._extents.get(cell[0], (1, 1))
        self._extents[cell[0]] = (max(rows, cell[1]), max(columns, cell[2]))
        stored = normalise(text)
        if stored:
            self._inputs[cell] = stored
        if not is_formula(stored):
            value = typed_value(stored)
            if value is not None:
                self._values[cell] = value
            return
        try:
            self._trees[cell] = tree = parse(stored, cell[0])
        except NotAFormula as caught:
            self._problems[cell], self._values[cell] = caught.problem, NAME
            return
        self._reads[cell] = tuple(
            Area(area.sheet.casefold(), area.top, area.left, area.bottom, area.right)
            for area in areas(tree)
        )
        self._links.add(cell, self._reads[cell])

    def _forget(self, cell: Cell) -> None:
        self._links.remove(cell, self._reads.pop(cell, ()))
        self._arrays.pop(cell, None)
        self._inputs.pop(cell, None)
        self._trees.pop(cell, None)
        self._values.pop(cell, None)
        self._problems.pop(cell, None)

    def _recalculate(self, starts: list[Cell]) -> dict[Cell, Value]:
        """Work out the starts and all that lean on them; their values before."""
        budget = Budget(STEPS)
        try:
            readers = touched(starts, self._links, budget)
        except OutOfSteps:
            before = {cell: self._values.get(cell) for cell in self._trees}
            self._give_up(list(self._trees))
            return before
        before = {cell: self._values.get(cell) for cell in readers}
        plan = order(readers)
        self._name_rings(plan.rings)
        work = [cell for cell in plan.cells if cell in self._trees]
        for done, cell in enumerate(work):
            try:
                self._work_out(cell, budget)
            except OutOfSteps:
                self._give_up(work[done:])
                break
        return before

    def _work_out(self, cell: Cell, budget: Budget) -> None:
        evaluation = Evaluation(self._grid, budget, *cell)
        self._problems.pop(cell, None)
        self._arrays.pop(cell, None)
        self._values[cell] = evaluation.result(self._trees[cell])
        if evaluation.problems:
            self._problems[cell] = evaluation.problems[0]
        if evaluation.arrays:
            self._arrays[cell] = None

    def _name_rings(self, rings: frozenset[Cell]) -> None:
        names = ", ".join(cell_address(row, column) for _, row, column in sorted(rings)[:5])
        for cell in rings:
            self._values[cell] = REFERENCE
            self._problems[cell] = Problem.of("formula.cycle", cells=names)

    def _give_up(self, cells: list[Cell]) -> None:
        for cell in cells:
            self._values[cell] = NUMBER
            self._problems[cell] = Problem.of("formula.too_much")


def _same(one: Value, two: Value) -> bool:
    return type(one) is type(two) and one == two
