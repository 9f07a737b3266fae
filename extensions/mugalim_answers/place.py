"""Where a lesson runs: which face shows it, its folder, its learner's answers, her language."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from mugalim_courses.languages import SOURCE_LANGUAGE, language_or_default

Face = Literal["app", "lab", "grade"]
_FACES = ("app", "lab", "grade")


@dataclass(frozen=True)
class Place:
    """The surroundings of one running lesson; nothing that is scored depends on the face."""

    face: Face
    lesson: Path  # the folder with lesson.yaml and locale/
    answers: Path  # the folder of one learner's Store
    language: str


def current_place(environment: Mapping[str, str] | None = None) -> Place:
    """The place that the process's environment names.

    Without MUGALIM_* variables it is the grade face of the folder that the process stands in,
    as when nbgrader grades. An unknown face is the grade face too.
    """
    known = os.environ if environment is None else environment
    named = known.get("MUGALIM_FACE", "")
    face = cast(Face, named) if named in _FACES else "grade"
    lesson = Path(known.get("MUGALIM_LESSON") or Path.cwd())
    language = language_or_default(known.get("MUGALIM_LANGUAGE"), SOURCE_LANGUAGE)
    wanted = known.get("MUGALIM_ANSWERS")
    answers = Path(wanted) if wanted else lesson / "answers"
    if face == "lab" and (not wanted or answers.resolve().is_relative_to(lesson.resolve())):
        # Answers beside the source would be graded as every learner's own.
        answers = _scratch(lesson, known)
    return Place(face, lesson, answers, language)


def _scratch(lesson: Path, environment: Mapping[str, str]) -> Path:
    """A folder for a designer's trials of one lesson, away from the lesson."""
    home = environment.get("XDG_STATE_HOME")
    state = Path(home) if home else Path.home() / ".local" / "state"
    name = hashlib.sha256(str(lesson.resolve()).encode()).hexdigest()[:16]
    return state / "mugalim" / "trials" / name
