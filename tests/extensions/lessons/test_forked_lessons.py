"""Lessons wake by a fork of a warm process; without one they wake as slowly as ever."""

from __future__ import annotations

import time
from collections.abc import Callable

import psutil
from lesson_hub import LessonHub, Person

SignIn = Callable[[LessonHub, str], Person]


def process_of(hub: LessonHub, person: Person) -> psutil.Process:
    """Wake her lesson; the process of its kernel."""
    answer = person.attach()
    while answer.status_code == 202:
        answer = person.attach()
    kernel = answer.json()["kernel"]
    return next(it for it in hub.kernels() if f"/{kernel}/" in it.cwd())


def test_a_lesson_wakes_by_a_fork(hub: LessonHub, sign_in: SignIn) -> None:
    """Once the template has been tried out, which takes moments."""
    person, end = sign_in(hub, "woken"), time.monotonic() + 60
    process = process_of(hub, person)
    while "mugalim_kernels" not in process.cmdline() and time.monotonic() < end:
        process = process_of(hub, person)
    assert "mugalim_kernels" in process.cmdline()
    template = process.parent()
    assert template is not None
    assert template.ppid() == hub.lessons().pid


def test_a_school_may_do_without(small_hub: LessonHub, sign_in: SignIn) -> None:
    """The same exercises from a stock kernel."""
    person = sign_in(small_hub, "stock")
    process = process_of(small_hub, person)
    assert "ipykernel_launcher" in process.cmdline()
    for kernel in person.attached():
        person.ask("POST", f"/voila/api/shutdown/{kernel}")  # it makes room for others
