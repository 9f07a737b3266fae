"""A new lesson: a frame of steps that an author fills in, and that can be run at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from mugalim_courses.catalogs import write_whole
from mugalim_courses.drawings import PICTURE
from mugalim_courses.fields import check_lesson_slug, check_slug
from mugalim_courses.languages import LANGUAGES, SOURCE_LANGUAGE
from mugalim_courses.loading import load_course
from mugalim_courses.model import Course, Lesson
from mugalim_courses.problems import LessonError
from mugalim_courses.reading import short
from mugalim_courses.translating import update_catalog, update_course_catalog

_COURSE = """\
title: {course}
summary: What teachers can do after this course.
lessons: []
"""
_PLAN = """\
title: {slug}
summary: What a teacher has in her hands after this lesson.
minutes: 40
competences:
  digcompedu: []
  ict_cft: []

exercises:
  today:
    kind: choice
    title: What you do today
    question: How do you do it now?
    options:
      - {{id: by_hand, text: By hand, reply: "Good: then this lesson saves you time."}}
      - {{id: with_help, text: Somebody helps me, reply: "Good: after this lesson you can help."}}

  work:
    kind: workbook
    title: Your work
    question: What does she make here?
    artefact: work.xlsx
    start: files/work.xlsx
    checks:
      - id: formula
        check: workbook.cell_is_formula
        points: 6
        parameters: {{sheet: Pages, cell: B5}}
      - id: total
        check: workbook.cell_value_is
        points: 6
        parameters: {{sheet: Pages, cell: B5, value: 35}}

  note:
    kind: text
    title: A note for your facilitator
    question: What should your facilitator know about your work?
    lines: 2

  reflection:
    kind: text
    title: Three lines for yourself
    question: "What will you change? In which class? Which colleague will you show it to?"
    lines: 3

rubric:
  - id: judgement
    question: What can only a person see in this work?
    levels:
      - {{points: 5, text: "What can be seen in work that is ready."}}
      - {{points: 3, text: "What can be seen in work that is half way."}}
      - {{points: 0, text: "What can be seen in work that has just begun."}}

solution:
  work: solution/work.xlsx

not_yet:
  - {{file: not_yet/typed_total.xlsx, exercise: work, fails: [formula]}}
  - {{file: not_yet/short_range.xlsx, exercise: work, fails: [total]}}

later:
  - day: 2
    question: What does she still know two days later?
    options:
      - {{id: one, text: The thing that matters, right: true, reply: "Yes: say why in one line."}}
      - {{id: two, text: What is easily mistaken for it, reply: "Not yet: say what is different."}}
  - day: 7
    question: What would she do in a case of her own?
    options:
      - {{id: one, text: What helps, right: true, reply: "Yes: say why in one line."}}
      - {{id: two, text: What does not help, reply: "Not yet: say what would happen."}}
  - day: 21
    question: What does she decide when the case is a new one?
    options:
      - {{id: one, text: What the lesson would do, right: true, reply: "Yes: say why in one line."}}
      - {{id: two, text: What the lesson warns of, reply: "Not yet: say what is at stake."}}
"""
_PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100">
<rect width="160" height="100" rx="8" fill="#e3f0f8"/>
<rect x="30" y="20" width="100" height="60" rx="4" fill="#fff" stroke="#0b5d8f" stroke-width="2"/>
<path d="M30 35h100M30 50h100M30 65h100M80 20v60" stroke="#0b5d8f"/>
</svg>
"""
_TABLE = {"A1": "Day", "B1": "Pages", "A2": "Monday", "B2": "12", "A3": "Tuesday", "B3": "8",
          "A4": "Wednesday", "B4": "15", "A5": "Together"}  # fmt: skip
_FILES = {  # what stands in B5 of each
    "files/work.xlsx": "",
    "solution/work.xlsx": "=SUM(B2:B4)",
    "not_yet/typed_total.xlsx": "35",
    "not_yet/short_range.xlsx": "=SUM(B2:B3)",
}
_IMPORT = "from mugalim_widgets import choice, grade, spreadsheet, text, upload"
_STEPS = (  # a cell's id and its words; or the code of a cell
    ("situation", "## One moment in a school\n\nTwo or three sentences: who, where, what is hard."),
    ("today-intro", "## What you do today\n\nEvery answer is a good place to start from."),
    ("today", 'choice("today")'),
    ("pair-intro", "## Two examples\n\nOne is good, one is not yet. What makes the difference?"),
    ("practice-intro", "## Practice\n\nOne small idea a step. It fits a phone's screen."),
    ("work-intro", "## Your work\n\nWhat she makes here, and where it will be of use to her."),
    ("work", 'spreadsheet("work")'),
    ("work-file", 'upload("work")'),
    ("check-intro", "## Check and repair\n\nChecking is free, as often as she likes."),
    ("grade-work", 'grade("work")'),
    ("facilitator-intro", "## For your facilitator\n\nWhat a person will look at, and why."),
    ("note", 'text("note")'),
    ("class-intro", "## In your class\n\nOne thing to do in the next week."),
    ("reflection", 'text("reflection")'),
)
_JUDGED = "**What can only a person see in this work?** 5, 3 or 0, as the rubric says."
# the list of lessons in one line's brackets, or with a line for each
_INLINE = re.compile(r"^lessons:[ ]*\[(?P<names>[^\]]*)\]", re.MULTILINE)
_LINES = re.compile(r"^lessons:[ ]*(?:#.*)?\n(?:(?P<dash>[ ]*- +).*\n)+", re.MULTILINE)

State = dict[str, Any]  # a workbook as mugalim_checks keeps it


def new_lesson(courses: Path, course: str, slug: str, to_xlsx: Callable[[State], bytes]) -> Lesson:
    """Begin a lesson in courses/<course>/<slug>, and the course too where there is none.

    Grading is a layer above, so the caller turns the state of a workbook into an .xlsx file.
    The lesson is named last in course.yaml and can be loaded, built and run; validation then says
    that it is not translated. LessonError where it cannot be begun; nothing is overwritten.
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
    (target / "lesson.yaml").write_text(_PLAN.format(slug=slug), encoding="utf-8")
    notebook = json.dumps(_notebook(), ensure_ascii=False, indent=1) + "\n"
    (target / "lesson.ipynb").write_text(notebook, encoding="utf-8")
    (target / PICTURE).write_text(_PICTURE, encoding="utf-8")
    for name, total in _FILES.items():
        cells = {address: {"input": text} for address, text in {**_TABLE, "B5": total}.items()}
        sheet: State = {"name": "Pages", "cells": {a: c for a, c in cells.items() if c["input"]}}
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_bytes(to_xlsx({"sheets": [sheet]}))


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
    """The lesson, once its words lie before its translators."""
    lesson = course.lesson(slug)
    texts = ("Pages", *(text for text in _TABLE.values() if text.isalpha() and text != "Pages"))
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            update_course_catalog(course, language)
            update_catalog(lesson, language, texts)
    return lesson


def _notebook() -> dict[str, Any]:
    manual = {"grade": True, "grade_id": "judgement", "locked": False, "solution": True}
    more = {"task": False, "points": 5, "schema_version": 3, "cell_type": "markdown"}
    judged = _cell("judgement", _JUDGED, nbgrader={**manual, **more})
    locked = {"grade": True, "grade_id": "grade-work", "locked": True, "solution": False}
    code = {"task": False, "points": 12, "schema_version": 3, "cell_type": "code"}
    about = {"grade-work": {"nbgrader": {**locked, **code}}}
    steps = [_cell(name, source, **about.get(name, {})) for name, source in _STEPS]
    after_note = 1 + [name for name, _ in _STEPS].index("note")
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
