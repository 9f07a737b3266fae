"""Which formulas read a cell, so that a change reaches only what leans on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from mugalim_checks.formulas.grid import Place
from mugalim_checks.formulas.numbering import Cell, cell_number, column_of, row_of, sheet_of

_ROWS, _COLUMNS = 64, 8  # cells of one block
_MOST_BLOCKS = 16  # of an area that is found by its blocks
_MOST_STRIPES = 8  # of an area that is found by its columns

Block = tuple[int, int, int]


@dataclass
class Links:
    """For each cell and each area the formulas that read it.

    Areas are found by the blocks of cells that they touch, tall ones by their columns.
    """

    _readers: dict[Cell, set[Cell]] = field(default_factory=lambda: defaultdict(set))
    _areas: dict[Place, set[Cell]] = field(default_factory=dict)
    _blocks: dict[Block, set[Place]] = field(default_factory=lambda: defaultdict(set))

    def add(self, cell: Cell, places: Iterable[Place]) -> None:
        """Note that a cell's formula reads these areas."""
        for place in places:
            sheet, top, left, bottom, right = place
            if top == bottom and left == right:
                self._readers[cell_number(sheet, top, left)].add(cell)
            elif place in self._areas:
                self._areas[place].add(cell)
            else:
                self._areas[place] = {cell}
                for block in _blocks(place):
                    self._blocks[block].add(place)

    def remove(self, cell: Cell, places: Iterable[Place]) -> None:
        """Forget what `add` noted."""
        for place in places:
            sheet, top, left, bottom, right = place
            if top == bottom and left == right:
                self._readers[cell_number(sheet, top, left)].discard(cell)
                continue
            readers = self._areas.get(place, set())
            readers.discard(cell)
            if not readers and self._areas.pop(place, None) is not None:
                for block in _blocks(place):
                    self._blocks[block].discard(place)

    def reached(self, starts: Iterable[Cell], spend: Callable[[int], None]) -> set[Cell]:
        """The starts and every cell that leans on them."""
        reached = set(starts)
        waiting = list(reached)
        while waiting:
            more = self._readers_of(waiting.pop(), spend) - reached
            reached |= more
            waiting.extend(more)
        return reached

    def _readers_of(self, cell: Cell, spend: Callable[[int], None]) -> set[Cell]:
        found = set(self._readers.get(cell, ()))
        sheet, row, column = sheet_of(cell), row_of(cell), column_of(cell)
        for block in (
            (sheet, row // _ROWS, column // _COLUMNS),
            (sheet, -1, column // _COLUMNS),
            (sheet, -1, -1),
        ):
            places = self._blocks.get(block, ())
            spend(2 * len(places))
            for place in places:
                if place[1] <= row <= place[3] and place[2] <= column <= place[4]:
                    readers = self._areas[place]
                    spend(len(readers))
                    found |= readers
        spend(10 + len(found))
        return found


def _blocks(place: Place) -> list[Block]:
    """The blocks under which an area is kept; row -1 stands for all rows, column -1 for all."""
    sheet, top, left, bottom, right = place
    rows = range(top // _ROWS, bottom // _ROWS + 1)
    columns = range(left // _COLUMNS, right // _COLUMNS + 1)
    if len(columns) > _MOST_STRIPES:
        return [(sheet, -1, -1)]
    if len(rows) * len(columns) > _MOST_BLOCKS:
        return [(sheet, -1, column) for column in columns]
    return [(sheet, row, column) for row in rows for column in columns]
