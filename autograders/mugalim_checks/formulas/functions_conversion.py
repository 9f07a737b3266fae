"""Functions that make texts of numbers, and numbers of texts."""

from __future__ import annotations

from mugalim_checks.formulas.arguments import by_value
from mugalim_checks.formulas.functions_rounding import rounded
from mugalim_checks.formulas.number_formats import in_format
from mugalim_checks.formulas.values import (
    VALUE,
    ErrorValue,
    FormulaError,
    Value,
    number_from_text,
    to_bool,
    to_integer,
    to_number,
    to_text,
)

_MOST_DECIMALS = 127  # of FIXED, as in Excel


def _text(value: Value, format: Value) -> str:
    if isinstance(value, ErrorValue):
        raise FormulaError(value)
    return in_format(value, to_text(format))


def _value(value: Value) -> float:
    if isinstance(value, bool):
        raise FormulaError(VALUE)
    return to_number(value)


def _number_value(value: Value, decimal: Value = ".", group: Value = ",") -> float:
    """NUMBERVALUE: by the decimal and the group sign that are given."""
    text, point, separator = to_text(value), to_text(decimal)[:1], to_text(group)[:1]
    text = "".join(text.split())
    whole, mark, rest = text.partition(point) if point else (text, "", "")
    if separator and separator in rest:
        raise FormulaError(VALUE)
    whole = whole.replace(separator, "") if separator else whole
    text = whole + ("." if mark else "") + rest
    body = text.rstrip("%")
    number = 0.0 if not text else number_from_text(body)
    if number is None or "," in body:
        raise FormulaError(VALUE)
    return number / 100.0 ** (len(text) - len(body))


def _fixed(value: Value, digits: Value = 2.0, plain: Value = False) -> str:
    """FIXED: rounded, with commas between thousands unless they are not wanted."""
    number, decimals = to_number(value), to_integer(digits)
    if decimals > _MOST_DECIMALS:
        raise FormulaError(VALUE)
    comma = "" if to_bool(plain) else ","
    return f"{rounded(number, decimals):{comma}.{max(0, decimals)}f}"


FUNCTIONS = {
    "TEXT": by_value(_text, 2, 2),
    "VALUE": by_value(_value, 1, 1),
    "NUMBERVALUE": by_value(_number_value, 1, 3),
    "FIXED": by_value(_fixed, 1, 3),
}
