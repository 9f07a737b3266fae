"""A learner's own pages: where she lands, and my courses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from mugalim_school import people, questions, returns
from mugalim_school.attempts import newest_attempts, newest_returned
from mugalim_school.config import SchoolConfig
from mugalim_school.database import now
from mugalim_school.errors import SchoolError
from mugalim_school.models import Attempt, Visit
from mugalim_school.releases import Published, published
from mugalim_school.teaching import OpenLesson, lessons_for, release_for
from mugalim_school.web import Page


@dataclass(frozen=True)
class LessonCard:
    """One lesson as my courses shows it."""

    open: OpenLesson
    title: str
    course_title: str
    minutes: int
    steps: int
    step: int | None  # where she was last; None before she began
    opened: bool
    late: bool
    newest: Attempt | None
    returned: Attempt | None
    questions: int  # that she asked her facilitator
    answers: int  # to them that she has not read

    @property
    def again(self) -> bool:
        """Whether she handed in once more after the feedback."""
        return self.newest is not None and self.newest is not self.returned

    @property
    def state(self) -> str:
        """Where she stands: not_open, open, begun, handed_in or feedback."""
        if self.newest is not None:
            return "handed_in" if self.again else "feedback"
        if not self.opened:
            return "not_open"
        return "open" if self.step is None else "begun"


class Home(Page):
    """The school's first address: each person lands on her own page."""

    async def get(self) -> None:
        """Send to the page of her role."""
        self.redirect(self.school.config.prefix + people.landing(self.person.roles))


class Courses(Page):
    """My courses: what is open, where I was, what came back."""

    async def get(self) -> None:
        """The lessons of all her cohorts, by course."""
        with self.school.database.reading() as session:
            asked = (session, self.school.config, self.person.id, self.language, now())
            cards = lesson_cards(*asked)
            questions = returns.cards(*asked)
        courses: dict[str, list[LessonCard]] = {}
        for card in cards:
            courses.setdefault(card.open.course, []).append(card)
        lessons = f"{self.hub_base}services/lessons/"
        self.render_page("courses.html", courses=courses, lessons=lessons, returns=questions)


class Enter(Page):
    """The way back to a page that asked for a sign-in."""

    async def get(self) -> None:
        """Go on to that page, on this host only."""
        self.redirect(safe_next(self.get_query_argument("next", "")) or self.school.config.prefix)


class Leave(Page):
    """The way out."""

    async def prepare(self) -> None:
        """Called by tornado; whoever asks may leave."""

    async def get(self) -> None:
        """Forget who was here, in the school and at the Hub."""
        self.hub_auth.clear_cookie(self)
        self.set_header("Clear-Site-Data", '"storage"')  # where a page's own script did not
        self.redirect(f"{self.hub_base}hub/logout")


def lesson_cards(
    session: Session, config: SchoolConfig, person: str, language: str, at: datetime
) -> list[LessonCard]:
    """A learner's lessons in the order of their opening; one without files is left out."""
    newest, returned = newest_attempts(session, person), newest_returned(session, person)
    asked = questions.counts(session, person)
    cards = []
    for found in lessons_for(session, person):
        key = (found.course, found.lesson)
        try:
            release = published(config, release_for(session, found))
            about = _about(release, language)
        except (SchoolError, OSError):
            continue
        visit = session.get(Visit, (person, *key))
        questions_, answers = asked.get(key, (0, 0))
        cards.append(
            LessonCard(
                open=found,
                step=visit.step if visit else None,
                opened=found.opens_at <= at,
                late=found.late(at),
                newest=newest.get(key),
                returned=returned.get(key),
                questions=questions_,
                answers=answers,
                **about,
            )
        )
    return cards


def _about(release: Published, language: str) -> dict[str, Any]:
    about = release.about()
    return {
        "title": release.words(str(about["title"]), language),
        "course_title": release.course_title(language),
        "minutes": int(about["minutes"]),
        "steps": int(about["steps"]),
    }


def safe_next(wanted: str) -> str | None:
    """The address where it is a path on this host; None for anything else."""
    if not wanted.startswith("/") or re.search(r"[\\\x00-\x20]", wanted) or wanted[1:2] == "/":
        return None
    parts = urlsplit(wanted)
    return None if parts.scheme or parts.netloc else wanted


ROUTES = [
    ("/?", Home),
    ("/courses", Courses),
    ("/enter", Enter),
    ("/leave", Leave),
]
