"""Publishing: a course's lessons built into new versions, each swapped in whole or not at all."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mugalim_answers.holding import found_in
from mugalim_answers.plan import start_name
from mugalim_checks.artefacts import Artefact, read_artefact, write_artefact
from mugalim_courses import LessonError, load_course
from mugalim_courses.building import (
    content_digest,
    structure_digest,
    swap_in,
    write_about,
    write_pages,
    write_picture,
    write_plan,
    write_source,
)
from mugalim_courses.languages import LANGUAGES, load_catalog
from mugalim_courses.model import Course, Lesson
from mugalim_courses.notebooks import source_notebook, step_titles
from mugalim_nbgrader.client import Worker
from mugalim_school import journal
from mugalim_school.checking import check_course
from mugalim_school.config import SchoolConfig
from mugalim_school.database import Database, now
from mugalim_school.errors import SchoolError
from mugalim_school.models import Attempt, Release
from mugalim_school.offered import write_course
from mugalim_school.releases import newest

_log = logging.getLogger("mugalim.school")


def publish(config: SchoolConfig, course: str, by: str) -> list[Release]:
    """Publish a course from the command line; gives the versions that are new."""
    database, worker = Database(config.database), Worker(config.data)
    try:
        return asyncio.run(publish_course(config, database, worker, course, by))
    finally:
        worker.close()
        database.close()


async def publish_course(
    config: SchoolConfig,
    database: Database,
    worker: Worker,
    slug: str,
    by: str,
    *,
    checked: bool = False,
) -> list[Release]:
    """Build every changed lesson of a course into a new version; gives those.

    `checked` courses were validated before. SchoolError says what to repair; lessons before that
    one are published all the same.
    """
    course = await asyncio.to_thread(_load, config, slug)
    plans = [(one, await asyncio.to_thread(_plan, database, one)) for one in course.lessons]
    changed = [(lesson, plan) for lesson, plan in plans if plan is not None]
    if changed and not checked:
        await asyncio.to_thread(_refuse_unready, config, slug)
    made = [
        await _publish_lesson(config, database, worker, course, lesson, plan, by)
        for lesson, plan in changed
    ]
    await asyncio.to_thread(write_course, config, course)
    return made


def _refuse_unready(config: SchoolConfig, slug: str) -> None:
    """SchoolError with the first thing to repair in a course; advice stops nobody."""
    for problem in check_course(config, slug):
        if not problem.advice:
            raise SchoolError("school.course_not_ready", problem=problem)


def _load(config: SchoolConfig, slug: str) -> Course:
    folder = config.courses / slug
    if not (folder / "course.yaml").is_file():
        raise SchoolError("school.course_not_found", course=slug)
    try:
        return load_course(folder)
    except LessonError as error:
        raise SchoolError("school.course_not_ready", problem=error.problem) from error


def _plan(database: Database, lesson: Lesson) -> dict[str, Any] | None:
    """The row of the next version; None where the newest one is the same."""
    try:
        digest = content_digest(lesson)
        structure = structure_digest(source_notebook(lesson))
    except LessonError as error:
        raise SchoolError("school.course_not_ready", problem=error.problem) from error
    with database.reading() as session:
        latest = newest(session, lesson.course, lesson.slug)
        if latest is not None and latest.digest == digest:
            return None
        return {
            "course": lesson.course,
            "lesson": lesson.slug,
            "version": latest.version + 1 if latest else 1,
            "assignment": _assignment(session, lesson.slug, latest, structure),
            "digest": digest,
            "structure": structure,
        }


def _assignment(session: Session, lesson: str, latest: Release | None, structure: str) -> str:
    """The name in nbgrader: a new one once graded cells differ from what was handed in."""
    if latest is None:
        return lesson
    if latest.structure == structure or not _handed_in(session, latest):
        return latest.assignment
    number = int(latest.assignment.partition("@")[2] or 1)
    return f"{lesson}@{number + 1}"


def _handed_in(session: Session, release: Release) -> int:
    versions = select(Release.version).where(
        Release.course == release.course,
        Release.lesson == release.lesson,
        Release.assignment == release.assignment,
    )
    wanted = (
        select(func.count())
        .select_from(Attempt)
        .where(
            Attempt.course == release.course,
            Attempt.lesson == release.lesson,
            Attempt.version.in_(versions),
        )
    )
    return session.scalar(wanted) or 0


async def _publish_lesson(
    config: SchoolConfig,
    database: Database,
    worker: Worker,
    course: Course,
    lesson: Lesson,
    plan: dict[str, Any],
    by: str,
) -> Release:
    place = config.releases(lesson.course, lesson.slug)
    staging = place / f".new-{secrets.token_hex(4)}"
    target = place / str(plan["version"])
    row = Release(
        **plan, path=str(target.relative_to(config.data)), published_at=now(), published_by=by
    )
    try:
        notebook = await asyncio.to_thread(write_source, lesson, staging / "source")
        beside = {path.name: path for path in notebook.parent.iterdir() if path != notebook}
        release = await worker.generate(lesson.course, row.assignment, notebook, beside)
        await asyncio.to_thread(_fill, course, lesson, release, row, staging)
        await asyncio.to_thread(swap_in, staging, target)
    finally:
        await asyncio.to_thread(shutil.rmtree, staging, True)
    with database.session() as session:
        session.add(row)
        subject = f"{row.course}/{row.lesson}"
        journal.note(session, by, "publish", subject, f"version {row.version}")
    _log.info("Published %s/%s, version %s", row.course, row.lesson, row.version)
    return row


def _fill(course: Course, lesson: Lesson, release: Path, row: Release, target: Path) -> None:
    """Write everything that a release holds beside its source."""
    notebook = nbformat.read(release, as_version=4)
    shutil.copyfile(release, target / f"{lesson.slug}.ipynb")
    write_plan(lesson, target)
    write_picture(lesson, target)
    write_pages(lesson, notebook, target)
    for language in LANGUAGES:
        _write_files(lesson, language, target)
        _copy_course_words(course, language, target)
    about = {
        "course": row.course,
        "lesson": row.lesson,
        "version": row.version,
        "assignment": row.assignment,
        "title": lesson.title,
        "course_title": course.title,
        "minutes": lesson.minutes,
        "steps": len(step_titles(notebook)),
        "published_at": row.published_at.isoformat(),
        "published_by": row.published_by,
        "digest": row.digest,
    }
    write_about(target, about)


def _write_files(lesson: Lesson, language: str, target: Path) -> None:
    """The files that learners are given, in their language, and the state each start file is."""
    catalog = load_catalog(target / "locale", language)

    def say(text: str) -> str:
        return catalog.text(text, context="files")

    files, starts = target / "files" / language, target / "start" / language
    if (lesson.folder / "files").is_dir():
        shutil.copytree(lesson.folder / "files", files)
    starts.mkdir(parents=True)
    for exercise in lesson.exercises.values():
        for number, file in enumerate(exercise.starts):
            source = lesson.folder / file
            start = _translated(exercise.kind, source, say)
            given = files / Path(file).relative_to("files")
            pictures = partial(found_in, (source,))
            given.write_bytes(write_artefact(start, given.suffix, pictures))
            state = json.dumps(start.to_state(), ensure_ascii=False)
            (starts / start_name(exercise, number)).write_text(state, encoding="utf-8")


def _translated(kind: str, path: Path, say: Callable[[str], str]) -> Artefact:
    return read_artefact(kind, path.read_bytes(), path.name).translated(say)


def _copy_course_words(course: Course, language: str, target: Path) -> None:
    words = course.folder / "locale" / language / "course.po"
    if words.is_file():
        (target / "course").mkdir(exist_ok=True)
        shutil.copyfile(words, target / "course" / f"{language}.po")
