"""Inputs: what a person types into a cell, in the one form in which it is kept."""

from __future__ import annotations

import re
from functools import lru_cache

from mugalim_checks.formulas.dates import date_look, date_text
from mugalim_checks.formulas.parser import NotAFormula, parse
from mugalim_checks.formulas.tokens import is_formula, stored_formula
from mugalim_checks.formulas.values import (
    ErrorValue,
    Value,
    number_from_text,
    number_text,
    typed_value,
)

# What XML cannot hold, and so no .xlsx file.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHORT = 24  # characters of an input that is likely to be typed again


def normalise(text: str) -> str:
    """The stored form of what a person typed.

    A number has a decimal dot and 15 digits at most, a date is like 23.11.2026 and a time like
    08:30, a formula is in English with commas, an apostrophe stands only before a text that would
    be something else without it.
    """
    text = writable(text)
    if is_formula(text):
        return stored_formula(text)
    value = typed_value(text)
    if isinstance(value, float) and typed_look(text):
        return typed_input(value, typed_look(text))
    return text_input(value) if isinstance(value, str) else constant_input(value)


def writable(text: str) -> str:
    """A text without what no file can hold."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def constant(text: str) -> tuple[str, Value]:
    """The stored form of an input that is no formula, and its value."""
    return _short_constant(text) if len(text) <= _SHORT else _constant(text)


def _constant(text: str) -> tuple[str, Value]:
    value = typed_value(text)
    if value == text and not is_formula(text) and not _UNWRITABLE.search(text) and "\r" not in text:
        return text, value  # a plain text, as most are
    stored = normalise(text)
    return stored, typed_value(stored)


_short_constant = lru_cache(maxsize=4096)(_constant)


def constant_input(value: Value) -> str:
    """The input that gives a value."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, ErrorValue):
        return f"={value.code}"
    return text_input(value) if value else ""


def percent_input(value: float) -> str:
    """The input that gives a number as a percentage."""
    return f"{number_text(value * 100)}%"


def typed_input(value: float, look: str) -> str:
    """The input that gives a number in a look of `typed_look`: as a percentage, date or time."""
    return percent_input(value) if look.endswith("%") else date_text(value, look)


def typed_look(text: str) -> str:
    """The number format that an input itself asks for, as 12.5% or 23.11.2026 does; or ""."""
    text = text.strip()
    if is_formula(text) or text.startswith("'") or not isinstance(typed_value(text), float):
        return ""
    if text.endswith("%"):
        return percent_look(text)
    return "" if number_from_text(text) is not None else date_look(text)


def percent_look(text: str) -> str:
    """The number format in which a percentage looks as it was typed."""
    digits = "" if "E" in text else text.rstrip("%").partition(".")[2]
    return f"0.{'0' * len(digits)}%" if digits else "0%"


def text_input(text: str) -> str:
    """The input that gives this very text: with an apostrophe where it needs one."""
    if text.startswith("'"):
        return f"'{text}"
    if is_formula(text):
        return f"'{text}" if readable(text) else text
    return text if typed_value(text) == text else f"'{text}" if text else ""


def readable(formula: str) -> bool:
    """Whether a formula can be read, whatever its value may be."""
    try:
        parse(stored_formula(formula), "")
    except NotAFormula:
        return False
    return True
