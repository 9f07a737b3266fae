"""A check, its failure, its result, and the run of many checks on one artefact."""

from __future__ import annotations

import importlib
import inspect
import math
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from mugalim_courses.model import CheckUse, Exercise

Outcome = Literal["passed", "not_yet", "did_not_run"]
Check = Callable[..., None]

_NAME = re.compile(r"[a-z][a-z_]*\.[a-z][a-z0-9_]*")
_LONGEST_VALUE = 120


class Failure(Exception):  # noqa: N818  a failure is what a learner sees, not an error of ours
    """Raised by a check that is not met: a message's id with its values, never a sentence.

    `earned` is the share (0 to 1) of the check's points that the work has earned all the same.
    """

    def __init__(self, id: str, /, *, earned: float = 0.0, **values: Any) -> None:
        super().__init__(id, values)
        self.id = id
        self.earned = earned
        self.values = values


class CannotTell(Failure):
    """Raised by a check that cannot judge this work, such as a formula that we do not know yet."""


@dataclass(frozen=True)
class Result:
    """What one check found: data only, so that it can be stored, sent and shown in any language."""

    id: str
    outcome: Outcome
    points: float
    max_points: float
    message: str | None = None  # id in the catalog of mugalim_checks; None where the check passed
    values: Mapping[str, Any] = field(default_factory=dict)
    shown: bool = True


@dataclass(frozen=True)
class Report:
    """The results of all checks of one exercise, in the order of the lesson's plan."""

    exercise: str
    results: tuple[Result, ...]

    @property
    def points(self) -> float:
        """The points earned, to two decimals."""
        return round(sum(result.points for result in self.results), 2)

    @property
    def max_points(self) -> float:
        """The points that could be earned."""
        return round(sum(result.max_points for result in self.results), 2)

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {"exercise": self.exercise, "results": [asdict(result) for result in self.results]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Report:
        """The report that `to_json` gave; KeyError or TypeError for anything else."""
        return cls(str(data["exercise"]), tuple(Result(**result) for result in data["results"]))


def check(*, needs: Sequence[Check] = (), takes: type | None = None) -> Callable[[Check], Check]:
    """Mark a function as a check; `needs` are checks that must pass before it can run.

    Its keyword parameters are what a lesson's plan gives it. `takes` names a dataclass instead,
    where many checks share the same parameters. A parameter called `beside` is given the
    artefacts of other exercises, by the names of these.
    """

    def mark(function: Check) -> Check:
        function.needs = tuple(needs)  # type: ignore[attr-defined]  # a mark on a function
        function.takes = takes  # type: ignore[attr-defined]  # a mark on a function
        function.is_check = True  # type: ignore[attr-defined]  # a mark on a function
        return function

    return mark


def find_check(name: str) -> Check:
    """The check of that name, "<module>.<function>"; KeyError where there is none."""
    if not _NAME.fullmatch(name):
        raise KeyError(name)
    module_name, function_name = name.split(".")
    try:
        module = importlib.import_module(f"mugalim_checks.{module_name}")
    except ModuleNotFoundError:
        raise KeyError(name) from None
    found: Any = getattr(module, function_name, None)
    if not getattr(found, "is_check", False):
        raise KeyError(name)
    return found  # type: ignore[no-any-return]  # is_check is set by `check` alone


def run(exercise: Exercise, artefact: object, beside: Mapping[str, object] | None = None) -> Report:
    """The report of all checks of an exercise on one artefact; never raises.

    `beside` holds the artefacts of the exercises that this one may look at, by their names; one
    that is not made yet is absent. An empty artefact (None, an empty mapping or text, or one
    whose `is_empty` is true) earns 0.
    """
    if _is_empty(artefact):
        results = tuple(_result(use, "not_yet", message="core.empty") for use in exercise.checks)
    else:
        others = {name: each for name, each in (beside or {}).items() if not _is_empty(each)}
        results = _Run(exercise, artefact, others).results()
    return Report(exercise.name, results)


@dataclass
class _Run:
    """One run of an exercise's checks; every check runs once."""

    exercise: Exercise
    artefact: object
    beside: Mapping[str, object]
    done: dict[str, Result] = field(default_factory=dict)

    def results(self) -> tuple[Result, ...]:
        return tuple(self.result(use) for use in self.exercise.checks)

    def result(self, use: CheckUse) -> Result:
        if use.id not in self.done:
            # A ring of needs finds this entry instead of running for ever.
            self.done[use.id] = _broken(use)
            with suppress(KeyError):  # the plan names a check that is not there
                self.done[use.id] = self._attempt(use, find_check(use.check))
        return self.done[use.id]

    def _attempt(self, use: CheckUse, function: Check) -> Result:
        try:
            for need in getattr(function, "needs", ()):
                needed = self._needed(need, use)
                if needed.outcome != "passed":
                    return _blocked(use, needed)
            function(self.artefact, **use.parameters, **self._others(function))
        except CannotTell as failure:
            return _result(use, "did_not_run", message=failure.id, values=failure.values)
        except Failure as failure:
            return _not_yet(use, failure)
        except Exception:  # a broken check is never the learner's fault
            return _broken(use)
        return _result(use, "passed", points=_maximum(use))

    def _others(self, function: Check) -> dict[str, object]:
        asks = "beside" in inspect.signature(function).parameters
        return {"beside": self.beside} if asks else {}

    def _needed(self, need: Check, asker: CheckUse) -> Result:
        """What a needed check found with the asker's parameters, or as the exercise uses it once.

        A lesson that uses a check several times means the use with the asker's own parameters.
        """
        parameters = _taken(need, asker.parameters)
        uses = [use for use in self.exercise.checks if _finds(use.check, need)]
        for use in uses:
            if len(uses) == 1 or _taken(need, use.parameters) == parameters:
                return self.result(use)
        return self._attempt(CheckUse(asker.id, need.__name__, 0.0, parameters), need)


def _taken(function: Check, parameters: Mapping[str, object]) -> dict[str, object]:
    """Those parameters that a function takes."""
    own = inspect.signature(function).parameters.values()
    if any(each.kind is inspect.Parameter.VAR_KEYWORD for each in own):
        return dict(parameters)
    names = {each.name for each in own}
    return {name: value for name, value in parameters.items() if name in names}


def _finds(name: str, function: Check) -> bool:
    try:
        return find_check(name) is function
    except KeyError:
        return False


def _is_empty(artefact: object) -> bool:
    if artefact is None or getattr(artefact, "is_empty", False) is True:
        return True
    return isinstance(artefact, str | bytes | Mapping | list | tuple) and not artefact


def _maximum(use: CheckUse) -> float:
    points = use.points
    return float(points) if math.isfinite(points) and points > 0 else 0.0


def _result(
    use: CheckUse,
    outcome: Outcome,
    *,
    points: float = 0.0,
    message: str | None = None,
    values: Mapping[str, object] | None = None,
) -> Result:
    plain = {name: _plain(value) for name, value in (values or {}).items()}
    return Result(use.id, outcome, points, _maximum(use), message, plain, use.shown)


def _broken(use: CheckUse) -> Result:
    return _result(use, "did_not_run", message="core.broken", values={"check": use.id})


def _blocked(use: CheckUse, needed: Result) -> Result:
    sentence = {"id": needed.message, "values": needed.values}
    return _result(use, "did_not_run", message="core.needs", values={"sentence": sentence})


def _not_yet(use: CheckUse, failure: Failure) -> Result:
    try:
        earned = float(failure.earned)
    except (TypeError, ValueError):
        return _broken(use)
    if not math.isfinite(earned):
        return _broken(use)
    points = min(round(min(max(earned, 0.0), 1.0) * _maximum(use), 2), _maximum(use))
    return _result(use, "not_yet", points=points, message=failure.id, values=failure.values)


def _plain(value: object) -> Any:
    """A value as bounded JSON, so that a report stays small whatever a file holds."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, bool | int | float) or value is None:
        return value if not isinstance(value, float) or math.isfinite(value) else str(value)
    text = str(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
