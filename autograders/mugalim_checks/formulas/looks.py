"""How the number in a cell looks by itself: as a date or a time where it is made of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mugalim_checks.formulas.compiling import Formula
from mugalim_checks.formulas.dates import DATE_LOOK, MOMENT_LOOK, TIME_LOOK
from mugalim_checks.formulas.inputs import typed_look
from mugalim_checks.formulas.numbering import ROW, Cell, cell_number
from mugalim_checks.formulas.spans import span
from mugalim_checks.formulas.syntax import Call, Chain, Node, Reference

_MADE = {
    **dict.fromkeys(("DATE", "DATEVALUE", "TODAY", "EDATE", "EOMONTH", "WORKDAY"), DATE_LOOK),
    **dict.fromkeys(("TIME", "TIMEVALUE"), TIME_LOOK),
    "NOW": MOMENT_LOOK,
}
_KEPT = frozenset({"MIN", "MAX", "LARGE", "SMALL", "INDEX", "IFERROR", "IFNA", "SINGLE", "MEDIAN"})


@dataclass
class Looks:
    """The looks of cells, found when they are asked for."""

    inputs: Mapping[Cell, str]
    formulas: Mapping[Cell, Formula]
    sheet_number: Callable[[str], int]
    _known: dict[Cell, str] = field(default_factory=dict)

    def forget(self) -> None:
        """Find all looks anew: some cell has changed."""
        self._known.clear()

    def of(self, cell: Cell) -> str:
        """The number format of a cell's input or result; "" for the general one."""
        if cell not in self.formulas:
            return typed_look(self.inputs.get(cell, ""))
        path = [] if cell in self._known else [cell]
        while path:
            path += self._missing(path[-1], path)
        return self._known[cell]

    def _missing(self, cell: Cell, path: list[Cell]) -> list[Cell]:
        """The formulas that must be looked at before a cell's; else its look is found."""
        formula, missing = self.formulas[cell], list[Cell]()
        rows = (cell - formula.base) // ROW

        def of_reference(reference: Reference) -> str:
            wanted = span(reference, self.sheet_number(reference.area.sheet))
            there = cell_number(*wanted.at(rows)[:3])
            if there not in self.formulas:
                return typed_look(self.inputs.get(there, ""))
            if there not in self._known:
                missing.append(there)
            return self._known.get(there, "")

        first = cell not in self._known
        self._known[cell] = look(formula.tree, of_reference)
        if missing and first:
            return missing
        path.pop()
        return []


def look(node: Node, of_reference: Callable[[Reference], str]) -> str:
    """The number format of a formula's result, as Excel chooses it; "" for the general one.

    `of_reference` gives the look of a reference's first cell.
    """
    match node:
        case Reference():
            return of_reference(node)
        case Call(name, arguments):
            if name in _MADE:
                return _MADE[name]
            if name == "IF":
                return _first([look(part, of_reference) for part in arguments[1:]])
            return look(arguments[0], of_reference) if name in _KEPT and arguments else ""
        case Chain(first, rest) if all(sign in {"+", "-"} for sign, _ in rest):
            return _of_chain(
                look(first, of_reference),
                [(sign, look(part, of_reference)) for sign, part in rest],
            )
        case _:
            return ""


def _first(looks: list[str]) -> str:
    return next((each for each in looks if each), "")


def _of_chain(first: str, rest: list[tuple[str, str]]) -> str:
    """A date and days is a date; a date less a date is a number of days."""
    result = first
    for sign, other in rest:
        days = sign == "-" and result and other and result != TIME_LOOK
        result = "" if days else result or other
    return result
