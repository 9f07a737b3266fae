"""A real hub with the lessons service for all tests of this folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from lesson_hub import LessonHub, Person, lesson_hub


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LessonHub]:
    """A hub with room for everybody."""
    with lesson_hub(tmp_path_factory.mktemp("hub")) as running:
        yield running


@pytest.fixture(scope="session")
def small_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LessonHub]:
    """A hub with room for two lessons, which rest after three seconds; their kernels are stock."""
    small = {
        "MUGALIM_IDLE_SECONDS": "3",
        "MUGALIM_MOST_KERNELS": "2",
        "MUGALIM_STARTING_AT_ONCE": "1",
        "MUGALIM_FORKED_KERNELS": "no",
    }
    with lesson_hub(tmp_path_factory.mktemp("small"), **small) as running:
        yield running


@pytest.fixture(scope="session")
def sign_in() -> Iterator[Callable[[LessonHub, str], Person]]:
    """Signs people in; their connections are closed at the end."""
    people: list[Person] = []

    def enter(hub: LessonHub, name: str) -> Person:
        people.append(Person(hub, name))
        return people[-1]

    yield enter
    for person in people:
        person.session.close()
