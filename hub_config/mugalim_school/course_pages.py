"""A course's own page, the map of all courses, and the pictures of their lessons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mugalim_courses import LessonError
from mugalim_courses.competences import digcompedu_name
from mugalim_courses.drawings import PICTURE
from mugalim_courses.model import Lesson
from mugalim_school.api import SLUG
from mugalim_school.database import now
from mugalim_school.mapping import map_of
from mugalim_school.offered import OfferedCourse, OfferedLesson, offered
from mugalim_school.releases import find_version, published
from mugalim_school.showing import plan_in
from mugalim_school.studying import LessonCard, lesson_cards
from mugalim_school.web import Handler, Page, Refused

DONE = ("handed_in", "feedback")
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
YEAR = 365 * 24 * 3600  # seconds


@dataclass(frozen=True)
class LessonLine:
    """A lesson as a course's page shows it."""

    offered: OfferedLesson
    summary: str
    state: str
    card: LessonCard | None  # where it is, or will be, open to her


@dataclass(frozen=True)
class Before:
    """A course or a lesson that comes before; `address` is below the school's own."""

    title: str
    address: str
    handed_in: int
    lessons: int

    @property
    def done(self) -> bool:
        """Whether she has handed in all of it."""
        return self.handed_in == self.lessons


class OfferedPage(Page):
    """A page about courses, with where she stands in them."""

    def look(self) -> tuple[dict[str, OfferedCourse], dict[tuple[str, str], LessonCard]]:
        """The published courses by name, and her own lessons by course and lesson."""
        config, who = self.school.config, self.person.id
        with self.school.database.reading() as session:
            courses = offered(session, config, self.language)
            cards = lesson_cards(session, config, who, self.language, now())
        by_name = {course.slug: course for course in courses}
        return by_name, {(card.open.course, card.open.lesson): card for card in cards}

    @property
    def learns(self) -> bool:
        """Whether she takes lessons herself; nobody else has a state in them."""
        return "learner" in self.person.roles


class CoursePage(OfferedPage):
    """What a course makes her able to do, for whom it is, and its lessons."""

    async def get(self, slug: str) -> None:
        """The course in her language, as it is published now."""
        courses, cards = self.look()
        course = courses.get(slug)
        if course is None:
            raise Refused(404, "school.not_found")
        plans = {one.slug: _plan(one, self.language) for one in course.lessons}
        self.render_page(
            "course.html",
            course=course,
            lines=[
                _line(one, plans[one.slug], cards.get((slug, one.slug))) for one in course.lessons
            ],
            competences=_competences(plans.values(), self.language),
            before=before(course, courses, states(cards)),
            learns=self.learns,
            lessons=f"{self.hub_base}services/lessons/",
        )


class Map(OfferedPage):
    """All courses, what comes after what, and where she stands."""

    async def get(self) -> None:
        """The map in her language."""
        courses, cards = self.look()
        known = states(cards)
        self.render_page(
            "map.html",
            courses=courses,
            map=map_of({slug: course.prerequisites for slug, course in courses.items()}),
            before={slug: before(each, courses, known) for slug, each in courses.items()},
            states=known,
            learns=self.learns,
        )


class Picture(Handler):
    """The picture of a published lesson."""

    async def get(self, course: str, lesson: str, version: str) -> None:
        """The picture of this very version, to be kept for long."""
        with self.school.database.reading() as session:
            row = find_version(session, course, lesson, int(version))
        path = published(self.school.config, row).folder / PICTURE if row else None
        if path is None or not path.is_file():
            raise Refused(404, "school.not_found")
        self.set_header("Content-Type", "image/svg+xml")
        self.set_header("Content-Security-Policy", PICTURE_POLICY)
        self.set_header("Cache-Control", f"private, max-age={YEAR}, immutable")
        self.finish(path.read_bytes())

    def write_error(self, status_code: int, **_: Any) -> None:
        """Called by tornado: a picture that is missing has no words."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish()


def states(cards: Mapping[tuple[str, str], LessonCard]) -> dict[tuple[str, str], str]:
    """Where she stands in her lessons, in one word for each."""
    return {key: card.state for key, card in cards.items()}


def before(
    course: OfferedCourse,
    courses: Mapping[str, OfferedCourse],
    known: Mapping[tuple[str, str], str],
) -> list[Before]:
    """What comes before a course, and how far she is in it; what is not published is left out."""
    found = []
    for name in course.prerequisites:
        slug, _, lesson = name.partition("/")
        other = courses.get(slug)
        wanted = [one for one in other.lessons if lesson in ("", one.slug)] if other else []
        if other is None or not wanted:
            continue
        title = f"{other.title}: {wanted[0].title}" if lesson else other.title
        address = f"courses/{slug}" + (f"#lesson-{lesson}" if lesson else "")
        done = sum(known.get((slug, one.slug)) in DONE for one in wanted)
        found.append(Before(title, address, done, len(wanted)))
    return found


def _line(offered: OfferedLesson, plan: Lesson | None, card: LessonCard | None) -> LessonLine:
    summary = plan.summary if plan else ""
    return LessonLine(offered, summary, card.state if card else "not_open", card)


def _plan(lesson: OfferedLesson, language: str) -> Lesson | None:
    """The plan of a release; None where this version of the school cannot read it."""
    try:
        return plan_in(lesson.release, language)
    except (LessonError, OSError):
        return None


def _competences(plans: Iterable[Lesson | None], language: str) -> Sequence[tuple[str, str]]:
    """Code and name of each competence that the lessons name, in the order of the framework."""
    codes = {code for plan in plans if plan for code in plan.competences.get("digcompedu", ())}
    return [(code, digcompedu_name(code, language)) for code in sorted(codes)]


ROUTES: list[tuple[str, Any]] = [
    (f"/courses/{SLUG}", CoursePage),
    ("/map", Map),
    (f"/pictures/{SLUG}/{SLUG}/([1-9][0-9]{{0,8}})\\.svg", Picture),
]
