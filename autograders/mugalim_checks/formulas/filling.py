"""Formulas that are filled down a column, read once for all the cells in which they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mugalim_checks.formulas.addresses import LAST_ROW
from mugalim_checks.formulas.compiling import Formula, compiled
from mugalim_checks.formulas.grid import Grid
from mugalim_checks.formulas.inputs import writable
from mugalim_checks.formulas.numbering import Cell, column_of, row_of, sheet_of
from mugalim_checks.formulas.parser import NotAFormula, parse_tokens
from mugalim_checks.formulas.problems import Problem
from mugalim_checks.formulas.tokens import LONGEST_FORMULA, tokenise

_STEPS_OF_CHARACTER, _STEPS_OF_TOKEN = 20, 200  # of a formula that is read for the first time
_MOST_KNOWN = 20_000  # shapes
# A text, a sheet's name, or the letters of an address, and a row that moves along.
_MOVING = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\w.$])\$?[A-Z]{1,3}(?=[1-9]))"""
    r"""([1-9]\d{0,6}(?![\w.(!]))?"""
)

Shape = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Filled:
    """A formula that is kept in its stored form, to be known again where it is filled down.

    `marks` stand in `template` for rows, each with how far from the cell's own row it lies.
    """

    formula: Formula
    template: str
    marks: tuple[tuple[str, int], ...]
    furthest: int

    def text(self, row: int) -> str:
        """How the formula reads in a row; "" where it would leave the sheet."""
        if row + self.furthest > LAST_ROW:
            return ""
        text = self.template
        for mark, further in self.marks:
            text = text.replace(mark, str(row + further))
        return text


@dataclass
class Formulas:
    """The formulas of a workbook, each kept by its shape: what is the same when it is filled."""

    grid: Grid
    sheet_number: Callable[[str], int]
    _known: dict[Shape, _Filled] = field(default_factory=dict)
    _above: dict[tuple[int, int], _Filled] = field(default_factory=dict)  # by sheet and column

    def read(self, text: str, cell: Cell) -> tuple[str, Formula]:
        """The stored form of a formula, and the formula ready; NotAFormula where it is none."""
        self.grid.spend(1)  # nothing is read once no step is left
        row, line = row_of(cell), (sheet_of(cell), column_of(cell))
        above = self._above.get(line)
        if above is not None and above.text(row) == text:
            return text, above.formula
        shape = _shape(text, row, line)
        filled = self._known.get(shape)
        if filled is None or filled.text(row) != text:
            stored, formula = self._read_anew(text, cell)
            if stored != text:
                return stored, formula
            filled = self._keep(shape, formula)
        self._above[line] = filled
        return text, filled.formula

    def _read_anew(self, text: str, cell: Cell) -> tuple[str, Formula]:
        self.grid.spend(_STEPS_OF_CHARACTER * len(text))
        if len(text) > LONGEST_FORMULA:
            raise NotAFormula(Problem.of("formula.too_long"))
        tokens = tokenise(writable(text)[1:].strip())
        self.grid.spend(_STEPS_OF_TOKEN * len(tokens))
        tree = parse_tokens(tokens, self.grid.names[sheet_of(cell)])
        stored = "=" + "".join(token.text for token in tokens)
        return stored, compiled(tree, self.grid, cell, self.sheet_number)

    def _keep(self, shape: Shape, formula: Formula) -> _Filled:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        rows = dict.fromkeys(piece for piece in shape[2:-1:3] if isinstance(piece, int))
        marks = {further: f"\0{number}\0" for number, further in enumerate(rows)}
        template = "".join(
            marks[piece] if isinstance(piece, int) else str(piece or "") for piece in shape[:-1]
        )
        filled = _Filled(
            formula,
            template,
            tuple((mark, row) for row, mark in marks.items()),
            max(rows, default=0),
        )
        self._known[shape] = filled
        return filled


def _shape(text: str, row: int, line: tuple[int, int]) -> Shape:
    """What formulas that were filled down one column share: their text, but for its own rows."""
    pieces: list[object] = list(_MOVING.split(text))
    for place in range(2, len(pieces), 3):
        digits = pieces[place]
        if isinstance(digits, str):
            pieces[place] = int(digits) - row
    pieces.append(line)
    return tuple(pieces)
