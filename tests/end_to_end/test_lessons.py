"""Every lesson from its first step to the receipt, at 360 pixels, in each language."""

from __future__ import annotations

import pytest
from cohorts import PASSWORD
from lesson_walk import Walk, lessons
from running import RunningSchool
from seeing import LANGUAGES
from visiting import Visit

from mugalim_courses.model import Lesson
from mugalim_school.demo import COHORT

LESSONS = {f"{lesson.course}/{lesson.slug}": lesson for lesson in lessons()}
EVERY = [(name, language) for name in LESSONS for language in LANGUAGES]
# One lesson of each course, each in a language of its own; `make soak` does all in all.
IN_TURN = [
    ("digital-workplace/message-to-families", "ky"),
    ("spreadsheets/who-needs-help", "ru"),
    ("media/slides", "en"),
]


@pytest.fixture(scope="session")
def invitation(school: RunningSchool) -> str:
    """A link by which many may join the demo cohort, to which all lessons are open."""
    words = ("people", "invite", "learner", "--cohort", COHORT, "--uses", "100")
    return school.command(*words)


def walked(visit: Visit, invitation: str, lesson: Lesson, language: str) -> None:
    """A new learner does the lesson; nothing is wrong with a step, and there is a receipt."""
    learner = visit(language=language)
    learner.sign_up(invitation, "Асел", f"{lesson.slug}.{language}", PASSWORD)
    walk = Walk(learner, lesson)
    receipt = walk.walk()
    assert "/receipts/" in receipt
    assert walk.problems == []
    assert walk.visitor.problems == []


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_a_lesson_can_be_done_on_a_phone(
    visit: Visit, invitation: str, name: str, language: str
) -> None:
    """Read, chosen, worked, checked, handed in."""
    walked(visit, invitation, LESSONS[name], language)


@pytest.mark.soak
@pytest.mark.parametrize(("name", "language"), [one for one in EVERY if one not in IN_TURN])
def test_every_lesson_can_be_done_in_every_language(
    visit: Visit, invitation: str, name: str, language: str
) -> None:
    """The same, for all that is left."""
    walked(visit, invitation, LESSONS[name], language)
