"""Preview for designers: a lesson as its teachers will see it, from the working copy, unpublished.

Answers go into a folder of that designer's own, which is empty whenever the page is opened.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tornado.web import Finish, HTTPError, authenticated

from mugalim_answers.place import Place as Surroundings
from mugalim_answers.plan import exercise_at, start_at, start_name
from mugalim_answers.store import Store
from mugalim_courses import LessonError, load_lesson, localised
from mugalim_courses.building import content_digest, write_plan
from mugalim_courses.notebooks import learner_notebook, read_notebook, translate_notebook
from mugalim_courses.translating import lesson_catalog
from mugalim_lessons.attach import Attaching, Wanted
from mugalim_lessons.drawer import NotDrawnError
from mugalim_lessons.full_page import FullLesson, FullPageHandler
from mugalim_lessons.lessons import OpenLesson, as_json, opened, render, subjects_of
from mugalim_lessons.page import Shown
from mugalim_lessons.requests import JsonHandler, LessonHandler, policy
from mugalim_lessons.sending import NoEtagOfItsOwn, send
from mugalim_lessons.words import sentence

if TYPE_CHECKING:
    from mugalim_courses.languages import Catalog
    from mugalim_courses.model import Lesson


@dataclass(frozen=True)
class Preview:
    """A lesson of the working copy in one language, laid out as a kernel needs it."""

    title: str
    opened: OpenLesson
    folder: Path  # with lesson.yaml, locale/ and start/

    @property
    def answers(self) -> Path:
        """Where the designer's own trials are."""
        return self.folder / "trials"

    def place(self, language: str) -> Surroundings:
        """What the kernel is told. Its face is the Lab's: surfaces save by the kernel."""
        return Surroundings("lab", self.folder / "lesson", self.answers, language)


def build(courses: Path, course: str, slug: str, language: str, target: Path) -> Preview:
    """Build a lesson of the working copy; LessonError says what is to be repaired first."""
    folder = courses / course / slug
    if not (folder / "lesson.yaml").is_file():
        raise FileNotFoundError(folder)
    _refuse_links(courses / course)
    lesson = load_lesson(folder, course)
    catalog = lesson_catalog(lesson, language)
    page = translate_notebook(learner_notebook(read_notebook(lesson)), catalog)
    _lay_out(lesson, catalog, target / "lesson", language)
    plan = localised(lesson, catalog)
    shown = replace(opened(page, folder), subjects=subjects_of(plan))
    return Preview(plan.title, shown, target)


def begin_with(found: Preview, language: str, subject: str) -> None:
    """Begin a designer's trial with the data of "<exercise>:<subject>"; else nothing happens."""
    name, _, wanted = subject.partition(":")
    offered = [each.id for each in found.opened.subjects.get(name, ())]
    if wanted in offered:
        place = found.place(language)
        plan = exercise_at(place, name)
        start = start_at(place, plan, offered.index(wanted))
        Store(found.answers).begin(name, plan.kind, start or {}, datetime.now(UTC))


def _lay_out(lesson: Lesson, catalog: Catalog, target: Path, language: str) -> None:
    """Write the plan, its words, files and start states, unless they are there as they are now."""
    mark = target / f".{language}-{content_digest(lesson)}"
    if mark.exists():
        return
    write_plan(lesson, target)
    shutil.rmtree(target / "files", ignore_errors=True)
    if (lesson.folder / "files").is_dir():
        shutil.copytree(lesson.folder / "files", target / "files")  # pictures of starts are in them
    starts = target / "start" / language
    starts.mkdir(parents=True, exist_ok=True)
    for exercise in lesson.exercises.values():
        for number, file in enumerate(exercise.starts):
            state = _start(exercise.kind, lesson.folder / file, catalog)
            (starts / start_name(exercise, number)).write_text(state, encoding="utf-8")
    mark.touch()


def _start(kind: str, path: Path, catalog: Catalog) -> str:
    from mugalim_checks.artefacts import read_artefact

    start = read_artefact(kind, path.read_bytes(), path.name)
    translated = start.translated(lambda text: catalog.text(text, "files"))
    return json.dumps(translated.to_state(), ensure_ascii=False)


def _refuse_links(folder: Path) -> None:
    """A link could make the service read what the designer herself may not."""
    for path in folder.rglob("*"):
        if path.is_symlink():
            raise LessonError(str(path.name), "it is a link", "put the file itself there")


class Previewing(LessonHandler):
    """What both previews share: the designer's permit, and the lesson as it is now."""

    async def preview(self, course: str, lesson: str, language: str) -> Preview:
        """The lesson built for the designer who asks; otherwise the answer says why not."""
        await self.permit(course, lesson, preview=True)
        config = self.parts.config
        target = config.scratch / "previews" / self.person / course / lesson
        try:
            return await asyncio.to_thread(build, config.courses, course, lesson, language, target)
        except FileNotFoundError:
            raise HTTPError(404) from None
        except LessonError as error:
            said = sentence("lessons.not_ready", self.language, problem=error)
        except Exception as error:  # whatever an unfinished lesson may hold
            self.log.exception("A preview was not built")
            said = sentence("lessons.not_ready", self.language, problem=error)
        self.refuse(409, "lessons.not_ready", said)
        raise Finish


class PreviewHandler(NoEtagOfItsOwn, Previewing, FullPageHandler):
    """GET preview/<course>/<lesson>: the page, as a teacher will see it."""

    @authenticated
    async def get(self, course: str, lesson: str) -> None:
        """Show the lesson of the working copy."""
        self.keep_language()
        language = self.language
        found = await self.preview(course, lesson, language)
        await asyncio.to_thread(shutil.rmtree, found.answers, True)
        begin_with(found, language, self.get_query_argument("subject", ""))
        if found.opened.own_code is not None:
            await self.give_full_page(self.full(course, lesson, found))
            return
        html = await render(found.opened, language, by_link=True)
        where = f"preview/states/{course}/{lesson}/{language}"
        shown = Shown(
            course, lesson, language, found.title, found.opened, html, where, preview=True
        )
        self.set_header("Content-Security-Policy", policy(self.parts.pages.style(shown.surfaces)))
        send(self, self.parts.pages.lesson(shown), "no-store")

    def full(self, course: str, lesson: str, found: Preview) -> FullLesson:
        """A lesson of the working copy that Voila's full page shows."""
        language = self.language
        return FullLesson(
            course, lesson, language, found.title, found.opened, found.place(language),
            self.parts.config.courses / course / lesson / "files",
            lambda: render(found.opened, language), preview=True,
        )  # fmt: skip


class PreviewStatesHandler(NoEtagOfItsOwn, Previewing, JsonHandler):
    """GET preview/states/<course>/<lesson>/<language>: a preview's exercises as they begin."""

    @authenticated
    async def get(self, course: str, lesson: str, language: str) -> None:
        """The states, drawn anew each time."""
        found = await self.preview(course, lesson, language)
        places = found.opened.places
        try:
            drawn = await self.parts.drawer.draw(
                found.folder / "lesson", language, places, found.answers
            )
        except NotDrawnError:
            raise HTTPError(503) from None
        send(self, as_json(drawn, hard=False), "no-store")


class PreviewAttachHandler(Attaching, Previewing):
    """POST preview/attach/<course>/<lesson>: a kernel for a preview."""

    @authenticated
    async def post(self, course: str, lesson: str) -> None:
        """Attach the open page of a preview."""
        wanted = Wanted.read(self.get_json_body())
        found = await self.preview(course, lesson, wanted.language)
        await self.attach(wanted, found.opened, found.place(wanted.language))
