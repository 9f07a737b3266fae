"""What comes back from nbgrader: the outcome of grading one hand-in, and a gradebook's rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from mugalim_checks.core import Report

# The output of grade() that carries its report, as in mugalim_answers.grade; that module is not
# imported here, because every check would come along into the worker and into the school.
RESULT_TYPE = "application/vnd.mugalim.result+json"


@dataclass(frozen=True)
class Outcome:
    """One graded hand-in. `message` is an id of this package where something did not run.

    `score` holds automatic points and the marks that still stand; `penalty` is what lateness
    costs by nbgrader's plug-in, not yet subtracted. `handed_in_at` names the attempt (UTC).
    """

    state: Literal["graded", "did_not_run"]
    reports: tuple[Report, ...]
    score: float
    max_score: float
    message: str | None = None
    penalty: float = 0.0
    handed_in_at: str | None = None
    digest: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The outcome as plain JSON values."""
        return {**vars(self), "reports": [report.to_json() for report in self.reports]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Outcome:
        """The outcome that `to_json` gave."""
        return cls(**{**data, "reports": tuple(map(Report.from_json, data["reports"]))})


@dataclass(frozen=True)
class CellScore:
    """The points of one graded cell in the gradebook."""

    automatic: float | None
    marked: float | None
    max_points: float
    waits: bool  # for somebody to look at it

    @property
    def points(self) -> float:
        """The points that count: a person's mark before the automatic result."""
        found = self.automatic if self.marked is None else self.marked
        return found or 0.0


@dataclass(frozen=True)
class Row:
    """One learner's line in the gradebook for one assignment."""

    person: str
    score: float
    max_score: float
    penalty: float
    waits: bool
    handed_in_at: str | None
    cells: Mapping[str, CellScore] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The row as plain JSON values."""
        return {**vars(self), "cells": {name: vars(cell) for name, cell in self.cells.items()}}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Row:
        """The row that `to_json` gave."""
        cells = {name: CellScore(**cell) for name, cell in data["cells"].items()}
        return cls(**{**data, "cells": cells})
