"""The plans of lessons with the material that their surfaces show, and whether a work passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from mugalim_answers.place import Place
from mugalim_answers.review import review
from mugalim_answers.store import Store
from mugalim_courses.loading import parse_lesson_plan
from mugalim_courses.model import Exercise

MATERIALS = Path(__file__).parent / "materials"
COURSES = Path(__file__).parents[3] / "courses"


def planned(lesson: str, name: str) -> Exercise:
    """An exercise of "<course>/<lesson>", with its material where the plan has none yet."""
    exercise = parse_lesson_plan(COURSES / lesson / "lesson.yaml").exercises[name]
    path = MATERIALS / f"{lesson.replace('/', '__')}__{name}.yaml"
    if exercise.material or not path.is_file():
        return exercise
    return replace(exercise, material=yaml.safe_load(path.read_text(encoding="utf-8")))


def not_passed(plan: Exercise, place: Place) -> list[str]:
    """The checks that the stored answer does not pass, each with what it says."""
    store = Store(place.answers)
    report = review(plan, store.read(), store)
    return [f"{each.id} {each.message} {dict(each.values)}" for each in report.results
            if each.outcome != "passed"]  # fmt: skip


def key_of(plan: Exercise) -> Mapping[str, list[str]]:
    """Which messages are false, and by what signs: known to checks alone."""
    found = next(use.parameters["key"] for use in plan.checks if "key" in use.parameters)
    return dict(found)
