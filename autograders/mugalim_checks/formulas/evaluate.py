"""The value of a formula's tree, with bounded steps; never runs any code but its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mugalim_checks.formulas import functions_lookup, functions_numbers, functions_words
from mugalim_checks.formulas.addresses import LAST_COLUMN, LAST_ROW, Area
from mugalim_checks.formulas.arguments import Function, single
from mugalim_checks.formulas.syntax import (
    Call,
    Chain,
    Literal,
    Missing,
    Node,
    Percent,
    Problem,
    Reference,
    Sign,
    Unknown,
)
from mugalim_checks.formulas.values import (
    DIVISION,
    NAME,
    REFERENCE,
    VALUE,
    Array,
    FormulaError,
    Operand,
    Value,
    compare,
    finite,
    to_number,
    to_text,
)

FUNCTIONS: dict[str, Function] = {
    **functions_numbers.FUNCTIONS,
    **functions_words.FUNCTIONS,
    **functions_lookup.FUNCTIONS,
}
LARGEST_ARRAY = 250_000  # cells


class OutOfSteps(Exception):  # noqa: N818  not an error of ours: a formula asks for too much
    """Raised when the steps of one recalculation are used up."""


@dataclass
class Budget:
    """How many steps are left; a step is a node of a formula or a cell that is read."""

    left: int

    def spend(self, steps: int) -> None:
        """Use up steps; OutOfSteps when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise OutOfSteps


@dataclass(frozen=True)
class Grid:
    """What a formula may read: one cell's value, the extent of a sheet, whether a sheet exists."""

    value: Callable[[str, int, int], Value]
    extent: Callable[[str], tuple[int, int] | None]  # last row and column used; None: no sheet


@dataclass
class Evaluation:
    """One formula being worked out, for the cell in which it stands."""

    grid: Grid
    budget: Budget
    sheet: str
    row: int
    column: int
    problems: list[Problem] = field(default_factory=list)
    arrays: bool = False  # whether it works on whole areas value by value

    def result(self, node: Node) -> Value:
        """The one value that the cell shows."""
        operand = self.operand(node)
        if isinstance(operand, Array):
            operand = self._crossing(operand)
        return 0.0 if operand is None else operand

    def operand(self, node: Node) -> Operand:
        """The value of a part of the formula: one value or an array of them."""
        self.budget.spend(1)
        try:
            return self._worked_out(node)
        except FormulaError as caught:
            return caught.error

    def _worked_out(self, node: Node) -> Operand:
        match node:
            case Literal(value):
                return value
            case Reference(area):
                return self._cells(area)
            case Chain():
                return self._chain(node)
            case Call(name, arguments):
                return self._call(name, arguments)
            case Sign(part):
                return self._lift(lambda v: -to_number(single(v[0])), [self.operand(part)])
            case Percent(part):
                return self._lift(lambda v: to_number(single(v[0])) / 100, [self.operand(part)])
            case Missing():
                return None
            case Unknown(problem):
                self.problems.append(problem)
                return NAME

    def _cells(self, area: Area) -> Operand:
        extent = self.grid.extent(area.sheet)
        if extent is None:
            self.problems.append(Problem.of("formula.unknown_sheet", sheet=area.sheet))
            return REFERENCE
        bottom = max(area.top, min(area.bottom, extent[0])) if _tall(area) else area.bottom
        right = max(area.left, min(area.right, extent[1])) if _wide(area) else area.right
        size = (bottom - area.top + 1) * (right - area.left + 1)
        if size > LARGEST_ARRAY:
            raise OutOfSteps
        self.budget.spend(size)
        read = self.grid.value
        rows = tuple(
            tuple(read(area.sheet, row, column) for column in range(area.left, right + 1))
            for row in range(area.top, bottom + 1)
        )
        return Array(rows, area)

    def _chain(self, node: Chain) -> Operand:
        value = self.operand(node.first)
        for sign, part in node.rest:
            work = _OPERATORS[sign]
            value = self._lift(
                lambda v, work=work: work(single(v[0]), single(v[1])),  # type: ignore[misc]  # bound now
                [value, self.operand(part)],
            )
        return value

    def _call(self, name: str, arguments: tuple[Node, ...]) -> Operand:
        if name in {"ROW", "COLUMN"} and not arguments:
            return float(self.row if name == "ROW" else self.column)
        if name == "SINGLE" and len(arguments) == 1:  # how files keep the sign @
            value = self.operand(arguments[0])
            return self._crossing(value) if isinstance(value, Array) else value
        function = FUNCTIONS.get(name)
        if function is None:
            self.problems.append(Problem.of("formula.unknown_function", name=name[:40]))
            return NAME
        if not function.least <= len(arguments) <= function.most:
            self.problems.append(Problem.of("formula.arguments", name=name))
            return VALUE
        values = [self.operand(argument) for argument in arguments]
        if function.lifted:
            return self._lift(function.work, values)
        return function.work(values)

    def _lift(self, work: Callable[[Sequence[Operand]], Operand], values: list[Operand]) -> Operand:
        """The work done on single values, or on each place of arrays in turn."""
        tables = [value for value in values if isinstance(value, Array)]
        height = max((each.height for each in tables), default=1)
        width = max((each.width for each in tables), default=1)
        if height == width == 1:
            return _once(work, [single(value) for value in values])
        self.arrays = True
        self.budget.spend(height * width)
        if height * width > LARGEST_ARRAY:
            raise OutOfSteps
        return Array(
            tuple(
                tuple(
                    single(_once(work, [_at(value, row, column) for value in values]))
                    for column in range(width)
                )
                for row in range(height)
            )
        )

    def _crossing(self, array: Array) -> Value:
        """The value of an area in the cell's own row or column, as a sheet shows it."""
        area = array.area
        if area is None or array.height == array.width == 1:
            return array.at(0, 0)
        if area.left == area.right and area.top <= self.row <= area.bottom:
            return self.grid.value(area.sheet, self.row, area.left)
        if area.top == area.bottom and area.left <= self.column <= area.right:
            return self.grid.value(area.sheet, area.top, self.column)
        return VALUE


def _tall(area: Area) -> bool:
    return area.bottom == LAST_ROW


def _wide(area: Area) -> bool:
    return area.right == LAST_COLUMN


def _at(value: Operand, row: int, column: int) -> Value:
    return value.at(row, column) if isinstance(value, Array) else value


def _once(work: Callable[[Sequence[Operand]], Operand], values: Sequence[Operand]) -> Operand:
    try:
        return work(values)
    except FormulaError as caught:
        return caught.error


def _divided(left: Value, right: Value) -> Value:
    number, divisor = to_number(left), to_number(right)
    if divisor == 0:
        raise FormulaError(DIVISION)
    return finite(number / divisor)


def _difference(left: Value, right: Value) -> Value:
    one, two = to_number(left), to_number(right)
    return _near_zero(finite(one - two), one)


def _sum(left: Value, right: Value) -> Value:
    one, two = to_number(left), to_number(right)
    return _near_zero(finite(one + two), one)


def _near_zero(result: float, operand: float) -> float:
    """Zero for what is left of two numbers that are equal in their 15 digits."""
    return 0.0 if abs(result) < abs(operand) * 1e-15 else result


def _text_of_both(left: Value, right: Value) -> Value:
    return functions_words.bounded([to_text(left), to_text(right)])


_OPERATORS: dict[str, Callable[[Value, Value], Value]] = {
    "+": _sum,
    "-": _difference,
    "*": lambda left, right: finite(to_number(left) * to_number(right)),
    "/": _divided,
    "^": lambda left, right: functions_numbers.power(to_number(left), to_number(right)),
    "&": _text_of_both,
    "=": lambda left, right: compare(left, right) == 0,
    "<>": lambda left, right: compare(left, right) != 0,
    "<": lambda left, right: compare(left, right) < 0,
    ">": lambda left, right: compare(left, right) > 0,
    "<=": lambda left, right: compare(left, right) <= 0,
    ">=": lambda left, right: compare(left, right) >= 0,
}
