"""Functions of text: cut, join, search, replace."""

from __future__ import annotations

import re
from collections.abc import Callable

from mugalim_checks.formulas.arguments import MOST, Function, by_value
from mugalim_checks.formulas.arrays import Operand, flat
from mugalim_checks.formulas.patterns import pattern
from mugalim_checks.formulas.problems import LONG_TEXT
from mugalim_checks.formulas.values import (
    LONGEST_TEXT,
    VALUE,
    FormulaError,
    Value,
    joined,
    to_bool,
    to_integer,
    to_text,
)

_UNPRINTED = re.compile("[\x00-\x1f]")
_WORD = re.compile(r"[^\W\d_]+")


def _of_text(work: Callable[[str], Value]) -> Function:
    return by_value(lambda value: work(to_text(value)), 1, 1)


def _bounded(text: str) -> str:
    return joined([text])


def _length(value: Value) -> int:
    length = to_integer(value)
    if length < 0:
        raise FormulaError(VALUE)
    return length


def _left(value: Value, length: Value = 1.0) -> str:
    return to_text(value)[: _length(length)]


def _right(value: Value, length: Value = 1.0) -> str:
    text = to_text(value)
    return text[max(0, len(text) - _length(length)) :]


def _start(value: Value) -> int:
    start = to_integer(value)
    if start < 1:
        raise FormulaError(VALUE)
    return start - 1


def _middle(value: Value, first: Value, length: Value) -> str:
    start = _start(first)
    return to_text(value)[start : start + _length(length)]


def _replaced(value: Value, first: Value, length: Value, new: Value) -> str:
    text, start = to_text(value), _start(first)
    return joined([text[:start], to_text(new), text[start + _length(length) :]])


def _substituted(value: Value, old: Value, new: Value, *number: Value) -> str:
    text, before, after = to_text(value), to_text(old), to_text(new)
    if number:
        which = to_integer(number[0])
        if which < 1:
            raise FormulaError(VALUE)
        return _with_one_replaced(text, before, after, which)
    if not before:
        return text
    if len(text) + text.count(before) * (len(after) - len(before)) > LONGEST_TEXT:
        raise FormulaError(VALUE, LONG_TEXT)
    return text.replace(before, after)


def _with_one_replaced(text: str, before: str, after: str, which: int) -> str:
    parts = text.split(before) if before else [text]
    if which >= len(parts):
        return text
    return joined([before.join(parts[:which]), after, before.join(parts[which:])])


def _found(value: Value, within: Value, first: Value = 1.0) -> float:
    wanted, text, start = to_text(value), to_text(within), _start(first)
    place = text.find(wanted, start)
    if place < 0 or start > len(text):
        raise FormulaError(VALUE)
    return float(place + 1)


def _searched(value: Value, within: Value, first: Value = 1.0) -> float:
    """SEARCH: in any case of letters, with * and ?."""
    wanted, text, start = to_text(value), to_text(within), _start(first)
    place = pattern(wanted).find(text, start)
    if place < 0 or start > len(text):
        raise FormulaError(VALUE)
    return float(place + 1)


def _repeated(value: Value, times: Value) -> str:
    text, count = to_text(value), _length(times)
    if len(text) * count > LONGEST_TEXT:
        raise FormulaError(VALUE, LONG_TEXT)
    return text * count


def _proper(text: str) -> str:
    """Every word with a capital letter, and all else small."""
    return _bounded(_WORD.sub(lambda word: word[0][0].upper() + word[0][1:].lower(), text))


def _all_joined(*arguments: Operand) -> str:
    return joined([to_text(value) for value in flat(arguments)])


def _joined_between(between: Value, passing: Value, *arguments: Operand) -> str:
    parts = [to_text(value) for value in flat(arguments)]
    if to_bool(passing):
        parts = [part for part in parts if part]
    return joined(parts, to_text(between))


def _character(value: Value) -> str:
    """CHAR: by the Cyrillic table of Windows, as in Russian Excel."""
    number = to_integer(value)
    if not 1 <= number <= 255:
        raise FormulaError(VALUE)
    return bytes([number]).decode("cp1251", errors="replace")


def _code(text: str) -> float:
    if not text:
        raise FormulaError(VALUE)
    return float(text[0].encode("cp1251", errors="replace")[0])


def _unicode_character(value: Value) -> str:
    number = to_integer(value)
    if not 1 <= number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise FormulaError(VALUE)
    return chr(number)


def _unicode(text: str) -> float:
    if not text:
        raise FormulaError(VALUE)
    return float(ord(text[0]))


FUNCTIONS = {
    "LEN": _of_text(lambda text: float(len(text))),
    "UPPER": _of_text(lambda text: _bounded(text.upper())),
    "LOWER": _of_text(lambda text: _bounded(text.lower())),
    "PROPER": _of_text(_proper),
    "TRIM": _of_text(lambda text: re.sub(" +", " ", text.strip(" "))),
    "CLEAN": _of_text(lambda text: _UNPRINTED.sub("", text)),
    "LEFT": by_value(_left, 1, 2),
    "RIGHT": by_value(_right, 1, 2),
    "MID": by_value(_middle, 3, 3),
    "FIND": by_value(_found, 2, 3),
    "SEARCH": by_value(_searched, 2, 3),
    "REPLACE": by_value(_replaced, 4, 4),
    "SUBSTITUTE": by_value(_substituted, 3, 4),
    "REPT": by_value(_repeated, 2, 2),
    "EXACT": by_value(lambda one, other: to_text(one) == to_text(other), 2, 2),
    "CONCAT": Function(_all_joined, 1, MOST, steps=5),
    "CONCATENATE": by_value(_all_joined, 1, MOST),
    "TEXTJOIN": Function(_joined_between, 3, MOST, (0, 1), steps=5),
    "CHAR": by_value(_character, 1, 1),
    "CODE": _of_text(_code),
    "UNICHAR": by_value(_unicode_character, 1, 1),
    "UNICODE": _of_text(_unicode),
}
