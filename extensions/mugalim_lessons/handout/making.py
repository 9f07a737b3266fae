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
    named = {name: path for name, (path, _) in files.items()}
    made = Handout(
        lesson.title,
        place.language,
        sections(found, lesson.exercises, named, place.language),
        dict(files.values()),
    )
    html = asyncio.run(page(made, pictures))
    members = {PAGE: html.encode(), PDF: pdf(made, pictures), **made.files}
    return zipped(members.items())


def start_files(lesson: Lesson, place: Place) -> Mapping[str, tuple[str, bytes]]:
    """The file to begin with of each exercise that has one: its path in the zip, its bytes."""
    found: dict[str, tuple[str, bytes]] = {}
    for exercise in lesson.exercises.values():
        if exercise.start is None:
            continue
        start = start_at(place, exercise)
        name, content = work_file(exercise, None, start, Store(place.answers / "nobody"))
        found[exercise.name] = (f"files/{PurePath(name).name}", content)
    return found


def main(release: str, language: str, target: str) -> None:
    """Write the zip of a release; run by the school in a process of its own."""
    Path(target).write_bytes(of_release(Path(release), language))


if __name__ == "__main__":
    main(*sys.argv[1:])
