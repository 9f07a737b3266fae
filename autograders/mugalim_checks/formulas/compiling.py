"""A formula's tree made into Python functions, once for all cells into which it is filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mugalim_checks.formulas.arguments import Function
from mugalim_checks.formulas.arrays import Array, Operand
from mugalim_checks.formulas.forms import FORMS, TOTALS, Form, Work
from mugalim_checks.formulas.functions import FUNCTIONS
from mugalim_checks.formulas.grid import LONG, Grid
from mugalim_checks.formulas.lifting import guarded, lifted
from mugalim_checks.formulas.numbering import Cell, cell_number, column_of, row_of, sheet_of
from mugalim_checks.formulas.operators import OPERATORS, hundredth, negated
from mugalim_checks.formulas.parser import walk
from mugalim_checks.formulas.problems import Problem
from mugalim_checks.formulas.spans import Reader, Span, reader, span
from mugalim_checks.formulas.syntax import (
    Call,
    Chain,
    Literal,
    Missing,
    Node,
    Percent,
    Reference,
    Sign,
    Unknown,
)
from mugalim_checks.formulas.values import NAME, VALUE, FormulaError, Value

_NODE_STEPS = 6  # of one part of a formula
_BOTH = range(2)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula ready to be worked out, for its first cell and those into which it is filled.

    `readers` give what its references hold, in the order of `spans`; `work` takes that and the
    cell's row. `steps` is what it costs beside the areas that it reads.
    """

    base: Cell
    tree: Node
    spans: tuple[Span, ...]
    readers: tuple[Reader, ...]
    work: Work
    steps: int
    grows: bool  # whether it reads whole rows or columns
    is_total: bool

    def result(self, grid: Grid, cells: list[Operand], cell: Cell) -> Value:
        """The one value that a cell shows."""
        row = row_of(cell)
        operand = self.work(cells, row)
        if isinstance(operand, Array):
            operand = grid.crossing(operand, row, column_of(cell))
        return 0.0 if operand is None else operand


def compiled(tree: Node, grid: Grid, base: Cell, sheet_number: Callable[[str], int]) -> Formula:
    """The formula of a tree that was read for the cell `base`."""
    maker = _Maker(grid, base, sheet_number)
    work = maker.made(tree)
    parts = walk(tree)
    widths = sum(
        wanted.right - wanted.left + 1
        for wanted in maker.spans
        if wanted.top == wanted.bottom and not wanted.whole
    )
    texts = sum(_text_length(part) for part in parts)
    grid.long_texts |= texts > LONG
    return Formula(
        base,
        tree,
        tuple(maker.spans),
        tuple(maker.readers),
        work,
        len(parts) * _NODE_STEPS + widths + texts // 8,
        any(wanted.whole for wanted in maker.spans),
        any(isinstance(part, Call) and part.name in TOTALS for part in parts),
    )


def _text_length(part: Node) -> int:
    return len(part.value) if isinstance(part, Literal) and isinstance(part.value, str) else 0


class _Maker:
    """Makes the functions of one tree, from its leaves up."""

    def __init__(self, grid: Grid, base: Cell, sheet_number: Callable[[str], int]) -> None:
        self._grid = grid
        self._base = base
        self._sheet_number = sheet_number
        self.spans: list[Span] = []
        self.readers: list[Reader] = []

    def made(self, node: Node, as_cells: bool = False) -> Work:
        """The function of a part; a cell comes as a table of one where `as_cells`."""
        match node:
            case Literal(value):
                return lambda cells, row: value
            case Reference():
                return self._reference(node, as_cells)
            case Chain(first, rest):
                return self._chain(first, rest)
            case Call(name, arguments):
                return self._call(name, arguments)
            case Sign(part):
                return self._lifted_over(negated, [self.made(part)])
            case Percent(part):
                return self._lifted_over(hundredth, [self.made(part)])
            case Missing():
                return lambda cells, row: None
            case Unknown(problem):
                return self._amiss(problem, NAME)

    def _amiss(self, problem: Problem, error: Value) -> Work:
        def work(cells: list[Operand], row: int) -> Operand:
            self._grid.problems.append(problem)
            return error

        return work

    def _reference(self, node: Reference, as_cells: bool) -> Work:
        wanted = span(node, self._sheet_number(node.area.sheet))
        place = len(self.spans)
        self.spans.append(wanted)
        foreign = wanted.sheet != sheet_of(self._base)
        self.readers.append(reader(self._grid, wanted, foreign))
        if not (as_cells and wanted.single):
            return lambda cells, row: cells[place]
        first, moves = row_of(self._base), wanted.top_moves

        def work(cells: list[Operand], row: int) -> Operand:
            at = wanted.top + row - first if moves else wanted.top
            return Array((cells[place],), 1, 1, cell_number(wanted.sheet, at, wanted.left))  # type: ignore[arg-type]  # one cell holds one value

        return work

    def _chain(self, first: Node, rest: Sequence[tuple[str, Node]]) -> Work:
        work = self.made(first)
        if len(rest) == 1:
            return self._pair(OPERATORS[rest[0][0]], work, self.made(rest[0][1]))
        steps = [(OPERATORS[sign], self.made(part)) for sign, part in rest]

        def run(cells: list[Operand], row: int) -> Operand:
            value = work(cells, row)
            for operate, part in steps:
                value = self._both(operate, value, part(cells, row))
            return value

        return run

    def _pair(self, operate: Callable[[Value, Value], Value], left: Work, right: Work) -> Work:
        both = self._both
        return lambda cells, row: both(operate, left(cells, row), right(cells, row))

    def _both(
        self, operate: Callable[[Value, Value], Value], left: Operand, right: Operand
    ) -> Operand:
        if isinstance(left, Array) or isinstance(right, Array):
            return lifted(self._grid, operate, [left, right], _BOTH)
        try:
            result = operate(left, right)
        except FormulaError as caught:
            if caught.problem:
                self._grid.problems.append(caught.problem)
            return caught.error
        if isinstance(result, str) and len(result) > LONG:
            self._grid.long_texts = True
            self._grid.spend(len(result))
        return result

    def _lifted_over(self, work: Callable[..., Operand], parts: Sequence[Work]) -> Work:
        return self._run(Function(work, len(parts), len(parts), range(len(parts))), parts)

    def _call(self, name: str, arguments: tuple[Node, ...]) -> Work:
        known: Function | Form | None = FUNCTIONS.get(name) or FORMS.get(name)
        if known is None:
            return self._amiss(Problem.of("formula.unknown_function", name=name[:40]), NAME)
        if not known.least <= len(arguments) <= known.most:
            return self._amiss(Problem.of("formula.arguments", name=name), VALUE)
        if isinstance(known, Form):
            parts = [self.made(argument, as_cells=known.cells) for argument in arguments]
            return known.make(self._grid, parts, column_of(self._base))
        return self._run(
            known,
            [self.made(each, as_cells=n not in known.each) for n, each in enumerate(arguments)],
        )

    def _run(self, function: Function, parts: Sequence[Work]) -> Work:
        grid, work, each = self._grid, function.work, function.each
        finds, steps = function.finds, function.steps
        singles = [place for place in range(len(parts)) if place in each]
        others = [place for place in range(len(parts)) if place not in each]

        def run(cells: list[Operand], row: int) -> Operand:
            values = [part(cells, row) for part in parts]
            for place in others:
                value = values[place]
                if isinstance(value, Array) and not (finds and value.findings is not None):
                    grid.spend(steps * len(value.flat))
            if grid.long_texts:
                grid.pay_for_long(values)
            for place in singles:
                if isinstance(values[place], Array):
                    return lifted(grid, work, values, each)
            result = guarded(grid, work, values)
            if isinstance(result, str) and len(result) > LONG:
                grid.long_texts = True
                grid.spend(len(result))
            return result

        return run
