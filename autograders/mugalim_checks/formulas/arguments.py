"""How functions take their arguments: value by value, as tables, or as the numbers in them."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from mugalim_checks.formulas.arrays import Array, Operand
from mugalim_checks.formulas.values import FormulaError, Value, to_number

MOST = 255  # arguments, as in Excel
EVERY: Container[int] = range(MOST)


@dataclass(frozen=True)
class Function:
    """A function of the sheet: how many arguments it takes, and what it does with them.

    Arguments at the positions `each` (from 0) come as single values; where a table is given there,
    the function is worked out for each of its values. The others come as they are. A function that
    `finds` keeps what it has found in an area, and pays for that itself. `steps` is what the work
    costs for each cell of its tables.
    """

    work: Callable[..., Operand]
    least: int
    most: int
    each: Container[int] = ()
    finds: bool = False
    steps: int = 1


def by_value(work: Callable[..., Operand], least: int, most: int) -> Function:
    """A function of single values."""
    return Function(work, least, most, EVERY)


def by_numbers(work: Callable[[list[float]], float], steps: int = 1) -> Function:
    """A function of all the numbers in its arguments, such as SUM."""
    return over_all(work, numbers, steps)


def over_all(
    work: Callable[[list[float]], float],
    take: Callable[[Sequence[Operand]], list[float]],
    steps: int = 2,
) -> Function:
    """A function of what is taken out of all its arguments; kept for an area on its own."""

    def result(arguments: Sequence[Operand]) -> Operand:
        try:
            return work(take(arguments))
        except FormulaError as caught:
            if caught.problem:
                raise
            return caught.error

    def over(*arguments: Operand) -> Operand:
        first = arguments[0]
        if len(arguments) == 1 and isinstance(first, Array) and first.findings is not None:
            return first.finding((work, take), lambda: result(arguments))
        return work(take(arguments))

    return Function(over, 1, MOST, finds=True, steps=steps)


def numbers(arguments: Sequence[Operand]) -> list[float]:
    """The numbers among arguments: those in cells as they are, those in the formula by meaning.

    Texts, TRUE, FALSE and empty cells are passed over; the first error is raised.
    """
    if len(arguments) == 1 and isinstance(arguments[0], Array):
        return arguments[0].numbers()
    found: list[float] = []
    for argument in arguments:
        if isinstance(argument, Array):
            found += argument.numbers()
        else:
            found.append(to_number(argument))
    return found


def with_texts(arguments: Sequence[Operand]) -> list[float]:
    """The numbers as AVERAGEA takes them: a text in a cell counts as 0, TRUE as 1."""
    found: list[float] = []
    for argument in arguments:
        if isinstance(argument, Array):
            found += (_counted(value) for value in argument.flat if value is not None)
        else:
            found.append(to_number(argument))
    return found


def _counted(value: Value) -> float:
    return 0.0 if isinstance(value, str) else to_number(value)
