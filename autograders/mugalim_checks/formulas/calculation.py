"""A workbook that counts: values of all cells, kept right as single cells change."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from mugalim_checks.formulas.addresses import Area, cell_address, cell_position
from mugalim_checks.formulas.compiling import Formula
from mugalim_checks.formulas.dates import date_text
from mugalim_checks.formulas.filling import Formulas
from mugalim_checks.formulas.grid import LONG, PENDING, Grid, OutOfSteps, Place
from mugalim_checks.formulas.inputs import constant, normalise
from mugalim_checks.formulas.links import Links
from mugalim_checks.formulas.looks import Looks
from mugalim_checks.formulas.numbering import ROW, Cell, cell_number, column_of, row_of, sheet_of
from mugalim_checks.formulas.parser import NotAFormula
from mugalim_checks.formulas.problems import TOO_MUCH, Problem
from mugalim_checks.formulas.settling import Settling, worked_out
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import NAME, NUMBER, Value, number_text

STEPS = 30_000_000  # of one recalculation: about two seconds
_BOOLEANS = {"en": ("FALSE", "TRUE"), "ru": ("ЛОЖЬ", "ИСТИНА"), "ky": ("ЛОЖЬ", "ИСТИНА")}


class Calculation:
    """The values of a workbook's cells; `sheets` maps a sheet's name to inputs by address.

    Sheets are found by name without regard to case. An address is like "B7"; anything else is
    a ValueError. No input of a cell ever raises: what cannot be worked out is an error value,
    and `problem` says why. `today` is the moment that TODAY and NOW give; without it they are
    #N/A, with a problem.
    """

    def __init__(
        self, sheets: Mapping[str, Mapping[str, str]], today: datetime.datetime | None = None
    ) -> None:
        self._grid = Grid(today)
        self._values = self._grid.values
        self._sheets: dict[str, int] = {}
        self._inputs: dict[Cell, str] = {}
        self._formulas: dict[Cell, Formula] = {}
        self._growing: set[Cell] = set()  # formulas that read whole rows or columns
        self._known = Formulas(self._grid, self._sheet)
        self._grid.formulas = self._formulas
        self._settling = Settling(self._grid, self._formulas)
        self._links: Links | None = None  # made at the first change
        self._looks = Looks(self._inputs, self._formulas, self._sheet)
        self._grid.start(STEPS)
        for name in sheets:
            self._found(name)
        for name, inputs in sheets.items():
            self._enter_all(self._sheet(name), inputs)
        self._settling.settle(self._formulas)

    def value(self, sheet: str, address: str) -> Value:
        """The value of a cell; None where it is empty."""
        return self._values.get(self._cell(sheet, address))

    def problem(self, sheet: str, address: str) -> Problem | None:
        """Why a cell's formula could not be worked out; None where it could, or holds none."""
        return self._settling.problems.get(self._cell(sheet, address))

    def works_on_arrays(self, sheet: str, address: str) -> bool:
        """Whether a cell's formula works on areas value by value (an array formula in a file)."""
        return self._cell(sheet, address) in self._settling.arrays

    def set(self, sheet: str, address: str, text: str) -> frozenset[tuple[str, str]]:
        """Put an input into a cell; the (sheet, address) of every cell whose value changed."""
        return self.put(sheet, {address: text})

    def put(self, sheet: str, inputs: Mapping[str, str]) -> frozenset[tuple[str, str]]:
        """Put inputs into many cells at once; the same answer as `set`."""
        cells = [self._cell(sheet, address) for address in inputs]
        before = {cell: self._values.get(cell) for cell in cells}
        links, extents = self._linked(), dict(self._grid.extents)
        for cell in cells:
            links.remove(cell, self._places(cell))
        self._grid.start(STEPS)
        self._found(sheet)
        self._enter_all(self._sheet(sheet), inputs)
        for cell in cells:
            links.add(cell, self._places(cell))
        self._shrink(cells)
        grown = self._growing if extents != self._grid.extents else ()
        before = self._recalculate({*cells, *grown}, links) | before
        changed = [one for one in before if not _same(before[one], self._values.get(one))]
        return frozenset((self._name(one), cell_address(row_of(one), column_of(one)))
                         for one in changed)  # fmt: skip

    def input(self, sheet: str, address: str) -> str:
        """What stands in a cell, in its stored form."""
        return self._inputs.get(self._cell(sheet, address), "")

    def evaluate(self, sheet: str, address: str, formula: str) -> Value:
        """The value that a formula would have in a cell, which is left as it is."""
        cell = self._cell(sheet, address)
        self._grid.start(STEPS)
        try:
            return worked_out(self._grid, self._known.read(normalise(formula), cell)[1], cell)
        except NotAFormula:
            return NAME
        except OutOfSteps:
            return NUMBER

    def values_in(self, area: Area) -> tuple[Value, ...]:
        """The values of an area, row by row; of a whole row or column as far as it is used."""
        place = (self._sheet(area.sheet), area.top, area.left, area.bottom, area.right)
        self._grid.start(STEPS)
        return tuple(self._grid.read(place).flat)

    def display(self, sheet: str, address: str, language: str) -> str:
        """What a cell shows, with the decimal comma in Kyrgyz and Russian; dates as 23.11.2026."""
        value = self.value(sheet, address)
        if value is None:
            return ""
        if isinstance(value, bool):
            return _BOOLEANS[language][value]
        if not isinstance(value, float):
            return str(value)
        look, typed = self.look(sheet, address), self.input(sheet, address)
        if look and not look.endswith("%"):
            return date_text(value, look)
        text = typed if look else number_text(value, 10)
        return text if language == "en" else text.replace(".", ",")

    def look(self, sheet: str, address: str) -> str:
        """The number format that a cell's own input asks for: 0%, dd.mm.yyyy, hh:mm; or ""."""
        return self._looks.of(self._cell(sheet, address))

    def _cell(self, sheet: str, address: str) -> Cell:
        return cell_number(self._sheet(sheet), *cell_position(address))

    def _sheet(self, name: str) -> int:
        """The number of a sheet, of one that is only spoken of, too."""
        folded = name.casefold()
        if folded not in self._sheets:
            self._sheets[folded] = len(self._sheets)
            self._grid.names.append(name)
        return self._sheets[folded]

    def _found(self, name: str) -> None:
        """Take in a sheet that is there, under the name that it has."""
        number = self._sheet(name)
        if number not in self._grid.extents:
            self._grid.extents[number], self._grid.names[number] = (1, 1), name

    def _name(self, cell: Cell) -> str:
        return self._grid.names[sheet_of(cell)]

    def _enter_all(self, sheet: int, inputs: Mapping[str, str]) -> None:
        """Take in inputs of a sheet, and note how far it is used."""
        rows, columns = self._grid.extents[sheet]
        for address, text in inputs.items():
            row, column = cell_position(address)
            cell = cell_number(sheet, row, column)
            if self._enter(cell, text):
                rows = row if row > rows else rows
                columns = column if column > columns else columns
        self._grid.extents[sheet] = rows, columns

    def _enter(self, cell: Cell, text: str) -> bool:
        """Take in an input, and whether there is any; a formula's value is worked out later."""
        if cell in self._inputs:
            self._forget(cell)
        if text[:1] != "=" or len(text) == 1:
            text, value = constant(text)
            if not is_formula(text):
                if value is None:
                    return False
                self._inputs[cell], self._values[cell] = text, value
                self._grid.long_texts |= len(text) > LONG
                return True
        self._enter_formula(cell, text)
        return True

    def _enter_formula(self, cell: Cell, text: str) -> None:
        self._inputs[cell] = text
        try:
            self._inputs[cell], formula = self._known.read(text, cell)
        except NotAFormula as caught:
            self._inputs[cell] = normalise(text)
            self._values[cell], self._settling.problems[cell] = NAME, caught.problem
            return
        except OutOfSteps:
            self._values[cell], self._settling.problems[cell] = NUMBER, TOO_MUCH
            return
        self._formulas[cell], self._values[cell] = formula, PENDING
        if formula.grows:
            self._growing.add(cell)
        if formula.is_total:
            self._grid.subtotals.add(cell)

    def _forget(self, cell: Cell) -> None:
        del self._inputs[cell]
        self._values.pop(cell, None)
        self._formulas.pop(cell, None)
        self._settling.forget(cell)
        self._growing.discard(cell)
        self._grid.subtotals.discard(cell)

    def _shrink(self, cells: Iterable[Cell]) -> None:
        """Find the last row and column again where a cell at the edge was emptied."""
        edges = {
            sheet_of(cell)
            for cell in cells
            if cell not in self._inputs
            and (
                row_of(cell) == self._grid.extents[sheet_of(cell)][0]
                or column_of(cell) == self._grid.extents[sheet_of(cell)][1]
            )
        }
        for sheet in edges:
            left = [cell for cell in self._inputs if sheet_of(cell) == sheet]
            rows, columns = map(row_of, left), map(column_of, left)
            self._grid.extents[sheet] = (max(rows, default=1), max(columns, default=1))

    def _places(self, cell: Cell) -> list[Place]:
        """The areas that the formula in a cell reads."""
        formula = self._formulas.get(cell)
        if formula is None:
            return []
        rows = (cell - formula.base) // ROW
        return [span.at(rows) for span in formula.spans]

    def _linked(self) -> Links:
        if self._links is None:
            self._links = Links()
            for cell in self._formulas:
                self._links.add(cell, self._places(cell))
        return self._links

    def _recalculate(self, starts: Iterable[Cell], links: Links) -> dict[Cell, Value]:
        """Work out the starts and all that lean on them; the values of formulas before."""
        self._looks.forget()
        try:
            reached = links.reached(starts, self._grid.spend)
        except OutOfSteps:
            reached = set(self._formulas)
        work = sorted(cell for cell in reached if cell in self._formulas)
        before = {cell: self._values.get(cell) for cell in work}
        for cell in work:
            self._values[cell] = PENDING
            self._settling.forget(cell)
        self._settling.settle(work)
        return before


def _same(one: Value, two: Value) -> bool:
    return type(one) is type(two) and one == two
