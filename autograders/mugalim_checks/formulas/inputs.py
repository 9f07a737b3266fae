"""Inputs: what a person types into a cell, in the one form in which it is kept."""

from __future__ import annotations

import re

from mugalim_checks.formulas.parser import NotAFormula, parse
from mugalim_checks.formulas.tokens import is_formula, stored_formula
from mugalim_checks.formulas.values import ErrorValue, Value, number_text, typed_value

# What XML cannot hold, and so no .xlsx file.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def normalise(text: str) -> str:
    """The stored form of what a person typed.

    A number has a decimal dot and 15 digits at most, a formula is in English with commas, an
    apostrophe stands only before a text that would be something else without it.
    """
    text = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if is_formula(text):
        return stored_formula(text)
    value = typed_value(text)
    if isinstance(value, float) and text.strip().endswith("%"):
        return percent_input(value)
    return text_input(value) if isinstance(value, str) else constant_input(value)


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
