"""Functions that count: sums, means, rounding, ranks, and the same under conditions."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from mugalim_checks.formulas.arguments import Function, chosen, flat, numbers, single, table
from mugalim_checks.formulas.values import (
    DIVISION,
    NOT_AVAILABLE,
    NUMBER,
    VALUE,
    Array,
    ErrorValue,
    FormulaError,
    Operand,
    Value,
    finite,
    to_integer,
    to_number,
)

Arguments = Sequence[Operand]


def _total(values: Sequence[float]) -> float:
    try:
        return finite(math.fsum(values))
    except OverflowError:
        raise FormulaError(NUMBER) from None


def _mean(values: Sequence[float]) -> float:
    if not values:
        raise FormulaError(DIVISION)
    return _total(values) / len(values)


def _with_texts(arguments: Arguments) -> list[float]:
    """The numbers as AVERAGEA takes them: a text counts as 0, TRUE as 1."""
    found: list[float] = []
    for value in flat(arguments):
        if isinstance(value, str):
            found.append(0.0)
        elif value is not None:
            found.append(to_number(value))
    return found


def _count(arguments: Arguments) -> float:
    total = 0
    for argument in arguments:
        if isinstance(argument, Array):
            total += sum(isinstance(value, float) for value in argument.values())
        else:
            total += _counts(argument)
    return float(total)


def _counts(value: Value) -> bool:
    try:
        to_number(value)
    except FormulaError:
        return False
    return True


def _mode(values: Sequence[float]) -> float:
    best = Counter(values).most_common(1)
    if not best or best[0][1] < 2:
        raise FormulaError(NOT_AVAILABLE)
    return best[0][0]


def _deviation(values: Sequence[float], whole: bool = False) -> float:
    if len(values) < (1 if whole else 2):
        raise FormulaError(DIVISION)
    mean = _mean(values)
    squares = _total([finite((value - mean) * (value - mean)) for value in values])
    return math.sqrt(squares / (len(values) - (not whole)))


def rounded(number: float, digits: int, how: str = ROUND_HALF_UP) -> float:
    """A number rounded as a person does it on paper: 2.675 to 2.68."""
    if digits > 15 or number == 0:
        return number
    if digits < -308:
        return 0.0
    exact = Decimal(repr(float(f"{number:.15g}")))
    try:
        return finite(float(exact.scaleb(digits).to_integral_value(how).scaleb(-digits)))
    except ArithmeticError:
        return number


def _rounding(how: str) -> Callable[[Arguments], Operand]:
    def work(values: Arguments) -> Operand:
        digits = to_integer(single(values[1])) if len(values) > 1 else 0
        return rounded(to_number(single(values[0])), digits, how)

    return work


def _modulo(values: Arguments) -> Operand:
    number, divisor = to_number(single(values[0])), to_number(single(values[1]))
    if divisor == 0:
        raise FormulaError(DIVISION)
    return finite(number - divisor * math.floor(finite(number / divisor)))


def power(base: float, exponent: float) -> float:
    """A number raised to a power; #DIV/0! and #NUM! as in Excel."""
    if base == 0 and exponent <= 0:
        raise FormulaError(NUMBER if exponent == 0 else DIVISION)
    try:
        result = base**exponent
    except OverflowError:
        raise FormulaError(NUMBER) from None
    if isinstance(result, complex):
        raise FormulaError(NUMBER)
    return finite(result)


def _root(values: Arguments) -> Operand:
    number = to_number(single(values[0]))
    if number < 0:
        raise FormulaError(NUMBER)
    return math.sqrt(number)


def _nth(largest: bool) -> Callable[[Arguments], Operand]:
    def work(arguments: Arguments) -> Operand:
        values = sorted(numbers(arguments[:1]), reverse=largest)
        position = to_integer(single(arguments[1]))
        if not 1 <= position <= len(values):
            raise FormulaError(NUMBER)
        return values[position - 1]

    return work


def _rank(arguments: Arguments) -> Operand:
    number, values = to_number(single(arguments[0])), numbers(arguments[1:2])
    upwards = len(arguments) > 2 and to_number(single(arguments[2])) != 0
    if number not in values:
        raise FormulaError(NOT_AVAILABLE)
    return float(1 + sum(value < number if upwards else value > number for value in values))


def _one_condition(finish: Callable[[list[float]], float]) -> Callable[[Arguments], Operand]:
    """SUMIF and its like: cells, criterion, and the cells to take (the same ones if left out)."""

    def work(arguments: Arguments) -> Operand:
        return finish(_taken(arguments[-1 if len(arguments) > 2 else 0], arguments[:2]))

    return work


def _many_conditions(finish: Callable[[list[float]], float]) -> Callable[[Arguments], Operand]:
    """SUMIFS and its like: the cells to take, then pairs of cells and criterion."""
    return lambda arguments: finish(_taken(arguments[0], arguments[1:]))


def _taken(cells: Operand, pairs: Arguments) -> list[float]:
    taken, first = table(cells), table(pairs[0])
    if (taken.height, taken.width) != (first.height, first.width):
        raise FormulaError(VALUE)
    values = taken.values()
    return numbers([Array((tuple(values[position] for position in chosen(pairs)),))])


def _sum_of_products(arguments: Arguments) -> Operand:
    tables = [table(argument) for argument in arguments]
    if len({(each.height, each.width) for each in tables}) > 1:
        raise FormulaError(VALUE)
    products = []
    for values in zip(*(each.values() for each in tables), strict=True):
        for value in values:
            if isinstance(value, ErrorValue):
                raise FormulaError(value)
        products.append(
            finite(math.prod(value if isinstance(value, float) else 0.0 for value in values))
        )
    return _total(products)


def _blanks(arguments: Arguments) -> Operand:
    return float(sum(value in (None, "") for value in flat(arguments)))


FUNCTIONS = {
    "SUM": Function(lambda args: _total(numbers(args)), 1, 255),
    "PRODUCT": Function(lambda args: finite(math.prod(numbers(args))), 1, 255),
    "AVERAGE": Function(lambda args: _mean(numbers(args)), 1, 255),
    "AVERAGEA": Function(lambda args: _mean(_with_texts(args)), 1, 255),
    "COUNT": Function(_count, 1, 255),
    "COUNTA": Function(lambda args: float(sum(v is not None for v in flat(args))), 1, 255),
    "COUNTBLANK": Function(_blanks, 1, 1),
    "MIN": Function(lambda args: min(numbers(args), default=0.0), 1, 255),
    "MAX": Function(lambda args: max(numbers(args), default=0.0), 1, 255),
    "MODE": Function(lambda args: _mode(numbers(args)), 1, 255),
    "STDEV": Function(lambda args: _deviation(numbers(args)), 1, 255),
    "STDEVP": Function(lambda args: _deviation(numbers(args), whole=True), 1, 255),
    "ROUND": Function(_rounding(ROUND_HALF_UP), 2, 2, lifted=True),
    "ROUNDUP": Function(_rounding(ROUND_UP), 2, 2, lifted=True),
    "ROUNDDOWN": Function(_rounding(ROUND_DOWN), 2, 2, lifted=True),
    "TRUNC": Function(_rounding(ROUND_DOWN), 1, 2, lifted=True),
    "INT": Function(lambda v: float(math.floor(to_number(single(v[0])))), 1, 1, lifted=True),
    "ABS": Function(lambda v: abs(to_number(single(v[0]))), 1, 1, lifted=True),
    "MOD": Function(_modulo, 2, 2, lifted=True),
    "SQRT": Function(_root, 1, 1, lifted=True),
    "POWER": Function(
        lambda v: power(to_number(single(v[0])), to_number(single(v[1]))), 2, 2, lifted=True
    ),
    "LARGE": Function(_nth(largest=True), 2, 2),
    "SMALL": Function(_nth(largest=False), 2, 2),
    "RANK": Function(_rank, 2, 3),
    "SUMIF": Function(_one_condition(_total), 2, 3),
    "AVERAGEIF": Function(_one_condition(_mean), 2, 3),
    "COUNTIF": Function(lambda args: float(len(list(chosen(args)))), 2, 2),
    "SUMIFS": Function(_many_conditions(_total), 3, 255),
    "AVERAGEIFS": Function(_many_conditions(_mean), 3, 255),
    "COUNTIFS": Function(lambda args: float(len(list(chosen(args)))), 2, 255),
    "MAXIFS": Function(_many_conditions(lambda values: max(values, default=0.0)), 3, 255),
    "MINIFS": Function(_many_conditions(lambda values: min(values, default=0.0)), 3, 255),
    "SUMPRODUCT": Function(_sum_of_products, 1, 255),
}


def _median(arguments: Arguments) -> Operand:
    values = numbers(arguments)
    if not values:
        raise FormulaError(NUMBER)
    return finite(statistics.median(values))


FUNCTIONS |= {
    "MEDIAN": Function(_median, 1, 255),
    "MODE.SNGL": FUNCTIONS["MODE"],
    "STDEV.S": FUNCTIONS["STDEV"],
    "STDEV.P": FUNCTIONS["STDEVP"],
    "RANK.EQ": FUNCTIONS["RANK"],
}
