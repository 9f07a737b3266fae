"""Where a value stands among others: the very one, the nearest one, or the last one not past it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from mugalim_checks.formulas.arrays import Array, Line
from mugalim_checks.formulas.patterns import has_wildcards, pattern
from mugalim_checks.formulas.values import Value, compare, sort_key

Key = tuple[int, float, str]


def exact(wanted: Value, cells: Array, line: Line = "all", patterns: bool = True) -> int | None:
    """The first position of a value in a line of cells; a text may be a pattern."""
    values = cells.line(line)
    if patterns and isinstance(wanted, str) and has_wildcards(wanted):
        sought = pattern(wanted)
        cells.pay(sum(20 + len(v) * sought.steps // 8 for v in values if isinstance(v, str)))
        fits = sought.fits
        return _first(values, lambda value: isinstance(value, str) and fits(value))
    if cells.findings is not None:
        places = cells.finding(("places", line), lambda: _places(values))
        return places.get((type(wanted), sort_key(wanted)))
    if isinstance(wanted, float):
        if wanted in values and type(values[place := values.index(wanted)]) is float:
            return place
        return _first(values, lambda value: type(value) is float and compare(value, wanted) == 0)
    key = sort_key(wanted)
    return _first(values, lambda value: type(value) is type(wanted) and sort_key(value) == key)


def _first(values: Sequence[Value], test: Callable[[Value], bool]) -> int | None:
    return next((position for position, value in enumerate(values) if test(value)), None)


def _places(values: Sequence[Value]) -> dict[tuple[type, Key], int]:
    found: dict[tuple[type, Key], int] = {}
    for position, value in enumerate(values):
        if isinstance(value, float | str | bool):
            found.setdefault((type(value), sort_key(value)), position)
    return found


def in_order(wanted: Value, cells: Array, line: Line = "all", up: bool = True) -> int | None:
    """The last position that is not past a value, in a line of cells sorted up (or down)."""
    kind = type(wanted)
    places, keys = cells.finding(
        ("order", line, kind, up), lambda: _of_kind(cells.line(line), kind, up)
    )
    key = sort_key(wanted)
    place = bisect_right(keys, key if up else _Down(key))
    return places[place - 1] if place else None


class _Down:
    """A key in the other direction."""

    def __init__(self, key: Key) -> None:
        self.key = key

    def __lt__(self, other: _Down) -> bool:
        return self.key > other.key


def _of_kind(values: Sequence[Value], kind: type, up: bool) -> tuple[list[int], list[Any]]:
    places = [position for position, value in enumerate(values) if type(value) is kind]
    keys = [sort_key(values[position]) for position in places]
    return places, list(keys) if up else [_Down(key) for key in keys]


def nearest(wanted: Value, cells: Array, up: bool) -> int | None:
    """The first position of the next smaller or next larger value, in any order."""
    kind = type(wanted)
    order = cells.finding(("nearest", kind), lambda: _in_any_order(cells.flat, kind))
    place = bisect_left(order, (sort_key(wanted), 0))
    if up:
        return order[place][1] if place < len(order) else None
    if place == 0:
        return None
    return order[bisect_left(order, (order[place - 1][0], 0))][1]


def _in_any_order(values: Sequence[Value], kind: type) -> list[tuple[Key, int]]:
    return sorted(
        (sort_key(value), position) for position, value in enumerate(values) if type(value) is kind
    )
