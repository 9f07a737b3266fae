"""Which cells lean on which: whom a change touches, in what order, and rings among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from mugalim_checks.formulas.addresses import Area
from mugalim_checks.formulas.evaluate import Budget

Cell = tuple[str, int, int]  # sheet, row, column


@dataclass
class Links:
    """For each cell the formulas that read it; areas are kept whole."""

    _readers: dict[Cell, set[Cell]] = field(default_factory=lambda: defaultdict(set))
    _areas: dict[str, dict[Area, set[Cell]]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, cell: Cell, areas: Iterable[Area]) -> None:
        """Note that a cell's formula reads these areas."""
        for area in areas:
            if area.size == 1:
                self._readers[(area.sheet, area.top, area.left)].add(cell)
            else:
                self._areas[area.sheet].setdefault(area, set()).add(cell)

    def remove(self, cell: Cell, areas: Iterable[Area]) -> None:
        """Forget what `add` noted."""
        for area in areas:
            if area.size == 1:
                self._readers[(area.sheet, area.top, area.left)].discard(cell)
                continue
            readers = self._areas[area.sheet].get(area, set())
            readers.discard(cell)
            if not readers:
                self._areas[area.sheet].pop(area, None)

    def readers(self, cell: Cell, budget: Budget) -> set[Cell]:
        """The cells whose formulas read this one."""
        found = set(self._readers.get(cell, ()))
        areas = self._areas.get(cell[0], {})
        budget.spend(1 + len(areas) // 4)
        for area, readers in areas.items():
            if cell in area:
                budget.spend(len(readers))
                found |= readers
        return found


@dataclass(frozen=True)
class Order:
    """Cells in an order in which each comes after those it reads, and the cells in rings."""

    cells: tuple[Cell, ...]
    rings: frozenset[Cell]


def touched(starts: Iterable[Cell], links: Links, budget: Budget) -> dict[Cell, set[Cell]]:
    """Every cell that the starts reach, with its readers."""
    waiting, readers = list(starts), dict[Cell, set[Cell]]()
    while waiting:
        cell = waiting.pop()
        if cell in readers:
            continue
        readers[cell] = links.readers(cell, budget)
        waiting.extend(readers[cell] - readers.keys())
    return readers


def order(readers: dict[Cell, set[Cell]]) -> Order:
    """The order of work; rings are left out of it."""
    first = _sorted(readers, frozenset())
    stuck = readers.keys() - set(first)
    rings = _rings(stuck, readers)
    return Order(_sorted(readers, rings), rings) if rings else Order(first, rings)


def _sorted(readers: dict[Cell, set[Cell]], left_out: frozenset[Cell]) -> tuple[Cell, ...]:
    waits = dict.fromkeys((cell for cell in readers if cell not in left_out), 0)
    for cell in waits:
        for reader in readers[cell]:
            if reader in waits:
                waits[reader] += 1
    ready, done = [cell for cell, count in waits.items() if count == 0], []
    while ready:
        cell = ready.pop()
        done.append(cell)
        for reader in readers[cell]:
            if reader in waits:
                waits[reader] -= 1
                if waits[reader] == 0:
                    ready.append(reader)
    return tuple(done)


def _rings(stuck: set[Cell], readers: dict[Cell, set[Cell]]) -> frozenset[Cell]:
    """The stuck cells less those that only wait for a ring."""
    left = set(stuck)
    reading: dict[Cell, list[Cell]] = defaultdict(list)
    counts = {cell: len(readers[cell] & left) for cell in left}
    for cell in left:
        for reader in readers[cell] & left:
            reading[reader].append(cell)
    ends = [cell for cell, count in counts.items() if count == 0]
    while ends:
        cell = ends.pop()
        left.discard(cell)
        for source in reading[cell]:
            counts[source] -= 1
            if counts[source] == 0:
                ends.append(source)
    return frozenset(left)
