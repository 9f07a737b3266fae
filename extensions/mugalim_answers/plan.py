"""What the lesson of a place asks for: its exercises in a language, and where each one starts."""

from __future__ import annotations

import json
from typing import Any

from mugalim_answers.disk import read_regular
from mugalim_answers.operations import State
from mugalim_answers.place import Place
from mugalim_checks.workbook import read_workbook
from mugalim_courses.languages import load_catalog
from mugalim_courses.loading import parse_lesson_plan
from mugalim_courses.model import Exercise
from mugalim_courses.translating import lesson_catalog, localised

LARGEST_START = 5_000_000  # bytes


def exercise_at(place: Place, name: str) -> Exercise:
    """The exercise of that name in the place's lesson, in its language.

    KeyError where the lesson has none; LessonError where its plan cannot be read.
    """
    lesson = parse_lesson_plan(place.lesson / "lesson.yaml")
    own = place.lesson / "locale"  # a release brings its words along
    catalog = load_catalog(own, place.language) if own.is_dir() else None
    words = catalog or lesson_catalog(lesson, place.language)
    return localised(lesson, words).exercises[name]


def start_at(place: Place, plan: Exercise) -> State | None:
    """The state before anything was done: a release's start/, or the start file in files/."""
    if plan.kind == "choice":
        return {"options": [option.id for option in plan.options]}
    if plan.kind != "workbook":
        return None
    ready = place.lesson / "start" / place.language / f"{plan.name}.json"
    if ready.is_file():
        state: dict[str, Any] = json.loads(read_regular(ready, LARGEST_START))
        return state
    return _read_start(place, plan)


def _read_start(place: Place, plan: Exercise) -> State | None:
    if plan.start is None:
        return None
    path = place.lesson / "files" / plan.start.removeprefix("files/")
    return dict(read_workbook(read_regular(path, LARGEST_START), path.name).to_state())
