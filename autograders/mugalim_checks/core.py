"""A check, its failure, its result, and the run of many checks on one artefact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal["passed", "not_yet", "did_not_run"]
Check = Callable[..., None]


class Failure(Exception):  # noqa: N818  a failure is what a learner sees, not an error of ours
    """Raised by a check that is not met: a message's id with its values, never a sentence.

    `earned` is the share (0 to 1) of the check's points that the work has earned all the same.
    """

    def __init__(self, id: str, /, *, earned: float = 0.0, **values: object) -> None:  # noqa: A002
        super().__init__(id, values)
        self.id = id
        self.earned = earned
        self.values = values


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


def check(*, needs: Sequence[Check] = ()) -> Callable[[Check], Check]:
    """Mark a function as a check; `needs` are checks that must pass before it can run."""

    def mark(function: Check) -> Check:
        function.needs = tuple(needs)  # type: ignore[attr-defined]
        function.is_check = True  # type: ignore[attr-defined]
        return function

    return mark
