"""What a cell can hold, and how one kind of value becomes another, as Excel does it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from mugalim_checks.formulas.addresses import Area

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

    def __init__(self, error: ErrorValue) -> None:
        super().__init__(error.code)
        self.error = error


@dataclass(frozen=True)
class Array:
    """A table of values; every row has the same length. `area` is where it stands, if in cells."""

    rows: tuple[tuple[Value, ...], ...]
    area: Area | None = None

    @property
    def height(self) -> int:
        """How many rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.rows[0]) if self.rows else 0

    def at(self, row: int, column: int) -> Value:
        """The value there (from 0); a single row or column repeats, outside is #N/A."""
        row = 0 if self.height == 1 else row
        column = 0 if self.width == 1 else column
        if row >= self.height or column >= self.width:
            return NOT_AVAILABLE
        return self.rows[row][column]

    def values(self) -> tuple[Value, ...]:
        """All values, row by row."""
        return tuple(value for row in self.rows for value in row)


Operand = Value | Array

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


def typed_value(text: str) -> Value:
    """The value of an input that is not a formula, as if it had been typed into a cell."""
    if text == "":
        return None
    if text.startswith("'"):
        return text[1:]
    number = number_from_text(text)
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
    number = number_from_text(value)
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
        raise FormulaError(NUMBER)
    return number


def compare(left: Value, right: Value) -> int:
    """-1, 0 or 1 in the order numbers, texts, FALSE, TRUE; texts without regard to case."""
    for value in (left, right):
        if isinstance(value, ErrorValue):
            raise FormulaError(value)
    first, second = _filled(left, right), _filled(right, left)
    one, two = _sort_key(first), _sort_key(second)
    return (one > two) - (one < two)


def _filled(value: Value, other: Value) -> Value:
    if value is not None:
        return value
    if isinstance(other, str):
        return ""
    return False if isinstance(other, bool) else 0.0


def _sort_key(value: Value) -> tuple[int, float, str]:
    if isinstance(value, bool):
        return (2, float(value), "")
    if isinstance(value, float):
        return (0, float(f"{value:.15g}"), "")
    return (1, 0.0, str(value).casefold())
