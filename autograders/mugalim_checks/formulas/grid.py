"""The cells of a workbook while they are worked out, and the steps that are left for it."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from mugalim_checks.formulas.addresses import LAST_COLUMN, LAST_ROW
from mugalim_checks.formulas.arrays import Array
from mugalim_checks.formulas.numbering import ROW, Cell, cell_number, column_of, row_of, sheet_of
from mugalim_checks.formulas.problems import Problem
from mugalim_checks.formulas.values import VALUE, Value

LARGEST_ARRAY = 250_000  # cells
LONG = 256  # characters of a text that costs more than a number to read
_STEPS_OF_LONG = 4  # for each character
_MOST_SHARED = 300_000  # cells that are kept as tables

Place: TypeAlias = tuple[int, int, int, int, int]  # sheet, top, left, bottom, right


class _Pending:
    """What stands in a cell whose formula is yet to be worked out."""


PENDING = cast(Value, _Pending())


class OutOfSteps(Exception):  # noqa: N818  not an error of ours: a formula asks for too much
    """Raised when the steps of one recalculation are used up."""


@dataclass(slots=True)
class Grid:
    """Values by cell, and what one recalculation notes while it runs.

    A step is about a tenth of a microsecond: one cell that is read.
    """

    today: datetime.datetime | None = None
    values: dict[Cell, Value] = field(default_factory=dict)
    extents: dict[int, tuple[int, int]] = field(default_factory=dict)  # by sheet: row, column
    names: list[str] = field(default_factory=list)  # of sheets, by number
    subtotals: set[Cell] = field(default_factory=set)
    formulas: Container[Cell] = ()
    long_texts: bool = False  # whether any cell holds a long one
    left: int = 0
    problems: list[Problem] = field(default_factory=list)
    arrays: bool = False  # whether the formula at hand works on areas value by value
    _shared: dict[Place, Array] = field(default_factory=dict)
    _shared_cells: int = 0

    def start(self, steps: int) -> None:
        """Begin a recalculation: nothing of the last one is kept."""
        self.left = steps
        self._shared.clear()
        self._shared_cells = 0

    def spend(self, steps: int) -> None:
        """Use up steps; OutOfSteps when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise OutOfSteps

    def used(self, place: Place) -> Place:
        """The part of a whole row or column that is used; other areas as they are."""
        sheet, top, left, bottom, right = place
        last_row, last_column = self.extents.get(sheet, (1, 1))
        if bottom == LAST_ROW:
            bottom = max(top, min(bottom, last_row))
        if right == LAST_COLUMN:
            right = max(left, min(right, last_column))
        return sheet, top, left, bottom, right

    def shared(self, place: Place) -> Array:
        """The table of an area that many formulas read; kept once all of it is worked out."""
        found = self._shared.get(place)
        if found is None:
            found = self.read(place)
            if self._shared_cells + len(found.flat) <= _MOST_SHARED and PENDING not in found.flat:
                found.findings = {}
                self._shared[place] = found
                self._shared_cells += len(found.flat)
        return found

    def read(self, place: Place) -> Array:
        """The table of an area; of whole rows and columns as far as they are used."""
        sheet, top, left, bottom, right = self.used(place)
        height, width = bottom - top + 1, right - left + 1
        self.spend(height * width)
        if height * width > LARGEST_ARRAY:
            raise OutOfSteps
        corner = cell_number(sheet, top, left)
        flat: list[Value] = [None] * (height * width)
        for right in range(width):  # column by column: tables are tall
            first = corner + right
            flat[right::width] = map(self.values.get, range(first, first + height * ROW, ROW))
        self._pay_for_texts(flat)
        whole = (place[3] - place[1] + 1, place[4] - place[2] + 1)
        full = None if whole == (height, width) else whole
        return Array(flat, height, width, corner, full, self.spend)

    def _pay_for_texts(self, flat: Sequence[Value]) -> None:
        if self.long_texts:
            self.spend(sum(len(value) for value in flat if isinstance(value, str)) >> 3)

    def pay_for_long(self, values: Iterable[object]) -> None:
        """Use up steps for a function that takes long texts."""
        for value in values:
            if isinstance(value, str) and len(value) > LONG:
                self.spend(_STEPS_OF_LONG * len(value))

    def crossing(self, array: Array, row: int, column: int) -> Value:
        """The value of a table in a cell's own row or column, as a sheet shows it."""
        if array.corner is None or array.size == (1, 1):
            return array.at(0, 0)
        sheet, top, left = sheet_of(array.corner), row_of(array.corner), column_of(array.corner)
        height, width = array.size
        if width == 1 and top <= row < top + height:
            return self.values.get(cell_number(sheet, row, left))
        if height == 1 and left <= column < left + width:
            return self.values.get(cell_number(sheet, top, column))
        return VALUE
