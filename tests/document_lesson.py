"""A planned lesson of documents made into one that can be taken: for tests of more than tables.

Its words in Kyrgyz and Russian are only marked as such; its files are those of the lesson's tests.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograders.lessons import cases
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from mugalim_courses.loading import load_course
from mugalim_courses.translating import messages

COURSE, LESSON, EXERCISE = "digital-workplace", "lesson-plan", "plan"
_STEPS = (
    ("setup", "from mugalim_widgets import choice, grade, text, upload"),
    ("today-intro", "## What you do today\n\nEvery answer is a good place to start from."),
    ("today", 'choice("today")'),
    ("work-intro", "## Your plan\n\nWrite it in your own program, and upload it here."),
    ("plan-file", 'upload("plan")'),
    ("check-intro", "## Check and repair\n\nAs often as you like."),
    ("grade-plan", 'grade("plan")'),
    ("agree", "**Do goal, activities and assessment agree?**"),
    ("note-intro", "## For your facilitator\n\nA person looks at how the parts agree."),
    ("note", 'text("note")'),
)


def good_file() -> bytes:
    """A plan that earns every point by checks."""
    return cases.content(_case(()).content)


def not_yet_file(check: str) -> bytes:
    """A plan that fails one check."""
    return cases.content(_case((check,)).content)


def write(courses: Path) -> None:
    """Make the planned lesson one with a notebook, a solution, a proof and all its words."""
    course, folder = courses / COURSE, courses / COURSE / LESSON
    (folder / "lesson.ipynb").write_text(json.dumps(_notebook()))
    for name, content in {"solution": good_file(), "not_yet": not_yet_file("order")}.items():
        (folder / name).mkdir()
        (folder / name / "plan.docx").write_bytes(content)
    proof = "\nnot_yet:\n  - {file: not_yet/plan.docx, exercise: plan, fails: [order]}\n"
    plan = folder / "lesson.yaml"
    plan.write_text(f"{plan.read_text()}\nsolution: {{plan: solution/plan.docx}}\n{proof}")
    about = course / "course.yaml"
    about.write_text(_as_a_lesson(about.read_text()))
    for language in ("ky", "ru"):
        _translate(course, language)


def _as_a_lesson(about: str) -> str:
    """course.yaml with this one lesson, and nothing planned."""
    lines = [line for line in about.splitlines() if not line.startswith("planned:")]
    return "\n".join(line.replace("lessons: []", f"lessons: [{LESSON}]") for line in lines) + "\n"


def _translate(course: Path, language: str) -> None:
    lesson = load_course(course).lesson(LESSON)
    catalog = Catalog(locale=language)
    for message in messages(lesson):
        words = message.text.replace("## ", f"## {language}: ")
        catalog.add(message.text, words, context=message.context)
    with (course / "locale" / language / f"{LESSON}.po").open("wb") as file:
        write_po(file, catalog)


def _case(fails: tuple[str, ...]) -> cases.Case:
    lesson = f"{COURSE}/{LESSON}"
    return next(
        case
        for case in cases.cases(lesson)
        if case.exercise == EXERCISE and case.fails == fails and case.file.endswith(".docx")
    )


def _notebook() -> dict[str, Any]:
    return {"cells": [_cell(*step) for step in _STEPS], "metadata": {}, "nbformat": 4,
            "nbformat_minor": 5}  # fmt: skip


def _cell(name: str, source: str) -> dict[str, Any]:
    nbgrader = {"grade": True, "grade_id": name, "schema_version": 3, "points": 1, "task": False}
    about: dict[str, Any] = {"tags": ["setup"]} if name == "setup" else {}
    if name == "grade-plan":
        about = {"nbgrader": {**nbgrader, "locked": True, "solution": False}}
    if name == "agree":
        about = {"nbgrader": {**nbgrader, "locked": False, "solution": True}}
    cell = {"id": name, "metadata": about, "source": source}
    if source.startswith(("#", "*")):
        return {"cell_type": "markdown", **cell}
    return {"cell_type": "code", "outputs": [], "execution_count": None, **cell}
