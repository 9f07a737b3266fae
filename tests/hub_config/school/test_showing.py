"""What was put in its place, as the desk shows it: in words, and in the learner's language."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from closed_exercises import exercise_of

from mugalim_answers.record import Answer, Answers
from mugalim_answers.store import Store
from mugalim_courses.model import Lesson
from mugalim_school.showing import ShownAnswer, shown_answers


def shown(folder: Path, kind: str, placed: dict[str, Any], language: str = "en") -> ShownAnswer:
    """The only answer of a hand-in, looked at by a facilitator who reads English."""
    plan, own = (
        Lesson("c", "l", "", "", 5, folder, {kind: exercise_of(kind, each)})
        for each in ("en", language)
    )
    state = {"placed": placed, "tries": 0}
    answer = Answer(kind, kind, "surface", 1, state, None, datetime.now(UTC))
    (folder / "answers.json").write_bytes(Answers({kind: answer}).to_bytes())
    [found] = shown_answers(plan, own, Store(folder), "en")
    return found


def test_an_order_is_shown_by_its_numbers(tmp_path: Path) -> None:
    """As she put it, whatever comes first in the lesson's plan."""
    found = shown(tmp_path, "order", {"open": 2, "ask": 1, "exit": 10})
    lines = found.text.splitlines()
    assert lines[0] == "1. Ask what they know already"
    assert lines[1].startswith("2. Show the slide")
    assert lines[2] == "10. Collect exit tickets"


def test_each_item_is_shown_with_its_group(tmp_path: Path) -> None:
    """In the words that she read herself."""
    found = shown(tmp_path, "sort", {"menu": "open_to_all", "belief": "nowhere"}, "ky")
    assert found.text.splitlines() == [
        "Ашкананын менюсу – Баарына көрсөтсө болот",
        "Үй-бүлөнүн дини – Чогултулбайт",
    ]


def test_each_item_is_shown_with_its_partner(tmp_path: Path) -> None:
    """There is no file to download of it."""
    found = shown(tmp_path, "match", {"limit": "rule"}, "ru")
    assert found.text == "Ограничить ввод – Нельзя ввести ничего, кроме оценок от 2 до 5"
    assert not found.has_file


@pytest.mark.parametrize("kind", ["order", "sort", "match"])
def test_what_the_lesson_does_not_have_any_more_is_left_out(tmp_path: Path, kind: str) -> None:
    """An older version may have had other items and places."""
    assert shown(tmp_path, kind, {"gone": 1, "marks": "gone", "count": "gone"}).text == ""
