"""What a cell can hold, and how one kind of value becomes another, as Excel does it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from mugalim_checks.formulas.dates import date_from_text
from mugalim_checks.formulas.problems import BIG_NUMBER, LONG_TEXT, Problem

LONGEST_TEXT = 32_767  # characters in one cell, as in Excel
LARGEST = 9.99999999999999e307  # number in one cell, as in Excel


@dataclass(frozen=True)
class ErrorValue:
    """An error as a cell shows it, such as #DIV/0!."""

    code: str

    def __str__(self) -> str:
        return self.code


DIVISION = ErrorValue("#DIV/0!")
NOT_AVAILABLE = ErrorValue("#N/A")
NAME = ErrorValue("#NAME?")
NULL = ErrorValue("#NULL!")
NUMBER = ErrorValue("#NUM!")
REFERENCE = ErrorValue("#REF!")
VALUE = ErrorValue("#VALUE!")
ERRORS = {
    error.code: error for error in (DIVISION, NOT_AVAILABLE, NAME, NULL, NUMBER, REFERENCE, VALUE)
}
# How Excel in Russian writes them.
RUSSIAN_ERRORS = {
    "#ДЕЛ/0!": DIVISION,
    "#Н/Д": NOT_AVAILABLE,
    "#ИМЯ?": NAME,
    "#ПУСТО!": NULL,
    "#ЧИСЛО!": NUMBER,
    "#ССЫЛКА!": REFERENCE,
    "#ЗНАЧ!": VALUE,
}

Value = float | str | bool | None | ErrorValue  # None is an empty cell


class FormulaError(Exception):
    """Raised while a formula is worked out, to become the value of the call that it is in."""

    def __init__(self, error: ErrorValue, problem: Problem | None = None) -> None:
        super().__init__(error.code)
        self.error = error
        self.problem = problem


_TYPED_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
_TRUE = frozenset({"TRUE", "ИСТИНА"})
_FALSE = frozenset({"FALSE", "ЛОЖЬ"})


def number_from_text(text: str) -> float | None:
    """The number that a text stands for (decimal comma and % allowed), or None."""
    text = text.strip().replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "")
    percent = text.endswith("%")
    body = text[:-1].rstrip() if percent else text
    if len(body) > 40 or not body.isascii() or not _TYPED_NUMBER.fullmatch(body):
        return None
    number = float(body.replace(",", "."))
    if not abs(number) <= LARGEST:
        return None
    return number / 100 if percent else number


def meant_number(text: str) -> float | None:
    """The number that a text stands for, as a number, a date or a time, or None."""
    number = number_from_text(text)
    return date_from_text(text) if number is None else number


def typed_value(text: str) -> Value:
    """The value of an input that is not a formula, as if it had been typed into a cell."""
    if text == "":
        return None
    if text.startswith("'"):
        return text[1:]
    number = meant_number(text)
    if number is not None:
        return number
    upper = text.strip().upper()
    if upper in _TRUE or upper in _FALSE:
        return upper in _TRUE
    return ERRORS.get(upper) or RUSSIAN_ERRORS.get(upper) or text[:LONGEST_TEXT]


def to_number(value: Value) -> float:
    """A value where a number is wanted; FormulaError where it cannot be one."""
    if isinstance(value, float):
        return value
    if isinstance(value, ErrorValue):
        raise FormulaError(value)
    if value is None:
        return 0.0
    if isinstance(value, bool):
        return float(value)
    number = meant_number(value)
    if number is None:
        raise FormulaError(VALUE)
    return number


def to_integer(value: Value) -> int:
    """A value where a whole number is wanted, cut towards zero."""
    number = to_number(value)
    if abs(number) > 1e9:
        raise FormulaError(NUMBER)
    return int(number)


def to_text(value: Value) -> str:
    """A value where a text is wanted."""
    if isinstance(value, ErrorValue):
        raise FormulaError(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else number_text(value)


def to_bool(value: Value) -> bool:
    """A value where TRUE or FALSE is wanted."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        upper = value.strip().upper()
        if upper in _TRUE or upper in _FALSE:
            return upper in _TRUE
        raise FormulaError(VALUE)
    return to_number(value) != 0


def number_text(number: float, digits: int = 15) -> str:
    """A number in the general format, with at most that many digits that count."""
    short = float(f"{number:.{digits}g}")
    if short == int(short) and abs(short) < 1e15:
        return str(int(short))
    if 1e-5 <= abs(short) < 1e15:
        return f"{Decimal(f'{short:.{digits}g}').normalize():f}"
    mantissa, _, exponent = f"{short:.{digits - 1}e}".partition("e")
    mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}E{exponent[0]}{exponent[1:].zfill(2)}"


def finite(number: float) -> float:
    """The number; #NUM! where it is too big to be one."""
    if not abs(number) <= LARGEST:
        raise FormulaError(NUMBER, BIG_NUMBER)
    return number


def joined(parts: Sequence[str], between: str = "") -> str:
    """The texts in a row; #VALUE! where they are longer than a cell may be."""
    if sum(map(len, parts)) + len(between) * len(parts) > LONGEST_TEXT + len(between):
        raise FormulaError(VALUE, LONG_TEXT)
    return between.join(parts)


def compare(left: Value, right: Value) -> int:
    """-1, 0 or 1 in the order numbers, texts, FALSE, TRUE; texts without regard to case."""
    if type(left) is float and type(right) is float:
        return _compare_numbers(left, right)
    for value in (left, right):
        if isinstance(value, ErrorValue):
            raise FormulaError(value)
    first, second = _filled(left, right), _filled(right, left)
    one, two = sort_key(first), sort_key(second)
    return (one > two) - (one < two)


def _compare_numbers(left: float, right: float) -> int:
    """By their 15 digits, as Excel does."""
    if left == right:
        return 0
    if abs(left - right) <= abs(left) * 1e-14 and f"{left:.15g}" == f"{right:.15g}":
        return 0
    return 1 if left > right else -1


def _filled(value: Value, other: Value) -> Value:
    if value is not None:
        return value
    if isinstance(other, str):
        return ""
    return False if isinstance(other, bool) else 0.0


def sort_key(value: Value) -> tuple[int, float, str]:
    """Where a value stands among all others; equal ones have the same key."""
    if isinstance(value, bool):
        return (2, float(value), "")
    if isinstance(value, float):
        return (0, float(f"{value:.15g}"), "")
    return (1, 0.0, str(value).casefold())
