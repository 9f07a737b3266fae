"""Answers as the desk shows them: in words, and in the learner's language."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from closed_exercises import exercise_of

from mugalim_answers.record import Answer, Answers
from mugalim_answers.store import Store
from mugalim_checks.records import Records
from mugalim_courses.model import Exercise, Lesson
from mugalim_school.showing import ShownAnswer, shown_answers
from mugalim_school.showing_forms import form_lines
from mugalim_school.showing_words import words_of


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


MAILBOX = {
    "messages": [{"id": "m1", "sender": "Bank", "subject": "Your card", "text": "Dear client"}],
    "signs": [{"id": "link", "text": "The link leads elsewhere"}],
    "passphrases": [{"pair": "p", "first": "kar too", "second": "qwerty"}],
}
TALK = {
    "turns": [
        {"id": "one", "prompts": [{"id": "a", "text": "Write a task."}]},
        {"id": "two", "prompts": [{"id": "a", "text": "Make it shorter."}]},
    ]
}
FORM = {
    "fields": [
        {"id": "who", "type": "choice", "options": [{"id": "a", "text": "A parent"}]},
        {"id": "when", "type": "text"},
    ]
}


def lines(data: dict[str, Any], labels: dict[str, str], material: dict[str, Any]) -> list[str]:
    """A form as the desk shows it."""
    exercise = Exercise("form", "records", material=material)
    return list(form_lines(Records(data, labels, "ru"), exercise))


def test_a_judged_message_is_shown_by_its_subject() -> None:
    """The verdict in the words that were saved with it, the signs in those of the lesson."""
    judged = [{"mail": "m1", "verdict": "phish", "signs": ["link"]}]
    data = {"judged": judged, "passphrases": [{"pair": "p", "choice": "first"}]}
    labels = {"judged": "Письма", "passphrases": "Фразы", "judged.verdict=phish": "Поддельное"}
    assert lines(data, labels, MAILBOX) == [
        "Письма:",
        "1. Your card – Поддельное – The link leads elsewhere",
        "Фразы:",
        "1. p – kar too",
    ]


def test_a_prompt_is_that_of_its_turn() -> None:
    """Every turn may call its prompts the same."""
    data = {"picks": [{"turn": "one", "prompt": "a"}, {"turn": "two", "prompt": "a"}]}
    assert lines(data, {}, TALK) == ["picks:", "1. Write a task.", "2. Make it shorter."]


def test_fields_stand_in_the_order_of_their_form() -> None:
    """With their names; numbers as they are written, ticks as signs, empty fields not at all."""
    data = {"when": "утром", "who": "a", "points": 4.5, "agreed": True, "note": " ", "all": []}
    labels = {"who": "Кто?", "when": "Когда", "agreed": "Согласны"}
    found = lines(data, labels, FORM)
    assert found[:2] == ["Кто? A parent", "Когда: утром"]
    assert sorted(found[2:]) == ["points: 4,5", "Согласны: ✓"]


def test_lists_in_lists_are_counted_and_moved_in() -> None:
    """A quiz: its questions, and the options of each."""
    items = [{"stem": "2 + 2?", "type": "single", "options": [{"text": "4", "key": True}]}]
    names = ("stem", "type", "options", "options.text", "options.key")
    labels = {**{f"items.{name}": name.upper() for name in names}, "items.type=single": "Один"}
    assert lines({"items": items}, labels, {}) == [
        "items:",
        "1. STEM: 2 + 2?",
        "   TYPE: Один",
        "   OPTIONS:",
        "   1. OPTIONS.TEXT: 4",
        "      OPTIONS.KEY: ✓",
    ]


@pytest.mark.parametrize(
    "data",
    [{"judged": [{"mail": ["m1"]}, "x", 3, None]}, {"": {"": [[]]}}, {"judged": {"id": {}}}],
)
def test_a_strange_form_is_shown_all_the_same(data: dict[str, Any]) -> None:
    """A file may hold anything."""
    assert all(isinstance(line, str) for line in lines(data, {}, MAILBOX))


def test_captions_and_credits_are_shown_without_what_programs_read() -> None:
    """No first line of a file of captions; each line of credits beside its picture."""
    blocks = [{"remark": "NOTE voice"}, {"times": "00:01.000 --> 00:02.000", "text": "Салам"}]
    credit = {"file": "a.jpg", "title": "Тоолор", "author": "А. Садырова"}
    pictures = {"files": [{"name": "a.jpg"}, {"name": "b.jpg"}], "credits": [credit]}
    for kind, state, wanted in (
        ("captions", {"header": "WEBVTT", "blocks": blocks}, ["Салам"]),
        ("pictures", pictures, ["b.jpg", "a.jpg: Тоолор · А. Садырова"]),
    ):
        answer = Answer("it", kind, "surface", 1, state, None, datetime.now(UTC))
        assert words_of(answer, Exercise("it", kind)).splitlines() == wanted
