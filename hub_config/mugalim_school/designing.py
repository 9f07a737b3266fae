"""The designer's page: the courses of the working copy, checked and published from here."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from mugalim_courses import LessonError, Problem, load_course
from mugalim_courses.languages import load_catalog
from mugalim_courses.model import Course
from mugalim_courses.translating import lesson_catalog, localised
from mugalim_school.api import SLUG
from mugalim_school.checking import check_course
from mugalim_school.config import SchoolConfig
from mugalim_school.publishing import publish_course
from mugalim_school.pulse import Numbers, numbers
from mugalim_school.releases import newest
from mugalim_school.web import Page

MAY = ("designer", "operator")


@dataclass(frozen=True)
class LessonLine:
    """A lesson of the working copy, and its newest published version."""

    slug: str
    title: str
    version: int | None
    published_at: datetime | None
    pulse: Numbers


@dataclass(frozen=True)
class CourseCard:
    """A course of the working copy; with a problem where it cannot be read at all."""

    slug: str
    title: str
    lessons: tuple[LessonLine, ...] = ()
    planned: int = 0  # lessons whose notebooks are still to be written
    problem: Problem | None = None


class DesigningPage(Page):
    """A page for designers; operators may use it too."""

    async def prepare(self) -> None:
        """Called by tornado: only for those who write or run the school."""
        await super().prepare()
        self.needs_role(*MAY)

    async def show(self, **result: Any) -> None:
        """The page, with what a check or a publication found."""
        courses = await asyncio.to_thread(load_courses, self.school.config)
        with self.school.database.reading() as session:
            cards = [_card(session, slug, one, self.language) for slug, one in courses.items()]
        cards.sort(key=lambda card: not card.lessons and not card.problem)  # the planned ones last
        usual: dict[str, Any] = {
            "checked": None,
            "problems": [],
            "advice": [],
            "versions": None,
            "refused": False,
        }
        titles = {card.slug: card.title for card in cards}
        title = titles.get(str(result.get("checked")), "")
        self.render_page("designing.html", cards=cards, checked_title=title, **{**usual, **result})

    async def problems(self, course: str) -> dict[str, Any]:
        """What a check of a course found, as the page shows it."""
        found = await asyncio.to_thread(check_course, self.school.config, course)
        return {
            "checked": course,
            "problems": [one for one in found if not one.advice],
            "advice": [one for one in found if one.advice],
        }


class Designing(DesigningPage):
    """All courses of the working copy."""

    async def get(self) -> None:
        """The courses as they are now."""
        await self.show()


class Check(DesigningPage):
    """Checks a course as a whole."""

    async def post(self, course: str) -> None:
        """Show everything that there is to repair."""
        await self.show(**await self.problems(course))


class Publish(DesigningPage):
    """Publishes a course; never one with something to repair."""

    async def post(self, course: str) -> None:
        """Check it, build what has changed, and say which versions are new."""
        one_at_a_time = self.settings.setdefault("publishing", asyncio.Lock())
        async with one_at_a_time:
            result = await self.problems(course)
            if not result["problems"]:
                result["versions"] = await publish_course(
                    self.school.config, self.school.database, self.school.worker,
                    course, self.person.id,
                )  # fmt: skip
        await self.show(**result, refused=bool(result["problems"]))


def load_courses(config: SchoolConfig) -> dict[str, Course | Problem]:
    """Every course folder of the working copy; a problem for one that cannot be read."""
    found: dict[str, Course | Problem] = {}
    for path in sorted(config.courses.glob("*/course.yaml")):
        try:
            found[path.parent.name] = load_course(path.parent)
        except LessonError as error:
            found[path.parent.name] = error.problem
    return found


def _card(session: Session, slug: str, found: Course | Problem, language: str) -> CourseCard:
    if isinstance(found, Problem):
        return CourseCard(slug, slug, problem=found)
    lessons = []
    for lesson in found.lessons:
        release = newest(session, slug, lesson.slug)
        version, at = (release.version, release.published_at) if release else (None, None)
        title = localised(lesson, lesson_catalog(lesson, language)).title
        said = numbers(session, slug, lesson.slug)
        lessons.append(LessonLine(lesson.slug, title, version, at, said))
    words = load_catalog(found.folder / "locale" / language, language, "course")
    title = words.text(found.title, context="course.yaml")
    return CourseCard(slug, title, tuple(lessons), len(found.planned))


ROUTES: list[tuple[str, Any]] = [
    ("/designing/?", Designing),
    (f"/designing/{SLUG}/check", Check),
    (f"/designing/{SLUG}/publish", Publish),
]
