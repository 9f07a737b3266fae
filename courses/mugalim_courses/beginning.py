"""A new lesson: a frame of steps that an author fills in, and that can be run at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from mugalim_courses.catalogs import COURSE, PLAN, fill, write_whole
from mugalim_courses.drawings import PICTURE
from mugalim_courses.fields import check_lesson_slug, check_slug
from mugalim_courses.languages import LANGUAGES, SOURCE_LANGUAGE, load_catalog
from mugalim_courses.loading import load_course
from mugalim_courses.model import Course, Lesson
from mugalim_courses.problems import LessonError
from mugalim_courses.reading import short
from mugalim_courses.translating import update_catalog, update_course_catalog

FRAME = Path(__file__).parent / "frame"  # plan, cells, picture, and all words in the languages
_COURSE = """\
title: {course}
summary: What teachers can do after this course.
lessons: []
"""
_DAYS = (("Monday", "12"), ("Tuesday", "8"), ("Wednesday", "15"))
_FILES = {  # each workbook: how many days it has, and what stands below them
    "files/practice.xlsx": (2, ""),
    "files/work.xlsx": (3, ""),
    "solution/work.xlsx": (3, "=SUM(B2:B4)"),
    "not_yet/typed_total.xlsx": (3, "35"),
    "not_yet/short_range.xlsx": (3, "=SUM(B2:B3)"),
}
_TEXTS = ("Pages", "Day", *(day for day, _ in _DAYS), "Together")  # of the workbooks
_IMPORT = "from mugalim_widgets import choice, grade, spreadsheet, text, upload"
_JUDGED = "**What can only a person see in this work?** 5, 3 or 0, as the rubric says."
# the list of lessons in one line's brackets, or with a line for each
_INLINE = re.compile(r"^lessons:[ ]*\[(?P<names>[^\]]*)\]", re.MULTILINE)
_LINES = re.compile(r"^lessons:[ ]*(?:#.*)?\n(?:(?P<dash>[ ]*- +).*\n)+", re.MULTILINE)

State = dict[str, Any]  # a workbook as mugalim_checks keeps it


def new_lesson(courses: Path, course: str, slug: str, to_xlsx: Callable[[State], bytes]) -> Lesson:
    """Begin a lesson in courses/<course>/<slug>, and the course too where there is none.

    Grading is a layer above, so the caller turns the state of a workbook into an .xlsx file.
    The lesson is named last in course.yaml, has all steps and its words in every language, and so
    passes validation. LessonError where it cannot be begun; nothing is overwritten.
    """
    folder = courses / check_slug(course, "the course")
    target = folder / check_lesson_slug(slug, "the lesson")
    if target.exists() or target.is_symlink():
        raise LessonError(short(target), "it is there already", "choose another name")
    plan = folder / "course.yaml"
    before = _COURSE.format(course=course)
    if plan.exists():
        load_course(folder)  # whatever is amiss in the course is said before anything is written
        before = plan.read_text(encoding="utf-8-sig")
    after = _with_lesson(before, slug, short(plan))
    _write(target, slug, to_xlsx)
    write_whole(plan, after.encode())
    return _with_catalogs(load_course(folder), slug)


def _write(target: Path, slug: str, to_xlsx: Callable[[State], bytes]) -> None:
    """The lesson's plan, notebook and workbooks."""
    target.mkdir(parents=True)
    plan = (FRAME / "plan.yaml").read_text(encoding="utf-8").replace("{slug}", slug)
    (target / "lesson.yaml").write_text(plan, encoding="utf-8")
    notebook = json.dumps(_notebook(), ensure_ascii=False, indent=1) + "\n"
    (target / "lesson.ipynb").write_text(notebook, encoding="utf-8")
    (target / PICTURE).write_bytes((FRAME / PICTURE).read_bytes())
    for name, (days, total) in _FILES.items():
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_bytes(to_xlsx({"sheets": [_sheet(days, total)]}))


def _sheet(days: int, total: str) -> State:
    """The pages of some days, and below them the word for their sum and what stands beside it."""
    rows = [("Day", "Pages"), *_DAYS[:days], ("Together", total)]
    cells = {
        f"{column}{number}": {"input": text}
        for number, row in enumerate(rows, 1)
        for column, text in zip("AB", row, strict=True)
        if text
    }
    return {"name": "Pages", "cells": cells}


def _with_lesson(plan: str, slug: str, where: str) -> str:
    """The text of course.yaml with one lesson more, all else as its author wrote it."""
    plan = plan if plan.endswith("\n") else f"{plan}\n"
    if found := _INLINE.search(plan):
        names = ", ".join(name for name in (found["names"].strip().rstrip(","), slug) if name)
        after = f"{plan[: found.start()]}lessons: [{names}]{plan[found.end() :]}"
    elif found := _LINES.search(plan):
        after = f"{plan[: found.end()]}{found['dash']}{slug}\n{plan[found.end() :]}"
    else:
        after = plan
    if _lessons(after) != [*_lessons(plan), slug]:
        todo = "write the lessons as 'lessons: [one, two]'"
        raise LessonError(where, "the list of lessons cannot be added to", todo)
    return after


def _lessons(plan: str) -> list[str]:
    try:
        return list(yaml.safe_load(plan)["lessons"])
    except yaml.YAMLError:
        return []


def _with_catalogs(course: Course, slug: str) -> Lesson:
    """The lesson, once its words stand in the catalogs of every language."""
    lesson = course.lesson(slug)
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            known = load_catalog(FRAME, language).entries
            words = {(context or "", text): forms[0] for (context, text), forms in known.items()}
            names = {(COURSE, course.slug): course.slug, (PLAN, slug): slug}
            fill(update_course_catalog(course, language), {**words, **names})
            fill(update_catalog(lesson, language, _TEXTS), {**words, **names})
    return lesson


def _notebook() -> dict[str, Any]:
    manual = {"grade": True, "grade_id": "judgement", "locked": False, "solution": True}
    more = {"task": False, "points": 5, "schema_version": 3, "cell_type": "markdown"}
    judged = _cell("judgement", _JUDGED, nbgrader={**manual, **more})
    locked = {"grade": True, "grade_id": "grade-work", "locked": True, "solution": False}
    code = {"task": False, "points": 12, "schema_version": 3, "cell_type": "code"}
    about = {"grade-work": {"nbgrader": {**locked, **code}}}
    written = yaml.safe_load((FRAME / "cells.yaml").read_text(encoding="utf-8"))
    texts = [pair for each in written for pair in each.items()]
    steps = [_cell(name, text, **about.get(name, {})) for name, text in texts]
    after_note = 1 + [cell["id"] for cell in steps].index("note")
    cells = [_cell("setup", _IMPORT, tags=["setup"]), *steps[:after_note], judged]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": [*cells, *steps[after_note:]],
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(name: str, source: str, **metadata: Any) -> dict[str, Any]:
    """A Markdown cell where the words begin like one, else a code cell."""
    if source.startswith(("#", "*")):
        return {"cell_type": "markdown", "id": name, "metadata": metadata, "source": source}
    code: dict[str, Any] = {"execution_count": None, "outputs": []}
    return {"cell_type": "code", "id": name, "metadata": metadata, "source": source, **code}
