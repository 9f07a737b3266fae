"""The areas that a formula names, for every cell into which it is filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mugalim_checks.formulas.addresses import LAST_COLUMN, LAST_ROW
from mugalim_checks.formulas.arrays import Array, Operand
from mugalim_checks.formulas.grid import PENDING, Grid, Place
from mugalim_checks.formulas.numbering import ROW, Cell, cell_number
from mugalim_checks.formulas.problems import Problem
from mugalim_checks.formulas.syntax import Reference
from mugalim_checks.formulas.values import REFERENCE

Reader = Callable[[int], Operand]  # how far the formula was filled (as cells' numbers) -> operand


@dataclass(frozen=True)
class Span:
    """An area whose rows stay or move along as a formula is filled down."""

    sheet: int
    top: int
    left: int
    bottom: int
    right: int
    top_moves: bool
    bottom_moves: bool

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return (self.top, self.left) == (self.bottom, self.right) and (
            self.top_moves == self.bottom_moves
        )

    @property
    def whole(self) -> bool:
        """Whether it is made of whole rows or columns, and so grows with the sheet."""
        return self.bottom == LAST_ROW or self.right == LAST_COLUMN

    def at(self, rows: int) -> Place:
        """Where it lies when the formula was filled down by some rows."""
        top = self.top + rows if self.top_moves else self.top
        bottom = self.bottom + rows if self.bottom_moves else self.bottom
        return self.sheet, min(top, bottom), self.left, max(top, bottom), self.right


def span(reference: Reference, sheet: int) -> Span:
    """The span of a reference: a row without a dollar sign moves."""
    area = reference.area
    first, _, second = reference.text.rpartition("!")[2].partition(":")
    moves = [_moves(end) for end in (first, second or first)]
    if second and _row(first) > _row(second):
        moves.reverse()
    return Span(sheet, area.top, area.left, area.bottom, area.right, moves[0], moves[1])


def _moves(end: str) -> bool:
    return end.lstrip("$").rstrip("0123456789")[-1:].isalpha() and end[-1:].isdigit()


def _row(end: str) -> int:
    digits = end.lstrip("$").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").lstrip("$")
    return int(digits) if digits else 0


def reader(grid: Grid, wanted: Span, foreign: bool) -> Reader:
    """How a span is read: PENDING where some cell of it is yet to be worked out."""
    inner = _cell_reader(grid, wanted) if wanted.single else _area_reader(grid, wanted)
    if not foreign:
        return inner

    def read(shift: int) -> Operand:
        if wanted.sheet not in grid.extents:
            name = grid.names[wanted.sheet]
            grid.problems.append(Problem.of("formula.unknown_sheet", sheet=name))
            return REFERENCE
        return inner(shift)

    return read


def _cell_reader(grid: Grid, wanted: Span) -> Reader:
    get = grid.values.get
    cell = cell_number(wanted.sheet, wanted.top, wanted.left)
    if wanted.top_moves:
        return lambda shift: get(cell + shift)
    return lambda shift: get(cell)


def _area_reader(grid: Grid, wanted: Span) -> Reader:
    if not wanted.top_moves and not wanted.bottom_moves:
        place = wanted.at(0)
        return lambda shift: _ready(grid.shared(place))
    if (
        wanted.top == wanted.bottom
        and wanted.top_moves
        and wanted.bottom_moves
        and not wanted.whole
    ):
        return _row_reader(grid, wanted)
    return lambda shift: _ready(grid.read(wanted.at(shift // ROW)))


def _row_reader(grid: Grid, wanted: Span) -> Reader:
    """The quick way for the most common area: some cells of a row, filled down."""
    get = grid.values.get
    start = cell_number(wanted.sheet, wanted.top, wanted.left)
    width = wanted.right - wanted.left + 1

    def read(shift: int) -> Operand:
        first = start + shift
        flat = list(map(get, range(first, first + width)))
        if PENDING in flat:
            return PENDING
        if grid.long_texts:
            return grid.read(wanted.at(shift // ROW))
        return Array(flat, 1, width, first)

    return read


def _ready(array: Array) -> Operand:
    return array if array.findings is not None or PENDING not in array.flat else PENDING


def pending_cells(grid: Grid, place: Place) -> list[Cell]:
    """The cells of an area that are yet to be worked out."""
    if place[0] not in grid.extents:
        return []
    first = cell_number(*place[:3])
    if place[1:3] == place[3:]:
        return [first] if grid.values.get(first) is PENDING else []
    area = grid.read(place)
    width = area.width
    return [
        first + position // width * ROW + position % width
        for position, value in enumerate(area.flat)
        if value is PENDING
    ]
