"""Plain JSON values turned into frozen dataclasses, strictly and within bounds, and back."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar

from mugalim_checks.core import Failure

MOST_ITEMS = 20_000  # of a list
LONGEST_TEXT = 100_000
_LARGEST_NUMBER = 10**12
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_Made = TypeVar("_Made")


class _UnfitError(Exception):
    """A value is not of the type that a dataclass says."""


def from_plain(wanted: type[_Made], state: object) -> _Made:
    """The dataclass that `to_plain` gave; Failure("file.damaged") for anything else."""
    try:
        made: _Made = _value(wanted, state)
    except _UnfitError:
        raise Failure("file.damaged") from None
    return made


def to_plain(value: Any) -> Any:
    """A dataclass as plain JSON values; fields that hold their default are left out."""
    if dataclasses.is_dataclass(value):
        return {
            each.name: to_plain(getattr(value, each.name))
            for each in dataclasses.fields(value)
            if getattr(value, each.name) != each.default
        }
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    return value


def _value(hint: Any, value: object) -> Any:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint):
        return _record(hint, value)
    if origin is tuple:
        return _items(inner[0], value)
    if origin in (typing.Union, types.UnionType):
        return _one_of(inner, value)
    if origin is Literal:
        return _plain(value if isinstance(value, str) and value in inner else None, str)
    return _plain(value, hint)


def _record(wanted: Any, value: object) -> Any:
    hints = _hints(wanted)
    if not isinstance(value, Mapping) or any(name not in hints for name in value):
        raise _UnfitError
    try:
        return wanted(**{name: _value(hints[name], each) for name, each in value.items()})
    except TypeError:  # a field without a default is not there
        raise _UnfitError from None


@cache
def _hints(wanted: type) -> dict[str, Any]:
    fields = {each.name for each in dataclasses.fields(wanted)}
    return {name: hint for name, hint in typing.get_type_hints(wanted).items() if name in fields}


def _items(hint: Any, value: object) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple) or len(value) > MOST_ITEMS:
        raise _UnfitError
    return tuple(_value(hint, each) for each in value)


def _one_of(hints: tuple[Any, ...], value: object) -> Any:
    for hint in hints:
        try:
            return _value(hint, value)
        except _UnfitError:
            continue
    raise _UnfitError


def _plain(value: object, hint: Any) -> Any:
    if hint is type(None) and value is None:
        return None
    if hint is bool and isinstance(value, bool):
        return value
    if hint is str and isinstance(value, str) and _is_writable(value):
        return value
    if hint in (int, float) and _is_number(value, hint):
        return hint(value)
    raise _UnfitError


def _is_number(value: object, wanted: type) -> bool:
    """Whether a value is a finite number of bounded size, and whole where that is wanted."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int | wanted) and abs(value) <= _LARGEST_NUMBER  # no NaN is


def writable(text: str) -> str:
    """A text without the characters that can stand in no file."""
    return _UNWRITABLE.sub("", text)


def _is_writable(text: str) -> bool:
    """Whether a text is of bounded length and can stand in any file."""
    return len(text) <= LONGEST_TEXT and not _UNWRITABLE.search(text)
