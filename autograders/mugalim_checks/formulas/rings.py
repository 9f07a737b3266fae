"""Rings of cells that count themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mugalim_checks.formulas.numbering import Cell


def rings(cells: Iterable[Cell], reads: Callable[[Cell], Iterable[Cell]]) -> list[list[Cell]]:
    """The groups of cells that read one another in a ring, each in order.

    `reads` gives the cells that a cell reads. Tarjan's algorithm, without deep calls.
    """
    return [
        sorted(group)
        for group in _Search(reads).groups(cells)
        if len(group) > 1 or group[0] in set(reads(group[0]))
    ]


@dataclass
class _Search:
    """One search: when each cell was met, and the earliest one that it leads back to."""

    reads: Callable[[Cell], Iterable[Cell]]
    met: dict[Cell, int] = field(default_factory=dict)
    back: dict[Cell, int] = field(default_factory=dict)
    held: dict[Cell, None] = field(default_factory=dict)

    def groups(self, cells: Iterable[Cell]) -> Iterator[list[Cell]]:
        for cell in cells:
            if cell not in self.met:
                yield from self._from(cell)

    def _from(self, start: Cell) -> Iterator[list[Cell]]:
        path = [(start, self._meet(start))]
        while path:
            cell, left = path[-1]
            following = next(left, None)
            if following is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    self.back[above] = min(self.back[above], self.back[cell])
                if self.back[cell] == self.met[cell]:
                    yield self._group(cell)
            elif following not in self.met:
                path.append((following, self._meet(following)))
            elif following in self.held:
                self.back[cell] = min(self.back[cell], self.met[following])

    def _meet(self, cell: Cell) -> Iterator[Cell]:
        self.met[cell] = self.back[cell] = len(self.met)
        self.held[cell] = None
        return iter(self.reads(cell))

    def _group(self, first: Cell) -> list[Cell]:
        group: list[Cell] = []
        while not group or group[-1] != first:
            group.append(self.held.popitem()[0])
        return group
