"""Every lesson from its first step to the receipt, at 360 pixels, in each language."""

from __future__ import annotations

import pytest
from lesson_walk import Walk, lessons
from seeing import LANGUAGES
from visiting import Visit

from mugalim_courses.model import Lesson

LESSONS = {f"{lesson.course}/{lesson.slug}": lesson for lesson in lessons()}
EVERY = [(name, language) for name in LESSONS for language in LANGUAGES]
# One lesson of each course, each in a language of its own; `make soak` does all in all.
IN_TURN = [
    ("digital-workplace/message-to-families", "ky"),
    ("spreadsheets/who-needs-help", "ru"),
    ("media/slides", "en"),
]


def walked(visit: Visit, lesson: Lesson, language: str) -> None:
    """A learner does the lesson; nothing was wrong with a step, and there is a receipt."""
    walk = Walk(visit("aigul", language=language), lesson)
    receipt = walk.walk()
    assert "/receipts/" in receipt
    assert walk.problems == []
    assert walk.visitor.problems == []


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_a_lesson_can_be_done_on_a_phone(visit: Visit, name: str, language: str) -> None:
    """Read, chosen, worked, checked, handed in."""
    walked(visit, LESSONS[name], language)


@pytest.mark.soak
@pytest.mark.parametrize(("name", "language"), [one for one in EVERY if one not in IN_TURN])
def test_every_lesson_can_be_done_in_every_language(visit: Visit, name: str, language: str) -> None:
    """The same, for all that is left."""
    walked(visit, LESSONS[name], language)
