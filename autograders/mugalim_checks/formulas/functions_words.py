"""Functions of logic and of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mugalim_checks.formulas.arguments import Function, flat, single
from mugalim_checks.formulas.values import (
    LONGEST_TEXT,
    NOT_AVAILABLE,
    VALUE,
    Array,
    ErrorValue,
    FormulaError,
    Operand,
    Value,
    compare,
    number_from_text,
    to_bool,
    to_integer,
    to_number,
    to_text,
)

Arguments = Sequence[Operand]


def _if(values: Arguments) -> Operand:
    if to_bool(single(values[0])):
        return _or_zero(values[1])
    return _or_zero(values[2]) if len(values) > 2 else False


def _or_zero(value: Operand) -> Operand:
    return 0.0 if value is None else value


def _ifs(values: Arguments) -> Operand:
    if len(values) % 2:
        raise FormulaError(NOT_AVAILABLE)
    for condition, value in zip(values[::2], values[1::2], strict=True):
        if to_bool(single(condition)):
            return _or_zero(value)
    raise FormulaError(NOT_AVAILABLE)


def _switch(values: Arguments) -> Operand:
    wanted, rest = single(values[0]), values[1:]
    for case, value in zip(rest[::2], rest[1::2], strict=False):
        if compare(wanted, single(case)) == 0:
            return _or_zero(value)
    if len(rest) % 2:
        return _or_zero(rest[-1])
    raise FormulaError(NOT_AVAILABLE)


def _choose(values: Arguments) -> Operand:
    position = to_integer(single(values[0]))
    if not 1 <= position < len(values):
        raise FormulaError(VALUE)
    return _or_zero(values[position])


def _if_error(values: Arguments) -> Operand:
    return _or_zero(values[1] if isinstance(values[0], ErrorValue) else values[0])


def _if_na(values: Arguments) -> Operand:
    return _or_zero(values[1] if values[0] == NOT_AVAILABLE else values[0])


def _truths(arguments: Arguments) -> list[bool]:
    """TRUE and FALSE among arguments; texts in cells are passed over."""
    found: list[bool] = []
    for argument in arguments:
        if not isinstance(argument, Array):
            found.append(to_bool(argument))
            continue
        found.extend(
            to_bool(value)
            for value in argument.values()
            if isinstance(value, bool | float | ErrorValue)
        )
    if not found:
        raise FormulaError(VALUE)
    return found


def _is(test: Callable[[Value], bool]) -> Function:
    return Function(lambda values: test(single(values[0])), 1, 1, lifted=True)


def _text(work: Callable[[str], Value]) -> Function:
    return Function(lambda values: work(to_text(single(values[0]))), 1, 1, lifted=True)


def _length(values: Arguments, position: int) -> int:
    length = to_integer(single(values[position])) if len(values) > position else 1
    if length < 0:
        raise FormulaError(VALUE)
    return length


def _right(values: Arguments) -> Operand:
    text, length = to_text(single(values[0])), _length(values, 1)
    return text[max(0, len(text) - length) :]


def _middle(values: Arguments) -> Operand:
    start, length = to_integer(single(values[1])), _length(values, 2)
    if start < 1:
        raise FormulaError(VALUE)
    return to_text(single(values[0]))[start - 1 : start - 1 + length]


def bounded(parts: Sequence[str], between: str = "") -> str:
    """The texts joined; #VALUE! where they are longer than a cell may be."""
    if sum(map(len, parts)) + len(between) * len(parts) > LONGEST_TEXT:
        raise FormulaError(VALUE)
    return between.join(parts)


def _joined(arguments: Arguments) -> Operand:
    return bounded([to_text(value) for value in flat(arguments)])


def _text_join(arguments: Arguments) -> Operand:
    between, passing = to_text(single(arguments[0])), to_bool(single(arguments[1]))
    parts = [to_text(value) for value in flat(arguments[2:])]
    return bounded([part for part in parts if part or not passing], between)


def _value(values: Arguments) -> Operand:
    value = single(values[0])
    if isinstance(value, str):
        number = number_from_text(value)
        if number is None:
            raise FormulaError(VALUE)
        return number
    if isinstance(value, bool):
        raise FormulaError(VALUE)
    return to_number(value)


def _not_available(_: Arguments) -> Operand:
    raise FormulaError(NOT_AVAILABLE)


FUNCTIONS = {
    "IF": Function(_if, 2, 3, lifted=True),
    "IFS": Function(_ifs, 2, 254, lifted=True),
    "SWITCH": Function(_switch, 3, 254, lifted=True),
    "CHOOSE": Function(_choose, 2, 255, lifted=True),
    "IFERROR": Function(_if_error, 2, 2, lifted=True),
    "IFNA": Function(_if_na, 2, 2, lifted=True),
    "AND": Function(lambda args: all(_truths(args)), 1, 255),
    "OR": Function(lambda args: any(_truths(args)), 1, 255),
    "XOR": Function(lambda args: sum(_truths(args)) % 2 == 1, 1, 255),
    "NOT": Function(lambda values: not to_bool(single(values[0])), 1, 1, lifted=True),
    "TRUE": Function(lambda _: True, 0, 0),
    "FALSE": Function(lambda _: False, 0, 0),
    "NA": Function(_not_available, 0, 0),
    "ISBLANK": _is(lambda value: value is None),
    "ISNUMBER": _is(lambda value: isinstance(value, float)),
    "ISTEXT": _is(lambda value: isinstance(value, str)),
    "ISNONTEXT": _is(lambda value: not isinstance(value, str)),
    "ISERROR": _is(lambda value: isinstance(value, ErrorValue)),
    "ISERR": _is(lambda value: isinstance(value, ErrorValue) and value != NOT_AVAILABLE),
    "ISNA": _is(lambda value: value == NOT_AVAILABLE),
    "LEN": _text(lambda text: float(len(text))),
    "UPPER": _text(str.upper),
    "LOWER": _text(str.lower),
    "TRIM": _text(lambda text: re.sub(" +", " ", text.strip(" "))),
    "LEFT": Function(
        lambda values: to_text(single(values[0]))[: _length(values, 1)], 1, 2, lifted=True
    ),
    "RIGHT": Function(_right, 1, 2, lifted=True),
    "MID": Function(_middle, 3, 3, lifted=True),
    "EXACT": Function(
        lambda values: to_text(single(values[0])) == to_text(single(values[1])), 2, 2, lifted=True
    ),
    "CONCAT": Function(_joined, 1, 255),
    "CONCATENATE": Function(_joined, 1, 255, lifted=True),
    "TEXTJOIN": Function(_text_join, 3, 255),
    "VALUE": Function(_value, 1, 1, lifted=True),
}
