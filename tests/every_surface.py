"""A lesson with one exercise for every surface, to be shown where teachers and designers meet it.

Its exercises are those of the courses' plans, without points but for one; its words in Kyrgyz and
Russian are only marked as such.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from closed_exercises import exercise_of, graded
from extensions.widgets.form_filling import planned as planned_form
from extensions.widgets.lesson_material import planned
from extensions.widgets.supplied_photos import COPIES, GALLERY, gallery, week

from mugalim_checks.artefacts import artefact_class, write_artefact
from mugalim_courses.catalogs import Message
from mugalim_courses.loading import load_course
from mugalim_courses.model import RETURNS, CheckUse, Exercise
from mugalim_courses.translating import course_messages, messages
from mugalim_school.checking import file_texts

COURSE, LESSON = "every-surface", "all"
# What a cell calls, in the order of the lesson -> the name of its exercise.
EXERCISES: Mapping[str, str] = {
    "choice": "today",
    "text": "note",
    "order": "steps",
    "sort": "places",
    "match": "tools",
    "spreadsheet": "register",
    "document": "plan",
    "slides": "deck",
    "pictures": "set",
    "folder": "folder",
    "form": "storyboard",
    "captions": "captions",
    "quiz": "quiz",
    "mailbox": "audit",
    "transcript": "log",
    "upload": "handout",
}
GRADED = "steps"  # the only exercise with points; what is right stands in its material
MARKS = {
    "A1": "Pupil", "B1": "Maths", "C1": "Biology", "D1": "Average",
    "A2": "Aida", "B2": "4", "C2": "5",
    "A3": "Bakyt", "B3": "3", "C3": "4",
}  # fmt: skip
_AVERAGE = CheckUse("formula", "workbook.cell_is_formula", 0, {"sheet": "Marks", "cell": "D2"})
_KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
_COURSE = f"title: Every surface\nsummary: One exercise of each make.\nlessons: [{LESSON}]\n"


_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 10"><path d="M1 5h14"/></svg>'


def write(courses: Path) -> None:
    """Put the course into a folder of courses, ready to be published."""
    folder = courses / COURSE / LESSON
    (folder / "files").mkdir(parents=True)
    for name, content in _starts().items():
        (folder / "files" / name).write_bytes(content)
    (folder.parent / "course.yaml").write_text(_COURSE)
    (folder / "lesson.yaml").write_text(yaml.safe_dump(_plan(), allow_unicode=True))
    (folder / "lesson.ipynb").write_text(json.dumps(_notebook()))
    (folder / "picture.svg").write_text(_PICTURE)
    _translate(folder.parent)


def exercises() -> dict[str, Exercise]:
    """The exercise of each call."""
    found = {
        "choice": planned("media/captions", "today"),
        "text": planned("media/captions", "note"),
        "order": replace(graded("order"), checks=_placed(graded("order"))),
        "sort": exercise_of("sort"),
        "match": exercise_of("match"),
        "spreadsheet": Exercise("register", "workbook", "Averages", "Count the averages.",
                                start="files/register.xlsx", instant=True, checks=(_AVERAGE,)),
        "document": planned("digital-workplace/lesson-plan", "plan"),
        "slides": planned("media/slides", "deck"),
        "pictures": planned("media/pictures", "set"),
        "folder": planned("digital-workplace/class-folder", "folder"),
        "form": planned_form("media__captions__storyboard"),
        "captions": planned("media/captions", "captions"),
        "quiz": planned("assessment/quiz", "quiz"),
        "mailbox": planned("safety/phishing-and-passphrases", "audit"),
        "transcript": planned("ai-and-together/prompt-log", "log"),
        "upload": Exercise("handout", "document", "A handout", "Upload a handout of yours."),
    }  # fmt: skip
    more: dict[str, dict[str, Any]] = {
        "document": {"start": None},
        "pictures": {"start": "files/gallery.zip", "material": _pages()},
        "folder": {"start": "files/week.zip", "material": {"copies": COPIES}},
        "captions": {"beside": (EXERCISES["form"],)},
    }
    return {
        call: replace(_without_points(found[call]), name=name, **more.get(call, {}))
        for call, name in EXERCISES.items()
    }


def _placed(exercise: Exercise) -> tuple[CheckUse, ...]:
    """The checks of items without their key, which is taken from the material."""
    return tuple(replace(check, parameters={}) for check in exercise.checks)


def _without_points(exercise: Exercise) -> Exercise:
    points = exercise.kind == "order"
    checks = (replace(check, points=check.points * points) for check in exercise.checks)
    return replace(exercise, beside=(), checks=tuple(checks))


def _pages() -> dict[str, Any]:
    """What the sources of the gallery's pictures say; every address is invented."""
    pages = [
        {"file": f"{name}.jpg", "title": name.capitalize(), "text": "By A. Sadyrova, CC BY 4.0.",
         "address": f"https://gallery.example/{name}"}
        for name in GALLERY
    ]  # fmt: skip
    return {"gallery": pages, "wanted": 3}


def _starts() -> dict[str, bytes]:
    cells = {address: {"input": text} for address, text in MARKS.items()}
    workbook = artefact_class("workbook").from_state(
        {"sheets": [{"name": "Marks", "cells": cells}]}
    )
    made = {"register.xlsx": write_artefact(workbook)}
    return {**made, "gallery.zip": gallery(), "week.zip": week()}


def _plan() -> dict[str, Any]:
    plans = {each.name: _as_written(each) for each in exercises().values()}
    about = {"title": "Every surface", "summary": "One exercise of each make.", "minutes": 40}
    return {**about, "exercises": plans, "later": [_asked_again(day) for day in RETURNS]}


def _asked_again(day: int) -> dict[str, Any]:
    """A question that comes back."""
    options = [
        {"id": "yes", "text": f"After {day} days", "reply": "Just so.", "right": True},
        {"id": "no", "text": f"Before {day} days", "reply": "Later than that."},
    ]
    return {"day": day, "question": f"When is day {day} asked?", "options": options}


def _as_written(exercise: Exercise) -> dict[str, Any]:
    """An exercise as lesson.yaml has it: only what is not so by itself."""
    plain = asdict(Exercise(exercise.name, exercise.kind))
    given = json.loads(json.dumps(asdict(exercise)))
    own = {
        key: value for key, value in given.items() if value != json.loads(json.dumps(plain[key]))
    }
    return {key: value for key, value in {**own, "kind": exercise.kind}.items() if key != "name"}


def _notebook() -> dict[str, Any]:
    calls = ", ".join(sorted({*EXERCISES, "grade"}))
    cells = [_code("setup", f"from mugalim_widgets import {calls}", {"tags": ["setup"]})]
    for call, name in EXERCISES.items():
        cells.append(_prose(f"{name}-intro", f"## About {call}\n\nTry it out as you like."))
        cells.append(_code(name, f'{call}("{name}")'))
        if name == GRADED:
            locked = {"nbgrader": {"grade": True, "grade_id": f"grade-{name}", "locked": True,
                                   "points": 1, "schema_version": 3, "solution": False,
                                   "task": False}}  # fmt: skip
            cells.append(_code(f"grade-{name}", f'grade("{name}")', locked))
    return {"cells": cells, "metadata": _KERNEL, "nbformat": 4, "nbformat_minor": 5}


def _code(name: str, source: str, about: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"cell_type": "code", "id": name, "metadata": dict(about or {}), "source": source,
            "outputs": [], "execution_count": None}  # fmt: skip


def _prose(name: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def _translate(folder: Path) -> None:
    """Catalogs in which headings are marked with their language, and all else is as it was."""
    course = load_course(folder)
    lesson = course.lesson(LESSON)
    starts = [
        (each, lesson.folder / each.start) for each in lesson.exercises.values() if each.start
    ]
    files = dict.fromkeys(text for start in starts for text in file_texts(*start))
    for language in ("ky", "ru"):
        _write_catalog(folder, language, "course", course_messages(course))
        _write_catalog(folder, language, LESSON, messages(lesson, tuple(files)))


def _write_catalog(folder: Path, language: str, name: str, texts: tuple[Message, ...]) -> None:
    catalog = Catalog(locale=language)
    for message in texts:
        words = message.text.replace("## ", f"## {language}: ")
        catalog.add(message.text, words, context=message.context)
    path = folder / "locale" / language / f"{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog)
