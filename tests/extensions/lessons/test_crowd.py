"""A crowd waits in line, and lessons that nobody touches rest."""

from __future__ import annotations

import time
from collections.abc import Callable

from lesson_hub import LessonHub, Person

SignIn = Callable[[LessonHub, str], Person]


def until(true: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it becomes true in time."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.3)
    return true()


def test_who_comes_too_many_is_told_her_place_and_then_let_in(
    small_hub: LessonHub, sign_in: SignIn
) -> None:
    """A lesson that no page listens to makes room for the next person."""
    people = [sign_in(small_hub, name) for name in ("first", "second", "third")]
    answers = [person.attach("page-of-hers") for person in people]
    assert [answer.status_code for answer in answers][:2] == [200, 200]
    while answers[2].status_code == 202:
        assert answers[2].json()["place"] in (0, 1)
        answers[2] = people[2].attach("page-of-hers")
    assert answers[2].status_code == 200
    assert len(small_hub.kernels()) <= 2


def test_a_lesson_that_nobody_touches_is_put_to_rest(small_hub: LessonHub, sign_in: SignIn) -> None:
    """After three seconds its kernel is gone, and so is its folder."""
    person = sign_in(small_hub, "sleeper")
    answers = [person.attach("page-of-hers")]
    while answers[-1].status_code == 202:
        answers.append(person.attach("page-of-hers"))
    kernel = answers[-1].json()["kernel"]
    folder = small_hub.data / "lessons" / "kernels" / kernel
    assert folder.exists()
    assert until(lambda: person.get(f"/api/kernels/{kernel}").status_code == 403)
    assert not folder.exists()
