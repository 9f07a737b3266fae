"""Criteria such as ">=4", "н" or "а*", and the cells that fit them."""

from __future__ import annotations

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache

from mugalim_checks.formulas.arrays import Array, Operand, single, table
from mugalim_checks.formulas.patterns import LONGEST_PATTERN, has_wildcards, pattern
from mugalim_checks.formulas.values import (
    VALUE,
    FormulaError,
    Value,
    meant_number,
    typed_value,
)

Test = Callable[[Value], bool]

_SIGNS: tuple[tuple[str, Callable[[float, float], bool]], ...] = (
    ("<=", operator.le), (">=", operator.ge), ("<>", operator.ne),
    ("<", operator.lt), (">", operator.gt), ("=", operator.eq),
)  # fmt: skip


def criterion(wanted: Value) -> Test:
    """The test that a criterion stands for."""
    if isinstance(wanted, str):
        return _of_text(wanted)
    if wanted is None or type(wanted) is float:
        return _of_number(wanted or 0.0)
    return lambda value: _same(value, wanted)


@lru_cache(maxsize=512)
def _of_text(wanted: str) -> Test:
    if len(wanted) > LONGEST_PATTERN:
        raise FormulaError(VALUE)
    for sign, compares in _SIGNS:
        if wanted.startswith(sign):
            return _signed(sign, compares, wanted[len(sign) :])
    return _equal_to(wanted)


def _signed(sign: str, compares: Callable[[float, float], bool], text: str) -> Test:
    if sign == "=":
        return _equal_to(text) if text else (lambda value: value is None)
    if sign == "<>":
        if not text:
            return lambda value: value is not None
        equal = _equal_to(text)
        return lambda value: not equal(value)
    number = meant_number(text)
    if number is not None:
        return lambda value: type(value) is float and compares(value, number)
    folded = text.casefold()
    return lambda value: isinstance(value, str) and compares(value.casefold(), folded)  # type: ignore[arg-type]  # both are texts


def _equal_to(text: str) -> Test:
    meant = typed_value(text)
    if isinstance(meant, float):
        return _of_number(meant)
    if isinstance(meant, str):
        if has_wildcards(meant):
            fits = pattern(meant).fits
            return lambda value: isinstance(value, str) and fits(value)
        folded = meant.casefold()
        return lambda value: isinstance(value, str) and value.casefold() == folded
    if meant is None:
        return lambda value: value is None or value == ""
    return lambda value: _same(value, meant)


def _of_number(meant: float) -> Test:
    """A number, or a text that stands for it."""
    return lambda value: (
        value == meant
        if type(value) is float
        else isinstance(value, str) and meant_number(value) == meant
    )


def _same(value: Value, wanted: Value) -> bool:
    if isinstance(value, str) and isinstance(wanted, str):
        return value.casefold() == wanted.casefold()
    return type(value) is type(wanted) and value == wanted


def chosen(pairs: Sequence[Operand]) -> Sequence[int]:
    """The positions at which every (cells, criterion) pair fits; all cells of one shape."""
    tables = [table(cells) for cells in pairs[::2]]
    wanted = [single(value) for value in pairs[1::2]]
    if len(tables) != len(wanted) or len({each.size for each in tables}) > 1:
        raise FormulaError(VALUE)
    found = _fitting(tables[0], wanted[0])
    tables[0].pay(len(found) * len(tables))
    for cells, value in zip(tables[1:], wanted[1:], strict=True):
        more = frozenset(_fitting(cells, value))
        found = [position for position in found if position in more]
    return found


def how_many(pairs: Sequence[Operand]) -> int:
    """How many positions fit, the empty cells of whole columns among them."""
    if len(pairs) == 2 and isinstance(pairs[0], Array):
        quick = _counted_quickly(pairs[0], single(pairs[1]))
        if quick is not None:
            return quick
    tables = [table(cells) for cells in pairs[::2]]
    positions = _fitting(tables[0], single(pairs[1])) if len(pairs) == 2 else chosen(pairs)
    unread = min(cells.unread for cells in tables)
    if unread and all(criterion(single(value))(None) for value in pairs[1::2]):
        return len(positions) + unread
    return len(positions)


def _fitting(cells: Array, wanted: Value) -> Sequence[int]:
    """The positions that fit one criterion."""
    if cells.findings is None:
        return _scanned(cells, wanted)
    if _is_plain(wanted):
        return cells.finding("by value", lambda: _by_value(cells.flat)).get(_key(wanted), [])
    return cells.finding(("fits", type(wanted), wanted), lambda: _scanned(cells, wanted))


def _scanned(cells: Array, wanted: Value) -> list[int]:
    test = criterion(wanted)
    if isinstance(wanted, str) and has_wildcards(wanted):
        steps = pattern(wanted).steps
        cells.pay(sum(20 + len(v) * steps // 8 for v in cells.flat if isinstance(v, str)))
    return [position for position, value in enumerate(cells.flat) if test(value)]


def _is_plain(wanted: Value) -> bool:
    """Whether a criterion means cells that hold this value, and nothing else."""
    if not isinstance(wanted, str):
        return True
    return wanted != "" and wanted[0] not in "<>=" and not has_wildcards(wanted)


def _key(wanted: Value) -> tuple[type, object]:
    """What a plain criterion is found by: a number by its value, a text in small letters."""
    meant = typed_value(wanted) if isinstance(wanted, str) else wanted
    if meant is None:
        meant = 0.0
    return type(meant), meant.casefold() if isinstance(meant, str) else meant


def _by_value(values: Sequence[Value]) -> dict[tuple[type, object], list[int]]:
    """The positions of every value; a text such as "5" stands for its number, too."""
    found: dict[tuple[type, object], list[int]] = {}
    for position, value in enumerate(values):
        if isinstance(value, str):
            found.setdefault((str, value.casefold()), []).append(position)
            number = meant_number(value)
            if number is not None:
                found.setdefault((float, number), []).append(position)
        elif value is not None:
            found.setdefault((type(value), value), []).append(position)
    return found


def _counted_quickly(cells: Array, wanted: Value) -> int | None:
    """The count for a criterion such as ">=4" over an area that many formulas read."""
    if cells.findings is None or not isinstance(wanted, str) or wanted[:1] not in {"<", ">"}:
        return None
    sign = wanted[: 2 if wanted[1:2] == "=" else 1]
    number = None if wanted.startswith("<>") else meant_number(wanted[len(sign) :])
    if number is None:
        return None
    ordered = cells.finding("ordered", lambda: sorted(v for v in cells.flat if type(v) is float))
    cut = (bisect_right if sign in {">", "<="} else bisect_left)(ordered, number)
    return cut if sign[0] == "<" else len(ordered) - cut
