"""Every check there is, what it takes, and whether a lesson's plan gives it that."""

from __future__ import annotations

import dataclasses
import difflib
import importlib
import inspect
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mugalim_checks.artefacts import ENDINGS
from mugalim_checks.core import Check, find_check
from mugalim_courses.model import CheckUse

# Modules whose checks look at artefacts of several kinds, or at what has no artefact.
SHARED = ("access", "arranged", "privacy", "wording")


@dataclass(frozen=True)
class Parameter:
    """One thing that a lesson's plan tells a check; `type` in Python's words, for designers."""

    name: str
    type: str
    required: bool
    default: object = None


@dataclass(frozen=True)
class Known:
    """One check as `checks list` shows it."""

    name: str  # "<module>.<function>"
    says: str  # its docstring's first line
    parameters: tuple[Parameter, ...]


def known_checks() -> Iterator[Known]:
    """Every check of every module, in the order of the modules' `__all__`."""
    for module_name in (*ENDINGS, *SHARED):
        module = importlib.import_module(f"mugalim_checks.{module_name}")
        for name in module.__all__:
            function = getattr(module, name)
            if getattr(function, "is_check", False):
                says = (inspect.getdoc(function) or "").partition("\n")[0]
                yield Known(f"{module_name}.{name}", says, parameters_of(function))


def parameters_of(function: Check) -> tuple[Parameter, ...]:
    """What a check takes, without the artefact itself and those beside it."""
    return tuple(
        Parameter(name, _written(hint), required, default)
        for name, (hint, required, default) in _signature(function).items()
    )


def trouble_with(use: CheckUse) -> tuple[str, str] | None:
    """What is not right about a use of a check, and what to do; None where all is."""
    try:
        function = find_check(use.check)
    except KeyError:
        names = [known.name for known in known_checks()]
        return f"there is no check '{use.check[:60]}'", _meant(use.check, names)
    signature = _signature(function)
    for name, value in use.parameters.items():
        if name not in signature:
            return f"{use.check} takes no '{name[:40]}'", _meant(name, list(signature))
        hint = signature[name][0]
        if not fits(value, hint):
            return f"{use.check}: '{name}' does not fit", f"give {_written(hint)}"
    for name, (hint, required, _) in signature.items():
        if required and name not in use.parameters:
            return f"{use.check} needs '{name}'", f"add '{name}: …' ({_written(hint)})"
    return None


def fits(value: object, hint: Any) -> bool:
    """Whether a value of a plan is of an annotated type, such as Sequence[str] | None."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint in (Any, object):
        return True
    if origin in (typing.Union, types.UnionType):
        return any(fits(value, each) for each in inner)
    if origin is Literal:
        return value in inner
    if hint in (None, type(None)):
        return value is None
    if origin is not None and issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(
            fits(name, inner[0]) and fits(each, inner[1]) for name, each in value.items()
        )
    if origin is not None and issubclass(origin, Sequence):
        return isinstance(value, list | tuple) and all(fits(each, inner[0]) for each in value)
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint)


def _signature(function: Check) -> dict[str, tuple[Any, bool, object]]:
    """Parameter name -> its type, whether it must be given, its default."""
    takes = getattr(function, "takes", None)
    if takes is not None:
        hints = typing.get_type_hints(takes)
        return {
            each.name: (hints[each.name], _required(each), _default(each))
            for each in dataclasses.fields(takes)
        }
    hints = typing.get_type_hints(function)
    own = list(inspect.signature(function).parameters.values())[1:]
    return {
        each.name: (
            hints.get(each.name, object),
            each.default is each.empty,
            None if each.default is each.empty else each.default,
        )
        for each in own
        if each.name != "beside"
    }


def _required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return None if field.default is dataclasses.MISSING else field.default


def _written(hint: Any) -> str:
    words = hint.__name__ if isinstance(hint, type) and not typing.get_args(hint) else str(hint)
    return words.replace("collections.abc.", "").replace("typing.", "")


def _meant(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, 1, 0.5)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known are {', '.join(known)}" if known else "remove it"
