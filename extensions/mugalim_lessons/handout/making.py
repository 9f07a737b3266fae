"""A handout made: from a release or an author's lesson, as a zip with everything beside it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath

from mugalim_answers.place import Place
from mugalim_answers.plan import start_at
from mugalim_answers.store import Store
from mugalim_answers.written import work_file
from mugalim_checks.archives import zipped
from mugalim_courses.languages import Catalog, load_catalog
from mugalim_courses.loading import load_lesson, parse_lesson_plan
from mugalim_courses.model import Lesson
from mugalim_courses.notebooks import learner_notebook, read_notebook, translate_notebook
from mugalim_courses.translating import lesson_catalog, localised
from mugalim_lessons.cells import Step, steps
from mugalim_lessons.handout.content import Handout, sections
from mugalim_lessons.handout.page import page
from mugalim_lessons.handout.pdf import pdf
from mugalim_lessons.lessons import read_lesson

PAGE, PDF = "handout.html", "handout.pdf"


def of_release(release: Path, language: str) -> bytes:
    """The zip of a published lesson."""
    found = load_catalog(release / "locale", language)
    lesson = localised(parse_lesson_plan(release / "lesson.yaml"), found)
    opened = read_lesson(release / "page" / f"{language}.ipynb", release)
    return _zip(lesson, opened.steps, Place("app", release, release, language), release)


def of_working_copy(folder: Path, course: str, language: str) -> bytes:
    """The zip of a lesson as its author has it; LessonError where it cannot be read."""
    lesson = load_lesson(folder, course)
    catalog: Catalog = lesson_catalog(lesson, language)
    notebook = translate_notebook(learner_notebook(read_notebook(lesson)), catalog)
    place = Place("grade", folder, folder / "nobody", language)
    return _zip(localised(lesson, catalog), steps(notebook), place, folder)


def _zip(lesson: Lesson, found: tuple[Step, ...], place: Place, pictures: Path) -> bytes:
    files = start_files(lesson, place)
    named = {name: ", ".join(own) for name, own in files.items()}
    made = Handout(
        lesson.title,
        place.language,
        sections(found, lesson.exercises, named, place.language),
        {path: content for own in files.values() for path, content in own.items()},
    )
    html = asyncio.run(page(made, pictures))
    members = {PAGE: html.encode(), PDF: pdf(made, pictures), **made.files}
    return zipped(members.items())


def start_files(lesson: Lesson, place: Place) -> Mapping[str, Mapping[str, bytes]]:
    """The files to begin with of each exercise that has some: path in the zip -> bytes."""
    found: dict[str, dict[str, bytes]] = {}
    for exercise in lesson.exercises.values():
        for number in range(len(exercise.starts)):
            start = start_at(place, exercise, number)
            nobody = Store(place.answers / "nobody")
            name, content = work_file(exercise, None, start, nobody, place.lesson)
            subject = f"-{exercise.variants[number].id}" if number else ""
            path = f"files/{PurePath(name).stem}{subject}{PurePath(name).suffix}"
            found.setdefault(exercise.name, {})[path] = content
    return found


def main(release: str, language: str, target: str) -> None:
    """Write the zip of a release; run by the school in a process of its own."""
    Path(target).write_bytes(of_release(Path(release), language))


if __name__ == "__main__":
    main(*sys.argv[1:])
