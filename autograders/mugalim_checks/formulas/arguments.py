"""How functions take their arguments: numbers out of cells, one value, a criterion."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mugalim_checks.formulas.values import (
    VALUE,
    Array,
    ErrorValue,
    FormulaError,
    Operand,
    Value,
    number_from_text,
    to_number,
    typed_value,
)

_LONGEST_PATTERN = 255
_SIGNS: tuple[tuple[str, Callable[[float, float], bool]], ...] = (
    ("<=", operator.le), (">=", operator.ge), ("<>", operator.ne),
    ("<", operator.lt), (">", operator.gt), ("=", operator.eq),
)  # fmt: skip


@dataclass(frozen=True)
class Function:
    """A function of the sheet: how many arguments it takes, and what it does with them.

    A `lifted` one takes single values, and is worked out for each value of an array.
    """

    work: Callable[[Sequence[Operand]], Operand]
    least: int
    most: int
    lifted: bool = False


def single(operand: Operand) -> Value:
    """The one value of an operand; the first one of an array."""
    return operand.at(0, 0) if isinstance(operand, Array) else operand


def table(operand: Operand) -> Array:
    """An operand as a table."""
    return operand if isinstance(operand, Array) else Array(((operand,),))


def flat(arguments: Sequence[Operand]) -> Iterator[Value]:
    """Every value of all arguments."""
    for argument in arguments:
        yield from table(argument).values()


def numbers(arguments: Sequence[Operand]) -> list[float]:
    """The numbers among arguments: those in cells as they are, those in the formula by meaning.

    Texts, TRUE, FALSE and empty cells are passed over; the first error is raised.
    """
    found: list[float] = []
    for argument in arguments:
        if isinstance(argument, Array):
            for value in argument.values():
                if isinstance(value, ErrorValue):
                    raise FormulaError(value)
                if isinstance(value, float):
                    found.append(value)
        else:
            found.append(to_number(argument))
    return found


def criterion(wanted: Value) -> Callable[[Value], bool]:
    """The test that a criterion such as ">=4", "н" or "а*" stands for."""
    if not isinstance(wanted, str):
        return lambda value: _same(value, 0.0 if wanted is None else wanted)
    for sign, compares in _SIGNS:
        if wanted.startswith(sign):
            return _signed(sign, compares, wanted[len(sign) :])
    return _equal_to(wanted)


def _signed(
    sign: str, compares: Callable[[float, float], bool], text: str
) -> Callable[[Value], bool]:
    if sign == "=":
        return _equal_to(text) if text else (lambda value: value is None)
    if sign == "<>":
        if not text:
            return lambda value: value is not None
        equal = _equal_to(text)
        return lambda value: not equal(value)
    number = number_from_text(text)
    if number is not None:
        return lambda value: isinstance(value, float) and compares(value, number)
    folded = text.casefold()
    return lambda value: isinstance(value, str) and compares(value.casefold(), folded)  # type: ignore[arg-type]  # both are texts


def _equal_to(text: str) -> Callable[[Value], bool]:
    meant = typed_value(text)
    if isinstance(meant, str):
        return lambda value: isinstance(value, str) and matches(meant, value)
    if meant is None:
        return lambda value: value in (None, "")
    return lambda value: (
        _same(value, meant)
        or (
            isinstance(value, str) and isinstance(meant, float) and number_from_text(value) == meant
        )
    )


def _same(value: Value, wanted: Value) -> bool:
    if isinstance(value, str) and isinstance(wanted, str):
        return value.casefold() == wanted.casefold()
    return type(value) is type(wanted) and value == wanted


def matches(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern with * and ? (~ takes their meaning away), in any case."""
    if len(pattern) > _LONGEST_PATTERN:
        raise FormulaError(VALUE)
    parts = _pattern_parts(pattern.casefold())
    text = text.casefold()
    at = position = 0
    star: tuple[int, int] | None = None
    while position < len(text):
        if at < len(parts) and parts[at] in ("?", f"={text[position]}"):
            at, position = at + 1, position + 1
        elif at < len(parts) and parts[at] == "*":
            star = (at, position)
            at += 1
        elif star:
            star = (star[0], star[1] + 1)
            at, position = star[0] + 1, star[1]
        else:
            return False
    return all(part == "*" for part in parts[at:])


def _pattern_parts(pattern: str) -> list[str]:
    """The pattern's characters: "*", "?", or "=" and the very character."""
    parts: list[str] = []
    escaped = False
    for character in pattern:
        if escaped:
            parts.append(f"={character}")
            escaped = False
        elif character == "~":
            escaped = True
        else:
            parts.append(character if character in "*?" else f"={character}")
    return [*parts, "=~"] if escaped else parts


def chosen(pairs: Sequence[Operand]) -> Iterator[int]:
    """The positions at which every (cells, criterion) pair fits; all cells of one shape."""
    tables = [table(cells) for cells in pairs[::2]]
    tests = [criterion(single(wanted)) for wanted in pairs[1::2]]
    if len(tables) != len(tests) or len({(each.height, each.width) for each in tables}) > 1:
        raise FormulaError(VALUE)
    columns = [each.values() for each in tables]
    for position in range(len(columns[0])):
        if all(test(values[position]) for test, values in zip(tests, columns, strict=True)):
            yield position
