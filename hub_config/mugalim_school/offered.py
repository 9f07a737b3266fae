"""What the school offers: its published courses, in the words of a language, lessons in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mugalim_answers.disk import write_whole
from mugalim_courses.drawings import PICTURE
from mugalim_courses.languages import LANGUAGES, load_catalog
from mugalim_courses.model import Course
from mugalim_courses.translating import course_catalog_path
from mugalim_school.config import SchoolConfig
from mugalim_school.models import Release
from mugalim_school.releases import Published, published


@dataclass(frozen=True)
class OfferedLesson:
    """The newest published version of a lesson, as lists of lessons show it."""

    release: Published
    title: str
    minutes: int

    @property
    def slug(self) -> str:
        """The lesson's name in addresses."""
        return self.release.lesson

    @property
    def picture(self) -> str | None:
        """Where its picture is below the school's address; None where it has none."""
        one = self.release
        there = (one.folder / PICTURE).is_file()
        return f"pictures/{one.course}/{one.lesson}/{one.version}.svg" if there else None


@dataclass(frozen=True)
class OfferedCourse:
    """A course of which lessons are published; what it does not say about itself is empty."""

    slug: str
    title: str
    lessons: tuple[OfferedLesson, ...]
    summary: str = ""
    level: str = ""
    audience: str = ""
    outcomes: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """How long all its lessons take together."""
        return sum(lesson.minutes for lesson in self.lessons)


def write_course(config: SchoolConfig, course: Course) -> None:
    """Keep what the pages say about a course, in all languages, beside its releases.

    So a change of course.yaml reaches them without new versions of the lessons.
    """
    about = {
        "level": course.level,
        "prerequisites": course.prerequisites,
        "lessons": [lesson.slug for lesson in course.lessons],
        "words": {language: _words(course, language) for language in LANGUAGES},
    }
    path = config.course_file(course.slug)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(about, ensure_ascii=False, indent=1).encode())


def offered(session: Session, config: SchoolConfig, language: str) -> tuple[OfferedCourse, ...]:
    """Every published course, in the order of their first publications."""
    rows: dict[str, list[Release]] = {}
    for row in _newest(session):
        rows.setdefault(row.course, []).append(row)
    found = (_course(config, slug, each, language) for slug, each in rows.items())
    return tuple(course for course in found if course.lessons)


def in_order(config: SchoolConfig, course: str, lessons: Iterable[str]) -> list[str]:
    """Lessons of a course by name, as the course has them; those that it does not name, last."""
    about = _read(config.course_file(course))
    names: list[str] = list(about["lessons"]) if about else []
    return sorted(lessons, key=lambda one: (names.index(one) if one in names else len(names), one))


def _newest(session: Session) -> Iterator[Release]:
    """The newest release of every lesson, in the order of their first publications."""
    key = (Release.course, Release.lesson)
    last = select(*key, func.max(Release.version).label("version"), func.min(Release.id).label("f"))
    wanted = last.group_by(*key).subquery()
    same = (
        (Release.course == wanted.c.course)
        & (Release.lesson == wanted.c.lesson)
        & (Release.version == wanted.c.version)
    )
    yield from session.scalars(select(Release).join(wanted, same).order_by(wanted.c.f))


def _course(
    config: SchoolConfig, slug: str, rows: Sequence[Release], language: str
) -> OfferedCourse:
    """A course of its newest releases; one whose files cannot be read is left out."""
    lessons = {row.lesson: lesson for row in rows if (lesson := _lesson(config, row, language))}
    about = _read(config.course_file(slug))
    if about is None:  # published before courses were kept
        first = next(iter(lessons.values()), None)
        title = first.release.course_title(language) if first else slug
        return OfferedCourse(slug, title, tuple(lessons.values()))
    words = about["words"][language]
    return OfferedCourse(
        slug=slug,
        title=words["title"],
        lessons=tuple(lessons[name] for name in about["lessons"] if name in lessons),
        summary=words["summary"],
        level=about["level"],
        audience=words["audience"],
        outcomes=tuple(words["outcomes"]),
        prerequisites=tuple(about["prerequisites"]),
    )


def _lesson(config: SchoolConfig, row: Release, language: str) -> OfferedLesson | None:
    release = published(config, row)
    try:
        about = release.about()
    except (OSError, ValueError):
        return None
    title = release.words(str(about["title"]), language)
    return OfferedLesson(release, title, int(about["minutes"]))


def _read(path: Path) -> Mapping[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found


def _words(course: Course, language: str) -> dict[str, Any]:
    catalog = load_catalog(course_catalog_path(course, language).parent, language, "course")

    def say(text: str) -> str:
        return catalog.text(text, context="course.yaml") if text else ""

    return {
        "title": say(course.title),
        "summary": say(course.summary),
        "audience": say(course.audience),
        "outcomes": [say(outcome) for outcome in course.outcomes],
    }
