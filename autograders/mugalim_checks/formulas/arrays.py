"""Tables of values: what an area holds, or what a formula has made of several values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from mugalim_checks.formulas.values import (
    NOT_AVAILABLE,
    ErrorValue,
    FormulaError,
    Value,
)

Line = Literal["row", "column", "all"]
Found = TypeVar("Found")
_STEPS_OF_FINDING = 4  # for each cell
_MOST_KEPT = 48  # findings about one area


@dataclass(slots=True, eq=False)
class Array:
    """A table of values, row by row; never changed once it is made.

    `corner` is the number of its first cell, if it stands in cells. `whole` is the height and
    width of an area of which only the used part was read: the rest is empty. `spend` pays for
    long work on it; `findings` keeps what has been found out about an area that many formulas
    read, until the next change.
    """

    flat: Sequence[Value]
    height: int
    width: int
    corner: int | None = None
    whole: tuple[int, int] | None = None
    spend: Callable[[int], None] | None = None
    findings: dict[object, Any] | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns, with those that were not read."""
        return self.whole or (self.height, self.width)

    @property
    def unread(self) -> int:
        """How many empty cells of the area were not read."""
        return self.size[0] * self.size[1] - len(self.flat)

    def at(self, row: int, column: int) -> Value:
        """The value there (from 0); a single row or column repeats, outside is #N/A."""
        row = 0 if self.height == 1 else row
        column = 0 if self.width == 1 else column
        if row >= self.height or column >= self.width:
            return NOT_AVAILABLE
        return self.flat[row * self.width + column]

    def rows(self) -> Iterator[Sequence[Value]]:
        """Row after row."""
        for start in range(0, len(self.flat), self.width):
            yield self.flat[start : start + self.width]

    def column(self, number: int) -> Sequence[Value]:
        """One column (from 0)."""
        return self.flat[number :: self.width]

    def pay(self, steps: int) -> None:
        """Use up steps of the recalculation."""
        if self.spend is not None:
            self.spend(steps)

    def line(self, which: Line) -> Sequence[Value]:
        """Its first row, its first column, or all values."""
        if which == "all":
            return self.flat
        if which == "row":
            return self.flat[: self.width]
        return self.finding(which, lambda: self.column(0))

    def numbers(self) -> list[float]:
        """Its numbers; texts, TRUE, FALSE and empty cells are passed over, an error is raised."""
        found = [value for value in self.flat if type(value) is float]
        if len(found) < len(self.flat):
            for value in self.flat:
                if type(value) is ErrorValue:
                    raise FormulaError(value)
        return found

    def finding(self, key: object, find: Callable[[], Found]) -> Found:
        """What `find` gives, kept under a key if many formulas read this area."""
        if self.findings is None:
            return find()
        kept = self.findings
        if key not in kept:
            self.pay(_STEPS_OF_FINDING * len(self.flat) + 1)
            found = find()
            if len(kept) >= _MOST_KEPT:
                return found
            kept[key] = found
        return kept[key]  # type: ignore[no-any-return]  # what `find` gave


Operand = Value | Array


def from_rows(rows: Sequence[Sequence[Value]]) -> Array:
    """A table out of rows of one length."""
    return Array([value for row in rows for value in row], len(rows), len(rows[0]))


def single(operand: Operand) -> Value:
    """The one value of an operand; the first one of a table."""
    return operand.at(0, 0) if isinstance(operand, Array) else operand


def table(operand: Operand) -> Array:
    """An operand as a table."""
    return operand if isinstance(operand, Array) else Array((operand,), 1, 1)


def flat(arguments: Sequence[Operand]) -> Iterator[Value]:
    """Every value of all arguments."""
    for argument in arguments:
        if isinstance(argument, Array):
            yield from argument.flat
        else:
            yield argument
