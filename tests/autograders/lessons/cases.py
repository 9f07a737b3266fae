"""What a lesson's tests give: artefacts that pass, and artefacts that fail exactly one check.

Each lesson has a module here, `<course>__<lesson>.py` with `_` for `-`, that gives `CASES`. Files
are made by an office library (not by our own writers, where another library can make them), or lie
in `files/<course>__<lesson>/` where a real program has made them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from mugalim_checks.artefacts import artefact_class, read_artefact
from mugalim_checks.core import Report, run
from mugalim_courses.loading import parse_lesson_plan
from mugalim_courses.model import ARRANGED, Exercise, Lesson

HERE = Path(__file__).parent
COURSES = HERE.parents[2] / "courses"
FILES = HERE / "files"


@dataclass(frozen=True)
class Case:
    """One artefact for one exercise: a file by name and content, and the ids that it fails.

    `fails` is empty where everything passes. `beside` are files for other exercises, by the
    exercise's name. `about` says what is special, such as "styles in Russian, from LibreOffice".
    """

    exercise: str
    file: str  # its name; the ending says how it is read; items in places are JSON
    content: Callable[[], bytes]
    fails: tuple[str, ...] = ()
    about: str = ""
    beside: Mapping[str, tuple[str, Callable[[], bytes]]] = field(default_factory=dict)

    def __str__(self) -> str:
        """What a test run shows."""
        return "-".join((self.exercise, self.about or "+".join(self.fails) or "good"))


def kept(lesson: str, name: str) -> Callable[[], bytes]:
    """A file that a real program made, kept in files/<course>__<lesson>/."""
    return (FILES / lesson / name).read_bytes


def changed(page: str, *changes: tuple[str, str]) -> Callable[[], bytes]:
    """A page with some of its words changed; each of them must be there."""

    def made() -> bytes:
        result = page
        for old, new in changes:
            assert old in result, old
            result = result.replace(old, new)
        return result.encode()

    return made


def lesson_plans() -> list[str]:
    """Every lesson as "<course>/<lesson>"."""
    return sorted(f"{path.parts[-3]}/{path.parts[-2]}" for path in COURSES.glob("*/*/lesson.yaml"))


@cache
def plan(lesson: str) -> Lesson:
    """The plan of a lesson, "<course>/<lesson>"."""
    return parse_lesson_plan(COURSES / lesson / "lesson.yaml")


@cache
def cases(lesson: str) -> tuple[Case, ...]:
    """The cases of a lesson."""
    name = lesson.replace("/", "__").replace("-", "_")
    found: tuple[Case, ...] = import_module(f"autograders.lessons.{name}").CASES
    return found


@cache
def content(case_content: Callable[[], bytes]) -> bytes:
    """A case's file, made once."""
    return case_content()


def artefact(exercise: Exercise, file: str, made: bytes) -> object:
    """The artefact in a file, as it is read for this exercise."""
    if exercise.kind == "text":
        return made.decode()
    if exercise.kind in ARRANGED:
        return json.loads(made)
    return read_artefact(exercise.kind, made, file)


def beside(lesson: Lesson, case: Case) -> dict[str, object]:
    """The artefacts of other exercises that a case brings along."""
    return {
        name: artefact(lesson.exercises[name], file, content(made))
        for name, (file, made) in case.beside.items()
    }


def report(lesson: str, case: Case) -> Report:
    """What the checks find in a case's file."""
    found = plan(lesson)
    exercise = found.exercises[case.exercise]
    made = artefact(exercise, case.file, content(case.content))
    return run(exercise, made, beside(found, case))


def empty(exercise: Exercise) -> object:
    """The empty artefact of an exercise's kind."""
    if exercise.kind in ("text", "choice"):
        return ""
    if exercise.kind in ARRANGED:
        return {}
    return artefact_class(exercise.kind).from_state({})
